"""Parser for one BibTeX command: an entry, a `@string` or a `@preamble`.

Braces count even after a backslash, and group what they enclose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pybtex.database.input.bibtex import month_names

from ..diagnostics import Span
from ..model.lines import Lines
from .schema import LONGEST_VALUE, may_be_long

MAX_VALUE = 65_536
"""Characters in a value; the longest abstracts have a few thousand."""

MAX_DEPTH = 100
"""Nested braces in one value."""

EQUALS_SIGN = '"="'
VALUE = "a value"
"""Messages of a ParseError: what was expected."""

_BRACES = re.compile(r"[{}]")
_BRACES_AND_QUOTES = re.compile(r'[{}"]')
_LETTERS = r"A-Za-z@!$&*+./:;<>?\[\\\]^_`|~\-"
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9]*")
_KEYS = {"}": re.compile(r"[^\s,}]+"), ")": re.compile(r"[^\s,]+")}
_VALUE = re.compile(rf'(?P<mark>[{{"])|(?P<number>[0-9]+)|(?P<macro>{_NAME.pattern})')
_COMMA, _EQUALS, _HASH = map(re.compile, ",=#")
_ENDS = {"}": re.compile(r"\}"), ")": re.compile(r"\)")}
# `%` starts a comment between fields, as in biber.
_BLANK = re.compile(r"(?:[\s\ufeff]+|%[^\r\n]*)*")


def is_balanced(text: str) -> bool:
    """Return whether all braces in *text* are paired."""
    depth = 0
    for brace in _BRACES.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    return not depth


def pair_braces(text: str) -> dict[int, int]:
    """Return the offsets of closing braces by those of their opening ones."""
    pairs: dict[int, int] = {}
    unclosed: list[int] = []
    for brace in _BRACES.finditer(text):
        if brace[0] == "{":
            unclosed.append(brace.start())
        elif unclosed:
            pairs[unclosed.pop()] = brace.start()
    return pairs


def split_outside(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Split *text* at separators outside braces; the pattern must match braces as well."""
    start = depth = 0
    for mark in separator.finditer(text):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif not depth:
            yield text[start : mark.start()].strip()
            start = mark.end()
    yield text[start:].strip()


class ValuePart(NamedTuple):
    """A part of a value with its offsets: the name of a macro, perhaps undefined, or text without its delimiters."""

    start: int
    end: int
    text: str
    is_macro: bool
    is_undefined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawField:
    """A value as written, with macros expanded, and its place without the delimiters.

    Attributes:
        name_start: Offset of the field's name.
        parts: The parts joined by `#`.
    """

    value: str
    span: Span
    name_start: int
    parts: list[ValuePart]

    @property
    def extent(self) -> tuple[int, int]:
        """Start and end offset of the value without the delimiters."""
        return self.parts[0].start, self.parts[-1].end


class ParseError(Exception):
    """Something else was found where the token in the message was expected."""


class UnclosedError(ParseError):
    """The text ends within the command."""


class OpenQuoteError(UnclosedError):
    """A brace opened before a quotation mark is closed, so that the mark has no partner."""


class TooDeepError(ParseError):
    """Braces are nested more than MAX_DEPTH deep."""


class CommandParser:
    """Parser for one command, which keeps what it read before a mistake.

    Attributes:
        lines: The lines of the file.
        begin: Start of the section that contains the command.
        end: End of that section.
        opening: Match of the type and the opening brace.
        pos: Offset up to which the command has been read.
        fields: The names and values of the complete fields.
        too_long: The names and places of those whose values are too long to be read.
        parts: The parts of the last value read so far.
        open_value: Start of a value whose end was not found.
        undefined: Undefined macros.
    """

    def __init__(self, lines: Lines, begin: int, end: int, opening: re.Match[str], macros: "Macros") -> None:
        self.lines, self.text = lines, lines.text
        self.begin = begin
        self.end = end
        self.opening = opening
        self.pos = opening.end()
        self.type = opening["type"].strip("\ufeff").lower()
        self.has_type = _NAME.fullmatch(self.type) is not None
        self.is_entry = self.type not in ("string", "preamble")
        self.key: str | None = None
        self.key_start = self.key_end = 0
        self.fields: list[tuple[str, RawField]] = []
        self.too_long: list[tuple[str, Span]] = []
        self.parts: list[ValuePart] = []
        self.open_value: int | None = None
        self.undefined: list[ValuePart] = []
        self._macros = macros

    def parse(self) -> None:
        """Read the command up to its closing brace.

        Raises:
            ParseError: The command is broken at `pos`.
        """
        end = "}" if self.opening[0].endswith("{") else ")"
        if not self.has_type:
            raise ParseError("a name")
        if self.type == "string":
            self._parse_definition()
        elif self.type == "preamble":
            self._parse_parts()
        else:
            key = self._expect(_KEYS[end], "entry key")
            self.key, (self.key_start, self.key_end) = key[0], key.span()
            self._parse_fields()
        self._expect(_ENDS[end], f'a comma or "{end}"')

    @property
    def last(self) -> int:
        """End of the section without trailing white space."""
        return self.begin + len(self.text[self.begin : self.end].rstrip())

    def line_start(self, at: int) -> int:
        """Return the start of the line that contains *at*, within the section."""
        return max(self.text.rfind("\n", self.begin, at) + 1, self.begin)

    def line_end(self, at: int) -> int:
        """Return the end of the line that contains *at*, before the line feed."""
        end = self.text.find("\n", at, self.end)
        return self.end if end < 0 else end

    def _parse_definition(self) -> None:
        """Define a macro; one that is too long becomes empty, so that it is reported only once."""
        name = self._expect(_NAME, "a name")
        field = self._parse_value(name[0], name.start(), MAX_VALUE)
        self._macros[name[0].lower()] = field.value if field else ""

    def _parse_fields(self) -> None:
        if self.text.startswith(",", self.pos, self.end):
            self.pos += 1
        self._parse_field()
        while self._accept(_COMMA):
            self._parse_field()

    def _parse_field(self) -> None:
        if match := self._accept(_NAME):
            name = match[0].lower()
            if field := self._parse_value(name, match.start(), MAX_VALUE if may_be_long(name) else LONGEST_VALUE):
                self.fields.append((name, field))

    def _parse_value(self, name: str, start: int, limit: int) -> RawField | None:
        """Read a value after an equals sign and join its parts; return None if it is too long."""
        self._expect(_EQUALS, EQUALS_SIGN)
        texts = self._parse_parts()
        length = sum(map(len, texts))
        begin, end = self.parts[0].start, self.parts[-1].end
        span = self.lines.span(begin, end)
        if length > limit or (length > end - begin and not self._macros.charge(length)):
            self.too_long.append((name, span))
            return None
        return RawField(value="".join(texts), span=span, name_start=start, parts=self.parts)

    def _parse_parts(self) -> list[str]:
        self.parts = []
        texts = [self._parse_part()]
        while self._accept(_HASH):
            texts.append(self._parse_part())
        return texts

    def _parse_part(self) -> str:
        """Read one part of a value: in braces, in quotation marks, a number or a macro."""
        token = self._expect(_VALUE, VALUE)
        if token["mark"]:
            return self._parse_delimited(_BRACES_AND_QUOTES if token["mark"] == '"' else _BRACES, token["mark"])
        is_macro = token.lastgroup == "macro"
        value = self._macros.get(token[0].lower()) if is_macro else token[0]
        part = ValuePart(token.start(), token.end(), token[0], is_macro, is_undefined=value is None)
        self.parts.append(part)
        self.undefined += [part] if part.is_undefined else []
        return token[0] if value is None else value

    def _parse_delimited(self, marks: re.Pattern[str], opening: str) -> str:
        start, depth = self.pos, 0
        self.open_value = start
        for mark in marks.finditer(self.text, start, self.end):
            if mark[0] == "{":
                depth += 1
                if depth > MAX_DEPTH:
                    raise TooDeepError
            elif mark[0] == "}" and depth:
                depth -= 1
            elif not depth and (mark[0] == '"') == (opening == '"'):
                self.pos = mark.end()
                self.open_value = None
                text = self.text[start : mark.start()]
                self.parts.append(ValuePart(start, mark.start(), text, is_macro=False))
                return text
            elif mark[0] == "}":
                self.pos = start - 1
                raise OpenQuoteError
        raise UnclosedError

    def _expect(self, token: re.Pattern[str], expected: str) -> re.Match[str]:
        match = self._accept(token)
        if match is None:
            raise ParseError(expected)
        return match

    def _accept(self, token: re.Pattern[str]) -> re.Match[str] | None:
        """Read a token after white space and comments, if it is there."""
        if blank := _BLANK.match(self.text, self.pos, self.end):
            self.pos = blank.end()
        if self.pos == self.end:
            raise UnclosedError
        match = token.match(self.text, self.pos, self.end)
        self.pos = match.end() if match else self.pos
        return match


class Macros(dict[str, str]):
    """`@string` definitions by lower-case name, with a limit on the text they expand to.

    A later definition replaces an earlier one, as in BibTeX.
    """

    def __init__(self, budget: int) -> None:
        super().__init__(month_names)
        self._budget = budget

    def charge(self, length: int) -> bool:
        """Charge an expanded value to the limit, and return whether it is still within it."""
        self._budget -= length
        return self._budget >= 0
