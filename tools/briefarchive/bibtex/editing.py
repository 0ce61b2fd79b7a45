"""Changes of entries in a BibTeX file: fields put in as the entry's own are written, and whole entries taken out.

All else stays as it is, to the byte.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..model.lines import Edit, detect_line_end
from .blocks import RawEntry
from .writing import field_rank

_BLANK = re.compile(r"(?:\s|%[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:%[^\r\n]*)?(?=[\r\n])")
_FIELD = re.compile(r"(?P<indent>[ \t]*)(?P<name>[^\s=,{}\"]+[ \t]*)=[ \t]*[{\"]?")
_EMPTY_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)")


def add_fields(text: str, entry: RawEntry, added: Mapping[str, str], aliases: Iterable[str] = ()) -> list[Edit]:
    """The edits that give *entry* more fields, and more names in its `ids`; values are as BibTeX has them.

    Each new field follows those that the archive writes before it.
    """
    changes = [Edit(*entry.fields[name].extent, value) for name, value in added.items() if name in entry.fields]
    new = {name: value for name, value in added.items() if name not in entry.fields}
    names = ", ".join(aliases)
    if names and "ids" in entry.fields:
        end = entry.fields["ids"].extent[1]
        said = entry.fields["ids"].value.strip().rstrip(",")
        changes.append(Edit(end, end, f", {names}" if said else names))
    elif names:
        new["ids"] = names
    groups: dict[tuple[int, int] | None, dict[str, str]] = defaultdict(dict)
    for name in sorted(new, key=field_rank):
        groups[_field_before(entry, name)][name] = new[name]
    return [*changes, *(one for anchor, group in groups.items() for one in _append_fields(text, entry, anchor, group))]


def _field_before(entry: RawEntry, name: str) -> tuple[int, int] | None:
    """Where the value stands after which a new field goes: the last of those that the archive writes before it."""
    before = [one for other, one in entry.fields.items() if field_rank(other) < field_rank(name)]
    return max((one.extent for one in before or entry.fields.values()), default=None)


def _append_fields(text: str, entry: RawEntry, anchor: tuple[int, int] | None, new: Mapping[str, str]) -> list[Edit]:
    """The new fields after another, with a comma after them if that has one."""
    if anchor is None:
        key = text.index(entry.key, entry.extent[0])
        anchor = (key, key + len(entry.key))
        end, line = anchor[1], None
    else:
        end = _after_value(text, anchor[1], entry)
        line = _FIELD.fullmatch(text, _line_start(text, anchor[0]), anchor[0])
    comma = _BLANK.match(text, end).end()  # type: ignore[union-attr]  # it matches the empty text as well
    has_comma = text[comma] == ","
    changes = [] if has_comma else [Edit(end, end, ",")]
    at = comma + 1 if has_comma else end
    start, width = " ", 0
    if line is not None:
        rest = _REST_OF_LINE.match(text, at)
        at = rest.end() if rest else at
        start, width = f"{detect_line_end(text)}{line['indent']}", len(line["name"])
    fields = ",".join(f"{start}{f'{name} ':{width}}= {{{value}}}" for name, value in new.items())
    return [*changes, Edit(at, at, f"{fields}," if has_comma else fields)]


def _after_value(text: str, end: int, entry: RawEntry) -> int:
    """After the mark that closes a value; a number or an abbreviation has none, and the entry's own may follow it."""
    return end + 1 if text[end] in '}"' and end + 1 < entry.extent[1] else end


def remove_entry(text: str, entry: RawEntry) -> Edit:
    """The edit that takes *entry* out with its lines and an empty one; comments that stand in it stay there."""
    start, end = entry.extent
    line_end = detect_line_end(text)
    comments = "".join(f"{one}{line_end}" for one in entry.comments(text))
    line = _line_start(text, start)
    rest = _EMPTY_LINE.match(text, end)
    if text[line:start].strip(" \t\ufeff") or (rest is None and text[end:].strip(" \t")):
        return Edit(start, end, f"{line_end}{comments}" if comments else "")
    start, end = (line + text[line:start].count("\ufeff"), rest.end() if rest else len(text))
    if comments:
        return Edit(start, end, comments)
    if text.endswith(2 * line_end, 0, start):
        start -= len(line_end)
    elif following := _EMPTY_LINE.match(text, end):
        end = following.end()
    return Edit(start, end, "")


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
