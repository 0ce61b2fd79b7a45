"""Sorted and grouped views of the archive, each computed once in one pass."""

import datetime
import functools
import itertools
import operator
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec

from ..model import Archive, Brief, BriefId, CiteKey, CountryCode, PersonId, PublisherId, Source, TopicId
from ..reading.attached_files.attachments import resolve_link
from ..reading.languages import base_language
from ..storage.files import digest

UNNAMED = PublisherId("_unnamed")
NEVER = datetime.date(1970, 1, 1)
"""The date of the last change in an archive without any change or event."""
_NO_DATE = (0, 0, 0)
_FEWEST_OF_PAIR = 2
_MOST_COUNTRIES = 30  # a brief that names more is about a group, and would have thousands of pairs

K = TypeVar("K")
V = TypeVar("V")


def _group_pairs(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _date_and_id(brief: Brief) -> tuple[datetime.date, BriefId]:
    return brief.date, brief.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A text in all languages that lists may show: the original, if they may show it, then translations by language."""

    expressions: tuple[Brief, ...]

    @property
    def brief(self) -> Brief:
        """The brief that stands for the work: the original or, if lists do not show it, a translation."""
        return self.expressions[0]

    def find_expression(self, language: str) -> Brief | None:
        """Return the expression in a language, preferably in its exact form, such as the same script."""
        same = [brief for brief in self.expressions if base_language(brief.language) == base_language(language)]
        return next((brief for brief in same if brief.language == language), same[0] if same else None)


class Catalogue:
    """An archive in sorted order. Lists of briefs are newest first.

    A list contains each work once, by the brief that stands for it, if the work matches in any language.

    Attributes:
        shown_briefs: The briefs that lists show, newest first: no withdrawn ones, and drafts only on request. A work in
            several languages is several briefs here.
    """

    def __init__(self, archive: Archive, *, drafts: bool = False, briefs: tuple[Brief, ...] | None = None) -> None:
        self.archive = archive
        self.shown_briefs = (archive.listed_briefs(drafts=drafts) if briefs is None else briefs)[::-1]
        self._sorted: dict[Any, Any] = {}
        self._bibliographies: dict[BriefId, tuple[CiteKey, ...]] = {}

    @functools.cached_property
    def works(self) -> tuple[Work, ...]:
        """The works that lists show, newest first by the briefs that stand for them."""
        return tuple(sorted(self._works.values(), key=lambda work: _date_and_id(work.brief), reverse=True))

    @functools.cached_property
    def _works(self) -> Mapping[BriefId, Work]:
        groups = _group_pairs((self._originals[brief.id], brief) for brief in self.shown_briefs)
        return {
            original: Work(
                expressions=tuple(sorted(group, key=lambda brief: (brief.id != original, brief.language, brief.id)))
            )
            for original, group in groups.items()
        }

    @functools.cached_property
    def _originals(self) -> Mapping[BriefId, BriefId]:
        return map_originals(self.archive.briefs)

    def find_work(self, brief: Brief) -> Work | None:
        """Return the work of a brief; None if lists show it in no language."""
        return self._works.get(self.find_original(brief.id))

    def find_original(self, brief: BriefId) -> BriefId:
        """Return the id of the original of a brief, which is its own unless it is a translation."""
        return self._originals.get(brief, brief)

    def find_translation_source(self, brief: Brief) -> Brief | None:
        """Return the brief from which this one was translated, if it has a page."""
        original = self.archive.briefs.get(brief.translation_of) if brief.translation_of else None
        return original if original and original is not brief and self.has_page(original) else None

    def has_page(self, brief: Brief) -> bool:
        """Whether the brief is built: drafts are only built on request, and nothing public names one that is not."""
        return not brief.is_draft or brief in self.versions(brief)

    def versions(self, brief: Brief) -> tuple[Brief, ...]:
        """Return the text in all languages: the original, if lists show it, and its translations."""
        work = self.find_work(brief)
        return work.expressions if work else ()

    def expressions(self, briefs: Sequence[Brief]) -> tuple[Brief, ...]:
        """Return all languages of a list of works, newest first."""
        versions = {version.id: version for brief in briefs for version in self.versions(brief)}
        return tuple(sorted(versions.values(), key=_date_and_id, reverse=True))

    def group_works(self, terms_of: "Callable[[Catalogue, Brief], Iterable[K]]") -> Mapping[K, tuple[Brief, ...]]:
        """Return the works with each term in any language, newest first; *terms_of* gives the terms of a brief."""
        if terms_of not in self._sorted:
            terms = functools.partial(terms_of, self)
            self._sorted[terms_of] = _group_pairs(
                (term, work.brief)
                for work in self.works
                for term in dict.fromkeys(itertools.chain.from_iterable(map(terms, work.expressions)))
            )
        works: Mapping[K, tuple[Brief, ...]] = self._sorted[terms_of]
        return works

    @property
    def by_country(self) -> Mapping[CountryCode, tuple[Brief, ...]]:
        """The works on each country in the vocabulary."""
        return self.group_works(Catalogue.list_countries)

    @functools.cached_property
    def countries_of_all(self) -> frozenset[CountryCode]:
        """The countries that all of several works share: naming them would distinguish nothing."""
        if len(self.works) < 2:
            return frozenset()
        return frozenset(code for code, works in self.by_country.items() if len(works) == len(self.works))

    @property
    def by_topic(self) -> Mapping[TopicId, tuple[Brief, ...]]:
        """The works on each topic or a narrower one."""
        return self.group_works(Catalogue.list_topics)

    @functools.cached_property
    def broadest_topics(self) -> list[TopicId]:
        """The top-level topics with works, those with most works first."""
        tops = (topic for topic in self.archive.vocabulary.narrower.get(None, ()) if topic in self.by_topic)
        return sorted(tops, key=lambda topic: -len(self.by_topic[topic]))

    @property
    def by_cell(self) -> Mapping[tuple[CountryCode, TopicId], tuple[Brief, ...]]:
        """The works on each topic, or a narrower one, in each country."""
        return self.group_works(Catalogue._list_cells)

    @functools.cached_property
    def by_pair(self) -> Mapping[tuple[CountryCode, CountryCode], tuple[Brief, ...]]:
        """The works on each two countries, sorted by their codes, if there are several."""
        works = self.group_works(Catalogue._list_pairs)
        return {pair: briefs for pair, briefs in sorted(works.items()) if len(briefs) >= _FEWEST_OF_PAIR}

    def list_countries(self, brief: Brief) -> list[CountryCode]:
        """Return the countries of a brief that the vocabulary knows."""
        return [code for code in brief.countries if code in self.archive.vocabulary.countries]

    def count_countries(self, briefs: Iterable[Brief]) -> Counter[CountryCode]:
        """Count these briefs by country; countries come in the order in which the briefs name them."""
        return Counter(code for brief in briefs for code in dict.fromkeys(self.list_countries(brief)))

    def list_people(self, brief: Brief) -> list[PersonId]:
        """Return the people with a role in a brief that the vocabulary knows."""
        return [person for person in brief.people if person in self.archive.vocabulary.people]

    def list_publishers(self, brief: Brief) -> list[PublisherId]:
        """Return the publishers of a brief's sources."""
        return sorted({source.publisher for source in self.list_sources(brief) if source.publisher})

    def _list_pairs(self, brief: Brief) -> Iterable[tuple[CountryCode, CountryCode]]:
        codes = sorted(set(self.list_countries(brief)))
        return itertools.combinations(codes, 2) if len(codes) <= _MOST_COUNTRIES else ()

    def _list_cells(self, brief: Brief) -> Iterable[tuple[CountryCode, TopicId]]:
        return ((code, topic) for topic in self.list_topics(brief) for code in self.list_countries(brief))

    @functools.cached_property
    def by_year(self) -> Mapping[int, tuple[Brief, ...]]:
        """The works of each year, the latest first; the year is that of the brief that stands for the work."""
        return _group_pairs((work.brief.date.year, work.brief) for work in self.works)

    @functools.cached_property
    def by_publisher(self) -> Mapping[PublisherId, tuple[Source, ...]]:
        """The sources of each publisher or of `UNNAMED`, the latest first and those without a date last."""
        sources = sorted(self.archive.sources.values(), key=operator.attrgetter("key"))
        sources.sort(key=lambda source: source.issued.parts if source.issued else _NO_DATE, reverse=True)
        return _group_pairs((source.publisher or UNNAMED, source) for source in sources)

    @property
    def cited_by(self) -> Mapping[CiteKey, tuple[Brief, ...]]:
        """The works that cite or list each source in any language."""
        return self.group_works(Catalogue.bibliography)

    def list_mentions(self, brief: Brief) -> Iterator[BriefId]:
        """Yield the briefs that a brief names, replaces or links to."""
        yield from brief.mentions
        for link in brief.markup.links:
            path = resolve_link(self.archive, brief, link)
            if path and path not in self.archive.attachments:
                yield BriefId(PurePosixPath(path).stem)

    def _list_mentioned_works(self, brief: Brief) -> Iterable[BriefId]:
        return map(self.find_original, self.list_mentions(brief))

    def referring_works(self, brief: Brief) -> tuple[Brief, ...]:
        """Return the other works that refer to the work of a brief, newest first."""
        original = self.find_original(brief.id)
        named_by = self.group_works(Catalogue._list_mentioned_works).get(original, ())
        return tuple(work for work in named_by if self.find_original(work.id) != original)

    @functools.cached_property
    def replaced_by(self) -> Mapping[BriefId, tuple[Brief, ...]]:
        """The briefs that replace each brief, oldest first, in every language."""
        return _group_pairs(
            (replaced, brief)
            for brief in reversed(self.shown_briefs)
            for replaced in brief.replaces
            if replaced != brief.id
        )

    def translations(self, brief: Brief) -> list[Brief]:
        """Return the translations of a brief, sorted by language."""
        return [version for version in self.versions(brief) if version.translation_of == brief.id != version.id]

    def bibliography(self, brief: Brief) -> tuple[CiteKey, ...]:
        """Return the keys of a brief's numbered sources; a source that is cited by two keys appears once."""
        keys = self._bibliographies.get(brief.id)
        if keys is None:
            keys = brief.bibliography
            if not all(map(self.archive.sources.__contains__, keys)):
                keys = tuple(dict.fromkeys(map(self.archive.resolve_key, keys)))
            self._bibliographies[brief.id] = keys
        return keys

    def list_sources(self, brief: Brief) -> tuple[Source, ...]:
        """Return the known sources of a brief in the order of its numbered list."""
        sources = self.archive.sources
        return tuple(sources[key] for key in self.bibliography(brief) if key in sources)

    def list_cited(self, works: Iterable[Brief]) -> list[CiteKey]:
        """Return the keys of the known sources that these works cite in any language, each once."""
        expressions = (expression for brief in works for expression in self.versions(brief))
        keys = dict.fromkeys(key for expression in expressions for key in self.bibliography(expression))
        return [key for key in keys if key in self.archive.sources]

    def list_topics(self, brief: Brief) -> tuple[TopicId, ...]:
        """Return the topics of a brief and all broader ones, each once."""
        vocabulary = self.archive.vocabulary
        topics: dict[TopicId, None] = {}
        for topic in brief.topics:
            if topic in vocabulary.topics:
                topics.update(dict.fromkeys((topic, *vocabulary.broader(topic))))
        return tuple(topics)

    def find_neighbours(self, brief: Brief) -> tuple[Brief | None, Brief | None]:
        """Return the previous and the next work in time, in the language of this brief if possible."""
        work = self.find_work(brief)
        if work is None:
            return None, None
        place = self._place_in_time[work.brief.id]
        neighbours = (self.works[place + 1 : place + 2], self.works[max(place - 1, 0) : place])
        older, newer = (
            self.choose_expression(works[0].brief, brief.language) if works else None for works in neighbours
        )
        return older, newer

    def choose_expression(self, brief: Brief, language: str) -> Brief:
        """Return a brief's work in a language or else the brief that stands for it."""
        work = self.find_work(brief)
        return (work.find_expression(language) or work.brief) if work else brief

    @functools.cached_property
    def _place_in_time(self) -> Mapping[BriefId, int]:
        return {work.brief.id: place for place, work in enumerate(self.works)}

    @functools.cached_property
    def last_change(self) -> datetime.date:
        """The day of the last known change of a published brief, else of the latest event, or `NEVER`."""
        briefs = [brief for brief in self.archive.briefs.values() if not brief.is_draft]
        changed = [brief.changed for brief in briefs if brief.changed]
        happened = [brief.date for brief in briefs if brief.id not in self.archive.to_come]
        return max(changed or happened, default=NEVER)


def map_originals(briefs: Mapping[BriefId, Brief]) -> Mapping[BriefId, BriefId]:
    """Return the id of the original of each brief, which is its own unless it is a translation.

    A translation of a translation belongs to the first text. Of briefs that claim in a circle to be translations of one
    another, the first counts as the original.
    """
    originals: dict[BriefId, BriefId] = {}
    for brief_id in briefs:
        way: dict[BriefId, None] = {}
        while brief_id not in originals and brief_id not in way:  # visits each brief once
            way[brief_id] = None
            brief = briefs.get(brief_id)
            if brief is not None and brief.translation_of is not None:
                brief_id = brief.translation_of  # noqa: PLW2901 — one walks on
        original = originals.get(brief_id, brief_id)
        originals |= dict.fromkeys(way, original)
    return originals


_OF_TEXT = ("digest", "markup", "places")
list_metadata = operator.attrgetter(*(field.name for field in fields(Brief) if field.name not in _OF_TEXT))
"""Return the values of a brief's front matter, without its text and the positions in its file."""


def fingerprint(archive: Archive, bibliography_digest: str = "") -> str:
    """Return a digest of what pages other than a brief's own show of *archive* and of its bibliographies.

    Editing a text does not change it.
    """
    other_data = (
        replace(archive.vocabulary, unread=frozenset()),
        sorted(archive.vocabulary.unread),
        archive.attachments,
        archive.moves,
        sorted(archive.unread_briefs),
        sorted(archive.withheld),
        sorted(archive.to_come),
        bibliography_digest,
    )
    return digest(b"\n".join((*map(_metadata, archive.briefs.values()), msgspec.json.encode(other_data))))


def _metadata(brief: Brief) -> bytes:
    """Encode the front matter of a brief, the targets in its text, and its headings, without positions."""
    markup = brief.markup
    metadata = (
        list_metadata(brief),
        [(reference.role, reference.target) for reference in markup.references],
        [(link.target, link.image, link.chart) for link in markup.links],
        [(heading.level, heading.text, heading.id) for heading in markup.headings],
    )
    return msgspec.json.encode(metadata)
