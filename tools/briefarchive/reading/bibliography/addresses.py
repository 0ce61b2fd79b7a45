"""Addresses and DOIs of sources: only safe addresses become links, and the intended one is suggested for others."""

import re
from urllib.parse import quote

from ...bibtex.latex import ADDRESS_COMMAND
from .. import addresses
from ..addresses import is_allowed_address
from ..dates_in_words import iso_date
from .titles import ValueChange

_WEB = re.compile(r"https?://", re.IGNORECASE)
_SECOND_ADDRESS = re.compile(r"[\s;,]https?://", re.IGNORECASE)
# Characters that could end an attribute or an address; letters of other scripts stay readable.
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HARMLESS = frozenset({"http", "https", "mailto", "ftp"})
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}(?:\.\d+)*/[^\s\"`\\{}|^\x00-\x1f\x7f]+)", re.IGNORECASE
)

_MAX_LENGTH = 2_000
_END = re.compile(r"(?:\.\.\.|[….,;])\Z")
_ADDRESS = r"https?://[^\s<>{}\"]+"
_VERBS = r"(?:(?:last\s+)?(?:accessed|retrieved|visited|viewed|checked)|access date|as of|abgerufen)"
_ACCESSED = re.compile(
    rf"(?P<url>{_ADDRESS}?)[\s.,;]*[\s(\[,;]+{_VERBS}\b\s*(?:on|at|am)?\s*:?\s*(?P<date>[^)\]]{{0,40}})[)\].]*",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(
    rf"(?:url:\s*|available\s++(?:at|from|online)?:?\s*)?(?:<({_ADDRESS})>|\(({_ADDRESS})\)|({_ADDRESS}?))\.?",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"https?://(?:web\.archive\.org/(?:web|save)/(?:(?P<day>(?:19|20)\d{6})\d{0,6}(?:[a-z]{2}_)?/|[\d*]{0,14}(?:[a-z]{2}_)?/)?"
    r"|archive\.(?:today|is|ph|li|vn|fo|md)/(?:(?P<today>(?:19|20)\d\d\.?\d\d\.?\d\d)-?\d{0,6}|newest|oldest|o/\w+)/)"
    r"(?P<url>https?://\S+)|https?://archive\.(?:today|is|ph|li|vn|fo|md)/[a-zA-Z0-9]{4,8}/?",
    re.IGNORECASE,
)


def web_address(text: str) -> str:
    """Return *text* as an http(s) address that is safe to link to, or empty; of several, the first."""
    text = text.strip()
    if not _WEB.match(text):
        return ""
    if following := _SECOND_ADDRESS.search(text):
        text = text[: following.start()].rstrip(" ;,")
    return _UNSAFE.sub(lambda match: quote(match[0]), text) if is_allowed_address(text) else ""


def find_harmful_scheme(raw: str) -> str:
    r"""Return an unsafe scheme in `\url{…}` or `\href{…}`, such as `javascript`, or empty."""
    schemes = (_SCHEME.match(address[1]) for address in ADDRESS_COMMAND.finditer(raw))
    return next((scheme[1] for scheme in schemes if scheme and scheme[1].lower() not in _HARMLESS), "")


def lone_address(raw: str) -> str:
    r"""Return the address if a value consists of nothing else, as `\url{…}` or bare; else empty."""
    text = raw.strip()
    wrapped = ADDRESS_COMMAND.fullmatch(text) or _ENCLOSED.fullmatch(text)
    return web_address(next(filter(None, wrapped.groups()), "")) if wrapped else ""


def parse_doi(text: str) -> str:
    """Return a DOI without prefixes that make it an address; empty if it is invalid."""
    match = _DOI.fullmatch(text.strip())
    return match[1] if match else ""


def inspect_address(text: str) -> ValueChange | None:
    """Return what is wrong with a web address, or None."""
    text = text.strip()
    if len(text) > _MAX_LENGTH or not text.startswith(("http://", "https://")):
        return None
    if len(text.split(maxsplit=1)) > 1:
        return _inspect_words(text)
    if end := _END.search(text):
        hint = "copy the whole address again; leave it as it is if it leads somewhere"
        return ValueChange(f'"{end[0]}" follows the address', hint=hint)
    return None


def _inspect_words(text: str) -> ValueChange | None:
    if following := _SECOND_ADDRESS.search(text):
        first = text[: following.start() + 1].rstrip().rstrip(",; ")
        hint = f'write "{first}", and put the other in note'
        return ValueChange("another address follows the first, and only the first is used", hint=hint)
    if (match := _ACCESSED.fullmatch(text)) is None:
        return ValueChange("there is a space in the address")
    day = iso_date(match["date"].strip())
    # If only a date follows, nothing is lost.
    url = match["url"].rstrip(".,;(") if len(day) == len("2014-10-17") else ""
    hint = "keep only the address: put the day in urldate, and other words in note"
    return ValueChange("there are words after the address", url, hint, day)


def parse_archived_copy(text: str) -> tuple[str, str] | None:
    """Return the original address and the date of an address in a web archive, each if known; None for others."""
    match = _COPY.fullmatch(text.strip()) if "archive" in text else None
    if match is None:
        return None
    day = (match["day"] or match["today"] or "").replace(".", "")
    return match["url"] or "", f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def guess_address(text: str) -> str:
    """Return the web address intended by an invalid text; empty if unknown."""
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return ""
    if doi := parse_doi(text):
        return web_address(f"https://doi.org/{doi}")
    return lone_address(text) or web_address(addresses.guess_address(text))
