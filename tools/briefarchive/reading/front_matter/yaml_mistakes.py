"""The likely mistake in a YAML text that cannot be read, in plain words.

A parser stops where it can make no sense of the text, which is often lines below the mistake: a quotation mark that
is not closed is noticed at the next one. This looks at the lines as a reader does who knows what fields look like.
It is asked only once a parser has failed, and for nothing but a better message.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .yaml_lines import (
    FIXED_SPACES,
    KNOWN_FIELDS,
    LineEdit,
    Mistake,
    at,
    behind_bracket,
    bullet,
    find_entry,
    find_unindented,
    first_item,
    hyphen,
    mixed_marks,
    requoted,
    short,
    value_to_quote,
    without_colon,
)

__all__ = ["Mistake", "likely_mistake"]

_KEY = re.compile(r"[^\s\"'\[{#][^:#\[{]*:(?=[ \t]|$)")
_FIELD = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")
_DASHES = re.compile(r"[-–—]{2,}\s*")
_COLON = re.compile(r":(?=\s|$)")
_ITEM = re.compile(r"- \s*")
_BULLETS = "•·▪●◦‣∙*–—"
_BULLET = re.compile(rf"\s*[{_BULLETS}]\s+\S")
_TIGHT_ITEM = re.compile(r" *-[^\s-]")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}\s*(?:#.*)?$")
_PARTNERS = {"[": "]", "{": "}"}
_WIDTH = 2
"""So many spaces stand for a tab."""
_MARKS = {'"', "'"}
_OPENING = {*_PARTNERS, *_MARKS}


def likely_mistake(text: str, last_row: int, path: str = "") -> Mistake | None:
    """The first mistake in *text* that is not below *last_row*, where a parser gave up; None if there is none."""
    lines = text.split("\n")
    return next((one for one in _Walk(lines, path).mistakes(last_row) if one.row <= last_row), None)


@dataclass(slots=True)
class _Walk:
    """A walk over the lines.

    Attributes:
        open: The brackets, and at last the quotation mark, that are open, with their rows and columns.
        key_row: The line of the last key; -1 before the first.
        key_column: Where the last key stands.
        key: The last key with its colon.
        value_at: The column of its value on its own line; 0 if there is none.
        top: The column and the line of the first key.
        block: The column of the key whose value is a block of text (`|` or `>`), while its lines go on.
        comment: Where a comment within brackets begins.
    """

    lines: list[str]
    path: str = ""
    open: list[tuple[str, int, int]] = field(default_factory=list)
    key_row: int = -1
    key_column: int = 0
    key: str = ""
    value_at: int = 0
    top: tuple[int, int] | None = None
    block: int | None = None
    comment: tuple[int, int] = (-1, 0)

    def mistakes(self, last_row: int) -> Iterator[Mistake]:
        for row, line in enumerate(self.lines[: last_row + 1]):
            if self.open and _FIELD.match(line):
                yield self._unclosed()
            if self.open:
                yield from self._flow(row, 0)
            elif line.strip() and not line.lstrip().startswith("#"):
                yield from self._line(row, line)
        if self.open:
            yield self._unclosed()

    def _line(self, row: int, line: str) -> Iterator[Mistake]:
        indent = len(line) - len(line.lstrip(" "))
        if self.block is not None and indent > self.block:
            return
        if line[indent] == "\t":
            yield self._tab(row, indent, line)
            return
        if line.rstrip() in {"---", "..."}:
            return
        if _DASHES.fullmatch(line):
            hint = 'write "---", with three hyphens'
            yield at(row, 0, len(line.rstrip()), f'the line is "{short(line.strip())}"', hint)
            return
        start = indent
        while item := _ITEM.match(line, start):
            start = item.end()
        if key := _KEY.match(line, start):
            yield from self._key(row, indent, start, line, key.end())
        elif line[start : start + 1] in _OPENING:
            self.block = None
            yield from self._flow(row, start)
        elif start > indent and indent <= self.key_column and self.value_at:
            self.block = None
            yield self._item(row, line, start)
        elif start == indent and line.rstrip() != "-":
            yield from self._words(row, indent, line)

    def _tab(self, row: int, indent: int, line: str) -> Mistake:
        """A tab before a line: a field stands where the one above does if that has a value, else further in."""
        margin = line[: len(line) - len(line.lstrip())]
        is_beside = self.value_at and self.key_column <= indent + _WIDTH and _FIELD.match(line, len(margin))
        wanted = " " * self.key_column if is_beside else margin.replace("\t", " " * _WIDTH)
        hint = "indent with spaces" if wanted else "delete it"
        edit = LineEdit(row, 0, len(margin), wanted)
        return at(row, indent, 1, "a tab stands at the beginning of the line", hint, edit)

    def _key(self, row: int, indent: int, start: int, line: str, end: int) -> Iterator[Mistake]:
        self.block = None
        if self.top is None:
            self.top = start, row
        if start < self.top[0]:
            yield self._set_in(self.top[1], 0)
        if start == indent > self.key_column and self.value_at and self.key_row >= 0:
            if line[start : end - 1] in KNOWN_FIELDS:
                yield self._set_in(row, self.key_column)
            else:
                yield self._long_value(row, line, end)
        self.key_row, self.key_column, self.key, self.value_at = row, start, line[start:end], 0
        yield from self._value(row, line, end)

    def _set_in(self, row: int, column: int) -> Mistake:
        """A field that does not begin where the others do."""
        line = self.lines[row]
        text = line.lstrip("- ").rstrip()
        edit = LineEdit(row, 0, len(line) - len(line.lstrip("- ")), " " * column)
        return at(row, 0, len(line.rstrip()), "the field is set in", f'write "{" " * column}{short(text)}"', edit)

    def _long_value(self, row: int, line: str, end: int) -> Mistake:
        """A colon in a later line of a value."""
        return at(row, end - 1, 1, "the value has a colon in it", self._quote(), *self._marks(row))

    def _quote(self) -> str:
        return f'put the whole value of "{self.key.rstrip(":")}" in quotation marks'

    def _marks(self, row: int) -> tuple[LineEdit, ...]:
        """Quotation marks around a value of several lines, one of which is *row*; none if they need a thought."""
        first, last = self.lines[self.key_row], row
        while last + 1 < len(self.lines) and self.lines[last + 1][: self.key_column + 1].isspace():
            last += 1
        text = "\n".join([first[self.value_at :], *self.lines[self.key_row + 1 : last + 1]])
        if '"' in text or "\\" in text or first[self.value_at] in _OPENING:
            return ()
        close = len(self.lines[last].rstrip())
        return LineEdit(self.key_row, self.value_at, self.value_at, '"'), LineEdit(last, close, close, '"')

    def _item(self, row: int, line: str, start: int) -> Mistake:
        """An item of a list where a field or an entry belongs."""
        words = line[start:].strip()
        if entry := find_entry(self.path, words):
            edit = LineEdit(row, 0, len(line.rstrip()), entry)
            message = "a list item stands where an entry belongs, which begins with its id"
            return at(row, 0, len(line.rstrip()), message, f'write "{entry}"', edit)
        hint = f'write the first item of "{self.key.rstrip(":")}" on a line of its own too, with "- " before it'
        return at(row, 0, len(line.rstrip()), "a list goes on here, and its field has a value already", hint)

    def _words(self, row: int, indent: int, line: str) -> Iterator[Mistake]:
        """A line that is no field and no item: one that goes on from the line above, or a field not written well."""
        found = without_colon(row, indent, line)
        if _TIGHT_ITEM.match(line) and not self.value_at and self.key_row >= 0:
            yield hyphen(
                list(itertools.takewhile(lambda one: _TIGHT_ITEM.match(one[1]), enumerate(self.lines[row:], row)))
            )
        goes_on = indent > self.key_column and self.value_at
        if goes_on and self.block is None:
            if self.comment[0] == row - 1:
                yield self._cut(row)
            if comment := re.search(r"\s(#.*)$", line):
                self.comment = row, comment.start(1)
        if _BULLET.match(line) and not goes_on:
            rows = itertools.takewhile(lambda one: _BULLET.match(one[1]), enumerate(self.lines[row:], row))
            self.value_at = 1
            yield bullet(list(rows), line.lstrip()[0])
        elif found is not None and not (goes_on and " " in line.strip()[:12]):
            yield found
        elif indent <= self.key_column and self.key_row >= 0:
            if self.comment[0] == row - 1:
                yield self._cut(row)
            rest = list(self._rest(row)) or [(row, line)]
            yield find_unindented(rest, self.key.rstrip(":"), self.key_column)
        elif indent <= self.key_column:
            hint = f'put the name of its field before it, for example "title: {short(line.strip())}"'
            yield at(row, indent, len(line.rstrip()) - indent, "the line has no field and no colon", hint)
        self.block = None if indent <= (self.block or 0) else self.block

    def _rest(self, row: int) -> Iterator[tuple[int, str]]:
        """The lines from *row* on that are no fields."""
        for number, line in enumerate(self.lines[row:], row):
            if not line.strip() or _FIELD.match(line) or _DASHES.fullmatch(line):
                return
            if not line.startswith("  "):
                yield number, line

    def _cut(self, row: int) -> Mistake:
        """A text of several lines in which a ` #` begins a comment."""
        above, column = self.comment
        line = self.lines[above].rstrip()
        message = f'" {short(line[column:])}" is taken for a comment'
        return at(above, column, len(line) - column, message, self._quote(), *self._marks(row))

    def _value(self, row: int, line: str, end: int) -> Iterator[Mistake]:
        start = len(line) - len(line[end:].lstrip(" \t"))
        first = line[start : start + 1]
        self.value_at = start if first.strip() and first != "#" else 0
        if re.match(rf"[{FIXED_SPACES}]", first):
            found = re.compile(rf"[{FIXED_SPACES}\s]+").match(line, start)
            edit = LineEdit(row, start, found.end() if found else start, "")
            yield at(row, start, 1, "the space behind the colon is a non-breaking one", "write an ordinary space", edit)
        if comment := re.search(r"\s(#.*)$", line[start:]):
            self.comment = row, start + comment.start(1)
        if first in _OPENING:
            yield from self._flow(row, start)
        elif _BLOCK.match(line, start):
            self.block = self.key_column
        elif first in {"@", "`", "%", "|", ">", "*"} and (first != "*" or re.search(r"\*\S*\s", line[start:])):
            mark = start, 1, f'a value cannot begin with "{first}"'
            yield value_to_quote(row, line, self.key, start, mark)
        elif line.startswith("- ", start):
            yield first_item(row, self.lines[row : row + 2], self.key, start)
        elif colon := _COLON.search(line.partition(" #")[0], start):
            mark = colon.start(), 1, "the value has a colon in it"
            yield value_to_quote(row, line, self.key, start, mark)

    def _flow(self, row: int, at_: int) -> Iterator[Mistake]:  # noqa: C901 — a scanner, with a branch for each sign
        """Go over quotation marks and brackets from a column on; what is open at the end of the line stays so."""
        line = self.lines[row]
        before = ""  # the sign before, spaces left out
        while at_ < len(line):
            sign = line[at_]
            last = self.open[-1][0] if self.open else ""
            if last in _MARKS:
                if line[at_ : at_ + 2] == "''" == last * 2 or (last == '"' and sign == "\\"):
                    at_ += 1
                elif sign == last:
                    self.open.pop()
            elif sign in _PARTNERS or (sign in _MARKS and before in {"", "[", "{", ",", ":"}):
                self.open.append((sign, row, at_))
            elif sign in _PARTNERS.values():
                opened = self.open.pop()[0]
                if _PARTNERS[opened] != sign:
                    hint = f'write "{_PARTNERS[opened]}"'
                    edit = LineEdit(row, at_, at_ + 1, _PARTNERS[opened])
                    yield at(row, at_, 1, f'the bracket "{opened}" is closed by "{sign}"', hint, edit)
            elif sign == "#" and line[at_ - 1 : at_].isspace():
                self.comment = row, at_
                return
            if sign in {"@", "`", "%"} and before in {"[", ","}:
                yield at(
                    row, at_, 1, f'a value cannot begin with "{sign}"', "delete it", LineEdit(row, at_, at_ + 1, "")
                )
            if last in _PARTNERS and sign == "," and before in {"[", "{", ","}:
                yield at(row, at_, 1, "a comma is too many", "delete it", LineEdit(row, at_, at_ + 1, ""))
            before = before if sign == " " else sign
            at_ += 1
            if not self.open:
                yield from self._after(row, at_)
                return

    def _after(self, row: int, end: int) -> Iterator[Mistake]:
        """Nothing but a comment follows a value in quotation marks or brackets; a key may be in quotation marks too."""
        line = self.lines[row]
        rest = line[end:]
        if not rest.strip() or re.match(r"\s+#|\s*:", rest):
            return
        column = end + len(rest) - len(rest.lstrip())
        if row != self.key_row or not self.value_at:
            sign = line[end - 1]
            message = "text stands after the closing " + (f'bracket "{sign}"' if sign in "]}" else "quotation mark")
            yield at(row, column, len(rest.strip()), message, "put the whole value in quotation marks")
        elif line[end - 1] in "]}":
            yield behind_bracket(row, line, self.key, self.value_at, column)
        else:
            yield requoted(row, line, self.key, self.value_at, column)

    def _unclosed(self) -> Mistake:
        sign, row, column = self.open[-1]
        is_alone = len(self.open) == 1
        self.open.clear()
        line = self.lines[row].rstrip()
        if self.comment[0] == row and self.comment[1] > column:
            shown = short(line[self.comment[1] :])
            hint = 'put the value with the "#" in quotation marks'
            return at(row, self.comment[1], len(line) - self.comment[1], f'" {shown}" is taken for a comment', hint)
        end = len(line.rstrip(","))
        if sign in _PARTNERS:
            hint = f'write "{_PARTNERS[sign]}" after the value'
            edits = (LineEdit(row, end, len(line), _PARTNERS[sign]),) if line.count(sign) == 1 else ()
            return at(row, column, 1, f'the bracket "{sign}" is not closed', hint, *edits)
        if sign == '"' and "”" in line and row == self.key_row and column == self.value_at:
            return mixed_marks(row, line, self.key, column)
        is_certain = is_alone and sign == '"' and line.count(sign) == 1
        edits = (LineEdit(row, len(line), len(line), sign),) if is_certain else ()
        return at(row, column, 1, "the quotation mark is not closed", "write another one after the value", *edits)
