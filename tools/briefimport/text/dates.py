"""Dates as pages print them: a line is a date only if nothing else stands in it."""

import datetime
import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from babel import Locale

# Languages whose names of months and days are known; English abbreviations win where two languages differ.
_LANGUAGES = ("pt", "it", "es", "ru", "de", "fr", "en")
_YEARS = range(1900, 2101)
_FIGURES = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}

_PUBLISHED = re.compile(
    r"(?:date(?: of (?:publication|release|issue))?|publication date|release date|"
    r"(?:date |originally |first )?published|(?:date )?posted|released|issued|created|"
    r"publié le|veröffentlicht am|datum|fecha|дата|опубликовано|"
    r"(?:发布|發佈|发表|發表|刊登|出版)?(?:日期|时间|時間)|发布|发表于?|发布于)"
    r"(?:\s+(?:on|at)\b)?\s*(?:[:：]\s*)?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:(?:page |article )?(?:last )?(?:updated|modified|reviewed|revised|changed|corrected|amended)|last update|"
    r"today(?:[’']s date)?(?: is)?|current date|printed(?: from \S+)?|accessed|retrieved|downloaded|exported|archived|"
    r"captured|visited|今天(?:是)?|今日|更新(?:日期|时间|時間|于)?)"
    r"(?:\s+(?:on|at)\b)?\s*(?:[:：]\s*)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\s*[,|–—-]?\s*(?:at\s+|@\s*)?|T)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?"
    r"\s*(?:\(?(?:UTC|GMT|BST|CET|[ECMP][SD]?T|Z)\)?)?(?:\s*[+-]\d{2}:?\d{2})?\s*$",
    re.IGNORECASE,
)
_CJK_DAY = re.compile(r"[,，]?\s*[(（]?(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])[)）]?\s*")
_EDGE = " \t.,;:|•·*_()[]（）【】–—-"

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?P<year>\d{4})(?:\s?г(?:ода|\.)?)?"
_WORDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s*(?:the\s+)?{_DAY}(?:\s*[,./-]\s*|\s+(?:of\s+)?){_YEAR}",
        rf"(?:the\s+|le\s+|el\s+|den\s+)?{_DAY}(?:\s+|[-/])(?:of\s+|de\s+)?{_MONTH}(?:\s*[,/-]\s*|\s+)(?:de[l]?\s+|of\s+)?{_YEAR}",
        rf"{_YEAR}(?:\s*[,/-]\s*|\s+){_MONTH}(?:\s+|[-/]){_DAY}",
        r"(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,})-(?P<year>\d{2})",
    )
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s*(?P<sign>[-/.年])\s*(?P<month>\d{1,2})\s*(?:(?P=sign)|月)\s*(?P<day>\d{1,2})\s*[日号號]?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?(?P<year>\d{4}|\d{2})")


class Role(StrEnum):
    """What the words before a date say it is."""

    PUBLISHED = "published"
    OTHER = "other"
    UNSAID = ""


class Order(StrEnum):
    """Which of two numbers of a date is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A date that was read.

    Attributes:
        evidence: The order that a numeric date shows beyond doubt.
        reason: Why a numeric date that allows both orders was read as it was; empty for all others.
    """

    date: datetime.date
    role: Role = Role.UNSAID
    evidence: Order | None = None
    reason: str = ""


def read_date(text: str, order: Order | None = None) -> Reading | None:
    """The date that *text* as a whole is, with words such as “Published:” before it; None if it is anything else.

    Args:
        text: A line, or what is left of it.
        order: How numeric dates elsewhere are written; it decides those that allow both orders.
    """
    text = text.strip(_EDGE)
    if len(text) > 80:
        return None
    role = Role.UNSAID
    for candidate, label in ((Role.PUBLISHED, _PUBLISHED), (Role.OTHER, _OTHER)):
        match = label.match(text)
        if match and match.end() < len(text):
            role, text = candidate, text[match.end() :].strip(_EDGE)
            break
    text = _TIME.sub("", text).strip(_EDGE)
    # “Mar.” is a month here and a weekday in Spanish, so a date that is whole without a weekday comes first.
    reading = _worded(text)
    if reading is None:
        text, weekday = _without_weekday(text)
        reading = _worded(text) or _year_first(text) or _numeric(text, weekday, order)
    if reading is None:
        return None
    return Reading(date=reading.date, role=role, evidence=reading.evidence, reason=reading.reason)


def day_and_rest(text: str) -> tuple[str, str]:
    """The words of a printed date that say its day, month, year or weekday, and those beside them: label and time."""
    time = _TIME.search(text.rstrip(_EDGE))
    end = time.start() if time else len(text)
    day: list[str] = []
    rest: list[str] = []
    for match in re.finditer(r"[^\W_]+", text):
        (day if match.start() < end and _says_a_day(match[0]) else rest).append(match[0])
    return " ".join(day), " ".join(rest)


def _says_a_day(word: str) -> bool:
    names = _months().keys() | _weekdays().keys()
    return word.casefold() in names or bool(re.search("\\d|[〇零○一二三四五六七八九十][年月日号號]?", word))


def _worded(text: str) -> Reading | None:
    for pattern in _WORDED:
        match = pattern.fullmatch(text)
        if match:
            month = _months().get(match["month"].casefold())
            return _reading(_year(match["year"]), month or 0, int(match["day"]))
    return None


def _year(figures: str) -> int:
    """A year of four figures, or of two in this century."""
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _year_first(text: str) -> Reading | None:
    if "年" in text:
        text = _western_figures(text)
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return None
    return _reading(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(text: str, weekday: int | None, order: Order | None) -> Reading | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    year = _year(match["year"])
    first, second = int(match["first"]), int(match["second"])
    found = {
        Order.MONTH_FIRST: _reading(year, first, second),
        Order.DAY_FIRST: _reading(year, second, first),
    }
    possible = {key: value for key, value in found.items() if value}
    if not possible:
        return None
    if len(possible) == 1 or first == second:
        key = next(iter(possible))
        return Reading(date=possible[key].date, evidence=key if first != second else None)
    chosen, reason = _choose({key: value.date for key, value in possible.items()}, weekday, order, match["sign"])
    return Reading(date=possible[chosen].date, reason=reason)


def _choose(
    dates: dict[Order, datetime.date], weekday: int | None, order: Order | None, sign: str
) -> tuple[Order, str]:
    """The order of a date that allows both, and the reason in words."""
    fitting = [key for key, date in dates.items() if date.weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0], f"{fitting[0]}, since the weekday beside it fits no other"
    if order is not None:
        return order, f"{order}, as in the other numeric dates"
    if sign == "/":
        return Order.MONTH_FIRST, "month first, as is usual with strokes in American English"
    return Order.DAY_FIRST, "day first, as is usual with full stops and hyphens"


def _reading(year: int, month: int, day: int) -> Reading | None:
    if year not in _YEARS:
        return None
    try:
        return Reading(date=datetime.date(year, month, day))
    except ValueError:
        return None


def _without_weekday(text: str) -> tuple[str, int | None]:
    chinese = _CJK_DAY.search(text)
    if chinese:
        day = "一二三四五六日".find(chinese[1].replace("天", "日"))
        return (text[: chinese.start()] + text[chinese.end() :]).strip(_EDGE), day
    for part in (re.match(r"([^\W\d_]+)\.?[\s,]+", text), re.search(r"[\s,(]+([^\W\d_]+)\.?\)?$", text)):
        if part and part[1].casefold() in _weekdays():
            rest = text[: part.start()] + text[part.end() :]
            return rest.strip(_EDGE), _weekdays()[part[1].casefold()]
    return text, None


def _western_figures(text: str) -> str:
    """Chinese numbers of a date as figures: 二〇一四年十月十七日."""

    def number(match: re.Match[str]) -> str:
        left, ten, right = match[0].partition("十")
        figures = "".join(_FIGURES[char] for char in left), "".join(_FIGURES[char] for char in right)
        return str(int(figures[0] or 1) * 10 + int(figures[1] or 0)) if ten else figures[0]

    return re.sub("[〇零○一二三四五六七八九]*十?[〇零○一二三四五六七八九]+|[一二三四五六七八九]?十", number, text)


@functools.cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for context in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                names |= {name.rstrip(".").casefold(): number for number, name in context.get(width, {}).items()}
    return names | {"sept": 9}


@functools.cache
def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            days = Locale.parse(language).days["format"][width]
            names |= {name.rstrip(".").casefold(): number for number, name in days.items()}
    return names | {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}
