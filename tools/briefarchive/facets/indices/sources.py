"""Pages by the publishers of sources and by the languages of sources."""

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from ...i18n import format_count, gettext_noop, ngettext_noop
from ...model import Brief, CiteKey, Claim, PublisherId, Source, Vocabulary
from ...reading.languages import base_language
from .. import addresses
from ..catalogue import UNNAMED, Catalogue
from ..entries import PAGE, Entries
from ..facet import Facet, FacetPages, Filter, Option, sort_by_count, unique_names
from ..shelf import make_shelves
from ..views import Group, IndexPage, Link
from ..wording import join_sentences, language_name, publisher_kind_name
from .lists import drop_empty, first_links, index_by_letter, link_groups


def _all_publishers(entries: Entries) -> Iterator[IndexPage]:
    """Yield the index of publishers, with facts about each."""
    links = zip(entries.catalogue.by_publisher, PUBLISHERS.counted_links(entries), strict=True)
    detailed = [replace(link, detail=drop_empty(_facts(entries, publisher_id).items())) for publisher_id, link in links]
    return index_by_letter(PUBLISHERS, detailed, entries)


def _complete(entries: Entries, page: IndexPage, publisher: PublisherId, sources: Sequence[Source]) -> IndexPage:
    """Add facts about a publisher, a picture of its sources, and the latest briefs that cite them."""
    works, _ = entries.catalogue.group_works(Catalogue.list_publishers), entries.gettext
    vocabulary = entries.catalogue.archive.vocabulary
    record, briefs = vocabulary.publishers.get(publisher), works.get(publisher, ())
    page = replace(
        page,
        shows="sources",
        shelf=make_shelves(entries).publisher_figure(page.address, page.title, publisher, briefs),
        related=link_groups((_("Briefs that cite it"), _citing_briefs(publisher, briefs, entries))),
        places=addresses.places_address(publisher) if len(sources) > PAGE else "",
    )
    if record is None or publisher == UNNAMED:
        return page
    kind, country, language = _facts(entries, publisher).values()
    about = [
        (_("Kind"), kind),
        (_("Country"), country),
        (_("Main language"), language),
        (_("Also known as"), _(", ").join(record.aliases)),
        (_("Note"), record.note),
    ]
    claims = ((_("State media"), _claim_source(record.state_media, entries)),) if record.state_media else ()
    return replace(page, about=drop_empty(about), claims=claims, website=record.url)


def _citing_briefs(publisher: PublisherId, briefs: Sequence[Brief], entries: Entries) -> Iterator[Link]:
    """Return the latest briefs that cite a publisher, and a link to a search for all, with the number of the others."""
    found = "" if publisher == UNNAMED else f"{addresses.SEARCH}?q=publisher:{publisher}"
    return first_links(map(entries.brief, briefs), len(briefs), entries, found)


def source_places(entries: Entries) -> Iterator[tuple[str, Callable[[], dict[str, int]]]]:
    """Yield the address of a file for each long list of sources, and a function that returns each source's page."""
    for publisher, sources in entries.catalogue.by_publisher.items():
        if len(sources) > PAGE:
            yield addresses.places_address(publisher), functools.partial(_places, sources)


def _places(sources: Sequence[Source]) -> dict[str, int]:
    later = enumerate(sources[PAGE:], PAGE)
    return {
        addresses.source_anchor(key): number // PAGE + 1
        for number, source in later
        for key in (*source.aliases, source.key)
    }


def _facts(entries: Entries, publisher: PublisherId) -> dict[str, str]:
    record = entries.catalogue.archive.vocabulary.publishers.get(publisher)
    if record is None:
        return {}
    return {
        "kind": publisher_kind_name(record.kind, entries.language),
        "country": entries.country(record.country).text if record.country else "",
        "language": language_name(record.language, entries.language) if record.language else "",
    }


def _claim_source(claim: Claim, entries: Entries) -> Link:
    """Return a link to the source of a claim: one in the archive, or a page elsewhere."""
    if claim.is_address:
        return Link(text=claim.source, address=claim.source)
    return entries.source(CiteKey(claim.source))


def _sources_by_year(entries: Entries, _publisher: PublisherId, sources: Sequence[Source]) -> tuple[Group, ...]:
    undated = entries.gettext("No date")
    years = itertools.groupby(sources, key=lambda source: str(source.issued.year) if source.issued else undated)
    return tuple(Group(title=year, sources=tuple(map(entries.published_source, group))) for year, group in years)


def _names(vocabulary: Vocabulary, publisher: PublisherId) -> tuple[str, ...]:
    record = vocabulary.publishers.get(publisher)
    return unique_names((record.name, *record.aliases)) if record else ()


PUBLISHERS: Facet[PublisherId] = Facet(
    name="publisher",
    noun=gettext_noop("publisher"),
    label=gettext_noop("Publishers"),
    count_forms=ngettext_noop("{number} publisher", "{number} publishers"),
    brief_terms=Catalogue.list_publishers,
    source_term=lambda source: source.publisher or UNNAMED,
    vocabulary="publishers",
    link=Entries.publisher,
    names=_names,
    sources=lambda catalogue: catalogue.by_publisher,
    pages=FacetPages(
        folder="publishers",
        index_pages=_all_publishers,
        complete=_complete,
        group_items=_sources_by_year,
        in_header=True,
        exports=True,
    ),
    filter=Filter(name="publisher", example=gettext_noop("Citing sources from {publisher}.")),
    option=Option(metavar="ID", help="That cite a publisher."),
)


def _source_language(source: Source) -> str:
    """Return the language without its script: whoever reads Chinese reads `zh-Hans` and `zh-Hant`."""
    return base_language(source.language) if source.language else ""


def _list_languages(catalogue: Catalogue, brief: Brief) -> list[str]:
    return sorted({_source_language(source) for source in catalogue.list_sources(brief)} - {""})


def _language_link(entries: Entries, language: str) -> Link:
    return SOURCE_LANGUAGES.term_link(entries, language, language_name(language, entries.language))


def _complete_language(entries: Entries, page: IndexPage, language: str, _briefs: Sequence[Brief]) -> IndexPage:
    """Change the title to name sources, and add how many are in the language, and their publishers."""
    _, catalogue = entries.gettext, entries.catalogue
    cited = (catalogue.archive.sources.get(key) for key in catalogue.cited_by)
    sources = [source for source in cited if source and _source_language(source) == language]
    counts = Counter(source.publisher for source in sources if source.publisher)
    links = sort_by_count(itertools.starmap(entries.publisher, counts.items()))
    number = format_count(
        "{number} source is in {language}.",
        "{number} sources are in {language}.",
        len(sources),
        entries.language,
        language=page.title,
    )
    return replace(
        page,
        title=_("Sources in {language}").format(language=page.title),
        lede=join_sentences((page.lede, number), entries.language),
        related=link_groups((_("Publishers of these sources"), first_links(links, len(links), entries))),
    )


SOURCE_LANGUAGES: Facet[str] = Facet(
    name="source-language",
    noun=gettext_noop("source language"),
    label=gettext_noop("Source languages"),
    count_forms=ngettext_noop("{number} source language", "{number} source languages"),
    brief_terms=_list_languages,
    source_term=_source_language,
    link=_language_link,
    pages=FacetPages(folder="source-languages", complete=_complete_language),
    filter=Filter(name="srclang", example=gettext_noop("Citing sources in {language}.")),
    option=Option(
        metavar="TAG",
        help="That cite sources in a language, such as ru.",
        where_to_look=lambda catalogue: (
            f"the sources are in {', '.join(sorted(SOURCE_LANGUAGES.works(catalogue))) or 'no known language'}"
        ),
        normalize=str.lower,
    ),
)
