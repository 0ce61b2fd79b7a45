"""Addresses and DOIs in sources: only what may become a link is let through."""

import re
from urllib.parse import quote

from ...bibtex.latex import ADDRESS_COMMAND
from ..addresses import allowed_address

_WEB = re.compile(r"https?://", re.IGNORECASE)
_NEXT = re.compile(r"[\s;,]https?://", re.IGNORECASE)
# What could end an attribute or an address; letters of other scripts stay readable.
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HARMLESS = frozenset({"http", "https", "mailto", "ftp"})
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"`\\{}|^\x00-\x1f\x7f]+")
_BARE = re.compile(r"(?:available\s+(?:at|from|online)?:?\s*)?<?(https?://[^\s<>\"]+?)[>.]?", re.IGNORECASE)


def web_address(text: str) -> str:
    """*text* as an http(s) address that is safe to link to, or empty; of several, the first."""
    text = text.strip()
    if not _WEB.match(text):
        return ""
    if following := _NEXT.search(text):
        text = text[: following.start()].rstrip(" ;,")
    return _UNSAFE.sub(lambda found: quote(found[0]), text) if allowed_address(text) else ""


def harmful_scheme(raw: str) -> str:
    r"""The scheme of an address in `\url{…}` or `\href{…}` that is none for a reader, such as `javascript`."""
    for address in ADDRESS_COMMAND.finditer(raw):
        scheme = _SCHEME.match(address[1])
        if scheme and scheme[1].lower() not in _HARMLESS:
            return scheme[1]
    return ""


def lone_address(raw: str) -> str:
    r"""The address where a value is nothing else, as `\url{…}` or bare; or empty."""
    text = raw.strip()
    wrapped = ADDRESS_COMMAND.fullmatch(text) or _BARE.fullmatch(text)
    return web_address(wrapped[1]) if wrapped else ""


def doi(text: str) -> str:
    """A DOI without the prefixes that make it an address; empty where it is none."""
    bare = _DOI_PREFIX.sub("", text.strip(), count=1) if _DOI_PREFIX.match(text.strip()) else text.strip()
    return bare if _DOI.fullmatch(bare) else ""
