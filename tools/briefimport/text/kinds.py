"""What a line or paragraph is, by its own words and never by its place."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from .bylines import Byline, is_open, read_byline
from .citing import Citing, Strength, ends_in_name, is_domain, marker_of, read_source
from .dates import Order, Reading, Role, read_date
from .furniture import is_furniture, is_rule, is_sources_heading
from .hanging import hangs_on
from .lines import Line
from .quotations import opens_quote

_BESIDE_DATE = re.compile(
    r"(?:last )?(?:updated|modified)?:?\s*\d{1,2}:\d{2}.{0,12}|(?:vol(?:ume|\.)?|issue|no\.|number|nr\.)\s*\d+.{0,30}",
    re.IGNORECASE,
)
# No list of sources has longer lines; most paragraphs are longer.
_LONGEST = 400
_PARTS = re.compile(
    r"\s*[|｜•·]\s*|\s+//\s+|\s+(?=(?:来源|來源|出处|编辑|編輯|责任编辑|責任編輯|作者|记者|記者|点击|點擊|浏览|字号|字體)[^:：]{0,3}[:：])"
)
_LABELLED = re.compile(r"(?:[^\W\d_]{2,12}(?: [^\W\d_]{2,12})?\s*[:：].{0,60}|\d+ \w{3,10}|[^\W\d_]{3,12})$")
_MOST_PARTS = 6
_SEAM = re.compile(r"\s*[|•·;]\s*|\s+[–—-]\s+|,\s+|\s+(?=on\s)|\s+(?=by\s)|\s+(?=posted\s)", re.IGNORECASE)
_BETWEEN_DATES = re.compile(
    r"\s*[;；|•·/]\s*|\s*[(（\[]\s*|[.,，]\s+|\s+[–—-]+\s+|\s+(?:and|but)\s+|"
    r"\s+(?=(?:last\s+|first\s+|originally\s+)?(?:updated|modified|revised|published|posted)\b)|\s+(?=(?:最后|最後)?更新)",
    re.IGNORECASE,
)


class Kind(Enum):
    """What an element is, where that shows."""

    TEXT = auto()
    DATE = auto()
    BYLINE = auto()
    HEADING = auto()
    FURNITURE = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An element's kind with what was read from it; a line may hold a byline and a date."""

    kind: Kind
    date: Reading | None = None
    date_text: str = ""
    byline: Byline | None = None


_PLAIN = Facts(kind=Kind.TEXT)


def facts_of(text: str, order: Order | None, known: frozenset[str]) -> Facts:
    """What *text* is as a whole; *known* are lines that other exports have as well."""
    if not text or len(text) > 300:
        return _PLAIN
    if is_rule(text):
        return Facts(kind=Kind.RULE)
    if is_furniture(text) or text in known:
        return Facts(kind=Kind.FURNITURE)
    if is_sources_heading(text):
        return Facts(kind=Kind.HEADING)
    return _dated_byline(text, order) or _PLAIN


def _dated_byline(text: str, order: Order | None) -> Facts | None:
    date = read_date(text, order)
    if date:
        return Facts(kind=Kind.DATE, date=date, date_text=text)
    dates = _first_of_two_dates(text, order)
    if dates:
        return dates
    for seam in _SEAM.finditer(text):
        parts = text[: seam.start()], re.sub(r"^on\s+", "", text[seam.end() :], flags=re.IGNORECASE)
        for one, other in (parts, parts[::-1]):
            date, byline = read_date(one, order), read_byline(other)
            if date and byline:
                return Facts(kind=Kind.BYLINE, date=date, date_text=one, byline=byline)
            if date and _BESIDE_DATE.fullmatch(other):
                return Facts(kind=Kind.DATE, date=date, date_text=one)
    byline = read_byline(text)
    return Facts(kind=Kind.BYLINE, byline=byline) if byline else _line_of_facts(text, order)


def _first_of_two_dates(text: str, order: Order | None) -> Facts | None:
    """A line that says when a page was published and when it was changed; the first is the page's date."""
    for seam in _BETWEEN_DATES.finditer(text):
        said = [(read_date(part, order), part.strip(" ()[]")) for part in (text[: seam.start()], text[seam.end() :])]
        dates = [(date, part) for date, part in said if date]
        kept = [(date, part) for date, part in dates if date.role is not Role.OTHER]
        if len(dates) == 2 and len(kept) == 1:
            date, part = kept[0]
            return Facts(kind=Kind.DATE, date=replace(date, role=Role.PUBLISHED), date_text=part)
        changed, _ = said[1]
        # “Posted by A on 4 May 2015; updated 9 May 2015”.
        before = _dated_byline(text[: seam.start()], order) if changed and changed.role is Role.OTHER else None
        if before and before.date and before.byline:
            return replace(before, date=replace(before.date, role=Role.PUBLISHED))
    return None


def _line_of_facts(text: str, order: Order | None) -> Facts | None:
    """A line that says several things about a page, as “By A | 4 May 2015 | 3 comments”: each part is one of them."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    dates = [(date, part) for part in parts if (date := read_date(part, order))]
    bylines = [byline for part in parts if (byline := read_byline(part))]
    rest = [part for part in parts if not read_date(part, order) and not read_byline(part)]
    if not (dates or bylines) or not all(is_furniture(part) or _LABELLED.match(part) for part in rest):
        return None
    said = next((pair for pair in dates if pair[0].role is not Role.OTHER), dates[0] if dates else None)
    byline = Byline(
        compilers=tuple(name for one in bylines for name in one.compilers),
        editors=tuple(name for one in bylines for name in one.editors),
        nobody=any(one.nobody for one in bylines),
    )
    return Facts(
        kind=Kind.BYLINE if bylines else Kind.DATE,
        date=said[0] if said else None,
        date_text=said[1] if said else "",
        byline=byline if bylines else None,
    )


def date_beside(text: str, order: Order | None) -> tuple[Reading, str, str] | None:
    """A date at the end or the start of a line, its words, and the rest of the line."""
    for seam in re.finditer(r"\s*[|•·:]\s*|\s+[–—-]\s+|,\s+|\s*[(\[]", text):
        left, right = text[: seam.start()].strip(), text[seam.end() :].strip(" )]")
        for one, rest in ((right, left), (left, right)):
            reading = read_date(one, order)
            if reading:
                return reading, one, rest
    return None


def apart(lines: Sequence[Line], facts: Sequence[Facts], after: int) -> list[bool]:
    """For each line whether it stands for itself; below the line *after* weaker signs of a source suffice."""
    hanging = hanging_lines(lines, facts, after)
    marked = 0 <= after < len(lines) - 1 and bool(marker_of(lines[after + 1].text))
    return [
        not hangs
        and (
            fact.kind is not Kind.TEXT
            or _is_source(line.text, below=index > after >= 0)
            or (marked and index > after and bool(marker_of(line.text)))
        )
        for index, (line, fact, hangs) in enumerate(zip(lines, facts, hanging, strict=True))
    ]


def hanging_lines(lines: Sequence[Line], facts: Sequence[Facts], after: int) -> list[bool]:
    """For each line whether it is the rest of the source above it; none is outside a list with a heading, *after*."""
    hanging = [False] * len(lines)
    first: Line | None = None
    for index, (line, fact) in enumerate(zip(lines, facts, strict=True)):
        likely = fact.kind in {Kind.TEXT, Kind.DATE}
        if index <= after or after < 0 or not likely:
            first = None
            continue
        hanging[index] = (
            first is not None
            and not line.opens
            and hangs_on(first, lines[index - 1], line, dated=fact.date is not None)
        )
        first = first if hanging[index] else line
    return hanging


def goes_on(lines: Sequence[Line], facts: Sequence[Facts], after: int) -> list[bool]:
    """For each line whether what it says must go on in the next one."""
    following = [*hanging_lines(lines, facts, after), False][1:]
    return [
        hangs or is_open(line.text) or (_is_source(line.text, below=index > after >= 0) and opens_quote(line.text))
        for index, (line, hangs) in enumerate(zip(lines, following, strict=True))
    ]


def announces(lines: Sequence[str], facts: Sequence[Facts]) -> int:
    """Place of the heading of the sources: the first that sources follow; -1 if there is none."""
    texts = [line for line, fact in zip(lines, facts, strict=True) if fact.kind is Kind.TEXT]
    is_likely = functools.cache(lambda text: read_source(text).strength is not Strength.NONE)
    passed = 0
    for index, fact in enumerate(facts):
        passed += fact.kind is Kind.TEXT
        if fact.kind is not Kind.HEADING:
            continue
        below = texts[passed : passed + 12]
        likely = [is_likely(text) for text in below]
        if not below or (is_sentence(below[0]) and not likely[0]):
            continue
        short = all(len(text) <= 220 and not is_sentence(text) for text in below)
        if short or sum(likely) * 2 >= len(below):
            return index
    return -1


def is_sentence(text: str) -> bool:
    """Whether *text* is running text: long, and closed as a sentence is."""
    words = len(text.split())
    return text.endswith((".", "。", "!", "?")) and (words >= 14 or (words <= 2 and len(text) >= 60))


def _is_source(text: str, *, below: bool) -> bool:
    if len(text) > _LONGEST:
        return False
    citing = read_source(text)
    if below:
        quoted = citing.strength is Strength.TITLE and text[0] in '“"«„「《'
        return citing.strength >= Strength.WEAK or quoted or (not is_sentence(text) and ends_in_name(text))
    if citing.strength is Strength.WEAK:
        return is_domain(citing.source.publisher) and not text.endswith((".", ",", ";"))
    return citing.strength >= Strength.ADDRESS and reads_as_source(citing, text)


def reads_as_source(citing: Citing, text: str) -> bool:
    """Whether a strong source is not a sentence that only quotes someone."""
    title = citing.source.title
    sentence = title.endswith((".", "!", ",")) or re.search(r"[a-z]{3}[.!?]\s+[A-Z“\"]", title)
    note = citing.source.note
    if note[:1].islower() and len(note.split()) >= 3 and text.endswith((".", "!", "?")) and not citing.source.url:
        # The sentence goes on behind the quotation.
        return False
    return len(text) <= _LONGEST and not (sentence and citing.spoken and not citing.source.url)
