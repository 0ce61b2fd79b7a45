"""Where the head of a brief begins and ends: the two lines `---` around its fields."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Replacement, Span
from ..rules import NoFrontMatter, SecondFrontMatter

_LINE = "---"
_DASHES = re.compile(r"\s*(?:[-–—]{2,}|[–—])\s*")
_FIELD = re.compile(r"[A-Za-z_]+:(?:\s|$)")
_SECOND = re.compile(r"\s*(?<![^\n])---[ \t]*\n\s*[A-Za-z_][\w-]*[ \t]*:")
_OF_THE_HEAD = re.compile(r"\s*(?:#(?!#).*)?|[ \t-].*|[a-z_]+[ \t]*:.*")


def end_of_head(path: str, text: str, lines: list[str]) -> tuple[int | None, list[Diagnostic]]:
    """The number of the line, counted from 0, that ends the head; None if there is no head. And what is wrong there.

    Args:
        path: Root-relative path, for places.
        text: The whole file.
        lines: Its lines, without a byte order mark.
    """
    found = []
    if text.startswith("\ufeff"):
        message = "a byte order mark stands before the front matter"
        hint = "save the file as UTF-8 without a byte order mark"
        found.append(NoFrontMatter.at(Span(path=path), message, hint=hint, fix=_put(path, 1, (0, 1), "")))
    if lines[0].rstrip() != _LINE:
        return None, [*found, _without_beginning(path, lines)]
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _LINE), None)
    return end, found if end else [*found, _without_end(path, lines)]


def _put(path: str, line: int, columns: tuple[int, int], text: str) -> tuple[Replacement]:
    start, end = columns
    return (Replacement(span=Span(path=path, line=line, column=start + 1, end_column=end + 1), text=text),)


def _without_beginning(path: str, lines: list[str]) -> Diagnostic:
    """The fault of a file whose first line is none of three hyphens."""
    first = lines[0]
    row = next((row for row, line in enumerate(lines) if line.strip()), 0)
    end = next((number for number, line in enumerate(lines) if line.rstrip() == _LINE), None)
    message, hint = 'the file does not begin with "---"', 'put the fields between two lines "---" at the very top'
    fix: tuple[Replacement, ...] = ()
    if _DASHES.fullmatch(first):
        message, hint = (
            f'the first line is "{first.strip()}"',
            'write "---", with three hyphens and nothing before them',
        )
        fix = _put(path, 1, (0, len(first)), _LINE)
    elif row and lines[row].strip() == _LINE:
        message, hint = "empty lines stand before the front matter", 'delete what stands before the first "---"'
        fix = (Replacement(span=Span(path=path, line=1, column=1, end_line=row + 1, end_column=1), text=""),)
    elif _FIELD.match(first) and end and all(map(_is_of_the_head, lines[:end])):
        fix = _put(path, 1, (0, 0), f"{_LINE}\n")
    return NoFrontMatter.at(Span(path=path), message, hint=hint, fix=fix)


def _without_end(path: str, lines: list[str]) -> Diagnostic:
    """The fault at the first line that is no field, where the `---` belongs."""
    row = next((row for row, line in enumerate(lines[1:], 1) if not _is_of_the_head(line)), None)
    fix: tuple[Replacement, ...] = ()
    if row is None:
        row, hint = max(number for number, line in enumerate(lines) if line.strip()), 'write a line "---" below it'
    elif _DASHES.fullmatch(lines[row]):
        hint = f'write "---", with three hyphens, for "{lines[row].strip()}"'
        fix = _put(path, row + 1, (0, len(lines[row])), _LINE)
    else:
        hint = 'write a line "---" above this line'
        fix = _put(path, row + 1, (0, 0), f"{_LINE}\n")
    span = Span(path=path, line=row + 1, end_column=len(lines[row]) + 1)
    return NoFrontMatter.at(span, 'no second "---" ends the fields', hint=hint, fix=fix)


def _is_of_the_head(line: str) -> bool:
    return _OF_THE_HEAD.fullmatch(line) is not None and not _DASHES.fullmatch(line)


def second_head(path: str, body: str, first_line: int) -> Iterator[Diagnostic]:
    """The fault of a *body*, which begins in line *first_line*, that opens with fields of its own."""
    if match := _SECOND.match(body):
        line = first_line + body[: match.end()].rpartition("---")[0].count("\n")
        hint = "move its fields into the first block, or delete it"
        yield SecondFrontMatter.at(
            Span(path=path, line=line, end_column=4), "a second front matter begins here", hint=hint
        )
