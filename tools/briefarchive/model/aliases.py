"""Old addresses: to which page of the site each belongs, and which of them are not free."""

import re

_BRIEF = re.compile(r"archive/\d{4}/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.html")
_ID = re.compile(r"(\d{4})-\d{2}-\d{2}-[a-z0-9-]+")
# The site's own addresses, today's and those that it may need.
_RESERVED = frozenset({
    "archive", "cname", "countries", "docs", "exports", "favicon.ico", "feeds", "genindex", "index", "llms.txt",
    "names", "objects.inv", "people", "publishers", "robots.txt", "search", "searchindex.js", "sitemap.xml", "topics",
    "volumes", "years", "404",
})  # fmt: skip
# Pages beside which folders of the same name may lie: older sites often had one called `about` or `briefs`.
_RESERVED_PAGES = frozenset({"about", "briefs", "changes", "compare", "reading-list", "sitemap"})


def address_of_alias(alias: str) -> str:
    """The address of the page that leads on from an old address.

    `v3/2014/10/17/` is a folder's page, `v3/2014/10/17/index.html`; the old id of a brief, or its old address without
    `.html`, is that of the brief's page.
    """
    path = alias.strip("/")
    match = _ID.fullmatch(path)
    if match:
        return f"archive/{match[1]}/{path}.html"
    if _BRIEF.fullmatch(f"{path}.html"):
        return f"{path}.html"
    return path if path.endswith(".html") else f"{path}/index.html"


def is_former_page(address: str) -> bool:
    """Whether a brief of this archive could have its page at *address*."""
    return _BRIEF.fullmatch(address) is not None


def is_free(address: str) -> bool:
    """Whether an old page may stand at *address*: not where the site has, or may come to have, pages of its own."""
    first, _, rest = address.casefold().partition("/")
    first = first.removesuffix(".html")
    if _BRIEF.fullmatch(address):
        return True
    if any(part.endswith(".") for part in address.split("/")):
        return False  # on some systems it is the name without the point
    # `briefs--2.html` is the second page of `briefs.html`, and `sitemap--2.xml` a part of `sitemap.xml`.
    if first.partition("--")[0] in _RESERVED_PAGES and (not rest or first.endswith(".xml")):
        return False
    return first not in _RESERVED and not first.startswith(("_", "."))
