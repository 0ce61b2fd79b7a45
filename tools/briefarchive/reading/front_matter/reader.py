"""Reads the front matter between `---` lines at the beginning of a brief, strictly and within bounds."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from ...diagnostics import Diagnostic, Span
from ...model import Status
from .. import rules
from ..fields import DATE, FRONT_MATTER
from ..rules import NoFrontMatter, SecondFrontMatter
from .field_reader import FieldReader
from .yaml import Mapping, read_yaml

_MAX_CHARACTERS = 16_000
_DELIMITER = "---"
_DASHES = re.compile(r"\s*(?:[-–—]{2,}|[–—])\s*")
_FIELD = re.compile(r"[A-Za-z_]+:(?:\s|$)")
_SECOND_HEAD = re.compile(r"\s*(?<![^\n])---[ \t]*\n\s*[A-Za-z_][\w-]*[ \t]*:")
_HEAD_LINE = re.compile(r"\s*(?:#(?!#).*)?|[ \t-].*|[a-z_]+[ \t]*:.*")


@dataclass(slots=True)
class FrontMatter:
    """The typed values of the valid fields, and the span of each.

    Attributes:
        readable: Whether the file has front matter that can be parsed.
        ends: Whether it is known where the body begins.
        text: The lines of the fields.
        body_line: Line of the file on which the body begins.
        cut_fields: Fields of which YAML takes a part for a comment.
        file_date: The date in the file name.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    readable: bool = False
    ends: bool = False
    text: str = ""
    body: str = ""
    body_line: int = 1
    cut_fields: set[str] = field(default_factory=set)
    file_date: datetime.date | None = None

    @property
    def status(self) -> Status:
        """The status of the brief, by default published."""
        return Status(self.values.get("status", Status.PUBLISHED))


def split_front_matter(path: str, text: str) -> FrontMatter:
    """Find the front matter of a brief and its body; the fields are not read."""
    result, lines = FrontMatter(), text.removeprefix("\ufeff").split("\n")
    if text.startswith("\ufeff"):
        message = "a byte order mark precedes the front matter"
        hint = "save the file as UTF-8 without a byte order mark"
        mark = Span.in_line(path, 1, 0, 1)
        result.diagnostics.append(NoFrontMatter.suggest(Span(path=path), message, "", hint=hint, at=mark))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _DELIMITER), None)
    if lines[0].rstrip() != _DELIMITER:
        result.diagnostics.append(_diagnose_beginning(path, lines))
    elif end is None:
        result.diagnostics.append(_diagnose_end(path, lines))
    else:
        result.ends, result.text = True, "\n".join(lines[1:end])
        result.body, result.body_line = "\n".join(lines[end + 1 :]), end + 2
    return result


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Read the front matter of a brief: valid fields into `values`, all errors into `diagnostics`."""
    result, start, day = split_front_matter(path, text), Span(path=path), PurePosixPath(path).stem[:10]
    result.file_date = datetime.date.fromisoformat(day) if re.fullmatch(DATE, day) else None
    if not result.ends:
        return result
    result.diagnostics += _find_second_head(path, result.body, result.body_line)
    if len(result.text) > _MAX_CHARACTERS:
        message = f"the front matter has {len(result.text):,} characters"
        result.diagnostics.append(rules.FrontMatterTooLarge.flag(start, message))
        return result
    root, diagnostics = read_yaml(path, result.text, first_line=2)
    result.diagnostics += diagnostics
    if isinstance(root, Mapping):
        result.readable = True
        reader = FieldReader(result.diagnostics, file_date=result.file_date)
        result.values = reader.read_fields(root, FRONT_MATTER, start)
        result.places, result.cut_fields = reader.places, reader.cut_fields
    elif root is not None or not diagnostics:
        message, hint = 'the front matter has no "field: value" lines', 'for example "title: A headline"'
        result.diagnostics.append(rules.WrongType.flag(root.span if root else start, message, hint=hint))
    return result


def _diagnose_beginning(path: str, lines: list[str]) -> Diagnostic:
    """Return the diagnostic of a file whose first line is not three hyphens."""
    span, first = Span(path=path), lines[0]
    row = next((row for row, line in enumerate(lines) if line.strip()), 0)
    end = next((number for number, line in enumerate(lines) if line.rstrip() == _DELIMITER), None)
    if _DASHES.fullmatch(first):
        hint, place = 'write "---", with three hyphens and nothing before them', Span.in_line(path, 1, 0, len(first))
        return NoFrontMatter.suggest(span, f'the first line is "{first.strip()}"', _DELIMITER, hint=hint, at=place)
    if row and lines[row].strip() == _DELIMITER:
        hint, place = 'delete everything before the first "---"', replace(span, end_line=row + 1, end_column=1)
        return NoFrontMatter.suggest(span, "empty lines precede the front matter", "", hint=hint, at=place)
    message, hint = 'the file does not begin with "---"', 'put the fields between two lines "---" at the very top'
    is_sure = bool(_FIELD.match(first) and end and all(map(_is_head_line, lines[:end])))
    place = Span.in_line(path, 1, 0, 0)
    return NoFrontMatter.suggest(span, message, f"{_DELIMITER}\n", hint=hint, sure=is_sure, at=place)


def _diagnose_end(path: str, lines: list[str]) -> Diagnostic:
    """Return the diagnostic at the first line that is not a field, where the `---` belongs."""
    row = next((row for row, line in enumerate(lines[1:], 1) if not _is_head_line(line)), None)
    is_sure, new, length = row is not None, f"{_DELIMITER}\n", 0
    if row is None:
        row, hint = max(number for number, line in enumerate(lines) if line.strip()), 'write a line "---" below it'
    elif _DASHES.fullmatch(lines[row]):
        hint, new, length = f'write "---", with three hyphens, for "{lines[row].strip()}"', _DELIMITER, len(lines[row])
    else:
        hint = 'write a line "---" above this line'
    span = Span(path=path, line=row + 1, end_column=len(lines[row]) + 1)
    message, place = 'no second "---" ends the fields', Span.in_line(path, row + 1, 0, length)
    return NoFrontMatter.suggest(span, message, new, hint=hint, sure=is_sure, at=place)


def _is_head_line(line: str) -> bool:
    return _HEAD_LINE.fullmatch(line) is not None and not _DASHES.fullmatch(line)


def _find_second_head(path: str, body: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a *body*, which begins on line *first_line*, starts with fields of its own."""
    if match := _SECOND_HEAD.match(body):
        line = first_line + body[: match.end()].rpartition("---")[0].count("\n")
        hint = "move its fields into the first block, or delete it"
        span = Span(path=path, line=line, end_column=4)
        yield SecondFrontMatter.flag(span, "a second front matter begins here", hint=hint)
