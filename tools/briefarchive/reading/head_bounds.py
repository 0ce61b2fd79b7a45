"""Where the head of a brief begins and ends: the two lines `---` around its fields."""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Span

_LINE = "---"
_DASHES = re.compile(r"\s*[-–—]{2,}\s*")
_SECOND = re.compile(r"\s*(?<![^\n])---[ \t]*\n\s*[A-Za-z_][\w-]*[ \t]*:")
_OF_THE_HEAD = re.compile(r"\s*(?:#(?!#).*)?|[ \t-].*|[a-z_]+[ \t]*:.*")


class NoFrontMatter(Rule):
    """A brief does not begin with its front matter.

    The first line is `---`, without anything before it, not even a byte order mark or an empty line. Below it
    stand the fields, and a second line `---` ends them. A byte order mark is a sign that one cannot see; it goes
    when the file is saved as UTF-8 without it: in VS Code, “Save with Encoding”; in Notepad, “UTF-8”.
    """

    code = "F105"


class SecondFrontMatter(Rule):
    """Below the front matter stands another block of fields between `---` lines.

    Only the first is read. A reviewer could take the title, date or status in the second for the brief's own.
    """

    code = "F112"


def end_of_head(path: str, text: str, lines: list[str]) -> tuple[int | None, list[Diagnostic]]:
    """The number of the line, counted from 0, that ends the head; None if there is no head. And what is wrong there.

    Args:
        path: Root-relative path, for places.
        text: The whole file.
        lines: Its lines, without a byte order mark.
    """
    found = []
    if text.startswith("\ufeff"):
        hint = "save the file as UTF-8 without a byte order mark"
        message = "a byte order mark stands before the front matter"
        found.append(NoFrontMatter.at(Span(path=path), message, hint=hint))
    if lines[0].rstrip() != _LINE:
        return None, [*found, _without_beginning(Span(path=path), lines[0])]
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _LINE), None)
    return end, found if end else [*found, _without_end(path, lines)]


def _without_beginning(start: Span, first: str) -> Diagnostic:
    if _DASHES.fullmatch(first):
        message = f'the first line is "{first.strip()}"'
        return NoFrontMatter.at(start, message, hint='write "---", with three hyphens and nothing before them')
    hint = 'put the fields between two lines "---" at the very top'
    return NoFrontMatter.at(start, 'the file does not begin with "---"', hint=hint)


def _without_end(path: str, lines: list[str]) -> Diagnostic:
    """The fault at the first line that is no field, where the `---` belongs."""
    last = max(number for number, line in enumerate(lines) if line.strip())
    row = next((row for row, line in enumerate(lines[1:], 1) if not _is_of_the_head(line)), None)
    hint = f'write a line "---" {"above this line" if row else "below it"}'
    if row and _DASHES.fullmatch(lines[row]):
        hint = f'write "---", with three hyphens, for "{lines[row].strip()}"'
    row = row or last
    span = Span(path=path, line=row + 1, end_column=len(lines[row]) + 1)
    return NoFrontMatter.at(span, 'no second "---" ends the fields', hint=hint)


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
