"""Small tables that the client fetches when it wants them: names for filters, words that are known, characters."""

import heapq
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..facets import addresses
from ..facets.catalogue import UNNAMED
from ..facets.entries import Entries
from ..facets.views import Link
from ..facets.wording import language_name
from ..model import CountryCode, TopicId
from .documents import Document
from .names import country_names, publisher_names, topic_names
from .other_spellings import variants_for
from .segmentation import folded

_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS = 3_000
_MOST_BESIDE = 3

Row = Sequence[Any]


def terms(entries: Entries) -> dict[str, list[Row]]:
    """By filter, each value that occurs: id, name, how many works (or sources), page, and its other names.

    Of languages it is the number of briefs: a work counts in each of its languages.
    """
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    languages = Counter(brief.language for brief in catalogue.shown)
    return {
        "country": [
            _row(code, entries.country(code).text, briefs, addresses.of_country(code), country_names(country))
            for code, briefs in catalogue.by_country.items()
            if (country := vocabulary.countries[code])
        ],
        "topic": [
            _row(topic, entries.topic(topic).text, briefs, addresses.of_topic(topic), topic_names(known))
            for topic, briefs in catalogue.by_topic.items()
            if (known := vocabulary.topics[topic])
        ],
        "year": [
            _row(str(year), str(year), briefs, addresses.of_year(year)) for year, briefs in catalogue.by_year.items()
        ],
        "lang": [(tag, language_name(tag, entries.language), count, "") for tag, count in languages.items()],
        "by": [
            _row(person, entries.person(person).text, briefs, addresses.of_person(person))
            for person, briefs in catalogue.by_person.items()
        ],
        "publisher": [
            _row(publisher, entries.publisher(publisher).text, sources, addresses.of_publisher(publisher), names)
            for publisher, sources in catalogue.by_publisher.items()
            if publisher != UNNAMED and (names := publisher_names(vocabulary.publishers[publisher]))
        ],
    }


def absent(entries: Entries) -> dict[str, list[Row]]:
    """Countries and topics of which there is no brief yet: id, name, what stands beside them, and their other names."""
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    groups = _Groups(entries)
    return {
        "country": [
            _absent_row(code, entries.country(code).text, groups.beside(code), country_names(country))
            for code, country in vocabulary.countries.items()
            if code not in catalogue.by_country and not country.replaced_by
        ],
        "topic": [
            _absent_row(topic, entries.topic(topic).text, _beside_topic(entries, topic), topic_names(term))
            for topic, term in vocabulary.topics.items()
            if topic not in catalogue.by_topic and not term.replaced_by
        ],
    }


def _absent_row(term: str, name: str, beside: Iterable[Link], names: Sequence[str]) -> Row:
    others = (folded(other) for other in names)
    links = [(link.text, link.address) for link in itertools.islice(beside, _MOST_BESIDE)]
    return (term, name, links, *dict.fromkeys(others))


class _Groups:
    """Groups of countries, looked up by their members."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._written = entries.catalogue.by_country
        self._of: dict[CountryCode, list[CountryCode]] = {}
        self._members: dict[CountryCode, list[CountryCode]] = {}
        countries = entries.catalogue.archive.vocabulary.countries.values()
        for group in sorted(countries, key=lambda one: len(one.members)):
            written = (one for one in group.members if one in self._written)
            self._members[group.code] = sorted(written, key=lambda one: -len(self._written[one]))
            for member in dict.fromkeys(group.members):
                self._of.setdefault(member, []).append(group.code)

    def beside(self, code: CountryCode) -> Iterator[Link]:
        """Its groups that have briefs, the smallest first; else its members, or else those of its smallest group."""
        groups = self._of.get(code, [])
        if beside := [one for one in groups if one in self._written]:
            yield from map(self._entries.country, beside)
            return
        for group in (code, *groups):
            for link in map(self._entries.country, self._members[group]):
                yield replace(link, text=f"{link.text} ({self._entries.country(group).text})")
            if self._members[group]:
                return


def _beside_topic(entries: Entries, topic: TopicId) -> Iterator[Link]:
    """The nearest broader topic that has briefs."""
    broader = entries.catalogue.archive.vocabulary.broader(topic)
    yield from (entries.topic(one) for one in broader if one in entries.catalogue.by_topic and one != topic)


def words_of(document: Document) -> Iterable[str]:
    """The words of a document, each once."""
    text = " ".join(passage.text for passage in document.passages)
    return dict.fromkeys(_WORD.findall(text.lower()))


def characters_of(document: Document) -> str:
    """The characters of a document that are not ASCII, each once."""
    texts = (passage.text for passage in document.passages if not passage.text.isascii())
    return "".join(dict.fromkeys(sign for text in texts for sign in text if not sign.isascii()))


class Words:
    """The words of documents, to guess what a mistyped one may have meant."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, words: Iterable[str]) -> None:
        """Count the words of a document, of which each is given once."""
        self._counts.update(words)

    def most_frequent(self) -> list[str]:
        """Those that most documents have, the most frequent first."""
        frequent = heapq.nsmallest(_MOST_WORDS, self._counts.items(), key=lambda item: (-item[1], item[0]))
        return [word for word, _ in frequent]


class Characters:
    """The characters of documents, to know which traditional ones a query may have for them."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def add(self, characters: str) -> None:
        """Note the characters of a document."""
        self._seen.update(characters)

    def variants(self) -> dict[str, str]:
        """Simplified characters by traditional ones."""
        return dict(variants_for(self._seen))


def _row(term: str, name: str, items: Sequence[object], address: str, names: Sequence[str] = ()) -> Row:
    others = dict.fromkeys(folded(other) for other in names)
    others.pop(folded(name), None)
    return (term, name, len(items), address, *others)
