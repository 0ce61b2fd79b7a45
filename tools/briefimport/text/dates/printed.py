"""Reads dates as pages print them in many languages: their places, days, and the words that say what they are."""

import datetime
import functools
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from babel import Locale

from briefarchive.model import PartialDate

from ...words import make_pattern, phrases, read_table
from ...words.patterns import SignPattern

# Languages whose names of months and days are known. Where two differ, as in “listopad”, the first one counts; short
# names are taken of those with many such archives, since they are often words of another language.
_SHORT_NAMES = tuple(read_table("dates")["short_names"])
_LANGUAGES = (*_SHORT_NAMES, *read_table("dates")["long_names"])
_YEARS = range(1900, 2101)
_HAN_FIGURES = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○OＯ", "0")
_ROMAN = {
    name: number
    for number, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_HAN = "〇零○一二三四五六七八九十"
_DAY_IN_HAN = rf"(?P<day>\d{{1,2}}|[{_HAN}廿卅]{{1,3}})"
# The years before the first of the Republic of China and of the reigns of Japan's emperors.
_ERAS = {"民国": 1911, "民國": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

_TIME = re.compile(
    r"(?:\s*[,|–—-]?\s*(?:(?:at|um|à|alle|a las|às|o godz\.|в)\s+|@\s*)?|T)\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?\s*"
    r"(?:[ap]\.?\s?m\.?|uhr|hs?\b|hrs)?\s*(?:\(?(?:UTC|GMT|BST|CET|[ECMP][SD]?T|Z)\)?)?(?:\s*[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_CJK_DAY = re.compile(r"[,，]?\s*[(（]?(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])[)）]?")
_WEEKDAY_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}(?:-feira)?)(?:\.?[,，]?|\.)\s*$")
# In “The Harbour Sun. June 17” a word with a capital stands before what would be a short name of a day.
_PART_OF_NAME = re.compile(r"[A-Z][^\W\d_]*\s(?:[^\W\d_]{2,3})(?:\.?,?|\.)\s*$")
# “di” is a day of the week in German, and a word before names in Italian.
_WEEKDAY_BEHIND = re.compile(r"[\s,(]+([^\W\d_]{3,})\.?\)?(?=$|[\s,.;)])")
_EDGE = " \t.,;:|•·*_()[]（）【】–—-"

_ENDING = r"(?:st|nd|rd|th|ère|er|re|\.?[ºª°]|o(?=\s+de\b)|\.|-?(?:го|е|ого))?"
# Of “24–26 November 2010”, the first day counts.
_DAY = rf"[«„\"]?(?P<day>\d{{1,2}})[»“\"]?{_ENDING}(?:\s?(?:[–—-]|bis|al?|au|e|do|по)\s?\d{{1,2}}{_ENDING})?"
_OF = r"(?:(?:of|de|di)\s+|d['’])?"
_LETTERS = re.compile(r"[^\W\d_]{3,}")
# In Arabic, months may be printed by both of their names: “17 أيار/مايو 2005”.
_MONTH = rf"(?P<month>{_LETTERS.pattern})(?:\s?/\s?[\u0620-\u064a]{{3,}}|\.)?"
ERA = r"(?:\s?(?:г(?:ода|\.)?|r(?:oku|\.)?|р(?:оку|\.)?)(?![^\W\d_]))?"
"""A pattern for “year” behind the number of one."""
_YEAR = r"(?P<year>\d{4})" + ERA
# “Annual report 2010. 5 May 2011”: that is the year of something else.
_NO_YEAR_BEHIND = r"(?![.,]?\s+(?:de\s+)?\d{4}(?!\d))"
_START, _END = r"(?<![\w./-])", r"(?=T\d\d:|(?![\dA-Za-z_\u00c0-\u04ff]|[/-]\w|\.\d))"
_WITH_NAMES, _IN_FIGURES = (
    tuple(re.compile(rf"{_START}{pattern}{_END}", re.IGNORECASE) for pattern in patterns)
    for patterns in (
        (
            rf"{_DAY}(?:\s+|[-/.]\s?){_OF}{_MONTH}(?:\s*[,./-]\s*|\s+)(?:(?:de|del|do|of)\s+)?{_YEAR}",
            # As programs for mail have it: Nov 24 10:12:00 2010.
            rf"{_MONTH}\s+{_DAY}\s+\d{{1,2}}:\d\d(?::\d\d)?\s+(?:[A-Z]{{3,4}}\s+)?{_YEAR}",
            rf"{_MONTH}\s*(?:the\s+)?{_DAY}(?:\s*[,./-]\s*|\s+)(?:(?:of|de|del)\s+)?{_YEAR}",
            rf"{_YEAR}(?:\s*[,./-]\s*|\s+){_MONTH}(?:\s+|[-/]){_DAY}{_NO_YEAR_BEHIND}",
            rf"{_YEAR}(?:\s*[,.]\s*(?:[–—-]\s*)?|\s+){_DAY}\s+{_OF}{_MONTH}{_NO_YEAR_BEHIND}",
        ),
        (
            r"(?P<day>\d{1,2})(?P<sign>\.\s|[-./ ])(?P<month>x?v?i{1,3}|i?[vx]|xi|v|x)(?P=sign)" + _YEAR,
            r"(?P<year>\d{4})\s*(?P<sign>[-/.．])\s*(?P<month>\d{1,2})\s*(?P=sign)\s*(?P<day>\d{1,2})",
            r"(?P<first>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?" + _YEAR,
        ),
    )
)
_EASTERN = SignPattern(
    "年년",
    rf"(?:(?P<year>\d{{4}}|[{_HAN}OＯ]{{4}})|(?:中[华華])?(?P<era>{'|'.join(_ERAS)})\s*(?P<of_era>\d{{1,3}}|元|[{_HAN}]{{1,4}}))"
    # “平成27年（2015年）4月14日”
    r"\s*[年년]\s*(?:[(（][^()（）]{3,7}年?[)）]\s*)?"
    rf"(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s*[月월](?:\s*{_DAY_IN_HAN}\s*[日号號일])?",
)
# “10月17日, 2014”, as a program for blogs puts the parts of a date in an English order
_MONTH_OR_DAY_FIRST = tuple(
    SignPattern("月", rf"{_START}{pattern},?\s(?P<year>\d{{4}}){_END}", re.IGNORECASE)
    for pattern in (
        r"(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})日?",
        r"(?P<day>\d{1,2})\s(?P<month>\d{1,2})\s?月",
    )
)
_WITHOUT_NAMES: tuple[re.Pattern[str] | SignPattern, ...] = (*_MONTH_OR_DAY_FIRST, *_IN_FIGURES, _EASTERN)
# Each of these forms has a year of four figures, or the sign of a year.
_ANY_YEAR = re.compile(r"[\d年년](?:(?<=[年년])|\d{3})")
# Forms that are dates only where nothing else stands beside them.
_WHOLE = (
    re.compile(r"(?P<day>\d{1,2})-(?P<month>[^\W\d_]{3,})-(?P<year>\d{2})", re.IGNORECASE),
    re.compile(rf"{_DAY}\s+{_MONTH},?\s+['’‘]?(?P<year>\d{{2}})", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+{_DAY},?\s+['’‘](?P<year>\d{{2}})", re.IGNORECASE),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{2})"),
)
_OF_MONTH = re.compile(rf"{_START}{_MONTH}(?:\s*[,/]\s*|\s+(?:(?:de|del|do|of)\s+)?){_YEAR}{_END}", re.IGNORECASE)
# What looks like a month behind the number of a day is a part of a date that could not be read.
_DAY_BEFORE = re.compile(rf"\d{{1,2}}\.?\s*{_OF}$", re.IGNORECASE)
# The number of an issue, or what is more than the day behind it: “Note n° 21 – 20 mars 2009” is no span of days.
_BEFORE_DAY = SignPattern(
    "–—-",
    r"(?<![\w./–—-])(?P<label>(?:n[°ºo.]+|№|#|nr\.?|issue|vol\.?)\s*)?(?P<number>\d{1,4})\s?[–—-]"
    r"(?=\s?(?P<day>\d{1,2})[^\w\s]?\s+[^\W\d_])",
    re.IGNORECASE,
)
# What stands before a date has no more letters.
_REACH = 60
NO_ORDINAL = "".join(
    rf"(?<!\b{word} {figures})"
    for word in ("der", "die", "das", "den", "dem", "des", "im", "am", "zum", "zur", "vom", "beim", "seit")
    for figures in (r"\d", r"\d\d", r"\d\d\d")
)
"""A pattern for the text before a full stop that ends something: no ordinal number as in “der 16. Woche”."""


class Role(StrEnum):
    """The meaning of a date according to the words before it."""

    PUBLISHED = "published"
    ACCESSED = "accessed"
    OTHER = "other"
    UNLABELLED = ""


UNPUBLISHED = frozenset({Role.ACCESSED, Role.OTHER})
"""The meanings of dates that are not the day of publication."""


class Order(StrEnum):
    """The order of day and month in a numeric date."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A date that was read.

    Attributes:
        date: The day; of a month its first.
        is_month: Whether only a month was printed.
        evidence: The order that a numeric date shows beyond doubt.
        reason: Why a numeric date that allows both orders was read as it was; empty for all others.
    """

    date: datetime.date
    is_month: bool = False
    role: Role = Role.UNLABELLED
    evidence: Order | None = None
    reason: str = ""

    @property
    def partial(self) -> PartialDate:
        """The date as it was printed: a day or a month."""
        return PartialDate(year=self.date.year, month=self.date.month, day=0 if self.is_month else self.date.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date within a text, and its place with its label, weekday and time."""

    start: int
    end: int
    reading: Reading


def read_date(text: str, order: Order | None = None) -> Reading | None:
    """Read *text* that is only a date, perhaps after words such as “Published:”; None if it is anything else.

    Args:
        text: A line, or the rest of it.
        order: How numeric dates elsewhere are written; it decides those that allow both orders.
    """
    text = text.strip(_EDGE)
    if len(text) > 80:
        return None
    if reading := _read_whole(text, order):
        return reading
    for date in find_dates(text, order):
        if not text[: date.start].strip(_EDGE) and not text[date.end :].strip(_EDGE):
            return date.reading
    return _read_labelled(text, order)


def _read_labelled(text: str, order: Order | None) -> Reading | None:
    """Read a date that only a label shows to be one: “Mis en ligne le 12.08.14”, “发布时间：20140812”."""
    seams = (match.end() for match in re.finditer("[ :：]", text)) if text[-1:].isdecimal() else ()
    for seam in seams:
        if (short := _read_whole(text[seam:].strip(_EDGE), order)) and (label := _LABEL.fullmatch(text[:seam].strip())):
            return replace(short, role=next(Role(name) for name, words in label.groupdict().items() if words))
    return None


def find_dates(text: str, order: Order | None = None) -> tuple[FoundDate, ...]:
    """Return all dates in *text*, from left to right, each with its label and what else belongs to it."""
    dates = _find_dates(text, None)
    return _find_dates(text, order) if order and any(date.reading.reason for date in dates) else dates


@functools.lru_cache(maxsize=4_096)
def _find_dates(text: str, order: Order | None) -> tuple[FoundDate, ...]:
    if not has_year(text):
        return ()
    dates: list[FoundDate] = []
    for match, reading in _candidates(text, order):
        if not dates or match.start() >= dates[-1].end:
            dates.append(_with_surroundings(text, match, reading, order, dates[-1].end if dates else 0))
    return tuple(dates)


def is_doubtful(text: str, date: FoundDate, order: Order | None = None) -> bool:
    """Return whether day and month of a date between strokes may be exchanged, and no *order* decides: “4/5/2014”."""
    return order is None and bool(date.reading.reason) and "/" in text[date.start : date.end]


def has_year(text: str) -> bool:
    """Return whether *text* has four figures in a row or the sign of a year, without which there is no date."""
    return bool(_ANY_YEAR.search(text))


def day_and_other_words(text: str) -> tuple[str, str]:
    """Split a printed date into its day, month, year and weekday, and the other words: label and time."""
    end = len(text.rstrip(_EDGE))
    time = next((time_match for time_match in _TIME.finditer(text[:end]) if time_match.end() == end), None)
    day: list[str] = []
    other_words: list[str] = []
    for match in re.finditer(r"[^\W_]+", text):
        is_day = match.start() < (time.start() if time else len(text)) and _says_a_day(match[0])
        (day if is_day else other_words).append(match[0])
    return " ".join(day), " ".join(other_words)


def _says_a_day(word: str) -> bool:
    names = _months().keys() | _weekdays().keys()
    return word.casefold() in names or bool(re.search(rf"\d|[{_HAN}][年月日号號]?", word))


def _candidates(text: str, order: Order | None) -> list[tuple[re.Match[str], Reading]]:
    """Return possible dates, the first and the longest before others; days before months."""
    text = _BEFORE_DAY.sub(_without_number, text)
    is_named = _names_month(text)
    days = [
        (match, reading)
        for pattern in (*(_WITH_NAMES if is_named else ()), *_WITHOUT_NAMES)
        for match in pattern.finditer(text)
        if (reading := _read_match(match, order))
    ]
    months = [
        (match, reading)
        for match in (_OF_MONTH.finditer(text) if is_named else ())
        if (reading := _read_match(match, order))
        and not _DAY_BEFORE.search(text, max(match.start() - 20, 0), match.start())
        and not any(day_match.start() < match.end() and match.start() < day_match.end() for day_match, _ in days)
    ]
    return sorted((*days, *months), key=lambda candidate: (candidate[0].start(), -candidate[0].end()))


def _names_month(text: str) -> bool:
    """Return whether a word of *text* is the name of a month or its number; else most forms need no search."""
    return any(map(_month_number, _LETTERS.findall(text)))


def _without_number(match: re.Match[str]) -> str:
    """Return spaces in place of a number that is no day of the month, or no earlier one."""
    is_day = not match["label"] and int(match["number"]) <= int(match["day"])
    return match[0] if is_day else " " * len(match[0])


def _read_whole(text: str, order: Order | None) -> Reading | None:
    """Read a date in one of the forms that nothing else may stand beside, except the time."""
    text = text[: next((time.start() for time in _TIME.finditer(text, 1) if time.end() == len(text)), len(text))]
    match = next((match for pattern in _WHOLE if (match := pattern.fullmatch(text))), None)
    return _read_match(match, order) if match else None


def _read_match(match: re.Match[str], order: Order | None, weekday: int | None = None) -> Reading | None:
    groups = match.groupdict()
    if era := groups.get("era"):
        year = _ERAS[era] + (1 if groups["of_era"] == "元" else _number(groups["of_era"]))
    else:
        year = _number(groups["year"])
        # Of two figures: no text of a site is earlier than 1980.
        year += (1900 if year >= 80 else 2000) if len(groups["year"]) == 2 else 0
    if "first" in groups:
        return _read_numeric(year, int(groups["first"]), int(groups["second"]), weekday, order, groups["sign"])
    month = _month_number(groups["month"])
    if groups.get("day"):
        return _make_reading(year, month, _number(groups["day"]))
    reading = _make_reading(year, month, 1)
    return Reading(date=reading.date, is_month=True) if reading else None


def _month_number(name: str) -> int:
    """Return the number of the month with this *name*, or 0; it may be a number itself, in Roman figures as well."""
    folded = name.casefold()
    return _months().get(folded, 0) or _ROMAN.get(folded, 0) or _number(name)


def _number(figures: str) -> int:
    """Read a number in Western or Chinese figures: 二〇一四, 十七; 0 for anything else."""
    if figures.isdecimal():
        return int(figures)
    figures = figures.replace("廿", "二十").replace("卅", "三十")
    if figures.count("十") > 1 or not all(char in _HAN_FIGURES or char == "十" for char in figures):
        return 0
    before_ten, ten, after_ten = figures.partition("十")
    tens, ones = ("".join(_HAN_FIGURES[char] for char in part) for part in (before_ten, after_ten))
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(tens)


def _read_numeric(
    year: int, first: int, second: int, weekday: int | None, order: Order | None, sign: str
) -> Reading | None:
    readings = {
        Order.MONTH_FIRST: _make_reading(year, first, second),
        Order.DAY_FIRST: _make_reading(year, second, first),
    }
    possible = {key: value.date for key, value in readings.items() if value}
    if not possible:
        return None
    if len(possible) == 1 or first == second:
        key = next(iter(possible))
        return Reading(date=possible[key], evidence=key if first != second else None)
    chosen, reason = _choose_order(possible, weekday, order, sign)
    return Reading(date=possible[chosen], reason=reason)


def _choose_order(
    dates: dict[Order, datetime.date], weekday: int | None, order: Order | None, sign: str
) -> tuple[Order, str]:
    """Return the order of a date that allows both, and the reason in words."""
    fitting = [key for key, date in dates.items() if date.weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0], f"{fitting[0]}, since the weekday beside it fits no other"
    if order is not None:
        return order, f"{order}, as in other dates or as is usual in the language of the text"
    if sign == "/":
        return Order.MONTH_FIRST, "month first, as is usual with strokes in American English"
    return Order.DAY_FIRST, "day first, as is usual with full stops and hyphens"


def _make_reading(year: int, month: int, day: int) -> Reading | None:
    if year not in _YEARS:
        return None
    try:
        return Reading(date=datetime.date(year, month, day))
    except ValueError:
        return None


def _with_surroundings(text: str, match: re.Match[str], reading: Reading, order: Order | None, least: int) -> FoundDate:
    """Find the label, weekday and time of a date; a weekday may decide the order of its numbers."""
    start, end = match.start(), match.end()
    weekday, end = _weekday_behind(text, end)
    if time := _TIME.match(text, end):
        end = time.end()
    before = text[max(least, start - _REACH) : start]
    bare = _ARTICLE.sub("", before)
    leads = [before, bare]
    if weekday is None and not _PART_OF_NAME.search(bare) and (named := _WEEKDAY_BEFORE.search(bare)):
        weekday = _weekdays().get(named[1].casefold())
        leads += [bare[: named.start()], _ARTICLE.sub("", bare[: named.start()])] if weekday is not None else []
    role = Role.UNLABELLED
    if behind := _BEHIND.match(text, end):
        role, end = Role.ACCESSED if behind["accessed"] else Role.PUBLISHED, behind.end()
    elif label := next(filter(None, map(_find_label, dict.fromkeys(leads))), None):
        role = next(Role(name) for name, words in label.groupdict().items() if words)
        leads.append(before[: label.start()])
    if reading.reason and weekday is not None:
        reading = _read_match(match, order, weekday) or reading
    reading = replace(reading, role=role)
    begin = start - len(before) + len(leads[-1].rstrip())
    return FoundDate(start=begin + len(text[begin:start]) - len(text[begin:start].lstrip()), end=end, reading=reading)


def _find_label(lead: str) -> re.Match[str] | None:
    """Return the label that ends *lead*, if it is no last word of a title: “Rivers without data. 13 May 2015”."""
    label = _LABEL.search(lead)
    goes_on = label and _WORD_BEFORE.search(lead, 0, label.start())
    ends_words = label and goes_on and label[0].rstrip().endswith((".", ",")) and not label[Role.ACCESSED]
    return None if ends_words else label


def _weekday_behind(text: str, end: int) -> tuple[int | None, int]:
    if chinese := _CJK_DAY.match(text, end):
        return "一二三四五六日".find(chinese[1].replace("天", "日")), chinese.end()
    behind = _WEEKDAY_BEHIND.match(text, end)
    day = _weekdays().get(behind[1].casefold()) if behind else None
    return (day, behind.end()) if behind and day is not None else (None, end)


def _label_pattern() -> re.Pattern[str]:
    tables = {role: (role,) for role in Role if role} | {Role.PUBLISHED: ("published", "original")}
    labels = "|".join(f"(?P<{role}>{make_pattern('dates', *names)})" for role, names in tables.items())
    return re.compile(rf"(?<![^\W\d_])(?:{labels})\.?(?:\s+(?:on|at))?\s*[:：,]?\s*$", re.IGNORECASE)


_LABEL = _label_pattern()
_WORD_BEFORE = re.compile(r"[^\W_]\s$")
# “2014年5月2日 访问时间：…”: what stands behind this date is the label of another one.
_BEHIND = re.compile(
    rf"\s*(?:(?P<accessed>{make_pattern('dates', 'accessed_behind')})(?!时间|時間|日期|[:：次量数數])"
    rf"|{make_pattern('dates', 'published_behind')})"
)
_ARTICLE = re.compile(rf"(?<![^\W\d_])(?:{make_pattern('dates', 'articles')})\s*$", re.IGNORECASE)


@functools.cache
def _months() -> dict[str, int]:
    names = _names_of("months")
    for entry in phrases("dates", "months"):
        name, _, number_of = entry.partition("=")
        names.setdefault(name, int(number_of))
    return names


@functools.cache
def _weekdays() -> dict[str, int]:
    in_chinese = {
        f"{week}{day}": number for week in ("周", "週", "星期") for number, day in enumerate("一二三四五六日")
    }
    return {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3} | in_chinese | _names_of("days")


def _names_of(kind: str) -> dict[str, int]:
    """Return the numbers of months or weekdays by name; if two languages share a name, the first counts."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        widths = ("wide", "abbreviated") if language in _SHORT_NAMES else ("wide",)
        for context in getattr(Locale.parse(language), kind).values():
            for width in widths:
                for number, name in context.get(width, {}).items():
                    names.setdefault(name.rstrip(".").casefold(), number)
                    # “segunda” is what people print for “segunda-feira”.
                    names.setdefault(name.partition("-feira")[0].rstrip(".").casefold(), number)
    return names
