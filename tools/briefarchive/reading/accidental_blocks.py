"""Blocks that nobody meant: what is not closed, what a tab makes code, and headings that a ruled line makes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity
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


def find_unclosed(fence: Token, line: int, places: Places, outer: Fence | None = None) -> Iterator[Diagnostic]:
    """What is said of a fence that is not closed.

    Args:
        fence: Its token.
        line: The line of the text, counted from 0, in which it begins.
        places: The places of the text.
        outer: The fence around it.
    """
    first, end = fence.map or (0, 0)
    last = line + end - first - 1
    marks = re.escape(fence.markup[0])
    closing = rf"{_CONTAINER}{marks}{{{len(fence.markup)},}}\s*"
    if last > line and re.fullmatch(closing, places.lines[last]):
        return
    if outer and outer.token.markup == fence.markup:  # the end of this one was taken for that of the outer one
        fence, line, last = outer.token, outer.line, line - 1
    name = directive_name(fence.info)[0]
    span = places.of_text(line, places.lines[line].strip(" \t>"))
    if name is None and fence.markup[0] == ":" and not fence.info.strip():
        message = f'"{fence.markup}" opens a block here that has no name and is not closed'
        before = places.lines[line - 1].strip() if line else ""
        fix = (Replacement(span=span, text="", old=fence.markup),) if before == fence.markup else ()
        yield UnclosedBlock.at(span, message, hint="delete the line" + ("" if fix else ", or name the block"), fix=fix)
        return
    stop, is_certain = _end_of_block(line, last, places.lines)
    at = places.at(stop, len(places.lines[stop]), 0)
    fix = (Replacement(span=at, text=f"\n{fence.markup}"),) if is_certain and not fence.level else ()
    what = f'"{name}"' if name else "the block of code"
    where = "" if is_certain else ", or where it is to end"
    hint = f'add a line "{fence.markup}" below line {at.line}{where}'
    yield UnclosedBlock.at(span, f"{what} is not closed: all that follows lies in it", hint=hint, fix=fix)


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
