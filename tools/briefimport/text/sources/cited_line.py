"""Takes a line that cites something apart: number, addresses, days of access, translation, segments."""

import datetime
import functools
import re
from dataclasses import dataclass

from ...words.patterns import CJK
from ..dates.printed import UNPUBLISHED, Order, find_dates, is_doubtful
from .addresses import without_addresses
from .quotations import opens_with_quote, strip_quotation
from .references import find_marker, without_see
from .segments import BRACKETS, IN_BRACKETS, Segment, split_segments
from .translations import without_translation

SegmentRange = tuple[int, int]
"""The places of the first segment of a part of a line, and of the first behind it."""

_OPENING = {closing: opening for opening, closing in BRACKETS.items()}
# What an address leaves behind.
_OPEN = re.compile(r"\s*[(\[<]\s*$")
_AROUND = " \t\u3000,.;:：，،؛、。；|｜–—―−-/_*•·>→=<"
_ENDS_AS_NAME = re.compile(r"\b[A-Z]\.?$|\b(?:Inc|Ltd|Co|Corp|Dept|S\.A|e\.V)$")
_OPENS_VISIT, _YEAR_BEFORE = re.compile(r"\[$"), re.compile(r"\d[)）]?\s?\[$")
_LINK = re.compile(
    r"(?P<opening>[“„«\"《「]?)\[(?P<words>[^\[\]]+)\]\((?P<address>https?://\S+?)\)(?![A-Za-z\d/_-])(?P<closing>[”“»\"》」]?)"
)
# GB/T 7714 says of the medium in brackets what it is, and may print no space behind a full stop or comma.
_MEDIUM = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")
_TIGHT = re.compile(rf"(?<=[^\W\d_{CJK}][^\W\d_{CJK}])[.,](?=\w)|\][.,](?=\w)")
# A quotation mark of typewriters and TeX: “''Title''”, “``Title''”.
_TWO_STROKES = re.compile(r"''|``")


@dataclass(frozen=True, kw_only=True)
class CitedLine:
    """A line that cites something.

    Attributes:
        aside: Its number, and words that lead to the source or to its address.
        text: The line without these, without addresses and days of access.
        visited: The words that say when the address was seen.
    """

    aside: tuple[str, ...]
    text: str
    translation: str
    addresses: tuple[str, ...]
    accessed: datetime.date | None
    visited: tuple[str, ...]
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, printed: str, order: Order | None = None) -> "CitedLine":
        """Take the line apart, whose numeric dates are written in *order*."""
        # In most lines the order makes no difference, and they have been taken apart before.
        doubtful = order is not None and any(date.reading.reason for date in find_dates(printed))
        return cls._of(printed, order if doubtful else None)

    @classmethod
    @functools.lru_cache(maxsize=1_024)
    def _of(cls, printed: str, order: Order | None) -> "CitedLine":
        marker = find_marker(printed)
        see, body = without_see(_TWO_STROKES.sub('"', printed[len(marker) :]))
        body, addresses, aside = without_addresses(_LINK.sub(_as_quoted, body))
        if _MEDIUM.search(body):
            body = _TIGHT.sub(r"\g<0> ", body)
        body, accessed, visited = _without_visits(body, order, addressed=bool(addresses))
        body, translation = without_translation(_OPEN.sub("", IN_BRACKETS.sub(_without_empty, body)).strip())
        return cls(
            # A sign that is no number is only a bullet.
            aside=(*((marker.strip(),) if re.search(r"\w", marker) else ()), *((see,) if see else ()), *aside),
            text=body,
            translation=translation,
            addresses=addresses,
            accessed=accessed,
            visited=visited,
            segments=tuple(split_segments(body, order)),
        )

    @functools.cached_property
    def dates(self) -> tuple[int, ...]:
        """Places of the dates, those that say most first: “21 May” beside the year, days, years."""
        dates = {place: segment for place, segment in enumerate(self.segments) if segment.kind in ("date", "day")}
        return tuple(sorted(dates, key=lambda place: (dates[place].kind != "day", "-" not in str(dates[place].issued))))

    @functools.cached_property
    def spare(self) -> frozenset[int]:
        """Places of the dates with which a title may end: “Annual report (2014)”, “Annual report, 2014”."""
        dates = sorted(self.dates)[:-1]
        return frozenset(place for place in dates if self.sign_before(place) in ("open", "comma"))

    @functools.cached_property
    def plain(self) -> tuple[int, ...]:
        """Places of the segments that are neither dates nor pages."""
        return tuple(place for place, segment in enumerate(self.segments) if segment.is_plain)

    @property
    def is_dated(self) -> bool:
        """Whether the line has an address, a date or pages, as references have."""
        return bool(self.addresses) or any(segment.issued or segment.kind == "detail" for segment in self.segments)

    @property
    def has_only_dates(self) -> bool:
        """Whether all that the line says besides addresses and days of access is a date."""
        return bool(self.dates) and all(segment.issued for segment in self.segments)

    @property
    def is_empty(self) -> bool:
        """Whether the line says nothing besides addresses and days of access."""
        return not any(map(str.isalnum, self.text))

    def slice(self, run: SegmentRange) -> str:
        """Return the text of the segments of *run*, with the signs between them."""
        first, last = self.segments[run[0]], self.segments[run[1] - 1]
        text = self.text[first.start : last.end]
        shut = self.text[last.end : last.end + 1]
        opened = _OPENING.get(shut, "")
        return f"{text}{shut}" if opened and text.count(opened) > text.count(shut) else text

    def bare(self, run: SegmentRange) -> str:
        """Return the text of the segments of *run* without the signs around it."""
        return bare(self.slice(run))

    def sign_before(self, place: int) -> str:
        """Return the kind of the sign before the segment at *place*; empty before the first."""
        return self.segments[place - 1].sign if place else ""

    def sign_behind(self, run: SegmentRange) -> str:
        """Return the kind of the sign behind *run*."""
        return self.segments[run[1] - 1].sign


# The same parts are asked in each way to read a line.
@functools.lru_cache(maxsize=4_096)
def bare(text: str) -> str:
    """Return *text* without the signs around it; a bracket keeps its other half, and an abbreviation its full stop."""
    quoted = strip_quotation(text)
    stripped = quoted.strip(_AROUND)
    for opening, closing in BRACKETS.items():
        opens, closes = stripped.count(opening), stripped.count(closing)
        if not opens + closes:
            continue
        if stripped.startswith(opening) and (opens > closes or (opens == 1 and stripped.endswith(closing))):
            stripped = stripped[1:].removesuffix(closing if opens == closes else "").strip(_AROUND)
        elif stripped.endswith(closing) and closes > opens:
            stripped = stripped[:-1].strip(_AROUND)
    return f"{stripped}." if f"{stripped}." in quoted and _ENDS_AS_NAME.search(stripped) else stripped


def _without_visits(
    text: str, order: Order | None, *, addressed: bool
) -> tuple[str, datetime.date | None, tuple[str, ...]]:
    """Return *text* without the days on which its address was seen, that day, and the words."""
    dates = find_dates(text, order)
    # Some styles have the day of access in brackets behind that of publication, without a word that says so.
    visits = [
        date
        for place, date in enumerate(dates)
        if date.reading.role in UNPUBLISHED
        or (
            _OPENS_VISIT.search(text[: date.start])
            and ((place and addressed) or _YEAR_BEFORE.search(text[: date.start]))
        )
    ]
    words = tuple(text[visit.start : visit.end] for visit in visits)
    day = visits[0].reading.date if visits and not is_doubtful(text, visits[0], order) else None
    for visit in reversed(visits):
        before, behind = text[: visit.start].rstrip(" ,;–—"), text[visit.end :].lstrip(" .,;")
        if before[-1:] in BRACKETS and behind[:1] == BRACKETS[before[-1]]:
            before, behind = before[:-1].rstrip(" ,;"), behind[1:]
        text = f"{before} {behind}".strip()
    return text, day, words


def _as_quoted(link: re.Match[str]) -> str:
    """Return the words of a link as a title in quotation marks, and its address."""
    words, address, opening, closing = link["words"], link["address"], link["opening"], link["closing"]
    if opening or opens_with_quote(words) or words[0] in "_*":
        return f"{opening}{words}{closing} {address}"
    return f"“{words}” {address}{closing}"


def _without_empty(bracket: re.Match[str]) -> str:
    inside = bracket[1].strip(" ,;，،؛；–—|:-")
    return f"{bracket[0][0]}{inside}{bracket[0][-1]}" if any(map(str.isalnum, inside)) else " "
