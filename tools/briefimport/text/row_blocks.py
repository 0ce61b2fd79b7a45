"""Tables that only set lines side by side: the fields above a text, and a list of sources with its numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Block, BlockKind
from .citing import is_reference
from .dates import Role
from .kinds import Kind, facts_of
from .titles import has_label

_HEAD, _LONGEST_LABEL, _LONGEST_VALUE = 3, 25, 200
_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_NUMBERED = re.compile(r"- (\d{1,3}), (.+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def with_rows(blocks: Sequence[Block]) -> list[Block]:
    """*blocks* with the rows of such tables as paragraphs of their own; other tables stay as they are."""
    found: list[Block] = []
    for place, block in enumerate(blocks):
        rows = _rows(block) if block.kind is BlockKind.TABLE and not block.links else []
        lines = (list(_fields(rows)) if place < _HEAD else []) or list(_references(rows))
        found += [replace(block, kind=BlockKind.PARAGRAPH, text=line, markup="") for line in lines] or [block]
    return found


def _rows(block: Block) -> list[list[str]]:
    """The cells of a table row by row, as the readers write one: with strokes, or without a header as a list."""
    lines = block.markup.split("\n")
    if listed := [match for line in lines if (match := _NUMBERED.fullmatch(line))]:
        return [[match[1], _ESCAPED.sub(r"\1", match[2])] for match in listed] if len(listed) == len(lines) else []
    if not all(line.startswith("| ") and line.endswith("|") for line in lines):
        return []
    rows = [[_ESCAPED.sub(r"\1", cell.strip()) for cell in _CELLS.split(line)[1:-1]] for line in lines]
    return [row for row in rows if not all(map(_RULE.fullmatch, row))]


def _fields(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row of labels and values as a line with a colon, if one is a title, or if they say when and by whom."""
    short = (len(row) == 2 and 0 < len(row[0]) <= _LONGEST_LABEL and 0 < len(row[1]) <= _LONGEST_VALUE for row in rows)
    if not rows or not all(short):
        return
    lines = [f"{label.rstrip(' :：')}: {value}" for label, value in rows]
    said = [facts_of(line) for line in lines]
    dated = any(fact.date and fact.date.role is not Role.OTHER for fact in said)
    if any(map(has_label, lines)) or (dated and any(fact.kind is Kind.BYLINE for fact in said)):
        yield from lines


def _references(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row as a line with its number, if rows have numbers and nearly all of them end as references do."""
    if not all(row[0].strip("[]().").isdecimal() for row in rows[1:]):
        return
    lines = [" ".join(f"{cell}." if cell.isdecimal() else cell for cell in row if cell) for row in rows]
    found = [line for line in lines if is_reference(line)]
    if len(found) >= 2 and len(found) >= len(lines) - 1:
        yield from lines
