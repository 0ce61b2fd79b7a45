"""Spaces that nobody meant: non-breaking ones in running text, and those at the ends of lines."""

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span

_FIXED = "\u00a0\u2007\u202f"
# As wide as a Chinese character, or as two letters: they set paragraphs in.
_WIDE_INDENT = re.compile("[ \t]{0,20}[\u2002\u2003\u3000][ \t\u2002\u2003\u3000]{0,20}(?=\\S)")
_DOUBLE = re.compile(r"(?<=\S)(?:  +|\t[ \t]*)(?=[^\s#])")
# What stands before it is looked at then, so that a search runs past plain spaces quickly.
_RUN = re.compile(rf"[{_FIXED}][ \t{_FIXED}]*")
_MOST = 200
"""How many lines one diagnostic mends: those that are left are mended when the file is looked at again."""


class StrayNonBreakingSpace(Rule):
    """A non-breaking space stands where any other would do: beside another space, or between two ordinary words.

    Spaces as wide as a Chinese character that set a paragraph in are told as well: the page sets paragraphs in itself.

    Such spaces come along with text that is copied from web pages. Lines break badly there, and a search for the two
    words finds nothing. Between a number and its unit, behind an initial, and before a French colon they are right and
    stay.
    """

    code = "S122"
    severity = Severity.NOTICE
    fixable = True


class TrailingSpaces(Rule):
    """Lines end with spaces that mean nothing, and that every comparison of two versions shows.

    Two spaces before another line of the same paragraph are a line break in Markdown, and stay; so does what stands in
    blocks of code. Several spaces within a title or a summary are read as one.
    """

    code = "S123"
    severity = Severity.NOTICE
    fixable = True


FAULTS: tuple[type[Rule], ...] = (StrayNonBreakingSpace, TrailingSpaces)


def find_stray_spaces(
    path: str, lines: Sequence[str], first_line: int, code: Container[int] = (), *, markdown: bool = True
) -> Iterator[Diagnostic]:
    """What is found in a stretch of a brief's file.

    Args:
        path: The file's root-relative path.
        lines: The lines of the stretch.
        first_line: The number of the first of them.
        code: Which of them are code, counted from 0.
        markdown: Whether they are Markdown, in which spaces at the end of a line can be a line break.
    """
    for number, line in enumerate(lines):
        if (
            not line.isascii()
            and number not in code
            and (fix := tuple(itertools.islice(_stray(path, first_line + number, line, markdown=markdown), _MOST)))
        ):
            message = "a non-breaking space stands where any other would do"
            yield StrayNonBreakingSpace.at(fix[0].span, message, hint="write an ordinary space", fix=fix)
        if not line.isascii() and markdown and number not in code and (found := _WIDE_INDENT.match(line)):
            span = _span(path, first_line + number, 0, found.end())
            fix = (Replacement(span=span, text="", old=found[0]),)
            yield StrayNonBreakingSpace.at(span, "wide spaces set the paragraph in", hint="delete them", fix=fix)
    ends = [
        Replacement(span=_span(path, first_line + number, start, len(line)), text="")
        for number, line in enumerate(lines)
        if line[-1:] in {" ", "\t"} and number not in code and (start := _end(number, lines, markdown)) is not None
    ]
    fix = tuple(ends)
    if fix:
        message = f"{len(fix):,} lines end with spaces" if len(fix) > 1 else "the line ends with spaces"
        yield TrailingSpaces.at(fix[0].span, message, hint="delete them", fix=fix[:_MOST])


def find_double_spaces(name: str, where: Span, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Two spaces or a tab between two words of a title or a summary; *where* is its place in a file's *lines*."""
    for number in range(where.line, min(where.end_line, len(lines)) + 1):
        start = where.column - 1 if number == where.line else 0
        end = where.end_column - 1 if number == where.end_line else len(lines[number - 1])
        for found in itertools.islice(_DOUBLE.finditer(lines[number - 1], start, end), _MOST):
            span = _span(where.path, number, *found.span())
            fix = (Replacement(span=span, text=" ", old=found[0]),)
            what = "a tab stands" if "\t" in found[0] else "two spaces stand"
            yield TrailingSpaces.at(span, f"{what} in the {name}", hint="write one space", fix=fix)


def _stray(path: str, number: int, line: str, *, markdown: bool) -> Iterator[Replacement]:
    if not line.strip(f" \t{_FIXED}"):
        return  # taken away, the line would part a paragraph in two
    first_word = len(line) - len(line.lstrip(f" \t{_FIXED}"))
    for run in _RUN.finditer(line):
        start, end = run.span()
        if start < first_word:  # the plain spaces before it are the indentation of a list
            yield Replacement(span=_span(path, number, start, end), text="")
            continue
        while line[start - 1] in " \t":
            start -= 1
        is_last = end == len(line)
        if is_last:  # the plain spaces behind it can be a line break
            end = len(line.rstrip(" \t"))
        if is_last or end - start > 1 or _is_between_words(line, start, markdown=markdown):
            yield Replacement(span=_span(path, number, start, end), text="" if is_last else " ")


def _is_between_words(line: str, at: int, *, markdown: bool) -> bool:
    """Whether two words in small letters stand around a place; one of a single letter may be meant to stay with it.

    In a title or a name, which stand in lists and in search, words with capitals count too.
    """
    if not markdown:
        return re.fullmatch(r"[^\W\d_]{2}.[^\W\d_]{2}", line[max(at - 2, 0) : at + 3]) is not None
    return re.fullmatch("[a-z]{2}.[a-z]{2}", line[max(at - 2, 0) : at + 3]) is not None


def _end(number: int, lines: Sequence[str], markdown: bool) -> int | None:
    """Where the spaces at the end of a line begin; None if they mean something."""
    line = lines[number]
    words = line.rstrip(" \t")
    follows = number + 1 < len(lines) and lines[number + 1].strip()
    is_break = bool(markdown and words and line.endswith("  ") and follows)
    return None if is_break or words.endswith("\\") else len(words)


def _span(path: str, number: int, start: int, end: int) -> Span:
    return Span(path=path, line=number, column=start + 1, end_column=end + 1)
