r"""The syntax of BibTeX: a file's text to raw entries, each field with its place.

Built on pybtex's `LowLevelParser`, which knows the grammar of commands, keys, values and `#`. What is
replaced in it, and why:

- Its string scanner is a generator per brace and searches for three marks up to the end of the file for each
  part, which is quadratic; ours is one pass and stops where the entry must end.
- It gives the line of a mistake, but no place of a value; ours notes where each key and value stands.
- It returns half of a broken entry as if it were whole; ours is refused and reported.
- `%` starts a comment between fields, as in biber; pybtex stops there.
- It takes a dozen tokens for a field; ours takes a plain field, as nearly all are, at once.

A line that starts with `@type{` or `@type(` always starts an entry: what is still open there was not closed.
So one forgotten brace costs one entry and never the rest of the file. Elsewhere on a line an entry must have a
key and a comma to be taken for one (`a@b.org (office)` is text). Text between entries is a comment, and so
are lines after `%` and everything in the braces of `@comment{…}`, entries included, as in biber and JabRef.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from ...diagnostics import MOST, Diagnostic, Replacement, Span, and_more
from .braces import partners
from .faults import (
    DuplicateField,
    TooLong,
    UndefinedMacro,
)
from .field_kinds import LONGEST_VALUE, is_free_text
from .grammar import EntryParser, Macros, OpenQuoteError, TooDeepError
from .mistakes.loose_text import find_loose_text
from .mistakes.misnamed_fields import WrittenField, find_misnamed
from .offsets import Lines
from .refusals import early_ended, refusal, shown

_OPENING = re.compile(r"@[ \t]*(?P<type>[^\s{}()@\"#%,=]*)\s*[{(]")
# Each alternative stops at the next @, so that a search over a file stays linear.
_OPENING_IN_LINE = re.compile(
    r"%[^\r\n]*|(?P<opening>@[ \t]*(?:string\s*[{(]\s*[^\s,{}()\"=@%#]+\s*=|(?:preamble|comment)\s*[{(]"
    r"|[^\s{}()@\"#%,=]+\s*[{(]\s*[^\s,{}()\"=@%#]+\s*,))",
    re.IGNORECASE,
)
_SHORTEN = "shorten it, or look for a brace that closes too late"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawField:
    """A value as written, macros put in, and its place without the delimiters."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as written: type and field names in lower case, values still in LaTeX.

    *span* is the place of the key, and *extent* where the entry stands in the text, from its @ to after its last brace.
    """

    type: str
    key: str
    span: Span
    fields: dict[str, RawField]
    extent: tuple[int, int]


def read_entries(
    path: str, text: str, faults: list[Diagnostic] | None = None
) -> tuple[list[RawEntry], list[Diagnostic]]:
    """All entries of a file that can be read, and a diagnostic for each that cannot, behind those in *faults*."""
    scan = EntryScan(path, text)
    scan.faults = scan.faults if faults is None else faults
    for start, end in stretches(text):
        scan.read_stretch(start, end)
    scan.faults.extend(find_loose_text(text, scan.gaps(), scan.lines))
    return scan.entries, scan.faults


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Parts of the text which an entry cannot leave: from one opening at a line start to the next."""
    start = 0
    for opening in _OPENING.finditer(text):
        if _starts_line(text, opening.start()):
            if opening.start() > start:
                yield start, opening.start()
            start = opening.start()
    yield start, len(text)


def _starts_line(text: str, at: int) -> bool:
    while at and text[at - 1] in " \t\ufeff":
        at -= 1
    return not at or text[at - 1] in "\r\n"


class EntryScan:
    """The state of reading one file: macros, what was found, and how far a comment reaches."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.lines = Lines(path, text)
        self.macros = Macros(budget=1_000_000 + 8 * len(text))
        self.entries: list[RawEntry] = []
        self.faults: list[Diagnostic] = []
        self.comment_end = 0
        self._taken: list[tuple[int, int]] = []
        self._given_up: list[tuple[int, int]] = []
        self._partners: dict[int, int] | None = None

    def read_stretch(self, start: int, end: int) -> None:
        """Read the command at the start of a stretch, and those that follow it on its lines."""
        at = max(start, self.comment_end)
        if at >= end:
            return
        parser = EntryParser(self.text[at:end], self.macros)
        base = at
        opening = _OPENING.match(self.text, at, end) if at == start else None
        while opening or (opening := self._next_opening(at, end)):
            at = self._read_command(opening, parser, base)
            opening = None

    def _next_opening(self, at: int, end: int) -> re.Match[str] | None:
        for found in _OPENING_IN_LINE.finditer(self.text, at, end):
            if found["opening"]:
                return _OPENING.match(self.text, found.start(), end)
        return None

    def _read_command(self, opening: re.Match[str], parser: EntryParser, base: int) -> int:
        """Read one command; the offset after it, or after what had to be given up."""
        end = self._command_end(opening, parser, base)
        self._taken.append((opening.start(), end))
        return end

    def _command_end(self, opening: re.Match[str], parser: EntryParser, base: int) -> int:
        if opening["type"].lower() == "comment":
            self.comment_end = self._end_of_comment(opening)
            return self.comment_end
        try:
            kind = parser.parse_command_at(opening.start() - base)
        except PybtexSyntaxError as error:
            self.faults.append(refusal(error, opening, parser, self.lines, base))
            in_value = isinstance(error, TooDeepError | OpenQuoteError | PrematureEOF)
            self._given_up.append((opening.start(), base + len(parser.text)))
            return base + (len(parser.text) if in_value else max(parser.pos, opening.end() - base))
        fault, is_lost = early_ended(opening, parser, self.lines, base)
        if fault:
            self.faults.append(fault)
            self._given_up.append((opening.start(), base + len(parser.text)))
        if not is_lost:
            self._keep(kind, parser, base)
        return base + int(parser.pos)

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Where text stands between commands, without what is left of an entry that cannot be read."""
        at = 0
        for start, end in sorted([*self._taken, *self._given_up]):
            if start > at:
                yield at, start
            at = max(at, end)
        if at < len(self.text):
            yield at, len(self.text)

    def _end_of_comment(self, opening: re.Match[str]) -> int:
        """After the partner of the comment's brace; a comment that is not closed is the word alone."""
        if self._partners is None:
            self._partners = partners(self.text)
        return self._partners.get(opening.end() - 1, opening.end() - 1) + 1

    def _keep(self, kind: str, parser: EntryParser, base: int) -> None:
        self.faults.extend(self._undefined(name, base + start) for name, start in parser.undefined[:MOST])
        if len(parser.undefined) > MOST:
            name, start = parser.undefined[MOST]
            self.faults.append(and_more(self._undefined(name, base + start), len(parser.undefined) - MOST))
        fields = self._fields(parser, base)
        if kind in ("string", "preamble"):
            return
        written = (
            WrittenField(name, value, base + start, base + value_start, base + value_end)
            for start, name, value, (value_start, value_end) in parser.raw_fields
            if value is not None
        )
        self.faults.extend(find_misnamed(kind, written, fields, self.lines))
        key, key_end = str(parser.current_entry_key), base + parser.key_end
        span = self.lines.span(key_end - len(key), key_end)
        extent = (base + int(parser.command_start or 1) - 1, base + int(parser.pos))
        self.entries.append(RawEntry(type=kind, key=key, span=span, fields=fields, extent=extent))

    def _undefined(self, name: str, start: int) -> Diagnostic:
        span = self.lines.span(start, start + len(name))
        message = f'abbreviation "{shown(name)}" is not defined by any @string'
        fix = (Replacement(span=span, text=f"{{{name}}}", old=name),)
        return UndefinedMacro.at(span, message, hint=f'write "{{{shown(name)}}}"', fix=fix)

    def _fields(self, parser: EntryParser, base: int) -> dict[str, RawField]:
        fields: dict[str, RawField] = {}
        for start, name, value, (value_start, value_end) in parser.raw_fields:
            if value is None:
                span = self.lines.span(base + value_start, base + value_end)
                self.faults.append(TooLong.at(span, f'the value of "{name}" is too long', hint=_SHORTEN))
            elif len(value) > LONGEST_VALUE and not is_free_text(name):
                span = self.lines.span(base + value_start, base + value_end)
                message = f'the value of "{name}" has {len(value):,} characters; at most {LONGEST_VALUE:,} are read'
                self.faults.append(TooLong.at(span, message, hint=_SHORTEN))
            elif name in fields:
                span = self.lines.span(base + start, base + start + len(name))
                first = fields[name].span
                message = f'field "{name}" is given twice; the first, in line {first.line}, is used'
                self.faults.append(DuplicateField.at(span, message, hint="delete the one that is wrong"))
            else:
                fields[name] = RawField(value=value, span=self.lines.span(base + value_start, base + value_end))
        return fields
