"""The likely mistake in a YAML text that cannot be read, in plain words.

A parser stops where it can make no sense of the text, which is often lines below the mistake: a quotation mark that
is not closed is noticed at the next one. This looks at the lines as a reader does who knows what fields look like.
It is asked only once a parser has failed, and for nothing but a better message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_KEY = re.compile(r"[^\s\"'\[{#][^:#\[{]*:(?=\s|$)")
_FIELD = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")
_NO_SPACE = re.compile(r"[A-Za-z_][\w-]*:(?=[^\s/])")
_DASHES = re.compile(r"[-–—]{2,}\s*")
_COLON = re.compile(r":(?=\s|$)")
_ITEM = re.compile(r"- \s*")
_SHOWN = 60
_PARTNERS = {"[": "]", "{": "}"}
_MARKS = {'"', "'"}
_OPENING = {*_PARTNERS, *_MARKS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong at *length* characters from *column* of the line *row*, both counted from 0."""

    row: int
    column: int
    length: int = 1
    message: str
    hint: str


def likely_mistake(text: str, last_row: int) -> Mistake | None:
    """The first mistake in *text* that is not below *last_row*, where a parser gave up; None if there is none."""
    lines = text.split("\n")
    return next((one for one in _Walk(lines).mistakes() if one.row <= last_row), None)


@dataclass(slots=True)
class _Walk:
    """A walk over the lines.

    Attributes:
        open: The brackets, and at last the quotation mark, that are open, with their rows and columns.
        key_column: Where the last key stands.
        block: The column of the key whose value is a block of text (`|` or `>`), while its lines go on.
    """

    lines: list[str]
    open: list[tuple[str, int, int]] = field(default_factory=list)
    key_column: int = 0
    block: int | None = None

    def mistakes(self) -> Iterator[Mistake]:
        for row, line in enumerate(self.lines):
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
        self.block = None
        if line[indent] == "\t":
            yield _at(row, indent, 1, "a tab stands at the beginning of the line", "indent with spaces")
            return
        if line.rstrip() in {"---", "..."}:
            return
        if _DASHES.fullmatch(line):
            hint = 'write "---", with three hyphens'
            yield _at(row, 0, len(line.rstrip()), f'the line is "{_short(line.strip())}"', hint)
            return
        start = indent
        while item := _ITEM.match(line, start):
            start = item.end()
        if key := _KEY.match(line, start):
            self.key_column = start
            yield from self._value(row, line, key.end())
        elif line[start : start + 1] in _OPENING:
            yield from self._flow(row, start)
        elif start == indent <= self.key_column and line.rstrip() != "-":
            yield _without_colon(row, indent, line.rstrip())

    def _value(self, row: int, line: str, end: int) -> Iterator[Mistake]:
        start = len(line) - len(line[end:].lstrip())
        first = line[start : start + 1]
        if first in _OPENING:
            yield from self._flow(row, start)
        elif first in {"|", ">"}:
            self.block = self.key_column
        elif first in {"@", "`", "%"}:
            yield _at(row, start, 1, f'a value cannot begin with "{first}"', "put the value in quotation marks")
        elif line.startswith("- ", start):
            hint = 'write "[one, two]", or one "- one" a line below it'
            yield _at(row, start, 1, "a list begins on the line of its field", hint)
        elif colon := _COLON.search(line.partition(" #")[0], start):
            name = _short(line[self.key_column : end])
            hint = f'put the value in quotation marks, as in {name} "one: two"'
            yield _at(row, colon.start(), 1, "the value has a colon in it", hint)

    def _flow(self, row: int, at: int) -> Iterator[Mistake]:
        """Go over quotation marks and brackets from column *at* on; what is open at the end of the line stays so."""
        line = self.lines[row]
        before = ""  # the sign before, spaces left out
        while at < len(line):
            sign = line[at]
            last = self.open[-1][0] if self.open else ""
            if last in _MARKS:
                if line[at : at + 2] == "''" == last * 2 or (last == '"' and sign == "\\"):
                    at += 1
                elif sign == last:
                    self.open.pop()
            elif sign in _PARTNERS or (sign in _MARKS and before in {"", "[", "{", ",", ":"}):
                self.open.append((sign, row, at))
            elif sign in _PARTNERS.values():
                opened = self.open.pop()[0]
                if _PARTNERS[opened] != sign:
                    hint = f'write "{_PARTNERS[opened]}"'
                    yield _at(row, at, 1, f'the bracket "{opened}" is closed by "{sign}"', hint)
            elif sign == "#" and line[at - 1 : at].isspace():
                return
            before = before if sign == " " else sign
            at += 1
            if not self.open:
                yield from self._after(row, at)
                return

    def _after(self, row: int, at: int) -> Iterator[Mistake]:
        """Nothing but a comment follows a value in quotation marks or brackets; a key may be in quotation marks too."""
        rest = self.lines[row][at:]
        sign = self.lines[row][at - 1]
        if rest.strip() and not re.match(r"\s+#|\s*:", rest):
            column = at + len(rest) - len(rest.lstrip())
            message = "text stands after the closing " + (f'bracket "{sign}"' if sign in "]}" else "quotation mark")
            hint = "put the whole value in quotation marks; within them, write “ and ”"
            yield _at(row, column, len(rest.strip()), message, hint)

    def _unclosed(self) -> Mistake:
        sign, row, column = self.open[-1]
        self.open.clear()
        if sign in _PARTNERS:
            hint = f'write "{_PARTNERS[sign]}" after the value'
            return _at(row, column, 1, f'the bracket "{sign}" is not closed', hint)
        return _at(row, column, 1, "the quotation mark is not closed", "write another one after the value")


def _without_colon(row: int, indent: int, line: str) -> Mistake:
    text = line[indent:]
    if tight := _NO_SPACE.match(text):
        colon = indent + tight.end() - 1
        hint = f'write "{_short(text[: tight.end()])} {_short(text[tight.end() :])}"'
        return _at(row, colon, 1, "a space is missing after the colon", hint)
    first, _, rest = text.partition(" ")
    hint = f'write "{_short(first)}: {_short(rest.strip())}"' if rest else f'write "{_short(first)}:" and its value'
    return _at(row, indent, len(text), "the line has no colon after its first word", hint)


def _at(row: int, column: int, length: int, message: str, hint: str) -> Mistake:
    return Mistake(row=row, column=column, length=length, message=message, hint=hint)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
