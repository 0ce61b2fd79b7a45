"""Pages by publisher, with its sources and the briefs that cite them."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, CiteKey, Claim, PublisherId, Source, Vocabulary
from .. import addresses
from ..catalogue import UNNAMED, Catalogue
from ..entries import PAGE, Entries
from ..facet import Facet, FacetPages, Filter, Option, distinct
from ..figures.shelf import Shelves
from ..views import ClaimView, Group, IndexPage, Link
from ..wording import SOURCES, language_name, publisher_kind
from .lists import ALL, MOST_SOURCES, describe_sources, directory, filled, paginated, with_links

_BRIEFS = 12


def _pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of publishers, and the sources of each."""
    by_publisher = entries.catalogue.by_publisher
    works = entries.catalogue.group_works(Catalogue.list_publishers)
    shelves = Shelves(entries)
    links = zip(by_publisher, PUBLISHERS.links(entries), strict=True)
    yield from directory(
        PUBLISHERS, [replace(link, detail=filled(_facts(entries, one).items())) for one, link in links], entries
    )
    for publisher, sources in by_publisher.items():
        page, resting = _about(entries, publisher), works.get(publisher, ())
        page = replace(
            page,
            lede=describe_sources(sources, resting, entries.language),
            shelf=shelves.of_publisher(page.address, page.title, publisher, resting),
            doors=with_links(_resting_briefs(resting, entries)),
        )
        exported = page.address if len(sources) <= MOST_SOURCES else ALL
        for part, numbered in paginated(page, sources, SOURCES, entries):
            places = addresses.places_address(publisher) if numbered.pager and numbered.pager.number == 1 else ""
            yield replace(numbered, groups=_sources_by_year(part, entries), exported=exported, places=places)


def _resting_briefs(briefs: Sequence[Brief], entries: Entries) -> Group:
    """The latest briefs that rest on a publisher, and how many more there are."""
    texts = entries.words
    rest = len(briefs[_BRIEFS:])
    more = (Link(text=texts.gettext("and %(number)s more") % {"number": rest}),) if rest else ()
    return Group(title=texts.gettext("Briefs that rest on it"), links=(*map(entries.brief, briefs[:_BRIEFS]), *more))


def source_places(entries: Entries) -> Iterator[tuple[str, dict[str, int]]]:
    """For each publisher with several pages: a file's address, and the page of each source that is not on the first.

    A source's address names the first page, and stays; the pages move on as the list grows.
    """
    for publisher, sources in entries.catalogue.by_publisher.items():
        if len(sources) > PAGE:
            later = enumerate(sources[PAGE:], PAGE)
            pages = {addresses.anchor_of_source(source.key): number // PAGE + 1 for number, source in later}
            yield addresses.places_address(publisher), pages


def _facts(entries: Entries, publisher: PublisherId) -> dict[str, str]:
    """Kind, country and language, as far as the vocabulary knows them."""
    known = entries.catalogue.archive.vocabulary.publishers.get(publisher)
    if known is None:
        return {}
    return {
        "kind": publisher_kind(known.kind, entries.language),
        "country": entries.country(known.country).text if known.country else "",
        "language": language_name(known.language, entries.language) if known.language else "",
    }


def _about(entries: Entries, publisher: PublisherId) -> IndexPage:
    known, link = entries.catalogue.archive.vocabulary.publishers.get(publisher), entries.publisher(publisher)
    lines, _ = [], entries.words.gettext
    if known and publisher != UNNAMED:
        kind, country, language = _facts(entries, publisher).values()
        lines = [
            (_("Kind"), kind),
            (_("Country"), country),
            (_("Writes in"), language),
            (_("Also known as"), _(", ").join(known.aliases)),
            (_("Note"), known.note),
        ]
    return IndexPage(
        address=addresses.of_publisher(publisher),
        kind="publisher",
        shows="sources",
        title=link.text,
        title_lang=link.lang,
        trail=(PUBLISHERS.whole(entries),),
        about=filled(lines),
        claims=(_claim(entries, _("State media"), known.state_media),) if known and known.state_media else (),
        website=known.url if known else "",
    )


def _claim(entries: Entries, label: str, claim: Claim) -> ClaimView:
    if claim.is_address:
        return ClaimView(label=label, url=claim.source)
    return ClaimView(label=label, source=entries.source(CiteKey(claim.source)))


def _sources_by_year(sources: Sequence[Source], entries: Entries) -> tuple[Group, ...]:
    undated = entries.words.gettext("No date")
    years = itertools.groupby(sources, key=lambda source: str(source.issued.year) if source.issued else undated)
    return tuple(Group(title=year, sources=tuple(map(entries.published_source, group))) for year, group in years)


def _names(vocabulary: Vocabulary, publisher: PublisherId) -> tuple[str, ...]:
    """The name of a publisher and its others."""
    known = vocabulary.publishers.get(publisher)
    return distinct((known.name, *known.aliases)) if known else ()


def _meant(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.archive.vocabulary.publishers.values():
        yield from ((name, f'"{one.id}" ({one.name})') for name in (one.id, one.name, *one.aliases))


PUBLISHERS: Facet[PublisherId] = Facet(
    name="publisher",
    noun=gettext_noop("publisher"),
    label=gettext_noop("Publishers"),
    counted=ngettext_noop("{number} publisher", "{number} publishers"),
    of_brief=Catalogue.list_publishers,
    of_source=lambda source: source.publisher or UNNAMED,
    link=Entries.publisher,
    names=_names,
    sources=lambda catalogue: catalogue.by_publisher,
    pages=FacetPages(
        folder="publishers",
        make=_pages,
        in_header=True,
        invitation=gettext_noop("Publishers of the sources"),
        exports=True,
    ),
    filter=Filter(name="publisher", example=gettext_noop("Resting on sources of {publisher}.")),
    option=Option(
        metavar="ID",
        help="That cite a publisher.",
        known=lambda catalogue: catalogue.archive.vocabulary.publishers,
        meant=_meant,
        where=lambda _: "publishers are in archive/vocabulary/publishers.yaml",
    ),
)
