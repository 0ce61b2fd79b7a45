"""The page of the search, before anything is asked: questions that find something, and other ways in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Brief
from . import addresses
from .entries import Entries
from .facet import commonest
from .table import FILTERED, PAGED
from .views import Link, Listed

_NEWEST = 5
_KINDS = ("country", "kind", "language", "name", "publisher", "topic")
_WORD = re.compile(r"(?<![\w’'-])[A-Za-z]{5,}(?![\w’'-])")
_NEIGHBOURS = re.compile(r"(?<![\w’'-])[A-Za-z]{4,} [A-Za-z]{4,}(?![\w’'-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question, and what it is an example of.

    Attributes:
        says: What it finds, in a sentence.
        is_filter: Whether it looks at what is known of briefs, and not at words.
        lang: Its language, where that is not the one of the page.
    """

    query: str
    says: str
    is_filter: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Ways into the archive.

    Attributes:
        examples: Questions to the search that find something.
        doors: Links to all briefs and to the terms of each facet, with their number.
        newest: The works on the latest events.
    """

    examples: tuple[Example, ...]
    doors: tuple[Link, ...]
    newest: tuple[Listed, ...]


def search_page(entries: Entries) -> SearchPage:
    """The view of the page."""
    catalogue, _ = entries.catalogue, entries.words.gettext
    every = Link(text=_("Briefs"), address=addresses.BRIEFS, count=len(catalogue.works))
    doors = [Link(text=_(facet.label), address=pages.index, count=len(facet.links(entries))) for facet, pages in PAGED]
    return SearchPage(
        examples=search_examples(entries),
        doors=(every, *doors),
        newest=tuple(entries.listed(work.brief) for work in catalogue.works[:_NEWEST]),
    )


def search_examples(entries: Entries) -> tuple[Example, ...]:
    """Examples of each kind of question, each of which finds a brief; none for an archive without briefs."""
    if not entries.catalogue.shown:
        return ()
    return (*_of_words(entries), *_of_filters(entries))


def _of_words(entries: Entries) -> Iterator[Example]:
    oldest, _ = entries.catalogue.shown[::-1], entries.words.gettext
    words = next((_two_longest(brief.title) for brief in oldest if len(set(_WORD.findall(brief.title))) > 1), None)
    if words:
        yield Example(query=" ".join(words).lower(), says=_("Briefs with both words, in any of their forms."))
    if phrase := next((match[0] for brief in oldest if (match := _NEIGHBOURS.search(brief.title))), None):
        yield Example(query=f'"{phrase.lower()}"', says=_("The words in this order."))
    if without := next(_without_country(entries, oldest), None):
        yield without
    countries = commonest(entries.catalogue.by_country)
    labels = [entries.catalogue.archive.vocabulary.countries[code].labels.get("zh") for code in countries]
    if name := next(filter(None, labels), None):
        says = _(
            "Chinese as it is written; so too Japanese, Korean and Thai. Countries are found by their names there."
        )
        yield Example(query=name, says=says, lang="zh")


def _without_country(entries: Entries, briefs: Sequence[Brief]) -> Iterator[Example]:
    text = entries.words.gettext("Leaves out {country}. A hyphen leaves out a word or a phrase as well.")
    for code in commonest(entries.catalogue.by_country):
        for brief in briefs:
            if code not in brief.countries and (word := max(_WORD.findall(brief.title), key=len, default="")):
                says = text.format(country=entries.country(code).text)
                yield Example(query=f"{word.lower()} -country:{code}", says=says)


def _of_filters(entries: Entries) -> Iterator[Example]:
    """A query for one of the commonest terms of each facet; of numbers, also one for a range.

    None finds the whole archive, which would look as if the filter did nothing.
    """
    whole = len(entries.catalogue.works)
    for facet, one in FILTERED:
        works = facet.works(entries.catalogue)
        terms = [term for term in commonest(works) if len(works[term]) < whole]
        for term in terms[:1] if one.example else ():
            # Each sentence calls it after its kind.
            named = dict.fromkeys(_KINDS, facet.link(entries, term).text)
            says = entries.words.gettext(one.example).format(**named)
            yield Example(query=f"{one.name}:{term}", says=says, is_filter=True)
        latest = sorted(works)[-2:] if one.is_number else []
        if len(latest) > 1 and sum(len(works[term]) for term in latest) < whole:
            query = "{}:{}-{}".format(one.name, *latest)
            yield Example(query=query, says=entries.words.gettext("Of several years."), is_filter=True)


def _two_longest(title: str) -> list[str]:
    words = list(dict.fromkeys(_WORD.findall(title)))
    longest = sorted(words, key=len)[-2:]
    return [word for word in words if word in longest]
