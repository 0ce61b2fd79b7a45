"""Blocks that nobody meant: what is not closed, what a tab makes code, and headings that a ruled line makes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from .directives import directive_name
from .places import Places

_CONTAINER = r"[\s>]*"
_ROLE = re.compile(r"\{[\w:+-]{1,40}\}`[^`\n]*`")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = re.compile("[\u3400-\u9fff]")
_SIGN_OF_CODE = re.compile(r"[{}<>=|\\$#@^_]|[\])];|\(\)|  ")
_ENDS_SENTENCE = re.compile("[.!?…:;,。！？：；，][”’\"')\\]]*$")
_FEW_WORDS = 4
_FEW_SIGNS = 10
_LONGEST_HEADING = 100


class UnclosedBlock(Rule):
    """A note, another directive or a block of code is not closed, so that what follows lies within it.

    A block ends with a line of the same marks with which it begins: `:::` for `:::{note}`, three backticks for three.
    Without it the rest of the brief belongs to the block, and the headings in it are none. `briefs check --fix` closes
    a block of one paragraph before a heading, and one at the end of the text.
    """

    code = "S124"
    fixable = True
    rewrites = True


class IndentedText(Rule):
    """Lines are set in by a tab or by four blanks. They are shown as code, and no role or citation counts in them.

    A paragraph from a word processor brings the tab along. Begin it at the margin; `briefs check --fix` does so with
    what reads like sentences. Code stands between two lines of three backticks.
    """

    code = "S125"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


class AccidentalHeading(Rule):
    """A line of hyphens or equals signs stands right under a paragraph, and makes a heading of it.

    A ruled line needs an empty line above it. Headings are written with `##`; a short one of a single line without a
    full stop may have hyphens below it.
    """

    code = "S126"
    fixable = True
    rewrites = True


FAULTS: tuple[type[Rule], ...] = (UnclosedBlock, IndentedText, AccidentalHeading)


class Fence(NamedTuple):
    """A fence, and the line of the text, counted from 0, in which it begins."""

    token: Token
    line: int

    @property
    def end(self) -> int:
        """The line behind it."""
        first, end = self.token.map or (0, 0)
        return self.line + end - first


@dataclass(slots=True)
class Fences:
    """The fences of a text, and which of them are not closed."""

    places: Places
    around: list[Fence] = field(default_factory=list)
    """The directives in which the blocks stand that are read, from the outside."""
    ends: set[int] = field(default_factory=set)
    """Lines that were to end a block and do not, as another one in it has as many marks."""

    def find_unclosed(self, token: Token, line: int) -> Iterator[Diagnostic]:
        """What is said of a fence that is not closed; *line* is that in which it begins."""
        fence, last = Fence(token, line), Fence(token, line).end - 1
        outer = self.around[-1] if self.around and self.around[-1].token.markup == token.markup else None
        if line in self.ends or (last > line and _closes(self.places.lines[last], token.markup)):
            return
        if outer is not None and outer.end < len(self.places.lines) and self._is_end(outer.end, token.markup):
            yield self._nested(fence, outer)
        elif outer is not None:  # the end of this one was taken for that of the outer one
            yield self._unclosed(outer, line - 1)
        elif token.markup[0] == ":" and not token.info.strip():
            yield self._stray(fence)
        else:
            yield self._unclosed(fence, last)

    def _is_end(self, line: int, marks: str) -> bool:
        return self.places.lines[line].strip() == marks

    def _nested(self, fence: Fence, outer: Fence) -> Diagnostic:
        marks = fence.token.markup
        self.ends.add(outer.end)
        longer = marks + marks[0]
        opening, closing = (self.places.of_text(line, marks) for line in (outer.line, outer.end))
        fix = tuple(Replacement(span=span, text=longer, old=marks) for span in (opening, closing))
        message = f"{_named(fence)} stands in {_named(outer)}, which begins with as many marks"
        hint = f'begin and end {_named(outer)} with "{longer}"'
        return UnclosedBlock.at(self._first_line(outer), message, hint=hint, fix=fix)

    def _stray(self, fence: Fence) -> Diagnostic:
        marks = fence.token.markup
        span = self._first_line(fence)
        is_doubled = fence.line > 0 and self._is_end(fence.line - 1, marks)
        fix = (Replacement(span=span, text="", old=marks),) if is_doubled else ()
        message = f'"{marks}" opens a block here that has no name and is not closed'
        return UnclosedBlock.at(span, message, hint="delete the line" + ("" if fix else ", or name the block"), fix=fix)

    def _unclosed(self, fence: Fence, last: int) -> Diagnostic:
        stop, is_certain = _end_of_block(fence.line, last, self.places.lines)
        at = self.places.at(stop, len(self.places.lines[stop]), 0)
        marks = fence.token.markup
        quoted = re.match(r"(?:\s*>)+ ?", self.places.lines[fence.line])
        shown = f"{quoted[0].lstrip()}{marks}" if quoted else marks
        fix = (Replacement(span=at, text=f"\n{marks}"),) if is_certain and not fence.token.level else ()
        where = "" if is_certain else ", or where it is to end"
        hint = f'add a line "{shown}" below line {at.line}{where}'
        message = f"{_named(fence)} is not closed: all that follows lies in it"
        return UnclosedBlock.at(self._first_line(fence), message, hint=hint, fix=fix)

    def _first_line(self, fence: Fence) -> Span:
        return self.places.of_text(fence.line, self.places.lines[fence.line].strip(" \t>"))


def _named(fence: Fence) -> str:
    name = directive_name(fence.token.info)[0]
    return f'"{name}"' if name else "the block of code"


def _closes(line: str, marks: str) -> bool:
    return re.fullmatch(rf"{_CONTAINER}{re.escape(marks[0])}{{{len(marks)},}}\s*", line) is not None


def _end_of_block(line: int, last: int, lines: list[str]) -> tuple[int, bool]:
    """The last line of a block's first paragraph, and whether the block must end there."""
    stop = line
    while stop < last and lines[stop + 1].strip(" \t>"):
        stop += 1
    following = stop
    while following < last and not lines[following + 1].strip(" \t>"):
        following += 1
    return stop, stop > line and (following == last or lines[following + 1].startswith("## "))


def find_indented(code: Token, line: int, places: Places) -> Iterator[Diagnostic]:
    """What is said of lines that are code because they are set in; *line* is that in which they begin."""
    first, end = code.map or (0, 0)
    rows = [row for row in range(line, line + end - first) if places.lines[row].strip()]
    if not rows:
        return
    start = len(places.lines[rows[0]]) - len(places.lines[rows[0]].lstrip(" \t"))
    span = places.at(rows[0], start, len(places.lines[rows[0]]) - start)
    is_prose = _reads_as_prose([places.lines[row].strip() for row in rows])
    fix = [
        Replacement(span=places.at(row, 0, length), text="")
        for row in rows
        if (length := len(places.lines[row]) - len(places.lines[row].lstrip(" \t")))
    ]
    what = "a tab stands" if "\t" in places.lines[rows[0]][:start] else "four blanks stand"
    message = f"{what} before this line, which is shown as code"
    hint = "begin it at the margin" if is_prose else "begin it at the margin, or put code between two lines ```"
    yield IndentedText.at(span, message, hint=hint, fix=tuple(fix) if is_prose and not code.level else ())


def _reads_as_prose(lines: list[str]) -> bool:
    text = "\n".join(lines)
    plain = _ROLE.sub(" ", text)
    signs = len(_SIGN_OF_CODE.findall(plain))
    words = len(_WORD.findall(plain))
    return (words >= _FEW_WORDS and signs * _FEW_SIGNS <= words) or (
        len(_HAN.findall(plain)) >= _FEW_SIGNS and signs * _FEW_SIGNS <= len(plain)
    )


def find_accidental_heading(heading: Token, inline: Token, line: int, places: Places) -> Iterator[Diagnostic]:
    """What is said of a heading that a line below it makes; *line* is that in which it begins."""
    if heading.markup not in {"-", "="} or not _is_paragraph(inline.content):
        return
    first, end = heading.map or (0, 0)
    row = line + end - first - 1
    source = places.lines[row]
    ruler = source.strip(" \t>")
    span = places.of_text(row, ruler)
    message = f'the line "{ruler[:20]}" makes a heading of the paragraph above it'
    if heading.markup == "-" and len(ruler) > 2:  # alone, it is a ruled line
        fix = (Replacement(span=places.at(row, 0, 0), text="\n"),) if source == ruler else ()
        yield AccidentalHeading.at(span, message, hint="add an empty line above it", fix=fix)
    else:
        fix = (Replacement(span=span, text="", old=ruler),) if heading.markup == "=" else ()
        yield AccidentalHeading.at(span, message, hint="delete the line", fix=fix)


def _is_paragraph(content: str) -> bool:
    has_citation = "{cite" in content or "{footcite" in content
    return "\n" in content or len(content) > _LONGEST_HEADING or has_citation or bool(_ENDS_SENTENCE.search(content))
