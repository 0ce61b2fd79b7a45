"""Splits a line that cites something at its signs, quotation marks and dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from briefarchive.model import PartialDate

from ...words import make_pattern, phrases
from ...words.patterns import CJK
from ...words.places import is_country
from ..dates.printed import NO_ORDINAL, UNPUBLISHED, Order, find_dates, is_doubtful, read_date
from .quotations import is_apart, may_begin_behind, may_end_before, quotations

BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "〔": "〕"}
_ANY_BRACKET = re.compile(r"[()\[\]（）【】〔〕]")
_IN = make_pattern("citing", "in")
_SEAM = re.compile(
    # No other sign begins a seam, and to try all of them at each letter would take long.
    rf"(?=[\W原刊载載]|(?<=\.))(?:(?P<in>[,.;]?\s+(?i:{_IN})\s?:\s+|\s*[(\[](?i:{_IN})\s?:?[)\]]\s*|[,.;]\s+(?i:{_IN})\s+(?=[^\W\d_a-zа-я]|[«„“\"_*]\w|[\w-]+\.[a-z]{{2,}}\b)"
    rf"|[,.;]\s+(?i:{make_pattern('citing', 'media')})\s+(?=[«„“\"])"
    r"|[，,]?\s*[原刊]?[载載][于於自]?[:：]?(?=[^\W\d_]{2}|[《「]))"
    # What GB/T 7714 says of the medium.
    r"|(?P<medium>\s*\[[A-Z]{1,2}(?:/[A-Z]{2})?\]\s*[.,．，]?\s*)"
    r"|(?P<pipe>\s*[|｜¦]\s*)"
    r"|(?P<dash>(?:(?<!\b[A-Z])[.,;:])?\s+(?:[–—―−]{1,2}|-{1,3})\s+|\s*——\s*|(?<=[\w.)”»])—(?=\S)|(?<=[.:])[–—]\s+|\s*[–—]\s*(?=[“«„]))"
    r"|(?P<strokes>\s+//\s+)|(?P<slash>\s+(?:/|::|»|›|>|[·•]|[-=]>|→)\s+)"
    rf"|(?P<open>\s+[(\[【〔]|\s*[（【〔]|(?<=[{CJK}”»\"》])[(\[]|(?<=\d)\((?=\d{{1,4}}\)))|(?P<shut>[)\]）】〕](?:[.,;:]?(?=\s|$)|:(?=\d)|\s?[，。；：]|(?=[{CJK}《])))"
    rf"|(?P<semicolon>;\s+|；\s*)|(?P<colon>\s?:\s+|\s*：\s*)|(?P<comma>,\s+|\s*，\s*|(?<=[{CJK}》」]),(?=\S)|,(?=[{CJK}《「]))"
    # Not behind one letter, as in “S. Paulo”, and not behind an ordinal number.
    rf"|(?P<stop>(?<!\b[^\W\d_])(?<!\bNo)(?<!\bNr)(?<!\bnum){NO_ORDINAL}(?!(?<=\d)\.\s+(?:Jg|Jahrg|Aufl))\.\s+(?=[^\W\d]|[“«„\"«《\'‘_*(\[№])|(?<=[{CJK}])\.\s+(?=\d)|(?<!\b[^\W\d_])(?<!\b[^\W\d_]{{2}})(?<!\b[^\W\d_]{{3}}){NO_ORDINAL}\.\s+(?=\d)|。\s*|(?<=[?!？！])\s+(?=\S)"
    rf"|(?<=[?!？！])\.\s+|(?<=[{CJK}\]])[.．](?=[{CJK}\w“])|(?<=\d)[.．](?=[{CJK}]))"
    rf"|(?P<gap>(?<=[{CJK}])\s+(?=[{CJK}])|(?<=[\d》])\s+(?=第)|(?<=[{CJK}])\s+(?=(?:19|20)\d\d\b)|\s{{2,}}|\t)"
    # “Example A. B. Ferry line closed”
    r"|(?P<initial>(?:(?<=\s[^\W\d_a-z]\.)|(?<=\s[А-Я]\.[А-Я]\.))\s*(?=[^\W\d_a-zа-я]\w|[«“„\"])))"
)
# “新华网2009年3月2日报道：…”
_REPORTED = re.compile(r"(?:报道|報道|报导|報導|报告|報告|消息|讯|訊)(?=[：:，,“《「]|$)")
_AROUND = " .,;:，。；：()[]（）–—-"
_MARKS = '“”„«»「」『』《》〈〉"_*'
_CITY_AND_YEAR = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+|\s\+\s[^\W\d_]+)?\s(?P<year>(?:19|20)\d\d)[.,]?")
# A year alone is a date between signs.
_YEAR = re.compile(r"(?<![\w./-])(?P<year>(?:19|20)\d\d)[a-z]?(?:\s?(?:年|г\.?|r\.))?(?![\w/-])")
_LEADS_TO_DAY = re.compile(rf"(?:^|(?<=[\s,，(]))(?:{make_pattern('citing', 'day')})[\s:]*$", re.IGNORECASE)
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-.](?P<month>0[1-9]|1[0-2])")
_LABEL_OF_AUTHOR = re.compile(
    rf"\s*(?:{make_pattern('bylines', 'author')}|作者|记者|記者|文)\s*[:：]\s*", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
# “Le Journal du dimanche, 13 janvier 2013”: the day of the week may be the end of a name.
_LED_WEEKDAY = re.compile(r"[^\W\d_]+\s[^\W\d_]+,\s(?=\d)")
# “S. 12”, “№ 3”, “第3版”
_NUMBERS = r"[A-Za-zА-Я]?\d{1,5}(?:\s?[–—/-]\s?[A-Z]?\d{1,5})?(?:\s?\(\d{1,4}\))?"
_LEADS = r"vol|v|no|nos|nr|núm|num|n|№|issue|pp|p|págs?|pgs?|pages?|s|ss|str|seiten?|h|heft|jg|bd|t|т|вып|стр|с"
_UNITS = r"jg|jahrgang|s|pp?|с|стр|pages?"
_PART = (
    rf"(?:(?:{_LEADS})(?:\.?\s?[º°ª]|\.)?\s?{_NUMBERS}|\d{{1,4}}\.?\s?(?:{_UNITS})\b\.?|"
    r"(?:第\s?|[A-Z])?\d{1,4}\s?[版期页頁卷号號]|版[A-Z]?\d{1,3}|第\s?\d{1,4}\s?[版期页頁卷号號](?:第\s?\d{1,4}\s?[版期页頁卷号號])?)"
)
_DETAIL = re.compile(rf"{_PART}(?:\s{_PART})?|[A-ZА-Я]?\d{{1,3}}(?:[–-]\d{{1,3}})?", re.IGNORECASE)
_SHORT_NAME = re.compile(r"[A-ZА-Я]\d{1,3}")
MOST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a line: its place, and the sign after it.

    Attributes:
        kind: "date", "day" (of a year elsewhere), "undated", "detail", "quote", "emphasis" or "text".
        sign: The kind of the sign after it.
    """

    start: int
    end: int
    kind: str
    sign: str
    issued: PartialDate | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is neither a date nor pages."""
        return self.kind in ("text", "quote", "emphasis")


def has_seam(text: str) -> bool:
    """Return whether *text* has a sign at which a line is split."""
    return bool(_SEAM.search(text, 1))


def has_bare_days(texts: Sequence[str]) -> bool:
    """Return whether most days in *texts* begin with figures, so that a weekday before one may be the end of a name."""
    said = [text[one.start :] for text in texts for one in find_dates(text) if one.reading.role not in UNPUBLISHED]
    certain = [words[0].isdecimal() for words in said if not _LED_WEEKDAY.match(words)]
    return sum(certain) * 2 > len(certain)


def split_segments(text: str, order: Order | None = None, *, bare_days: bool = False) -> list[Segment]:
    """Return the segments of *text*.

    Args:
        text: The line.
        order: How its numeric dates are written.
        bare_days: Whether days in the list of the line have no word before them.
    """
    dates = list(_dates(text, order, bare_days=bare_days))
    spans = [*(span for span in quotations(text) if not _SEAM.fullmatch(text[span[0] : span[1]]))]
    spans = [span for span in spans if is_apart(text, *span)]
    dates = [one for one in dates if not any(start < one[1] and one[0] < end for start, end in spans)]
    fixed = sorted([*((start, end, None) for start, end in spans), *dates], key=lambda one: one[0])
    found: list[Segment] = []
    at = 0
    for start, end, issued in fixed:
        if start < at:
            continue
        found += _between(text, at, start)
        if not any(map(str.isalnum, text[start:end])):
            # An address stood there.
            at = end
            continue
        sign = _SEAM.match(text, end)
        kind = "date" if issued else "emphasis" if text[start] in "_*" else "quote"
        behind = sign.end() if sign else end
        found.append(Segment(start=start, end=end, kind=kind, sign=_kind(sign), issued=issued))
        at = behind
    found += _between(text, at, len(text))
    return _with_days(text, _with_short_name(text, found))[: MOST + 1]


def _between(text: str, start: int, end: int) -> Iterator[Segment]:
    """Yield the segments of what stands between quotations and dates, or beside them."""
    at = start
    signs = (one for one in takewhile(lambda one: one.start() < end, _SEAM.finditer(text, start)) if one.end() <= end)
    for sign in (*signs, None):
        stop = sign.start() if sign else end
        if sign and _LABEL_OF_AUTHOR.fullmatch(text, at, sign.end()):
            continue
        left, right = at + len(text[at:stop]) - len(text[at:stop].lstrip()), at + len(text[at:stop].rstrip())
        if any(map(str.isalnum, text[left:right])):
            yield _segment(text, left, right, _kind(sign))
        at = sign.end() if sign else end


def _kind(sign: re.Match[str] | None) -> str:
    return sign.lastgroup or "gap" if sign else "gap"


def _segment(text: str, start: int, end: int, sign: str) -> Segment:
    words = text[start:end].strip(_AROUND)
    date = read_date(words) if any(map(str.isdigit, words)) and len(words) < 40 else None
    year = _MONTH.fullmatch(words) or _YEAR.fullmatch(words)
    of_year = PartialDate(**{name: int(figures) for name, figures in year.groupdict().items()}) if year else None
    issued = date.partial if date else of_year
    said = text[start:end].strip("()[] ,").casefold()
    undated = f"{said.rstrip('.')}." in phrases("citing", "undated")
    kind = "date" if issued else "undated" if undated else "detail" if _DETAIL.fullmatch(words) else "text"
    return Segment(start=start, end=end, kind=kind, sign=sign, issued=issued)


def _with_short_name(text: str, found: list[Segment]) -> list[Segment]:
    """Return *found* with what looks like a page as text where nothing else can be the publisher: “G1, “Title””."""
    places = [place for place, segment in enumerate(found) if segment.kind == "detail"]
    if places and sum(segment.is_plain for segment in found) == 1:
        detail = found[places[0]]
        if _SHORT_NAME.fullmatch(text, detail.start, detail.end):
            found[places[0]] = replace(detail, kind="text")
    return found


def _with_days(text: str, found: Sequence[Segment]) -> list[Segment]:
    """Return *found* with the days whose year is another segment: “2014. 21 May”, “(2014) Title, 21 May”."""
    said = list(found)
    last = found[-1] if found else None
    city = _CITY_AND_YEAR.fullmatch(text, last.start, last.end) if last and last.kind == "text" else None
    if last and city and _may_be_house(text, found):
        at, issued = city.start("year"), PartialDate(year=int(city["year"]))
        said[-1:] = [
            Segment(start=last.start, end=at - 1, kind="text", sign="gap"),
            Segment(start=at, end=last.end, kind="date", sign="gap", issued=issued),
        ]
    years = [one.issued.year for one in found if one.issued and not one.issued.month]
    for place, one in enumerate(found):
        words = text[one.start : one.end].strip(_AROUND)
        if one.kind != "text" or not years or len(words) > 25 or not _LETTER.search(words):
            continue
        date = read_date(f"{words} {years[0]}")
        if date:
            said[place] = Segment(start=one.start, end=one.end, kind="day", sign=one.sign, issued=date.partial)
    return said


def _may_be_house(text: str, found: Sequence[Segment]) -> bool:
    """Return whether the last of the segments may be a city or a house with the only year of the line."""
    if len(found) < 3 or any(one.issued for one in found):
        return False
    before = found[-2]
    return before.sign == "comma" or (before.sign == "colon" and not is_country(text[before.start : before.end]))


def _dates(text: str, order: Order | None, *, bare_days: bool) -> Iterator[tuple[int, int, PartialDate]]:
    """Yield the dates of *text* between signs, each with the word that leads to it."""
    for one in find_dates(text, order):
        lead = _LEADS_TO_DAY.search(text[: one.start])
        start = lead.start() if lead else one.start
        if bare_days and (weekday := _LED_WEEKDAY.match(text, one.start)):
            start = weekday.end()
        left, right = text[:start].rstrip(" "), text[one.end :].lstrip(" ")
        apart = (
            may_begin_behind(left) or left[-1:] in _MARKS,
            may_end_before(right) or right[:1] in _MARKS or bool(_REPORTED.match(right)),
        )
        if one.reading.role in UNPUBLISHED or not any(apart):
            continue
        if one.reading.is_month and not all(apart) and left and right:
            continue
        report = _REPORTED.match(text, one.end)
        end = report.end() if report else one.end
        year = PartialDate(year=one.reading.date.year)
        yield start, end, year if is_doubtful(text, one, order) else one.reading.partial


def words_between(text: str, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the words that stand between *segments*: “in”, the medium."""
    for one, other in pairwise(segments):
        words = text[one.end : other.start].strip(f"{_AROUND}\t\u3000")
        if any(map(str.isalnum, words)):
            yield words


def is_whole(text: str) -> bool:
    """Return whether each bracket in *text* has its partner there."""
    if not _ANY_BRACKET.search(text):
        return True
    return all(text.count(opening) == text.count(closing) for opening, closing in BRACKETS.items())
