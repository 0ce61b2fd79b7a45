"""Addresses that a link may have, judged as browsers parse them (WHATWG URL Standard)."""

import functools
import html
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop control characters and spaces, whether literal, as entities or percent-encoded.
_IGNORED = re.compile(r"[\x00-\x20\x7f]|%0[0-9a-f]|%1[0-9a-f]|%20|%7f", re.IGNORECASE)
# Browsers treat any number of slashes after the scheme as two.
_WEB = re.compile(r"https?://(?![/\\])", re.IGNORECASE)
_PLAIN_HOST = re.compile(r"https?://(?:www\.)?((?:(?!xn--)[a-z0-9][a-z0-9-]*\.)+[a-z]{2,63})(?=[/?#]|\Z)", re.ASCII)
# What looks like an address in the text of a link: anything with a scheme or `www.`, or a bare host.
_LABELS = r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)"
_WRITTEN_ADDRESS = re.compile(rf"(?:https?:/*(?:[^/@]*@)?|(?=www\.))(?P<host>{_LABELS})", re.IGNORECASE)
_BARE_ADDRESS = re.compile(rf"\W*(?P<host>{_LABELS})(?P<more>(?::\d+)?(?:/.*)?)\W*", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"h?t{1,3}ps?s?(?::?/{1,3}:?|:|;//)(?=[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_HOST = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_SLASHES = str.maketrans("\N{FRACTION SLASH}\N{DIVISION SLASH}\N{BIG SOLIDUS}", "///")


def split_address(address: str) -> SplitResult | None:
    """Split an address into its parts; return None if its host is malformed, such as `http://[`."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def find_host(address: str) -> str:
    """Return the host of an address, decoded from `xn--…` and without `www.`; empty if there is none."""
    if match := _PLAIN_HOST.match(address):  # nearly all are plain, and parsing takes ten times as long
        return match[1]
    parts = split_address(address)
    host = unquote(parts.hostname or "") if parts else ""
    return readable_host(host.rstrip(".")).removeprefix("www.")


def readable_host(host: str) -> str:
    """Decode *host* from Punycode: `xn--…` and its decoded form are the same name (RFC 5891)."""
    try:
        return host.encode("ascii").decode("idna").lower()
    except UnicodeError:
        return host.lower()


def address_error(target: str) -> str:
    """Return why a link may not have this address; empty if it is http, https, mailto, or relative without a host."""
    unescaped = _IGNORED.sub("", html.unescape(target))
    scheme = _SCHEME.match(unescaped)
    if scheme is None and unescaped.startswith(("//", "\\", "/\\")):
        return f'the address "{target}" has no scheme'
    if split_address(target) is None or split_address(unescaped) is None:
        return f'"{target}" cannot be read as an address'
    if scheme is None:
        return ""
    if scheme[1].lower() not in LINK_SCHEMES or not has_scheme(target):
        return f'a link with "{scheme[1]}:" is not allowed'
    if scheme[1].lower() != "mailto" and not (_WEB.match(unescaped) and find_host(unescaped)):
        return f'the address "{target}" has no host after "//"'
    host = re.split(r"[/?#\\]", unescaped.partition("//")[2], maxsplit=1)[0]
    return f'the address hides its host behind "@": "{target}"' if "@" in host else ""


def is_allowed_address(target: str) -> bool:
    """Return whether a link may have this address."""
    return not address_error(target)


def has_scheme(target: str) -> bool:
    """Return whether an address begins with a scheme, such as `https:`."""
    return _SCHEME.match(target) is not None


def guess_address(target: str) -> str:
    """Return the web address intended by one without a valid scheme, such as `www.bbc.co.uk/news`; else empty."""
    broken = _BROKEN_SCHEME.match(target)
    without_scheme = target[broken.end() :] if broken else target
    host = re.split("[/?#:]", without_scheme, maxsplit=1)[0]
    # A bare name with a dot may be a file name.
    is_intended = broken or host.startswith("www.") or "/" in without_scheme
    is_host = _HOST.fullmatch(host) and public_suffixes(known_only=True).privatesuffix(host.lower())
    if not (is_intended and is_host) or " " in without_scheme or host.endswith((".md", ".html")):
        return ""
    address = f"{'http' if broken and 's' not in broken[0].lower() else 'https'}://{without_scheme}"
    return "" if address_error(address) else address


def shows_other_host(text: str, target: str) -> bool:
    """Return whether the *text* of a link shows an address on another host than its *target*."""
    normalized = unicodedata.normalize("NFKC", "".join(text.split())).replace("\N{IDEOGRAPHIC FULL STOP}", ".")
    # Readers do not see zero-width characters such as the soft hyphen.
    visible = "".join(char for char in normalized.translate(_SLASHES) if unicodedata.category(char) != "Cf")
    match = _WRITTEN_ADDRESS.search(visible)
    if match is None:
        match = _BARE_ADDRESS.fullmatch(visible)
        # A host that contains spaces and has no path is just words, such as “p.m. in”.
        is_words = match is not None and not match["more"] and len(text.split()) > 1
        if match is None or is_words or not _is_address(match["host"], match["more"]):
            return False
    host, shown_host = find_host(target), readable_host(match["host"]).removeprefix("www.")
    is_within = host.endswith(f".{shown_host}") and public_suffixes().privatesuffix(shown_host) is not None
    return host != shown_host and not is_within


def _is_address(host: str, more: str) -> bool:
    """Return whether a bare host in a text is an address: a registrable domain, and not a name such as Booking.com."""
    registered = public_suffixes(known_only=True).privatesuffix(host.lower())
    return bool(more) or (registered is not None and (host.islower() or registered != host.lower()))


@functools.cache
def public_suffixes(*, known_only: bool = False) -> "PublicSuffixList":
    """Load the Public Suffix List (publicsuffix.org) that is bundled with the package."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=not known_only)
