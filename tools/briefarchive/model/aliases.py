"""Old addresses: to which page of the site each belongs."""

import re

_BRIEF = re.compile(r"archive/\d{4}/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.html")
_ID = re.compile(r"(\d{4})-\d{2}-\d{2}-[a-z0-9-]+")


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
