"""The values of cells (text, lists of names, days, sources) in the various forms in which programs write them."""

import datetime
import html
import json
import re
from collections.abc import Iterator

from ..text.dates.printed import Order, Reading, read_date
from ..text.sources.citing import read_source
from ..text.sources.references import Strength
from ..words.language_names import language_names

Value = object
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_TEXT_KEYS = ("rendered", "name", "label", "title", "value", "text", "html", "raw", "display_name")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=\D|$)|(\d{4})(\d{2})(\d{2})(?=T|$)")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})|(?P<first>\d{1,2})[-/.](?P<last>(?:19|20)\d\d)")
# A day of a spreadsheet, or seconds or milliseconds, perhaps with a part of one.
_NUMBER = re.compile(r"(?:\d{5}|\d{9,10}|\d{12,13})(?:[.,]\d+)?")
_TIME = re.compile(r"[\sT,]+(?:at\s+)?\d{1,2}[:.]\d{2}.*$")
_INVERTED_NAME = re.compile(r"([^,]+),\s*([^,]+)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_EARLIEST_TIME, _LATEST_TIME = 400_000_000, 4_000_000_000
# Spreadsheets number days; these are from 1954 to 2064.
_DAY_ZERO, _NUMBERED_DAYS = datetime.date(1899, 12, 30), range(20_000, 60_001)
_MOST_ITEMS, _DEEPEST = 200, 4
# Fields of a source that is a record.
_PUBLISHER_KEYS = ("publisher", "container_title", "outlet", "site", "journal", "newspaper", "source", "name", "author")
_TITLE_KEYS = ("title", "headline", "text", "label")
_ADDRESS_KEYS = ("url", "link", "href", "address", "uri")
_DATE_KEYS = ("date", "issued", "published", "year")
_MOST_SOURCES = 300
# Separators between the sources of one line: bullets, numbers, punctuation, or the start of an address.
_SEPARATORS = tuple(
    map(
        re.compile,
        (
            r"\s+(?=[•·▪◦]\s)",
            r"\s+(?=(?:\[\d{1,2}\]|\d{1,2}[.)])\s+\S)",
            r"\s*;\s+",
            r"\s*\|\|\s*|\s*¶\s*",
            r"\s*\|\s*",
            r";(?=\S)",
            r"\s+(?=https?://)",
        ),
    )
)


def field_text(value: Value, depth: int = 0) -> str:
    """Return the text of a cell; the items of a list become paragraphs."""
    match value:
        case str():
            return html.unescape(value) if _ENTITY.search(value) and "<" not in value else value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case list() if depth < _DEEPEST:
            return "\n\n".join(filter(None, (field_text(item, depth + 1) for item in value)))
        case dict() if depth < _DEEPEST:
            text = next((value[key] for key in _TEXT_KEYS if value.get(key)), None)
            return field_text(text, depth + 1) if text is not None else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False) if value else ""


def parse_cell(value: Value) -> Value:
    """Parse a list or record that is stored as JSON in a text cell; return any other value as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def split_terms(value: Value) -> list[str]:
    """Return the terms in a cell, which are a list or separated by the usual punctuation."""
    value = parse_cell(value)
    if isinstance(value, list):
        terms = [" ".join(field_text(item).split()) for item in value[:_MOST_ITEMS]]
    else:
        text = field_text(value)
        signs = next((sign for sign in (r"\n", ";|；", r"\|", ",|，|、") if re.search(sign, text)), r"\n")
        terms = [" ".join(part.split()) for part in re.split(signs, text)[:_MOST_ITEMS]]
    return list(dict.fromkeys(term for term in terms if term))


def split_people(value: Value) -> list[str]:
    """Return the people in a cell, which are a list or a byline; “Example, Ada” becomes “Ada Example”."""
    value = parse_cell(value)
    if isinstance(value, list):
        parts = [field_text(item) for item in value[:_MOST_ITEMS]]
    else:
        parts = re.split(r"[;；|\n]|\s/\s", field_text(value))
    return list(dict.fromkeys(name for part in parts if (name := reorder_name(" ".join(part.split())))))


def reorder_name(name: str) -> str:
    """Return a name with the surname behind the others: “Example, Ada” becomes “Ada Example”."""
    match = _INVERTED_NAME.fullmatch(name)
    if (
        match is None
        or " and " in name
        or " " in match[1].strip()
        or match[2].lower().rstrip(".") in ("jr", "sr", "phd")
    ):
        return name
    # “Ada Example, Ben Sample” are two people; only a single word before the comma is a surname.
    return f"{match[2].strip()} {match[1].strip()}"


def read_day(value: Value, order: Order | None) -> Reading | None:
    """Return the day or month in a cell; None if there is none."""
    # Programs that count write a whole number as one with decimals.
    text = " ".join(field_text(value).split()).removesuffix(".0")
    if _NUMBER.fullmatch(text):
        return _read_number(float(text.replace(",", ".")))
    try:
        if match := _ISO.match(text):
            year, month, day = (int(part) for part in match.groups() if part)
            return Reading(date=datetime.date(year, month, day))
        if match := _MONTH.fullmatch(text):
            year, month = int(match["year"] or match["last"]), int(match["month"] or match["first"])
            return Reading(date=datetime.date(year, month, 1), is_month=True)
    except ValueError:
        return None
    return read_date(text, order) or read_date(_TIME.sub("", text), order)


def _read_number(number: float) -> Reading | None:
    """Return the date of a spreadsheet's day, or of a Unix time in seconds or milliseconds in the years of the web."""
    if int(number) in _NUMBERED_DAYS:
        return Reading(date=_DAY_ZERO + datetime.timedelta(days=int(number)))
    seconds = number / 1_000 if number > _LATEST_TIME else number
    if not _EARLIEST_TIME < seconds < _LATEST_TIME:
        return None
    return Reading(date=datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date())


def list_records(value: Value) -> Iterator[dict[str, Value]]:
    """Yield the records of a list, or of the first list in a record."""
    if isinstance(value, dict):
        value = next(
            (item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)), None
        )
    for record in value if isinstance(value, list) else ():
        yield record if isinstance(record, dict) else {}


def read_language(value: Value) -> str:
    """Return the language tag in a cell, or that of the language it names; empty if there is none."""
    text = field_text(value).strip()
    tag = language_names().get(text.casefold())
    return tag or (text.replace("_", "-") if _TAG.fullmatch(text) else "")


def split_sources(value: Value) -> list[str]:
    """Return the sources in a cell as lines."""
    value = parse_cell(value)
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list):
        lines = [_format_source(item) for item in value[:_MOST_SOURCES]]
    else:
        lines = [line for part in field_text(value).splitlines() for line in _split_line(part.strip())]
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _format_source(value: Value) -> str:
    """Return a source of a list as a line."""
    if not isinstance(value, dict):
        return field_text(value)
    fields = {str(name).lower(): field_text(field) for name, field in value.items()}
    title, address, date = (next((fields.pop(name) for name in names if fields.get(name)), "") for names in (
        _TITLE_KEYS, _ADDRESS_KEYS, _DATE_KEYS
    ))  # fmt: skip
    publisher = next((fields.pop(name) for name in _PUBLISHER_KEYS if fields.get(name)), "")
    quoted = f"“{title}”" if title else ""
    words = " – ".join(filter(None, (publisher, quoted)))
    return " ".join(filter(None, (words, f"({date})" if date else "", address)))


def _split_line(text: str) -> list[str]:
    """Split a line at the first kind of separator that has a whole source on both sides; otherwise do not split it."""
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(text) if part]
        if len(parts) > 1 and all(_is_source(part, parts) for part in parts):
            return parts
    return [text]


def _is_source(part: str, parts: list[str]) -> bool:
    """Return whether *part* is a source by itself; four or more parts are stronger evidence than two."""
    needed = Strength.WEAK if len(parts) < 4 else Strength.TITLE
    return read_source(part).strength >= needed
