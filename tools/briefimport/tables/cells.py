"""The values of cells: text, lists of names, days, sources, whatever form a program gave them."""

import datetime
import functools
import html
import json
import re
from collections.abc import Iterator

from babel import Locale

from ..text.citing import read_source
from ..text.dates import Order, Reading, read_date
from ..text.references import Strength

Value = object
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_SAYING = ("rendered", "name", "label", "title", "value", "text", "html", "raw", "display_name")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=\D|$)|(\d{4})(\d{2})(\d{2})(?=T|$)")
_TIME = re.compile(r"[\sT,]+(?:at\s+)?\d{1,2}[:.]\d{2}.*$")
_INVERTED = re.compile(r"([^,]+),\s*([^,]+)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# In whose words a table may name a language.
_SPEAKERS = ("en", "es", "pt", "fr", "de", "it", "ru", "zh", "pl", "nl")
_FIRST, _LAST = 400_000_000, 4_000_000_000
_MOST, _DEEPEST = 200, 4


_PUBLISHER = ("publisher", "container_title", "outlet", "site", "journal", "newspaper", "source", "name", "author")
_TITLE = ("title", "headline", "text", "label")
_ADDRESS = ("url", "link", "href", "address", "uri")
_DATE = ("date", "issued", "published", "year")
_MOST_SOURCES = 300
# What stands between the sources of one line: bullets, numbers, the signs of lists, a new address.
_SEAMS = tuple(
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
    """What a cell says; the paragraphs of a list each on lines of their own."""
    match value:
        case str():
            return html.unescape(value) if _ENTITY.search(value) and "<" not in value else value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case list() if depth < _DEEPEST:
            return "\n\n".join(filter(None, (field_text(one, depth + 1) for one in value)))
        case dict() if depth < _DEEPEST:
            said = next((value[key] for key in _SAYING if value.get(key)), None)
            return field_text(said, depth + 1) if said is not None else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False) if value else ""


def parsed(value: Value) -> Value:
    """A cell's list or record that a table of text holds as JSON; any other value as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def several(value: Value) -> list[str]:
    """The terms in a cell, parted as a list or by the signs that people write between them."""
    value = parsed(value)
    if isinstance(value, list):
        found = [" ".join(field_text(one).split()) for one in value[:_MOST]]
    else:
        text = field_text(value)
        signs = next((sign for sign in (r"\n", ";|；", r"\|", ",|，|、") if re.search(sign, text)), r"\n")
        found = [" ".join(part.split()) for part in re.split(signs, text)[:_MOST]]
    return list(dict.fromkeys(one for one in found if one))


def people(value: Value) -> list[str]:
    """The people in a cell: a list of names, or a byline; “Example, Ada” is turned round."""
    value = parsed(value)
    if isinstance(value, list):
        parts = [field_text(one) for one in value[:_MOST]]
    else:
        parts = re.split(r"[;；|\n]", field_text(value))
    return list(dict.fromkeys(name for part in parts if (name := _turned(" ".join(part.split())))))


def _turned(name: str) -> str:
    match = _INVERTED.fullmatch(name)
    if (
        match is None
        or " and " in name
        or " " in match[1].strip()
        or match[2].lower().rstrip(".") in ("jr", "sr", "phd")
    ):
        return name
    # “Ada Example, Ben Sample” are two; only a surname is one word.
    return f"{match[2].strip()} {match[1].strip()}"


def day_of(value: Value, order: Order | None) -> Reading | None:
    """The day in a cell; None if it says none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_seconds(float(value))
    text = " ".join(field_text(value).split())
    if text.isdecimal() and len(text) in (10, 13):
        return _of_seconds(float(text))
    if match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            return Reading(date=datetime.date(year, month, day))
        except ValueError:
            return None
    return read_date(text, order) or read_date(_TIME.sub("", text), order)


def _of_seconds(number: float) -> Reading | None:
    """The day of a number of seconds or milliseconds since 1970, if it is one of the years of the web."""
    seconds = number / 1_000 if number > _LAST else number
    if not _FIRST < seconds < _LAST:
        return None
    return Reading(date=datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date())


def records_in(value: Value) -> Iterator[dict[str, Value]]:
    """The records of a list, or of the first list in a record."""
    if isinstance(value, dict):
        value = next(
            (one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], dict)), None
        )
    for one in value if isinstance(value, list) else ():
        yield one if isinstance(one, dict) else {}


def language_of(value: Value) -> str:
    """The language tag in a cell, or that of the language which it names; empty if there is none."""
    text = field_text(value).strip()
    known = _languages().get(text.casefold())
    return known or (text.replace("_", "-") if _TAG.fullmatch(text) else "")


@functools.cache
def _languages() -> dict[str, str]:
    """The tags of languages by their names, in their own words and in those of others."""
    found: dict[str, str] = {}
    for speaker in _SPEAKERS:
        for tag, name in Locale(speaker).languages.items():
            if re.fullmatch("[a-z]{2}", tag):
                found.setdefault(name.casefold(), tag)
    return found | {(Locale(tag).get_language_name(tag) or tag).casefold(): tag for tag in _SPEAKERS}


def source_lines(value: Value) -> list[str]:
    """The sources in a cell, one a line."""
    value = parsed(value)
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list):
        lines = [_line(one) for one in value[:_MOST_SOURCES]]
    else:
        lines = [line for part in field_text(value).splitlines() for line in _parted(part.strip())]
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _line(value: Value) -> str:
    """One source of a list: a line, or its fields as one."""
    if not isinstance(value, dict):
        return field_text(value)
    fields = {str(name).lower(): field_text(said) for name, said in value.items()}
    title, address, date = (next((fields.pop(name) for name in names if fields.get(name)), "") for names in (
        _TITLE, _ADDRESS, _DATE
    ))  # fmt: skip
    publisher = next((fields.pop(name) for name in _PUBLISHER if fields.get(name)), "")
    quoted = f"“{title}”" if title else ""
    words = " – ".join(filter(None, (publisher, quoted)))
    return " ".join(filter(None, (words, f"({date})" if date else "", address)))


def _parted(text: str) -> list[str]:
    """The sources of one line, if signs between them show that there are several."""
    for seam in _SEAMS:
        parts = [part for part in seam.split(text) if part]
        if len(parts) > 1 and all(_is_whole(part, parts) for part in parts):
            return parts
    return [text]


def _is_whole(part: str, parts: list[str]) -> bool:
    """Whether *part* is a source by itself, as surely as its neighbours."""
    needed = Strength.WEAK if len(parts) < 4 else Strength.TITLE
    return read_source(part).strength >= needed
