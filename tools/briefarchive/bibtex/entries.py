"""Parse the text of a file into blocks.

A line that starts with `@type{` or `@type(` always starts an entry: anything still open there was not closed.
So a missing brace costs one entry and never the rest of the file. Elsewhere on a line an entry must have a
key and a comma to be recognized (`a@b.org (office)` is text). Text between entries is a comment, reported if it looks
like an entry; so are lines after `%` and everything in the braces of `@comment{…}`, entries included, as in biber and
JabRef.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from ..diagnostics import Diagnostic, DiagnosticList, Severity
from ..model.lines import Lines
from .blocks import Block, CommentBlock, Definition, RawEntry
from .dates import correct_month
from .errors import (
    DuplicateField,
    LooseText,
    TooLong,
    UndefinedMacro,
    UnreadableEntry,
    diagnose_early_end,
    diagnose_error,
    diagnose_missing_comma,
    excerpt,
)
from .grammar import CommandParser, Macros, ParseError, RawField, TooDeepError, UnclosedError, ValuePart, pair_braces
from .schema import ENTRY_TYPES, LONGEST_VALUE

_OPENING = re.compile(r"@[ \t]*(?P<type>[^\s{}()@\"#%,=]*)\s*[{(]")
_AT_LINE_START = re.compile(rf"(?:\A|(?<=[\r\n]))[ \t\ufeff]*(?={_OPENING.pattern})")
# Each alternative stops at the next @, so that searching a file takes linear time.
_OPENING_IN_LINE = re.compile(
    r"%[^\r\n]*|(?P<opening>@[ \t]*(?:string\s*[{(]\s*[^\s,{}()\"=@%#]+\s*=|(?:preamble|comment)\s*[{(]"
    r"|[^\s{}()@\"#%,=]+\s*[{(]\s*[^\s,{}()\"=@%#]+\s*,))",
    re.IGNORECASE,
)

_BARE_ENTRY = re.compile(
    r"[ \t]*(?P<entry>(?P<at>[@＠]?)[ \t]*(?P<type>[A-Za-z]{3,30})[ \t]*(?P<open>[{(｛]?)[ \t]*"
    r"(?P<key>[^\s,，{}()｛｝\"=@%#]{1,200})[ \t]*[,，])"
)
_BRACE = re.compile(r"\s*(\})[\s,]*$")
# The starts of references in RIS, EndNote, PubMed and CSL-JSON.
_OTHER_FORMAT = re.compile(
    r"\s*(?:TY  ?- |%0 [A-Z]|PMID- "
    r"|[\[{]?\s*\"(?:id|type|title|author|DOI|URL|issued|items|publisher|container-title|accessed|language)\"\s*:)"
)
_FIELD = re.compile(
    r"\s*(?:[a-z][\w+-]{1,40}\s*=\s*[{\"]|-?\s*(?:title|authors?|publisher|url|date|journal|year)\s*[:：]\s*\S)",
    re.IGNORECASE,
)
# Signs of a plain-text reference that a remark about the file would not have.
_REFERENCE = re.compile(
    r"https?://|\bwww\.|\bdoi[.:]|\b10\.\d{4,9}/|\((?:[^()]{0,30}\D)?(?:19|20)\d\d[a-z]?\)"
    r"|[“\"][^”\"]{8,300}[”\"].{0,200}\b(?:19|20)\d\d\b|《[^》]{2,100}》"
)
_HINT = 'write it as an entry, for example "@online{bbc-2014-china-media, title = {…}, …}"; a remark begins with "%"'
_MAX_LINE = 2_000


class BibtexFile:
    """A parsed file: its blocks in order, and diagnostics."""

    def __init__(self, path: str, text: str, faults: list[Diagnostic] | None = None) -> None:
        """Parse all entries, and append a diagnostic to *faults* for each that cannot be read."""
        self.text = text
        self.lines = Lines(text, path)
        self.blocks: list[Block] = []
        self.faults: list[Diagnostic] = DiagnosticList() if faults is None else faults
        self._macros = Macros(budget=1_000_000 + 8 * len(text))
        self._comment_end = 0
        for start, end in _split_sections(text):
            self._read_section(start, end)
        self.faults.extend(find_loose_text(text, self._gaps(), self.lines))

    @property
    def entries(self) -> list[RawEntry]:
        """The readable entries."""
        return [block for block in self.blocks if isinstance(block, RawEntry)]

    def _read_section(self, start: int, end: int) -> None:
        """Read the command at the start of a section, and those that follow on its lines."""
        begin = at = max(start, self._comment_end)
        opening = _OPENING.match(self.text, at, end) if at == start else None
        while opening or (opening := self._find_opening(at, end)):
            if opening["type"].lower() == "comment":
                brace = opening.end() - 1  # a comment without a closing brace ends here
                at = self._comment_end = self._brace_pairs.get(brace, brace) + 1
                self.blocks.append(CommentBlock(start=opening.start(), end=at, reach=at))
            else:
                self.blocks.append(self._read_command(CommandParser(self.lines, begin, end, opening, self._macros)))
                at = self.blocks[-1].end
            opening = None

    def _find_opening(self, at: int, end: int) -> re.Match[str] | None:
        for match in _OPENING_IN_LINE.finditer(self.text, at, end):
            if match["opening"]:
                return _OPENING.match(self.text, match.start(), end)
        return None

    def _read_command(self, parser: CommandParser) -> Block:
        """Read one command; a broken one ends where reading resumes."""
        try:
            parser.parse()
        except ParseError as error:
            end = parser.end if isinstance(error, TooDeepError | UnclosedError) else parser.pos
            return self._make_broken_block(parser, end, diagnose_error(error, parser))
        slip = diagnose_early_end(parser) or diagnose_missing_comma(parser)
        if slip and slip.severity is Severity.ERROR:
            return self._make_broken_block(parser, parser.pos, slip)
        fields, faults = self._read_fields(parser)
        self.faults += [slip] if slip else []
        months = {part.start for name, field in parser.fields if name == "month" for part in field.parts}
        self.faults += (self._diagnose_macro(part, is_month=part.start in months) for part in parser.undefined)
        self.faults += faults
        start, end, reach = parser.opening.start(), parser.pos, parser.end if slip else parser.pos
        if not parser.is_entry:
            return Definition(start=start, end=end, reach=reach, faults=faults)
        return RawEntry(
            type=parser.type,
            key=parser.key or "",
            span=self.lines.span(parser.key_start, parser.key_end),
            fields=fields,
            start=start,
            end=end,
            reach=reach,
            faults=faults,
        )

    def _make_broken_block(self, parser: CommandParser, end: int, diagnostic: Diagnostic) -> Block:
        self.faults.append(diagnostic)
        return Block(start=parser.opening.start(), end=end, reach=parser.end, faults=(diagnostic,))

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of text between commands, without remains of broken entries."""
        at = 0
        for block in self.blocks:
            if block.start > at:
                yield at, block.start
            at = max(at, block.reach)
        if at < len(self.text):
            yield at, len(self.text)

    @cached_property
    def _brace_pairs(self) -> dict[int, int]:
        return pair_braces(self.text)

    def _diagnose_macro(self, part: ValuePart, *, is_month: bool) -> Diagnostic:
        span, name = self.lines.span(part.start, part.end), part.text
        message = f'abbreviation "{excerpt(name)}" is not defined by any @string'
        if is_month:
            month = correct_month(name)
            new, is_sure = month[:3].lower(), month.casefold() == name.casefold()
            hint = (
                f'write "{new}"' + ("" if is_sure else ", if that is meant") if new else "write a number, or jan to dec"
            )
            return UndefinedMacro.suggest(span, message, new, name, hint=hint, sure=is_sure)
        return UndefinedMacro.suggest(span, message, f"{{{name}}}", name, hint=f'write "{{{excerpt(name)}}}"')

    def _read_fields(self, parser: CommandParser) -> tuple[dict[str, RawField], tuple[Diagnostic, ...]]:
        fields: dict[str, RawField] = {}
        faults = []
        for name, span in parser.too_long:
            message = f'the value of "{name}" is too long; of most fields, {LONGEST_VALUE:,} characters are read'
            hint = "shorten it, or look for a brace that is closed too late"
            faults.append(TooLong.flag(span, message, hint=hint))
        for name, field in parser.fields:
            first = fields.setdefault(name, field)
            if first is not field:
                message = f'field "{name}" is given twice; the first, in line {first.span.line}, is used'
                second = self.lines.span(field.name_start, field.name_start + len(name))
                faults.append(DuplicateField.flag(second, message, hint="delete the one that is wrong"))
        return fields, tuple(faults)


def _split_sections(text: str) -> Iterable[tuple[int, int]]:
    """Split the text into sections that no entry crosses: from one opening at a line start to the next."""
    starts = (match.end() for match in _AT_LINE_START.finditer(text))
    return pairwise(sorted({0, *starts, len(text)}))


def find_loose_text(text: str, gaps: Iterable[tuple[int, int]], lines: Lines) -> Iterator[Diagnostic]:
    """Report what looks like an entry, or part of one, in the *gaps* between commands.

    Only the first such line of a paragraph is reported.
    """
    for start, end in gaps:
        at, is_reported = start, text[start:end].isspace()
        for line in () if is_reported else text[start:end].split("\n"):
            if not line.strip():
                is_reported = False
            elif not is_reported and (fault := _diagnose_line(line, at, lines)) is not None:
                is_reported = True
                yield fault
            at += len(line) + 1


def _diagnose_line(line: str, start: int, lines: Lines) -> Diagnostic | None:
    words = line[:_MAX_LINE]
    if match := _match_bare_entry(line):
        span = lines.span(start + match.start("entry"), start + match.end("entry"))
        replacement = f"@{match['type']}{{{match['key']},"
        missing = '"@"' if match["at"] != "@" else "brace"
        message = f'the entry "{match["key"]}" has no {missing} at its beginning'
        return UnreadableEntry.suggest(span, message, replacement, match["entry"])
    if match := _BRACE.match(words):
        span = lines.span(start + match.start(1), start + match.end(1))
        return LooseText.suggest(span, "this brace closes nothing", "", "}", hint='delete the "}"')
    is_remark = words.lstrip().startswith("%")
    if _OTHER_FORMAT.match(words) or (not is_remark and (_FIELD.match(words) or _REFERENCE.search(words))):
        span = lines.span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        return LooseText.flag(span, "BibTeX takes this reference for a comment", hint=_HINT)
    return None


def _match_bare_entry(line: str) -> re.Match[str] | None:
    """Match the start of an entry whose @ or brace is missing or full-width."""
    match = _BARE_ENTRY.match(line[:_MAX_LINE])
    if match is None or match["type"].lower() not in ENTRY_TYPES or not (match["at"] or match["open"]):
        return None
    return match
