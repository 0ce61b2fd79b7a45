"""Which addresses a link may have."""

import html
import re
from urllib.parse import urlsplit

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SHOWN = re.compile(
    r"(?:https?:/*|(?=www\.)|(?=[\w-]+(?:\.[\w-]+)*/))((?:[\w-]+\.)+[\w-]+)(?::\d+)?(?:[/?#].*)?", re.IGNORECASE
)


def fault_of_address(target: str) -> str:
    """Why a link may not have this address; empty if it may: http, https, mailto, or relative without a host."""
    # Browsers leave out control characters and spaces, be they written as such, as entities or in per cent.
    plain = re.sub(r"[\x00-\x20\x7f]|%0[0-9a-f]|%1[0-9a-f]|%20|%7f", "", html.unescape(target), flags=re.IGNORECASE)
    scheme = _SCHEME.match(plain)
    if scheme is None:
        return f'the address "{target}" has no scheme' if plain.startswith(("//", "\\", "/\\")) else ""
    if scheme[1].lower() not in LINK_SCHEMES or not has_scheme(target):
        return f'a link with "{scheme[1]}:" is not allowed'
    host = re.split(r"[/?#\\]", plain.partition("//")[2], maxsplit=1)[0]
    return f'the address hides its host behind "@": "{target}"' if "@" in host else ""


def allowed_address(target: str) -> bool:
    """Whether a link may have this address."""
    return not fault_of_address(target)


def has_scheme(target: str) -> bool:
    """Whether an address begins with a scheme as it stands."""
    return _SCHEME.match(target) is not None


def shown_elsewhere(text: str, target: str) -> bool:
    """Whether the *text* of a link is the address of another host than that to which its *target* leads."""
    shown = _SHOWN.fullmatch("".join(text.split()))
    if shown is None:
        return False
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    wanted = shown[1].lower().removeprefix("www.")
    return host != wanted and not host.endswith(f".{wanted}")
