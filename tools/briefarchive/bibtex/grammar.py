"""The grammar of BibTeX over one stretch of a file: pybtex's parser with places and bounds."""

# mypy: disable-error-code="no-untyped-call"
# pybtex has no types.

import re
from typing import NamedTuple

from pybtex.database.input.bibtex import NAME_CHARS, LowLevelParser, month_names
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError

MAX_VALUE = 65_536
"""Characters in a value; the longest abstracts have some thousands."""

MAX_DEPTH = 100
"""Braces within braces in one value."""

_BRACES = re.compile(r"[{}]")
_BRACES_AND_QUOTES = re.compile(r'[{}"]')
_LETTERS = re.escape(NAME_CHARS.replace("\x7f", ""))
# As nearly all fields are written: a name and one value in braces, without braces in it, comments or macros.
_PLAIN_FIELD = re.compile(
    rf"\s*(?P<name>[{_LETTERS}][{_LETTERS}0-9]*)\s*=\s*\{{(?P<value>[^{{}}]{{0,{MAX_VALUE}}})\}}\s*(?:(?P<comma>,)|(?=\}}))"
)
_BLANK = re.compile(r"(?:[\s\ufeff]+|%[^\r\n]*)*")


class Part(NamedTuple):
    """A part of a value, and where it stands: the name of a macro, or text without the marks around it."""

    start: int
    end: int
    text: str
    is_macro: bool


class TooDeepError(PybtexSyntaxError):
    """More braces in one another than MAX_DEPTH."""


class OpenQuoteError(PybtexSyntaxError):
    """A brace is closed that was opened before the quotation mark, which therefore has no partner."""


class EntryParser(LowLevelParser):
    """pybtex's grammar over one stretch, with places and bounds."""

    NAME = Pattern(f"[{_LETTERS}][{_LETTERS}0-9]*", "a name")

    text: str
    pos: int

    def __init__(self, text: str, macros: "Macros") -> None:
        super().__init__(text, macros=macros)
        self.parts: list[Part] = []
        self.raw_fields: list[tuple[int, str, str | None, list[Part]]] = []
        self.defined = ""
        self.undefined: list[tuple[str, int]] = []
        self.key_end = 0
        self.open_value: int | None = None

    def parse_command_at(self, start: int) -> str:
        """Parse the command whose `@` stands at *start*; its type in lower case."""
        self.pos = self.command_start = start + 1
        self.key_end = 0
        self.open_value = None
        self.defined = ""
        self.raw_fields, self.undefined, self.parts = [], [], []
        return str(self.parse_command()[0]).lower()

    def parse_entry_fields(self) -> None:
        """Note where the key ended, which pybtex has just read, and go on."""
        self.key_end = self.pos
        if self.text.startswith(",", self.pos):
            self.pos += 1
        super().parse_entry_fields()

    def parse_field(self) -> None:
        """Read one `name = value`, with the plain ones before it, and keep them with their places."""
        while plain := self.plain_field():
            self.pos = plain.end()
            parts = [Part(*plain.span("value"), plain["value"], is_macro=False)]
            self.raw_fields.append((plain.start("name"), plain["name"].lower(), plain["value"], parts))
            if not plain["comma"]:
                return
        name = self.optional([self.NAME])
        if not name:
            return
        start = self.pos - len(name.value)
        self.required([self.EQUALS])
        self.raw_fields.append((start, name.value.lower(), self.parse_whole_value(), self.parts))

    def plain_field(self) -> re.Match[str] | None:
        """The next field, if it is plain: one step instead of a dozen tokens, which is half the time of reading."""
        return _PLAIN_FIELD.match(self.text, self.pos)

    def parse_string_body(self, body_end: Pattern) -> None:
        """Define a macro; one that is too long is empty, so that it is reported once."""
        name = self.required([self.NAME])
        start = self.pos - len(name.value)
        self.required([self.EQUALS])
        value = self.parse_whole_value()
        self.defined = str(name.value).lower()
        self.macros.define(name.value, value or "")
        if value is None:
            self.raw_fields.append((start, name.value, None, self.parts))

    def parse_whole_value(self) -> str | None:
        """A value with its parts joined, or None where it is too long."""
        self.parts = []
        self.parse_value()
        parts: list[str] = self.current_value
        length = sum(map(len, parts))
        written = self.parts[-1].end - self.parts[0].start
        if length > MAX_VALUE or (length > written and not self.macros.may_spend(length)):
            return None
        return "".join(parts)

    def parse_value_part(self) -> str:
        """One part of a value: in braces, in quotation marks, a number or a macro."""
        token = self.required([self.LBRACE, self.QUOTE, self.NUMBER, self.NAME], description="a value")
        if token.pattern in (self.LBRACE, self.QUOTE):
            return self.delimited(quoted=token.pattern is self.QUOTE)
        start = self.pos - len(token.value)
        is_macro = token.pattern is not self.NUMBER
        self.parts.append(Part(start, self.pos, str(token.value), is_macro))
        return self.expand(token.value, start) if is_macro else token.value

    def delimited(self, *, quoted: bool) -> str:
        """The text up to the closing mark."""
        start, depth = self.pos, 0
        self.open_value = start
        for mark in (_BRACES_AND_QUOTES if quoted else _BRACES).finditer(self.text, start):
            if mark[0] == "{":
                depth += 1
                if depth > MAX_DEPTH:
                    raise TooDeepError("too many nested braces", self)
            elif mark[0] == "}" and depth:
                depth -= 1
            elif not depth and (mark[0] == '"') == quoted:
                self.pos = mark.end()
                self.open_value = None
                text = self.text[start : mark.start()]
                self.parts.append(Part(start, mark.start(), text, is_macro=False))
                return text
            elif mark[0] == "}":
                self.pos = start - 1
                raise OpenQuoteError("a quotation mark is not closed", self)
        raise PrematureEOF(self)

    def expand(self, name: str, start: int) -> str:
        """A macro's value, or its name where it is not defined."""
        value = self.macros.get(name.lower())
        if value is None:
            self.undefined.append((name, start))
            return name
        return str(value)

    def eat_whitespace(self) -> None:
        """Go past space and comments; lines are not counted, they are looked up when a place is asked for."""
        if blank := _BLANK.match(self.text, self.pos):
            self.pos = blank.end()


class Macros(dict[str, str]):
    """`@string` definitions by lower-case name, with a bound on the text that they may make."""

    def __init__(self, budget: int) -> None:
        super().__init__(month_names)
        self.budget = budget

    def define(self, name: str, value: str) -> None:
        """Set a macro; a later definition replaces an earlier one, as in BibTeX."""
        self[name.lower()] = value

    def may_spend(self, length: int) -> bool:
        """Whether a value that is longer than what is written for it is still within the bound."""
        self.budget -= length
        return self.budget >= 0
