"""New fields in entries of a BibTeX file, all else left as it is to the byte."""

import re
from collections.abc import Mapping
from typing import cast

from ..facets.citing.bibtex import format_entry
from ..model import CiteKey, Source
from ..reading.bibliography import read_bibliography
from ..reading.bibliography.entries import RawEntry, RawField, read_entries
from ..reading.edits import Edit, Offsets, edited, line_end_of
from ..reading.files import decode

_LINE_END = re.compile(r"\r\n|\r|\n")
_REST_OF_LINE = re.compile(r"[ \t]*,[ \t]*(?:%[^\r\n]*)?(\r\n|\r|\n)")
# New fields come after the last of these that is there: the order in which the archive writes entries.
_BEFORE = ("langid", "urldate", "url", "doi", "date", "year", "publisher", "title")
_DELIMITERS = (("{", "}"), ('"', '"'))

Fields = Mapping[str, str]


def with_fields(path: str, text: str, additions: Mapping[CiteKey, Fields]) -> tuple[str, frozenset[CiteKey]]:
    """*text* with new fields in its entries.

    Args:
        path: The file's name.
        text: Its text, with the line ends that it has.
        additions: By key, the fields that the entry gets; an entry that has one of them is left alone.

    Returns:
        The new text, and the keys of the entries in which the fields are now. An entry is among them only if the file,
        read back, has the same sources as before but for these fields.
    """
    result = _inserted(path, text, additions)
    if _is_as_wanted(path, text, result, additions):
        return result, frozenset(additions)
    done: set[CiteKey] = set()
    for key, fields in additions.items():  # one odd entry shall not keep the others from theirs
        one = {key: fields}
        result = _inserted(path, text, one)
        if _is_as_wanted(path, text, result, one):
            text = result
            done.add(key)
    return text, frozenset(done)


def _inserted(path: str, text: str, additions: Mapping[CiteKey, Fields]) -> str:
    offsets = Offsets(text)
    entries, _ = read_entries(path, _LINE_END.sub("\n", text))
    edits = []
    for entry in entries:
        fields = additions.get(CiteKey(entry.key))
        anchor = _anchor(entry)
        if fields and anchor and not fields.keys() & entry.fields.keys():
            at, lines = _insertion(text, *offsets.of(anchor.span), fields)
            edits.append(Edit(at, at, lines))
    return edited(text, edits)


def _anchor(entry: RawEntry) -> RawField | None:
    return next((entry.fields[name] for name in _BEFORE if name in entry.fields), None)


def _insertion(text: str, start: int, end: int, fields: Fields) -> tuple[int, str]:
    """Where the fields go that follow a value, and their lines: below its line, or right behind it if that goes on."""
    if (text[start - 1 : start], text[end : end + 1]) in _DELIMITERS:
        end += 1
    lines = format_entry("key", "online", fields).splitlines()[1:-1]
    if rest := _REST_OF_LINE.match(text, end):
        return rest.end(), "".join(line + rest[1] for line in lines)
    joint = line_end_of(text)
    return end, "".join(f",{joint}{line.removesuffix(',')}" for line in lines)


def _is_as_wanted(path: str, before: str, after: str, additions: Mapping[CiteKey, Fields]) -> bool:
    """Whether *after* says what *before* said and the new fields, with no fault that was not there."""
    old, old_faults = _read(path, before)
    new, new_faults = _read(path, after)
    wanted = {key: {**fields, **additions.get(key, {})} for key, fields in old.items()}
    return new == wanted and old_faults == new_faults and additions.keys() <= old.keys()


def _read(path: str, text: str) -> tuple[dict[CiteKey, dict[str, str]], list[str]]:
    plain = decode(path, text.encode("utf-8"))
    sources, faults = read_bibliography(path, cast("str", plain))
    return {source.key: _fields(source) for source in sources}, [f"{one.code} {one.message}" for one in faults]


def _fields(source: Source) -> dict[str, str]:
    return {**source.fields, "entrytype": source.type}
