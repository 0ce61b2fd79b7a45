"""What can be known of entries that cannot be read: their keys, so that nobody is told to add what is there.

A bibliography may be saved in another encoding, bear another ending, or have an entry without a closing brace. Keys are
of plain letters, so they can be told all the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..bibtex.loose_text import written_keys
from ..diagnostics import Diagnostic, Severity, Span
from ..model import CiteKey
from ..storage import files
from . import decoding

_OTHER_ENDING = re.compile(r".+\.bib(?:\.\w+)?|.+\.bibtex", re.IGNORECASE)
_WITHOUT_KEY = frozenset({"C102", "C103", "C104"})
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BEGINS = re.compile(r"[ \t]*@")
_MOST_LINES = 200


def find_keys(path: str, data: bytes, found: Iterable[Diagnostic]) -> Mapping[CiteKey, Span]:
    """Where the entries of a bibliography begin, by key, if it has an error."""
    if not any(one.severity is Severity.ERROR for one in found):
        return {}
    return {key: Span(path=path, line=line) for key, line in written_keys(_text_of(data)).items()}


def years_without_key(data: bytes, found: Iterable[Diagnostic]) -> frozenset[str]:
    """The years that stand in entries whose key cannot be told, and `nd` where there is none."""
    lines: list[str] | None = None
    years: set[str] = set()
    for one in found:
        if one.code in _WITHOUT_KEY and (one.code != "C102" or "no entry type" in one.message):
            lines = _text_of(data).split("\n") if lines is None else lines
            if one.more:  # it stands for all that follow
                years |= {"nd", *_YEAR.findall("\n".join(lines[one.span.line - 1 :]))}
            years |= set(_years(lines, one.span.line)) or {"nd"}
    return frozenset(years)


def passed_over_keys(root: Path) -> Mapping[CiteKey, Span]:
    """The keys in files of `bib/` that are not read because of how their names end."""
    keys: dict[CiteKey, Span] = {}
    for path, file in files.find(root, "bib", ""):
        if path.endswith(".bib") or not _OTHER_ENDING.fullmatch(file.name):
            continue
        data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
        if isinstance(data, bytes):
            keys.update((key, Span(path=path, line=line)) for key, line in written_keys(_text_of(data)).items())
    return keys


def _text_of(data: bytes) -> str:
    """The text of a file in whatever encoding, with its plain letters: UTF-16 writes each with an empty byte."""
    return data.replace(b"\0", b"").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _years(lines: list[str], first: int) -> Iterator[str]:
    """The years in the entry that begins in or above a line."""
    for number, line in enumerate(lines[first - 1 : first - 1 + _MOST_LINES]):
        if number and _BEGINS.match(line):
            return
        yield from _YEAR.findall(line)
