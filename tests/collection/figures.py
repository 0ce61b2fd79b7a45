"""The figures of a text: numbers in digits and in words, dates and times, in English and in Chinese.

A figure is what a reader could check. Two readings of it that mean the same are one: `1,000` and `1 000`, `fifty` and
`50`, `1500亿` and `150 billion`. Units are not compared. "One" and "two", and "first" to "third", are words of every
text and no figures; what stands in a name (`G20`, `5G`, `Yutu-2`) is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefarchive.reading.dates_in_words import MONTHS

_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_DAY = r"\d{1,2}"
_AROUND = 40
_SEVERAL = r"\s?(?:–|/|-|\bto\b|\band\b|\bor\b)\s?"
_DATE = re.compile(rf"(?<![\d,.])(?P<days>{_DAY}(?:{_SEVERAL}{_DAY})?)\s{_MONTH}(?:\s(?P<year>\d{{4}}))?\b")
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH}(?:\s(?P<year>\d{{4}}))?\b")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?!\d)")
_CHINESE_DATE = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<days>\d{1,2}(?:[至–-]\d{1,2})?)日)?")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "tn": 12, "万亿": 12, "亿": 8, "万": 4}
_SCALE = f"(?:[\\s-]?(?P<scale>{'|'.join(_SCALES)})(?![A-Za-z]))?"
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.,])(?:(?<![A-Za-z]-)|(?=\d{4}\b))(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+)(?P<decimals>\.\d+)?"
    rf"(?:\s±\s(?P<margin>[\d.]+))?(?:(?:st|nd|rd|th)\b|(?![A-Za-z])|(?=[bt]n\b)){_SCALE}"
)
_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
    *("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_WORDS = (
    {word: number for number, word in enumerate(_UNITS, 1)}
    | {word: number * 10 for number, word in enumerate(_TENS, 2)}
    | {word: number for number, word in enumerate(_ORDINALS, 4)}
    | {f"{word.removesuffix('y')}ieth": number * 10 for number, word in enumerate(_TENS, 2)}
    | {"hundred": 100, "hundredth": 100}
)
_COMPOUNDS = {f"{ten}-{unit}": _WORDS[ten] + _WORDS[unit] for ten in _TENS for unit in _UNITS[:9]}
_LAST_PARTS = ("first", "second", "third", *_ORDINALS[:6])
_COMPOUNDS |= {f"{ten}-{unit}": _WORDS[ten] + number for ten in _TENS for number, unit in enumerate(_LAST_PARTS, 1)}
_KNOWN = _WORDS | _COMPOUNDS
_WORD = re.compile(rf"\b(?P<word>{'|'.join(sorted(_KNOWN, key=len, reverse=True))})\b{_SCALE}", re.IGNORECASE)
# A numeral of one sign counts before a measure word only: 四 is a number in 四国, and none in 四川.
_HAN = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "〇": 0, "零": 0}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(
    r"(?<!百分之)(?P<numeral>[一二两三四五六七八九十百千〇零]+)(?P<scale>万亿|亿|万)?(?P<measure>[年个項项国份条章次天月日名人点种倍届家座艘]?)"
)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """One figure: a number, a time as it is written, or a date of which some parts are known."""

    number: Decimal | None = None
    year: int = 0
    month: int = 0
    day: int = 0
    time: str = ""

    def __str__(self) -> str:
        if self.number is not None:
            return f"{self.number.normalize():f}"
        return self.time or "-".join(f"{part:02}" if part else "?" for part in (self.year, self.month, self.day))


def number(value: str | Decimal | int) -> Figure:
    """The figure of a plain number."""
    return Figure(number=Decimal(value).normalize())


def figures(text: str) -> set[Figure]:
    """Every figure in a text, each once."""
    return set(figures_in_words(text))


def figures_in_words(text: str) -> dict[Figure, str]:
    """Every figure in a text, each with the words around the first place where it stands."""
    found: dict[Figure, str] = {}
    rest = text
    for pattern, read in _READERS:
        for match in pattern.finditer(rest):
            if read_here := tuple(read(match)):
                words = text[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
                found |= dict.fromkeys((one for one in read_here if one not in found), " ".join(words.split()))
                # What has been read is not read a second time as something less.
                rest = rest[: match.start()] + "\n" * len(match[0]) + rest[match.end() :]
    return found


def _date(match: re.Match[str]) -> Iterator[Figure]:
    for day in re.findall(r"\d+", match["days"]):
        yield Figure(year=int(match["year"] or 0), month=MONTHS.index(match["month"]) + 1, day=int(day))


def _month(match: re.Match[str]) -> Iterator[Figure]:
    yield Figure(year=int(match["year"] or 0), month=MONTHS.index(match["month"]) + 1)


def _iso(match: re.Match[str]) -> Iterator[Figure]:
    yield Figure(year=int(match["year"]), month=int(match["month"]), day=int(match["day"] or 0))


def _chinese_date(match: re.Match[str]) -> Iterator[Figure]:
    for day in re.findall(r"\d+", match["days"] or "") or ["0"]:
        yield Figure(year=int(match["year"] or 0), month=int(match["month"]), day=int(day))


def _time(match: re.Match[str]) -> Iterator[Figure]:
    yield Figure(time=match[0])


def _digits(match: re.Match[str]) -> Iterator[Figure]:
    digits = re.sub(r"\D", "", match["digits"]) + (match["decimals"] or "")
    for one in filter(None, (digits, match["margin"])):
        yield number(Decimal(one).scaleb(_SCALES.get(match["scale"] or "", 0)))


def _in_words(match: re.Match[str]) -> Iterator[Figure]:
    value, scale = _KNOWN[match["word"].lower()], match["scale"]
    if value > 2 or scale:
        yield number(Decimal(value).scaleb(_SCALES.get(scale or "", 0)))


def _numeral(match: re.Match[str]) -> Iterator[Figure]:
    total = digit = 0
    for sign in match["numeral"]:
        if sign in _HAN_SCALES:
            total += (digit or 1) * _HAN_SCALES[sign]
            digit = 0
        else:
            digit = _HAN[sign]
    value = total + digit
    if value > 2 and (len(match["numeral"]) > 1 or match["measure"] or match["scale"]):
        yield number(Decimal(value).scaleb(_SCALES.get(match["scale"] or "", 0)))


_READERS = (
    (_ISO, _iso),
    (_DATE, _date),
    (_MONTH_OF_YEAR, _month),
    (_CHINESE_DATE, _chinese_date),
    (_TIME, _time),
    (_NUMBER, _digits),
    (_WORD, _in_words),
    (_NUMERAL, _numeral),
)
