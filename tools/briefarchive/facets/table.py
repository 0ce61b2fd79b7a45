"""The table of all facets in display order, the lists of all indices, and the addresses reserved for them.

The facets that are only search filters are defined here.
"""

import functools
from collections.abc import Iterator
from typing import Any

from ..i18n import gettext_noop, ngettext_noop
from ..model import Brief, LanguageTag
from ..model.names import is_former_page
from ..pictures.squares import TELLERS
from . import addresses
from .catalogue import Catalogue
from .changes import change_pages
from .entries import Entries
from .evidence import find_teller, teller_name
from .facet import Facet, Filter, PageList
from .indices.countries import COUNTRIES
from .indices.lists import ALL, facet_lists, group_briefs, paginate
from .indices.people import PEOPLE
from .indices.sources import PUBLISHERS, SOURCE_LANGUAGES
from .indices.topics import TOPICS
from .indices.years import YEARS
from .views import IndexPage, Link
from .wording import BRIEFS, language_name


def _list_tellers(catalogue: Catalogue, brief: Brief) -> list[str]:
    tellers = {find_teller(source, catalogue.archive.vocabulary) for source in catalogue.list_sources(brief)}
    return [teller for teller in TELLERS if teller in tellers]


TELLERS_OF_SOURCES: Facet[str] = Facet(
    name="kind-of-source",
    noun=gettext_noop("kind of source"),
    label=gettext_noop("Cites"),
    count_forms=ngettext_noop("{number} kind of source", "{number} kinds of sources"),
    brief_terms=_list_tellers,
    link=lambda entries, teller: Link(text=teller_name(teller, entries.language)),
    filter=Filter(
        name="evidence",
        is_legend=True,
        example=gettext_noop("Briefs that cite sources of this kind: {kind}."),
        unused_terms=lambda entries: [(t, ()) for t in TELLERS if t not in TELLERS_OF_SOURCES.works(entries.catalogue)],
    ),
)

LANGUAGES: Facet[LanguageTag] = Facet(
    name="language",
    noun=gettext_noop("language"),
    label=gettext_noop("Languages"),
    count_forms=ngettext_noop("{number} language", "{number} languages"),
    brief_terms=lambda _, brief: (brief.language,),
    link=lambda entries, tag: Link(text=language_name(tag, entries.language)),
    filter=Filter(name="lang", is_single=True, example=gettext_noop("In {language}.")),
)

STATUSES: Facet[str] = Facet(
    name="status",
    noun=gettext_noop("status"),
    label=gettext_noop("Status"),
    count_forms=ngettext_noop("{number} status", "{number} statuses"),
    brief_terms=lambda _, brief: (brief.status.value,),
    link=lambda entries, status: Link(text=entries.gettext(status.capitalize())),
    filter=Filter(name="status", is_single=True, example=gettext_noop("With this status: {kind}.")),
)


FACETS: tuple[Facet[Any], ...] = (
    COUNTRIES,
    TOPICS,
    YEARS,
    TELLERS_OF_SOURCES,
    LANGUAGES,
    PEOPLE,
    PUBLISHERS,
    SOURCE_LANGUAGES,
    STATUSES,
)

PAGED = tuple((facet, facet.pages) for facet in FACETS if facet.pages)
"""The facets that have pages."""
FILTERED = tuple((facet, facet.filter) for facet in FACETS if facet.filter)
"""The facets that are search filters."""
OPTIONAL = tuple((facet, facet.option) for facet in FACETS if facet.option)
"""The facets that are command options."""

# Addresses that the site uses or may need one day. Redirects from older sites cannot have them.
_RESERVED = frozenset({
    "archive", "cname", "docs", "exports", "favicon.ico", "feeds", "figures", "genindex", "index", "llms.txt", "names",
    "objects.inv", "robots.txt", "search", "searchindex.js", "sitemap.xml", "social-card.png", "volumes", "404",
    *(pages.folder for _, pages in PAGED),
})  # fmt: skip
# Pages whose names a folder may have too: older sites often had one called `about` or `briefs`.
_RESERVED_PAGES = frozenset({"about", "briefs", "changes", "compare", "reading-list", "sitemap"})

LENGTH = 1_000
"""The number of briefs on a page of `briefs.html`: half a megabyte, which a browser sorts instantly."""


def brief_list_pages(entries: Entries) -> Iterator[IndexPage]:
    """Yield the pages that list all briefs, the latest events first."""
    briefs = [work.brief for work in entries.catalogue.works]
    title = entries.gettext("All briefs")
    page = IndexPage(
        address=addresses.BRIEFS, kind="briefs", shows="table", title=title, exported=ALL, feed=addresses.FEED
    )

    return paginate(page, briefs, BRIEFS, entries, functools.partial(group_briefs, entries, lambda _: ""), size=LENGTH)


def page_lists(entries: Entries) -> Iterator[PageList]:
    """Yield the lists of all indices."""
    for facet, pages in PAGED:
        yield from facet_lists(facet, pages, entries)
    yield addresses.BRIEFS, functools.partial(brief_list_pages, entries)
    yield addresses.CHANGES, functools.partial(change_pages, entries)


def is_address_free(address: str) -> bool:
    """Whether a redirect from an older site can have *address*, because the site will have no page of its own there."""
    first, _, rest = address.casefold().partition("/")
    first = first.removesuffix(".html")
    if is_former_page(address):
        return True
    if any(part.endswith(".") for part in address.split("/")):
        return False  # some file systems drop a full stop at the end of a name
    # `briefs--2.html` is the second page of `briefs.html`, and `sitemap--2.xml` may once be a part of `sitemap.xml`.
    if first.partition("--")[0] in _RESERVED_PAGES and (not rest or first.endswith(".xml")):
        return False
    return first not in _RESERVED and not first.startswith(("_", "."))
