"""Edits of entries in a BibTeX file: fields put in as the entry's own are written, and whole entries taken out."""

import re
from collections.abc import Iterable, Mapping

from ..reading.bibliography.entries import RawEntry
from ..reading.edits import Edit, Offsets, line_end_of

_BLANK = re.compile(r"(?:\s|%[^\r\n]*)*")
_COMMENT = re.compile(r"%[^\r\n]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:%[^\r\n]*)?(?=[\r\n])")
_FIELD = re.compile(r"(?P<indent>[ \t]*)(?P<name>[^\s=,{}\"]+[ \t]*)=[ \t]*[{\"]?")
_EMPTY_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)")
_EMPTY_LINE_BEFORE = re.compile(r"(?:\r\n|\r|\n)(?P<empty>[ \t]*+(?:\r\n|\r|\n))\Z")
_WINDOW = 200
"""How far before an entry an empty line is looked for, so that the search does not cross the file."""


def with_fields(text: str, entry: RawEntry, added: Mapping[str, str], aliases: Iterable[str]) -> list[Edit]:
    """The edits that give *entry* more fields, and more names in its `ids`; values are as BibTeX has them."""
    offsets = Offsets(text)
    edits = [_filled(offsets, entry, name, value) for name, value in added.items() if name in entry.fields]
    new = {name: value for name, value in added.items() if name not in entry.fields}
    names = ", ".join(aliases)
    if names and "ids" in entry.fields:
        _, end = offsets.of(entry.fields["ids"].span)
        said = entry.fields["ids"].value.strip().rstrip(",")
        edits.append(Edit(end, end, f", {names}" if said else names))
    elif names:
        new["ids"] = names
    return edits + (_appended(text, offsets, entry, new) if new else [])


def _filled(offsets: Offsets, entry: RawEntry, name: str, value: str) -> Edit:
    """A value between braces that hold nothing."""
    return Edit(*offsets.of(entry.fields[name].span), value)


def _appended(text: str, offsets: Offsets, entry: RawEntry, new: Mapping[str, str]) -> list[Edit]:
    """The new fields after the last, with a comma after them if that has one."""
    last = max((offsets.of(field.span) for field in entry.fields.values()), default=None, key=lambda place: place[1])
    end = _after_value(text, last[1], entry) if last else offsets.of(entry.span)[1]
    line = _FIELD.fullmatch(text, offsets.line_start(last[0]), last[0]) if last else None
    comma = _BLANK.match(text, end).end()  # type: ignore[union-attr]  # it matches the empty text as well
    has_comma = text[comma] == ","
    edits = [] if has_comma else [Edit(end, end, ",")]
    at = comma + 1 if has_comma else end
    if line is None:
        return [*edits, Edit(at, at, ",".join(f" {name} = {{{value}}}" for name, value in new.items()))]
    if rest := _REST_OF_LINE.match(text, at):
        at = rest.end()
    width = len(line["name"])
    start = f"{line_end_of(text)}{line['indent']}"
    fields = [f"{start}{f'{name} ':{width}}= {{{value}}}" for name, value in new.items()]
    return [*edits, Edit(at, at, ",".join(fields) + ("," if has_comma else ""))]


def _after_value(text: str, end: int, entry: RawEntry) -> int:
    """After the mark that closes a value; a number or an abbreviation has none, and the entry's own may follow it."""
    return end + 1 if text[end] in '}"' and end + 1 < entry.extent[1] else end


def without(text: str, entry: RawEntry) -> Edit:
    """The edit that takes *entry* out with its lines and an empty one; comments that stand in it stay in its place."""
    start, end = entry.extent
    offsets = Offsets(text)
    line_end = line_end_of(text)
    comments = "".join(f"{one}{line_end}" for one in _comments(text, offsets, entry))
    line = offsets.line_start(start)
    rest = _EMPTY_LINE.match(text, end)
    if text[line:start].strip(" \t\ufeff") or (rest is None and text[end:].strip(" \t")):
        return Edit(start, end, f"{line_end}{comments}" if comments else "")
    start, end = (line + text[line:start].count("\ufeff"), rest.end() if rest else len(text))
    if comments:
        return Edit(start, end, comments)
    if before := _EMPTY_LINE_BEFORE.search(text, max(start - _WINDOW, 0), start):
        start = before.start("empty")
    elif following := _EMPTY_LINE.match(text, end):
        end = following.end()
    return Edit(start, end, "")


def _comments(text: str, offsets: Offsets, entry: RawEntry) -> list[str]:
    """Comments between the fields of an entry."""
    found, at = [], entry.extent[0]
    for start, end in sorted(offsets.of(field.span) for field in entry.fields.values()):
        found += _COMMENT.findall(text, at, start)
        at = end
    return found + _COMMENT.findall(text, at, entry.extent[1])
