"""What search engines ask a site for: the list of its pages, and what of it they may read.

The list follows the Sitemap protocol (sitemaps.org) and `robots.txt` RFC 9309. Programs read `robots.txt` only at the
root of a host: for a site in a folder, it shows what that of the host should say.

The list has the pages of the archive. Those of the guide are not among them: only Sphinx knows which there are. Search
engines find them by their links.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from ..facets import addresses
from ..facets.catalogue import Catalogue
from ..facets.publication import Publication
from ..facets.table import PAGED

LARGEST = 50_000
"""Pages in one file, by the protocol."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

Page = tuple[str, str]
"""The address of a page, relative to the site's root, and the day of its last change, if that is known."""


def robots(site: Publication) -> str:
    """What programs may read: everything, or nothing of a mere preview."""
    if site.is_preview:
        return "User-agent: *\nDisallow: /\n"
    where = f"\nSitemap: {addresses.whole(site.base_url, addresses.SITEMAP)}\n" if site.base_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def pages_of_site(catalogue: Catalogue) -> Iterator[Page]:
    """Each page that a search engine should find: no old address, no withdrawn brief, no further page of a list."""
    lists = (
        *(addresses.HOME, addresses.ABOUT, addresses.BRIEFS, addresses.CHANGES, addresses.COMPARE),
        *(pages.index for _, pages in PAGED),
        *(pages.address(term) for facet, pages in PAGED for term in (facet.sources or facet.works)(catalogue)),
        *(addresses.of_cell(*cell) for cell in catalogue.by_cell),
        *(addresses.of_pair(*pair) for pair in catalogue.by_pair),
    )
    yield from ((address, "") for address in lists)
    yield from ((addresses.of_brief(one), one.changed.isoformat() if one.changed else "") for one in catalogue.shown)


def sitemaps(pages: Sequence[Page], base_url: str, *, largest: int = LARGEST) -> dict[str, str]:
    """The files by their addresses: one, or an index and its parts where there are more pages than one may have."""
    if len(pages) <= largest:
        return {addresses.SITEMAP: _written("urlset", "url", pages, base_url)}
    parts = {
        addresses.part_of_sitemap(number): _written("urlset", "url", part, base_url)
        for number, part in enumerate(_parts(pages, largest), 1)
    }
    index = _written("sitemapindex", "sitemap", [(address, "") for address in parts], base_url)
    return {addresses.SITEMAP: index, **parts}


def _parts(pages: Sequence[Page], size: int) -> Iterator[Sequence[Page]]:
    return (pages[start : start + size] for start in range(0, len(pages), size))


def _written(root: str, item: str, pages: Sequence[Page], base_url: str) -> str:
    lines = (
        f"<{item}><loc>{escape(addresses.whole(base_url, address))}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</{item}>\n"
        for address, day in pages
    )
    return f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'
