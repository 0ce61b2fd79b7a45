"""The pages that exist once: home, search, the page about the archive, and the one that compares countries.

Their view is a mapping, which only their templates read.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..model import Brief, CountryCode
from ..pictures.shelf import Shelf
from ..pictures.social_card import SocialCard
from ..pictures.squares import TELLERS
from ..reading.configuration import Publication
from ..reading.languages import base_language
from . import addresses
from .catalogue import NEVER
from .changes import ChangeKind, change_view, list_changes
from .citation_styles import format_citations
from .counts import count_tellers, countries_by_count, country_map, country_matrix
from .entries import Entries
from .evidence import make_legends, make_runs, teller_name
from .facet import rank_by_works, sort_by_count
from .indices.countries import pair_name
from .indices.lists import describe_briefs
from .report import license_address, make_report
from .shelf import make_shelves
from .table import FILTERED, PAGED
from .views import LegendRow, Link
from .wording import format_date, sort_key

_NEWEST, _NEWEST_BESIDE_SEARCH = 8, 5
_CHANGES = 5
_TOPICS = 12
_COMPARED_TOPICS, _PAIRS = 5, 300
_PLAIN = re.compile(r"[\w ]+")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_NEIGHBOURS = re.compile(r"(?<![\w’'-])[A-Za-z]{5,} [A-Za-z]{5,}(?![\w’'-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query of filters or of words, what it finds in a sentence, and its language if that is not the page's."""

    query: str
    says: str
    lang: str = ""


def home_page(entries: Entries) -> dict[str, Any]:
    """Return the view of the home page."""
    catalogue = entries.catalogue
    years = list(catalogue.by_year)
    shelf, places, matrix = make_shelves(entries).archive_figure(), country_map(entries), country_matrix(entries)
    return {
        "briefs": len(catalogue.works),
        "sources": len(catalogue.list_cited(catalogue.shown_briefs)),
        "publishers": len(catalogue.by_publisher),
        "span": f"{years[-1]}–{years[0]}" if len(years) > 1 else "".join(map(str, years)),
        "examples": [example for example in search_examples(entries) if _PLAIN.fullmatch(example.query)],
        "newest": tuple(entries.list_entry(work.brief) for work in catalogue.works[:_NEWEST]),
        "changes": tuple(change_view(change, entries) for change in list_changes(catalogue.archive)[:_CHANGES]),
        "topics": tuple(
            entries.topic(topic, len(catalogue.by_topic[topic])) for topic in catalogue.broadest_topics[:_TOPICS]
        ),
        "doors": _list_indices(entries),
        "shelf": shelf,
        "places": places,
        "matrix": matrix,
        "figures": tuple(filter(None, (shelf, places, matrix))),
    }


def social_card(entries: Entries, *, name: str, text: str, accent: str) -> SocialCard:
    """Return the card, which shows the columns of the shelf."""
    shelf = make_shelves(entries).archive_figure()
    columns = shelf.picture.columns if shelf and isinstance(shelf.picture, Shelf) else ()
    return SocialCard(name=name, text=text, columns=tuple(column.runs for column in columns), accent=accent)


def search_page(entries: Entries) -> dict[str, Any]:
    """Return the view of the search page."""
    newest = (work.brief for work in entries.catalogue.works[:_NEWEST_BESIDE_SEARCH])
    doors = _list_indices(entries)
    return {"examples": search_examples(entries), "doors": doors, "newest": [*map(entries.list_entry, newest)]}


def _list_indices(entries: Entries) -> list[Link]:
    """Return links to the list of all briefs and to the index of each facet, with counts."""
    _ = entries.gettext
    all_briefs = Link(text=_("Briefs"), address=addresses.BRIEFS, count=len(entries.catalogue.works))
    counts = {facet.name: len(facet.list_items(entries.catalogue)) for facet, _pages in PAGED}
    terms = (Link(text=_(facet.label), address=pages.index, count=counts[facet.name]) for facet, pages in PAGED)
    return [all_briefs, *terms]


def search_examples(entries: Entries) -> tuple[Example, ...]:
    """Return an example of each kind of query, each of which finds a brief; none if there are no briefs."""
    if not entries.catalogue.shown_briefs:
        return ()
    return (*_word_examples(entries), *_filter_examples(entries))


def _word_examples(entries: Entries) -> Iterator[Example]:
    oldest, countries = entries.catalogue.shown_briefs[::-1], rank_by_works(entries.catalogue.by_country)
    _, titles = entries.gettext, ((brief, _NEIGHBOURS.search(brief.title)) for brief in oldest)
    brief, match = next((pair for pair in titles if pair[1]), (None, None))
    if brief and match:
        words = match[0].lower()
        yield Example(query=words, says=_("Briefs with both words, in any of their forms."))
        yield Example(query=f'"{words}"', says=_("The words in this order."))
        for code in [code for code in countries if code not in brief.countries][:1]:
            says = _("Excludes {country}. A hyphen also excludes a word or phrase.")
            query = f"{max(words.split(), key=len)} -country:{code}"
            yield Example(query=query, says=says.format(country=entries.country(code).text))
    archive = entries.catalogue.archive
    labels = [archive.vocabulary.countries[code].labels.get("zh") for code in countries]
    languages = {brief.language for brief in oldest} | {source.language for source in archive.sources.values()}
    has_chinese = any(base_language(language) == "zh" for language in languages if language)
    if has_chinese and (name := next(filter(None, labels), None)):
        says = _(
            "Chinese as it is written, and likewise Japanese, Korean and Thai. "
            "Countries can be found by their names in these languages."
        )
        yield Example(query=name, says=says, lang="zh")


def _filter_examples(entries: Entries) -> Iterator[Example]:
    """Yield a query for a common term of each facet that does not find all briefs, and one for a range of numbers."""
    whole = len(entries.catalogue.works)
    for facet, facet_filter in FILTERED:
        works = facet.works(entries.catalogue)
        terms = [term for term in rank_by_works(works) if len(works[term]) < whole]
        for term in terms[:1] if facet_filter.example else ():
            # Each sentence has one placeholder, which translators see named after the kind of term.
            says = facet.link(entries, term).text.join(_PLACEHOLDER.split(entries.gettext(facet_filter.example)))
            yield Example(query=f"{facet_filter.name}:{term}", says=says)
        latest = sorted(works)[-2:] if facet_filter.is_number else []
        if len(latest) > 1 and sum(len(works[term]) for term in latest) < whole:
            query = "{}:{}-{}".format(facet_filter.name, *latest)
            yield Example(query=query, says=entries.gettext("From any of the years given."))


def about_page(entries: Entries, publication: Publication) -> dict[str, Any]:
    """Return the view of the page; its template has what is true of any archive."""
    catalogue, language = entries.catalogue, entries.language
    vocabulary = catalogue.archive.vocabulary
    runs = make_runs(Counter(entries.kinds[key] for key in catalogue.list_cited(catalogue.shown_briefs)))
    changes = list_changes(catalogue.archive)
    state_media = (
        entries.publisher(publisher)
        for publisher, sources in catalogue.by_publisher.items()
        if any(entries.kinds[source.key][0] == "state" for source in sources)
    )
    changed, works, _ = catalogue.last_change, [work.brief for work in catalogue.works], entries.gettext
    return {
        "scope": describe_briefs(works, catalogue, language) if works else _("There are no briefs yet."),
        "countries": _sort_links(
            (entries.country(code, len(of)) for code, of in catalogue.by_country.items()), language
        ),
        "legends": make_legends(runs, language),
        "state_media": _sort_links(state_media, language),
        "corrected": sum(len(change.texts) for change in changes if change.kind is ChangeKind.CORRECTED),
        "withdrawn": sum(change.kind is ChangeKind.WITHDRAWN for change in changes),
        "last_change": format_date(changed, language) if changed != NEVER else "",
        "license_id": publication.license_id,
        "license_address": license_address(publication.license_id),
        "citation": format_citations(make_report(works[0], vocabulary, publication))["APA"] if works else (),
    }


def _sort_links(links: Iterable[Link], language: str) -> list[Link]:
    return sorted(links, key=lambda link: sort_key(link.text, language))


def compare_page(entries: Entries) -> dict[str, Any]:
    """Return the view of the page, with a list of countries and, for readers without scripts, the commonest pairs."""
    works, language = entries.catalogue.by_country, entries.language
    countries = ((code, entries.country(code).text) for code in works)
    pairs = (
        Link(text=pair_name(entries, *pair), address=addresses.pair_address(*pair), count=len(briefs))
        for pair, briefs in entries.catalogue.by_pair.items()
    )
    return {
        "title": entries.gettext("Compare countries"),
        "countries": sorted(countries, key=lambda country: sort_key(country[1], language)),
        "chosen": countries_by_count(entries)[:2],
        "pairs": sort_by_count(pairs)[:_PAIRS],
        "tellers": [LegendRow(mark=teller, text=teller_name(teller, language)) for teller in TELLERS],
    }


def comparison_data(entries: Entries) -> Iterator[tuple[str, Callable[[], dict[str, Any]]]]:
    """Yield, for each country, the address of its data file and a function that returns its contents."""
    for code in entries.catalogue.by_country:
        yield addresses.comparison_data_address(code), functools.partial(_compared_country, entries, code)


def _compared_country(entries: Entries, code: CountryCode) -> dict[str, Any]:
    catalogue = entries.catalogue
    works = catalogue.by_country[code]
    counts = Counter(topic for brief in works for topic in catalogue.list_topics(brief))
    topics = sort_by_count((entries.topic(topic, number) for topic, number in counts.items()), entries.language)
    return {
        "name": entries.country(code).text,
        "address": addresses.country_address(code),
        "briefs": [_compared_brief(brief, entries) for brief in works],
        "tellers": count_tellers(entries, works),
        "topics": [[link.address, link.text, link.lang, link.count] for link in topics[:_COMPARED_TOPICS]],
        "years": dict(sorted(Counter(brief.date.year for brief in works).items())),
    }


def _compared_brief(brief: Brief, entries: Entries) -> list[str]:
    """Return what a comparison shows of a brief that names all of its countries."""
    link = entries.brief(entries.expression(brief))
    return [link.address, link.text, link.lang, format_date(brief.date, entries.language)]
