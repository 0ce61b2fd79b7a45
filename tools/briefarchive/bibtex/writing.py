r"""Writer for BibTeX entries in canonical form, and edits of single entries in a file.

`read_bibliography` reads back the same fields. Text is written in Unicode; only characters that are special in LaTeX or
BibTeX become commands. Braces are never written as `\{`, since BibTeX counts those too. An edit leaves everything else
as it is, byte for byte.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..model.lines import Edit, detect_line_end, one_line
from .blocks import RawEntry
from .dates import is_edtf
from .grammar import is_balanced
from .schema import DATE_FIELDS, FIRST_FIELDS, NAME_FIELDS, is_verbatim

_RANK = {name: rank for rank, name in enumerate(FIRST_FIELDS)}
_NAME_WIDTH = 15

_NOT_IN_KEY = re.compile(r"[^\w.:;/+*?!$&|<>\[\]-]+")
_SPECIAL = re.compile(r"[\\{}~^$&%#_]|-(?=-)|`(?=`)|'(?=')|[!?](?=`)")
_ESCAPES = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ESCAPES |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ESCAPES |= {sign: f"\\{sign}" for sign in "$&%#_"} | {mark: f"{mark}{{}}" for mark in "-`'!?"}
ESCAPED = re.compile("|".join(map(re.escape, _ESCAPES.values())))
"""An escape for a character that is special in LaTeX."""

# In an address a backslash stays, unless reading would take it for an escape.
_IN_ADDRESS = re.compile(r"\\(?=[_%&#]|text|url)")
_IN_ADDRESS_WITH_BRACES = re.compile(rf"{_IN_ADDRESS.pattern}|[{{}}]")

_BLANK = re.compile(r"(?:\s|%[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:%[^\r\n]*)?(?=[\r\n])")
_FIELD = re.compile(r"(?P<indent>[ \t]*)(?P<name>[^\s=,{}\"]+[ \t]*)=[ \t]*[{\"]?")
_EMPTY_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)")


def format_entry(key: str, entry_type: str, fields: Mapping[str, str]) -> str:
    """Format an entry, given fields as in `Source.fields`."""
    return format_raw_entry(key, entry_type, {name: f"{{{format_value(name, fields[name])}}}" for name in fields})


def format_raw_entry(key: str, entry_type: str, values: Mapping[str, str], *, name_width: int = _NAME_WIDTH) -> str:
    """Format an entry, given values as in a file: in braces, or macros without them."""
    lines = (f"  {name:{name_width}} = {values[name]},\n" for name in sorted(values, key=field_rank))
    return f"@{entry_type}{{{key},\n{''.join(lines)}}}\n"


def field_rank(name: str) -> tuple[int, str]:
    """Return the sort key of a field."""
    return _RANK.get(name.partition("+")[0], len(_RANK)), name


def format_value(field_name: str, text: str) -> str:
    """Format a value as it goes between the braces of its field."""
    text = one_line(text)
    if field_name in DATE_FIELDS and is_edtf(text):
        return text
    if is_verbatim(field_name):
        return _format_address(text)
    if field_name in NAME_FIELDS and is_balanced(text):
        return re.sub(r"[^{}]+", lambda part: escape(part[0]), text)
    return escape(text)


def safe_key(key: str) -> str:
    """Replace characters that would end a key; keys read from a file are unchanged."""
    return _NOT_IN_KEY.sub("-", key) or "-"


def escape(text: str) -> str:
    """Escape plain text for LaTeX."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)


def _format_address(text: str) -> str:
    keeps_braces = is_balanced(text) and not text.startswith("{")
    pattern = _IN_ADDRESS if keeps_braces else _IN_ADDRESS_WITH_BRACES
    return pattern.sub(lambda match: _ESCAPES[match[0]], text)


def add_fields(text: str, entry: RawEntry, added: Mapping[str, str], aliases: Iterable[str] = ()) -> list[Edit]:
    """Return the edits that add or replace fields, whose values are BibTeX, and that add *aliases* to `ids`."""
    changes = [Edit(*entry.fields[name].extent, value) for name, value in added.items() if name in entry.fields]
    new = {name: value for name, value in added.items() if name not in entry.fields}
    names = ", ".join(aliases)
    if names and "ids" in entry.fields:
        end = entry.fields["ids"].extent[1]
        existing = entry.fields["ids"].value.strip().rstrip(",")
        changes.append(Edit(end, end, f", {names}" if existing else names))
    elif names:
        new["ids"] = names
    groups: dict[tuple[int, int] | None, dict[str, str]] = defaultdict(dict)
    for name in sorted(new, key=field_rank):
        groups[_find_anchor(entry, name)][name] = new[name]
    return [
        *changes,
        *(edit for anchor, group in groups.items() for edit in _append_fields(text, entry, anchor, group)),
    ]


def _find_anchor(entry: RawEntry, name: str) -> tuple[int, int] | None:
    """Return the extent of the value after which a new field goes, by the canonical order."""
    before = [field for other_name, field in entry.fields.items() if field_rank(other_name) < field_rank(name)]
    return max((field.extent for field in before or entry.fields.values()), default=None)


def _append_fields(text: str, entry: RawEntry, anchor: tuple[int, int] | None, new: Mapping[str, str]) -> list[Edit]:
    """Return the edits that put new fields after another, followed by a comma if that one was."""
    if anchor is None:
        key = text.index(entry.key, entry.start)
        anchor = (key, key + len(entry.key))
        end, line = anchor[1], None
    else:
        end = anchor[1]
        # A number or an abbreviation has no closing mark, but the entry's own brace may follow.
        end += text[end] in '}"' and end + 1 < entry.end
        line = _FIELD.fullmatch(text, _line_start(text, anchor[0]), anchor[0])
    comma = _BLANK.match(text, end).end()  # type: ignore[union-attr]  # it always matches
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


def remove_entry(text: str, entry: RawEntry) -> Edit:
    """Return the edit that removes *entry* with its lines and one empty line, but keeps comments in it."""
    start, end = entry.start, entry.end
    line_end = detect_line_end(text)
    comments = "".join(f"{comment}{line_end}" for comment in entry.comments(text))
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
