"""Addresses and DOIs of sources: only safe addresses become links, and the intended one is suggested for others."""

from urllib.parse import quote

from ...bibtex.latex import ADDRESS_COMMAND
from ...model.tables import load_expressions
from .. import addresses
from ..addresses import is_allowed_address
from ..dates_in_words import iso_date
from .titles import ValueChange

_FORMS = load_expressions(__file__)
_HARMLESS = frozenset({"http", "https", "mailto", "ftp"})
_MAX_LENGTH = 2_000


def web_address(text: str) -> str:
    """Return *text* as an http(s) address that is safe to link to, or empty; of several, the first."""
    text = text.strip()
    if not _FORMS["scheme_of_web"].match(text):
        return ""
    if following := _FORMS["second_address"].search(text):
        text = text[: following.start()].rstrip(" ;,")
    return _FORMS["unsafe"].sub(lambda found: quote(found[0]), text) if is_allowed_address(text) else ""


def find_harmful_scheme(raw: str) -> str:
    r"""Return an unsafe scheme in `\url{…}` or `\href{…}`, such as `javascript`, or empty."""
    schemes = (_FORMS["scheme"].match(address[1]) for address in ADDRESS_COMMAND.finditer(raw))
    return next((scheme[1] for scheme in schemes if scheme and scheme[1].lower() not in _HARMLESS), "")


def lone_address(raw: str) -> str:
    r"""Return the address if a value consists of nothing else, as `\url{…}` or bare; else empty."""
    text = raw.strip()
    wrapped = ADDRESS_COMMAND.fullmatch(text) or _FORMS["bare_address"].fullmatch(text)
    return web_address(wrapped[1]) if wrapped else ""


def parse_doi(text: str) -> str:
    """Return a DOI without prefixes that make it an address; empty if it is invalid."""
    bare = _FORMS["doi_prefix"].sub("", text.strip())
    return bare if _FORMS["doi"].fullmatch(bare) else ""


def inspect_address(text: str) -> ValueChange | None:
    """Return what is wrong with a web address, or None."""
    text = text.strip()
    if len(text) > _MAX_LENGTH or not text.startswith(("http://", "https://")):
        return None
    if len(text.split(maxsplit=1)) > 1:
        return _inspect_words(text)
    if end := _FORMS["end"].search(text):
        hint = "copy the whole address again; leave it as it is if it leads somewhere"
        return ValueChange(f'"{end[0]}" follows the address', hint=hint)
    return None


def _inspect_words(text: str) -> ValueChange | None:
    if following := _FORMS["second_address"].search(text):
        first = text[: following.start() + 1].rstrip()
        if first.endswith(";"):  # catalogues list several like this
            return None
        hint = f'write "{first.rstrip(", ")}", and put the other in note'
        return ValueChange("another address follows the first, and only the first is used", hint=hint)
    if (found := _FORMS["accessed"].fullmatch(text)) is None:
        return ValueChange("there is a space in the address")
    seen = iso_date(found["date"].strip())
    # If only a date follows, nothing is lost.
    url = found["url"].rstrip(".,;(") if len(seen) == len("2014-10-17") else ""
    hint = "keep only the address: put the day in urldate, and other words in note"
    return ValueChange("there are words after the address", url, hint, seen)


def parse_archived_copy(text: str) -> tuple[str, str] | None:
    """Return the original address and the date of an address in a web archive, each if known; None for others."""
    found = _FORMS["copy"].fullmatch(text.strip()) if "archive" in text else None
    if found is None:
        return None
    day = (found["day"] or found["today"] or "").replace(".", "")
    return found["url"] or "", f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def guess_address(text: str) -> str:
    """Return the web address intended by an invalid text; empty if unknown."""
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return ""
    if found := _FORMS["enclosed"].fullmatch(text):
        return web_address(next(filter(None, found.groups())))
    if found := _FORMS["only_doi"].fullmatch(text):
        return web_address(f"https://doi.org/{found[1]}")
    return web_address(addresses.guess_address(text))
