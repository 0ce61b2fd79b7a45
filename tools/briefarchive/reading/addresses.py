"""Which addresses a link may have."""

import html
import re

LINK_SCHEMES = frozenset({"http", "https", "mailto"})


def allowed_address(target: str) -> bool:
    """Whether a link may have this address: http, https, mailto, or relative without a host."""
    address = re.sub(r"[\x00-\x20\x7f]", "", html.unescape(target))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if scheme:
        return scheme[1].lower() in LINK_SCHEMES
    return not address.startswith(("//", "\\", "/\\"))
