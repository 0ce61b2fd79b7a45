"""Addresses with words in them, and such as lack what makes them addresses."""

import re

from .dates import iso_date
from .titles import TitleChange

_ADDRESS = r"https?://[^\s<>{}\"]+"
_VERBS = r"(?:(?:last\s+)?(?:accessed|retrieved|visited|viewed|checked)|access date|as of|abgerufen)"
_SEEN = re.compile(
    rf"(?P<url>{_ADDRESS}?)[\s.,;]*[\s(\[,;]+{_VERBS}\b\s*(?:on|at|am)?\s*:?\s*(?P<date>[^)\]]{{0,40}})[)\].]*",
    re.IGNORECASE,
)
_BEFORE = r"(?:url:\s*|available (?:at|from):?\s*)"
_WRAPPED = re.compile(
    rf"(?:{_BEFORE})?(?:<(?P<url>{_ADDRESS})>|\((?P<within>{_ADDRESS})\)|(?P<bare>{_ADDRESS}))", re.IGNORECASE
)
_BROKEN_SCHEME = re.compile(r"(?:h?ttps?|htps?|htt?tps?)(?::?/{1,3}:?|:)(?=[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}(?:/[^\s<>{}\"]*)?", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:?\s*)?(10\.\d{4,9}/[^\s<>{}\"]+)", re.IGNORECASE)
_COPY = re.compile(
    r"https?://(?:web\.archive\.org/(?:web|save)/(?:(?P<day>(?:19|20)\d{6})\d{0,6}(?:[a-z]{2}_)?/|[\d*]{0,14}(?:[a-z]{2}_)?/)?"
    r"|archive\.(?:today|is|ph|li|vn|fo|md)/(?:(?P<today>(?:19|20)\d\d\.?\d\d\.?\d\d)-?\d{0,6}|newest|oldest|o/\w+)/)"
    r"(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_SHORT_COPY = re.compile(r"https?://archive\.(?:today|is|ph|li|vn|fo|md)/[a-zA-Z0-9]{4,8}/?")
_LONGEST = 2_000
_LEFT_OVER = "keep the address alone: the day goes into urldate, and other words into note"


def clean_address(text: str) -> tuple[TitleChange | None, str]:
    """What is wrong with a web address, and the day in it on which somebody saw the page."""
    text = text.strip()
    if len(text) > _LONGEST or not text.startswith(("http://", "https://")):
        return None, ""
    if len(text.split(maxsplit=1)) > 1:
        return _with_words(text)
    if text.endswith(("...", "…")):
        return TitleChange("the address is cut off at its end", ""), ""
    if text[-1:] in {".", ",", ";"}:
        hint = f'if it leads nowhere so, leave the "{text[-1]}" out'
        return TitleChange(f'"{text[-1]}" stands behind the address', "", hint), ""
    return None, ""


def is_copy(text: str) -> bool:
    """Whether an address is that of a copy in a web archive."""
    return "archive" in text and bool(_COPY.fullmatch(text.strip()) or _SHORT_COPY.fullmatch(text.strip()))


def taken_apart(text: str) -> tuple[str, str] | None:
    """The address of which a copy in a web archive was made, and the day if it is there; None for another address."""
    found = _COPY.fullmatch(text.strip())
    if found is None:
        return None
    day = (found["day"] or found["today"] or "").replace(".", "")
    return found["url"], f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def _with_words(text: str) -> tuple[TitleChange | None, str]:
    if following := re.search(r"[\s;,]https?://", text):
        first = text[: following.start() + 1].rstrip()
        if first.endswith(";"):  # so catalogues have several, of which the first counts
            return None, ""
        fact, first = "another address stands behind the first, which alone is used", first.rstrip(", \n")
        return TitleChange(fact, "", hint=f'write "{first}", and put the other into note'), ""
    if (found := _SEEN.fullmatch(text)) is not None:
        seen = iso_date(found["date"].strip())
        # Where the day alone stands there, nothing is lost.
        is_whole = len(seen) == len("2014-10-17")
        url = found["url"].rstrip(".,;(")
        return TitleChange("words stand behind the address", url if is_whole else "", _LEFT_OVER), seen
    return TitleChange("a space stands in the address", ""), ""


def meant_address(text: str) -> TitleChange | None:
    """The web address that is meant by a text which is none."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if (found := _WRAPPED.fullmatch(text)) is not None:
        return TitleChange("something stands around the address", found["url"] or found["within"] or found["bare"])
    if (broken := _BROKEN_SCHEME.match(text)) is not None:
        scheme = "https" if "s" in broken[0].lower() else "http"
        return TitleChange("the beginning of the address is mistyped", f"{scheme}://{text[broken.end() :]}")
    if (found := _DOI.fullmatch(text)) is not None:
        return TitleChange("a DOI stands in the place of an address", f"https://doi.org/{found[1]}")
    # A name with a point in it alone may be that of a file.
    if _HOST.fullmatch(text) and (text.lower().startswith("www.") or "/" in text):
        return TitleChange("the address has no https:// before it", f"https://{text}")
    return None
