"""Addresses that are kept for the site's own pages: no old page may stand there."""

from ..model.aliases import is_former_page
from .table import PAGED

# The site's own addresses, today's and those that it may need.
_RESERVED = frozenset({
    "archive", "cname", "docs", "exports", "favicon.ico", "feeds", "figures", "genindex", "index", "llms.txt", "names",
    "objects.inv", "robots.txt", "search", "searchindex.js", "sitemap.xml", "social-card.png", "volumes", "404",
    *(pages.folder for _, pages in PAGED),
})  # fmt: skip
# Pages beside which folders of the same name may lie: older sites often had one called `about` or `briefs`.
_RESERVED_PAGES = frozenset({"about", "briefs", "changes", "compare", "reading-list", "sitemap"})


def is_free(address: str) -> bool:
    """Whether an old page may stand at *address*: not where the site has, or may come to have, pages of its own."""
    first, _, rest = address.casefold().partition("/")
    first = first.removesuffix(".html")
    if is_former_page(address):
        return True
    if any(part.endswith(".") for part in address.split("/")):
        return False  # on some systems it is the name without the point
    # `briefs--2.html` is the second page of `briefs.html`, and `sitemap--2.xml` a part of `sitemap.xml`.
    if first.partition("--")[0] in _RESERVED_PAGES and (not rest or first.endswith(".xml")):
        return False
    return first not in _RESERVED and not first.startswith(("_", "."))
