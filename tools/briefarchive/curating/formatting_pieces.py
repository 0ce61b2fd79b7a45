"""A BibTeX file in pieces, none of which is lost: entries, abbreviations, what cannot be read, and the text between.

Built on the reader's own scan, so that what is an entry here is one there.
"""

# mypy: disable-error-code="no-untyped-call"
# pybtex has no types.

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from ..diagnostics import Diagnostic, Severity
from ..reading.bibliography.entries import EntryScan, RawEntry, stretches
from ..reading.bibliography.grammar import EntryParser, Macros

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_STRING = re.compile(r"@[ \t]*string\s*[{(]\s*([^\s,{}()\"=@%#]+)", re.IGNORECASE)
_REMARK = re.compile(r"%[^\n]*")
# An entry with one of these is a source, but one of which something would be lost: the second of two values.
_LOSES = frozenset({"C106", "C112"})


class Kind(Enum):
    """What a piece is."""

    ENTRY = "entry"
    DEFINITION = "definition"  # @string or @preamble
    KEPT = "kept"  # stays as it is, where it is
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a value: the name of an abbreviation, or text in braces, quotation marks or of digits."""

    text: str
    is_macro: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A command with the text before it.

    Attributes:
        text: The command as it stands in the file.
        loose: Text before it, with an empty line after it.
        glued: Text directly above it, or before it on its line; it goes where the command goes.
        entry: What the reader makes of it, for an entry.
        parts: The parts of each value by field; of a definition, those of its one value under an empty name.
        remarks: Comments between the fields.
        defines: The abbreviation that it defines, in lower case.
        undefined: The abbreviations that it uses and nothing above it defines, in lower case.
        why: What keeps it from being put into form.
    """

    kind: Kind
    text: str
    loose: str = ""
    glued: str = ""
    entry: RawEntry | None = None
    parts: Mapping[str, tuple[Part, ...]]
    remarks: tuple[str, ...] = ()
    defines: str = ""
    undefined: frozenset[str] = frozenset()
    why: Diagnostic | None = None

    @property
    def above(self) -> str:
        """What goes where the command goes."""
        return "\n".join(filter(None, (self.glued, *self.remarks)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A file: the text at its head, its pieces, and the text after the last of them."""

    head: str
    pieces: tuple[Piece, ...]
    foot: str


def take_apart(path: str, text: str) -> Pieces:
    """The pieces of a file's text."""
    scan = _Noting(path, text)
    for start, end in stretches(text):
        scan.read_stretch(start, end)
    commands = [one for one in scan.commands if one.kind is not Kind.COMMENT]
    shadow = _without_comments(text, scan.commands)
    pieces, at = [], 0
    for one in commands:
        loose, glued = _texts(text[at : one.start], shadow[at : one.start], behind=at > 0)
        pieces.append(replace(one.piece(text), loose=loose, glued=glued))
        at = one.end
    foot = _bare(text[at:])
    if pieces and pieces[0].kind is Kind.ENTRY:
        return Pieces(head=pieces[0].loose, pieces=(replace(pieces[0], loose=""), *pieces[1:]), foot=foot)
    return Pieces(head="", pieces=tuple(pieces), foot=foot)


def _without_comments(text: str, commands: Iterable["_Command"]) -> str:
    """*text* with other signs for each `@comment`: it is text, but an empty line in it parts nothing."""
    parts, at = [], 0
    for one in commands:
        if one.kind is Kind.COMMENT:
            parts += [text[at : one.start], "#" * (one.end - one.start)]
            at = one.end
    return "".join((*parts, text[at:]))


def _texts(gap: str, shadow: str, *, behind: bool) -> tuple[str, str]:
    """The text between two commands: what stands by itself, and what stands directly above the second.

    What stands *behind* a command, on the line on which it ends, is not above the next.
    """
    end = len(gap.rstrip(" \t\n\ufeff"))
    if gap[end:].count("\n") > 1:
        return _bare(gap), ""
    first_line = min(shadow.find("\n") + 1, end) if behind else 0
    last = max((found.end() for found in _BLANK_LINE.finditer(shadow, 0, end)), default=first_line)
    return _bare(gap[:last]), _bare(gap[last:])


def _bare(text: str) -> str:
    return text.strip(" \t\n\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    kind: Kind
    start: int
    end: int
    entry: RawEntry | None = None
    undefined: frozenset[str] = frozenset()
    why: Diagnostic | None = None

    def piece(self, text: str) -> Piece:
        written = text[self.start : self.end]
        if self.kind is Kind.KEPT:
            return Piece(kind=self.kind, text=written.rstrip(), parts={}, why=self.why)
        probe = _Probe(written)
        probe.parse_command_at(0)
        if self.entry is None:
            name = _STRING.match(written)
            defines = name[1].lower() if name else ""
            parts = {"": tuple(part for value in probe.values for part in value)}
            return Piece(kind=self.kind, text=written, parts=parts, defines=defines, undefined=self.undefined)
        names = [name for _, name, _, _ in probe.raw_fields]
        return Piece(
            kind=self.kind,
            text=written,
            entry=self.entry,
            parts=dict(zip(names, map(tuple, probe.values), strict=True)),
            remarks=tuple(probe.remarks()),
            undefined=self.undefined,
        )


class _Noting(EntryScan):
    """The reader's scan, which notes where each command starts and ends."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path, text)
        self.commands: list[_Command] = []

    def read_stretch(self, start: int, end: int) -> None:
        """Read a stretch; from what cannot be read in it, all is kept up to its end."""
        first = len(self.commands)
        super().read_stretch(start, end)
        for number, one in enumerate(self.commands[first:], first):
            if one.kind is Kind.KEPT:
                kept = replace(one, end=max(end, self.comment_end))
                self.commands[number:] = [kept]
                return

    def _read_command(self, opening: re.Match[str], parser: EntryParser, base: int) -> int:
        entries, faults = len(self.entries), len(self.faults)
        end = super()._read_command(opening, parser, base)
        found = self.faults[faults:]
        why = next((one for one in found if one.severity is Severity.ERROR or one.code in _LOSES), None)
        kind = Kind.KEPT
        if opening["type"].lower() == "comment":
            kind = Kind.COMMENT
        elif why is None:
            kind = Kind.ENTRY if len(self.entries) > entries else Kind.DEFINITION
        entry = self.entries[-1] if kind is Kind.ENTRY else None
        undefined = frozenset(name.lower() for name, _ in parser.undefined)
        command = _Command(kind=kind, start=opening.start(), end=end, entry=entry, undefined=undefined, why=why)
        self.commands.append(command)
        return end


class _Probe(EntryParser):
    """The grammar over one command that can be read, which notes the parts of values."""

    def __init__(self, text: str) -> None:
        super().__init__(text, Macros(budget=0))
        self.values: list[list[Part]] = []
        self._covered: list[tuple[int, int]] = []

    def plain_field(self) -> None:
        """Take no field at once, so that each part of a value is noted."""

    def parse_value(self) -> None:
        """Read a value and note its parts."""
        self.values.append([])
        super().parse_value()

    def parse_value_part(self) -> str:
        """Read a part and note it."""
        value = str(super().parse_value_part())
        start, end = self.parts[-1]
        before = self.text[start - 1]
        is_text = before in '{"' or self.text[start:end].isdigit()
        self.values[-1].append(Part(text=self.text[start:end], is_macro=not is_text))
        self._covered.append((start, end))
        return value

    def remarks(self) -> Iterator[str]:
        """Comments that stand outside values."""
        at = 0
        for start, end in self._covered:
            yield from _REMARK.findall(self.text, at, start)
            at = end
        yield from _REMARK.findall(self.text, at)
