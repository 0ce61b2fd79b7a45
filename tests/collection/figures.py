"""The figures of a text: numbers in digits and in words, days, months and times, in English and in Chinese.

A figure is what a reader could check. Two that mean the same are one: `1,000` and `1 000`, `fifty` and `50`, `1500亿`
and `150 billion`. A number is written plainly, a day of a month `10-17`, a month `10-`, a time `12:30`; the year of a
day is a number. Units are not compared. "One" and "two", and "first" to "third", are words of every text and no
figures; what stands in a name (`G20`, `5G`, `Yutu-2`) is none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import yaml

from briefarchive.reading.dates_in_words import MONTHS

_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_DAYS = r"(?P<days>\d{1,2}(?:\s?(?:–|/|-|\bto\b|\band\b|\bor\b)\s?\d{1,2})?)"
_DAY = re.compile(rf"(?<![\d,.]){_DAYS}\s{_MONTH}\b")
_MONTH_ALONE = re.compile(rf"\b{_MONTH}\b")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<days>\d{2}))?(?!\d)")
_CHINESE_DAY = re.compile(r"(?P<month>\d{1,2})月(?:(?P<days>\d{1,2}(?:[至–-]\d{1,2})?)日)?")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")

_WORDS = yaml.safe_load(Path(__file__).with_name("numbers.yaml").read_text("utf-8"))
_UNITS, _TEENS, _TENS, _ORDINALS = (_WORDS[name].split() for name in ("units", "teens", "tens", "ordinals"))
_SCALES: Mapping[str, int] = _WORDS["scales"]
_SCALE = f"(?:[\\s-]?(?P<scale>{'|'.join(_SCALES)})(?![A-Za-z]))?"
_DIGITS = re.compile(
    r"(?<![A-Za-z\d.,])(?:(?<![A-Za-z]-)|(?=\d{4}\b))(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+)(?P<decimals>\.\d+)?"
    rf"(?:\s±\s(?P<margin>[\d.]+))?(?:(?:st|nd|rd|th)\b|(?![A-Za-z])|(?=[bt]n\b)){_SCALE}"
)
_KNOWN = {word: number for words in ([*_UNITS, *_TEENS], _ORDINALS) for number, word in enumerate(words, 1)}
_KNOWN |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_KNOWN |= {f"{word.removesuffix('y')}ieth": 10 * number for number, word in enumerate(_TENS, 2)}
_KNOWN |= {f"{ten}-{unit}": _KNOWN[ten] + _KNOWN[unit] for ten in _TENS for unit in (*_UNITS, *_ORDINALS[:9])}
_KNOWN |= {"hundred": 100, "hundredth": 100}
_NO_FIGURES = frozenset({"one", "two", "first", "second", "third"})
_WORD = re.compile(rf"\b(?P<word>{'|'.join(sorted(_KNOWN, key=len, reverse=True))})\b{_SCALE}", re.IGNORECASE)
# A numeral of one sign counts before a measure word only: 四 is a number in 四国, and none in 四川.
_HAN = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "〇": 0, "零": 0}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(
    r"(?<!百分之)(?P<numeral>[一二两三四五六七八九十百千〇零]+)(?P<scale>万亿|亿|万)?(?P<measure>[年个項项国份条章次天月日名人点种倍届家座艘]?)"
)


def number(value: str | Decimal | int, scale: str | None = None) -> str:
    """The figure of a plain number, perhaps in thousands, millions and so on."""
    return f"{Decimal(value).scaleb(_SCALES.get(scale or '', 0)).normalize():f}"


def figures(text: str) -> set[str]:
    """Every figure in a text, each once."""
    numbers: set[str] = set()
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if of_match := set(read(match)):
                numbers |= of_match
                # What has been read is not read a second time as something less.
                text = text[: match.start()] + "\n" * len(match[0]) + text[match.end() :]
    return numbers


def _days(match: re.Match[str]) -> Iterator[str]:
    parts = match.groupdict()
    month = MONTHS.index(parts["month"]) + 1 if parts["month"] in MONTHS else int(parts["month"])
    for day in re.findall(r"\d+", parts.get("days") or "") or [""]:
        yield f"{month:02}-{day:>02}" if day else f"{month:02}-"
    if year := parts.get("year"):
        yield number(year)


def _digits(match: re.Match[str]) -> Iterator[str]:
    digits = re.sub(r"\D", "", match["digits"]) + (match["decimals"] or "")
    yield from (number(digit, match["scale"]) for digit in (digits, match["margin"]) if digit)


def _in_words(match: re.Match[str]) -> Iterator[str]:
    if match["word"].lower() not in _NO_FIGURES or match["scale"]:
        yield number(_KNOWN[match["word"].lower()], match["scale"])


def _numeral(match: re.Match[str]) -> Iterator[str]:
    total = digit = 0
    for sign in match["numeral"]:
        if sign in _HAN_SCALES:
            total += (digit or 1) * _HAN_SCALES[sign]
            digit = 0
        else:
            digit = _HAN[sign]
    if total + digit > 2 and (len(match["numeral"]) > 1 or match["measure"] or match["scale"]):
        yield number(total + digit, match["scale"])


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[str]]], ...] = (
    (_ISO, _days),
    (_DAY, _days),
    (_MONTH_ALONE, _days),
    (_CHINESE_DAY, _days),
    (_TIME, lambda match: iter([match[0]])),
    (_DIGITS, _digits),
    (_WORD, _in_words),
    (_NUMERAL, _numeral),
)
