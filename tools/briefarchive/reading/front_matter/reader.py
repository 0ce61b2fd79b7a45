"""The block between `---` lines at the head of a brief: split off, read strictly, and typed by the schema."""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ...diagnostics import Diagnostic, Span
from ...model import Status
from .. import rules
from ..fields import DATE, FRONT_MATTER
from .field_reader import FieldReader
from .head_bounds import end_of_head, second_head
from .yaml import Mapping, Scalar, explain_syntax, read_yaml
from .yaml_mistakes import likely_mistake

_LIMIT = 16_000


@dataclass(slots=True)
class FrontMatter:
    """The typed values of the fields that are there and sound, and the place of each.

    Attributes:
        readable: False when the file has no front matter that can be read.
        ends: Whether it is known where the text of the brief begins.
        body_line: Line of the file on which the text of the brief begins.
        cut: Fields of which a part is taken for a comment.
        named: The day that the file's name has.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    readable: bool = False
    ends: bool = False
    body: str = ""
    body_line: int = 1
    cut: set[str] = field(default_factory=set)
    named: datetime.date | None = None

    @property
    def is_doubled(self) -> bool:
        """Whether another block of fields stands below it."""
        return any(one.code == rules.SecondFrontMatter.code for one in self.found)

    @property
    def status(self) -> Status:
        """The status of the brief."""
        return Status(self.values.get("status", Status.PUBLISHED))


def text_below(path: str, text: str) -> tuple[str, int]:
    """The text below the front matter, and the line of the file on which it begins; no text if the head has no end."""
    lines = text.removeprefix("\ufeff").split("\n")
    end, _ = end_of_head(path, text, lines)
    return ("", 1) if end is None else ("\n".join(lines[end + 1 :]), end + 2)


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Read the head of a brief. Every fault of it is in `found`; what is sound is in `values` all the same."""
    day = PurePosixPath(path).stem[:10]
    result = FrontMatter(named=datetime.date.fromisoformat(day) if re.fullmatch(DATE, day) else None)
    start = Span(path=path)
    lines = text.removeprefix("\ufeff").split("\n")
    end, result.found = end_of_head(path, text, lines)
    if end is None:
        return result
    result.ends, result.body, result.body_line = True, "\n".join(lines[end + 1 :]), end + 2
    result.found += second_head(path, result.body, result.body_line)
    head = "\n".join(lines[1:end])
    if len(head) > _LIMIT:
        result.found.append(rules.FrontMatterTooLarge.at(start, f"the front matter has {len(head):,} characters"))
        return result
    root, found = read_yaml(path, head, first_line=2)
    result.found += found
    if isinstance(root, Mapping):
        result.readable = True
        reader = FieldReader(result.found, named=result.named)
        result.values = reader.fields(root, FRONT_MATTER, start)
        result.places, result.cut = reader.places, reader.cut
    elif isinstance(root, Scalar) and (mistake := likely_mistake(head, path)):
        result.found.append(explain_syntax(mistake, path, 2))
    elif root is not None or not found:
        message, hint = 'the front matter has no "field: value" lines', 'for example "title: A headline"'
        result.found.append(rules.WrongType.at(root.span if root else start, message, hint=hint))
    return result
