"""The sources in a cell as lines, each as a list of sources in plain text would print it."""

import re

from ..text.citing import Strength, read_source
from .cells import Value, field_text, parsed

_PUBLISHER = ("publisher", "container_title", "outlet", "site", "journal", "newspaper", "source", "name", "author")
_TITLE = ("title", "headline", "text", "label")
_ADDRESS = ("url", "link", "href", "address", "uri")
_DATE = ("date", "issued", "published", "year")
_MOST = 300
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


def source_lines(value: Value) -> list[str]:
    """The sources in a cell, one a line."""
    value = parsed(value)
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list):
        lines = [_line(one) for one in value[:_MOST]]
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
