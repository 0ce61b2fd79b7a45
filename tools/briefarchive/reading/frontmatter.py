"""The block between `---` lines at the head of a brief: split off, read strictly, and typed by the schema."""

import datetime
import difflib
import re
from dataclasses import dataclass, field
from typing import Any

from ..diagnostics import Diagnostic, Rule, Span
from ..model import Correction, Imported, ImportedCopy, Original, Status, Withdrawal
from .head_bounds import NoFrontMatter, SecondFrontMatter, end_of_head, second_head
from .invisible import INVISIBLE
from .schema import DATE, FRONT_MATTER, Field, Kind
from .yaml import Mapping, Node, Scalar, Sequence, read_yaml

_LIMIT = 16_000


class FrontMatterTooLarge(Rule):
    """The front matter is longer than 16 kB: a `---` line is missing, or text stands where fields belong."""

    code = "F106"


class MissingField(Rule):
    """A field that every brief needs is missing: `title` or `date`."""

    code = "M101"


class UnknownField(Rule):
    """A field of the front matter is not one of the archive's.

    Only the fields in the guide's table are known: what else stands in a file would change nothing, or would
    change how the page is built. Check the spelling, or delete the line.
    """

    code = "M102"


class WrongType(Rule):
    """A field holds the wrong kind of value: a list where one text belongs, a number where a text belongs.

    A title such as `2014` needs quotation marks, since YAML reads it as a number. A list is written
    `[CN, RU]`, or with one `- CN` a line.
    """

    code = "M103"


class InvalidValue(Rule):
    """A field holds a value that it cannot have: a date that does not exist, an id with capitals or spaces."""

    code = "M104"


FAULTS: tuple[type[Rule], ...] = (
    NoFrontMatter,
    SecondFrontMatter,
    FrontMatterTooLarge,
    MissingField,
    UnknownField,
    WrongType,
    InvalidValue,
)


@dataclass(slots=True)
class FrontMatter:
    """The typed values of the fields that are there and sound, and the place of each.

    Attributes:
        readable: False when the file has no front matter that can be read.
        ends: Whether it is known where the text of the brief begins.
        body_line: Line of the file on which the text of the brief begins.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    readable: bool = False
    ends: bool = False
    body: str = ""
    body_line: int = 1


def text_below(path: str, text: str) -> tuple[str, int]:
    """The text below the front matter, and the line of the file on which it begins; no text if the head has no end."""
    lines = text.removeprefix("\ufeff").split("\n")
    end, _ = end_of_head(path, text, lines)
    return ("", 1) if end is None else ("\n".join(lines[end + 1 :]), end + 2)


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Read the head of a brief. Every fault of it is in `found`; what is sound is in `values` all the same."""
    result = FrontMatter()
    start = Span(path=path)
    lines = text.removeprefix("\ufeff").split("\n")
    end, result.found = end_of_head(path, text, lines)
    if end is None:
        return result
    result.ends, result.body, result.body_line = True, "\n".join(lines[end + 1 :]), end + 2
    result.found += second_head(path, result.body, result.body_line)
    head = "\n".join(lines[1:end])
    if len(head) > _LIMIT:
        result.found.append(FrontMatterTooLarge.at(start, f"the front matter has {len(head):,} characters"))
        return result
    root, found = read_yaml(path, head, first_line=2)
    result.found += found
    if isinstance(root, Mapping):
        result.readable = True
        _Typing(result).fields(root, FRONT_MATTER, start, "")
    elif root is not None or not found:
        result.found.append(WrongType.at(root.span if root else start, 'the front matter has no "field: value" lines'))
    return result


class _Typing:
    """Turns nodes into the values that the schema promises."""

    def __init__(self, result: FrontMatter) -> None:
        self.result = result

    def fields(self, node: Mapping, schema: dict[str, Field], start: Span, prefix: str) -> dict[str, Any]:
        values: dict[str, Any] = {} if prefix else self.result.values
        for name, (key, child) in node.entries.items():
            if name not in schema:
                self._unknown(key, schema)
                continue
            value = self._value(child, schema[name], prefix + name)
            if value is not None:
                values[name] = value
            if value != ():  # an empty list is as good as none
                self.result.places[prefix + name] = child.span
        for name, wanted in schema.items():
            if wanted.required and name not in node.entries and name not in node.refused:
                example = f'for example "{name}: {wanted.example}"'
                self._note(MissingField, node.span if prefix else start, f'the field "{name}" is missing', example)
        return values

    def _value(self, node: Node, wanted: Field, place: str) -> Any:
        if wanted.kind is Kind.LIST:
            return self._list(node, wanted, place)
        if wanted.kind is Kind.MAPPING:
            if not isinstance(node, Mapping):
                self._note(WrongType, node.span, f'"{wanted.name}" must be a mapping', f"write {wanted.example}")
                return None
            count = len(self.result.found)
            values = self.fields(node, wanted.members, node.span, f"{place}.")
            return _build(wanted, values) if len(self.result.found) == count else None
        if not isinstance(node, Scalar):
            message = f'"{wanted.name}" must be one {wanted.kind}, not a {_kind(node)}'
            self._note(WrongType, node.span, message, f'for example "{wanted.name}: {wanted.example}"')
            return None
        return self._scalar(node, wanted)

    def _list(self, node: Node, wanted: Field, place: str) -> tuple[Any, ...] | None:
        if isinstance(node, Scalar) and node.is_null:
            return ()
        if not isinstance(node, Sequence):
            hint = f'write "{wanted.name}: {wanted.example}"'
            self._note(WrongType, node.span, f'"{wanted.name}" must be a list', hint)
            return None
        assert wanted.item is not None
        values: list[Any] = []
        if len(node.items) > wanted.most:
            message = f'"{wanted.name}" has {len(node.items):,} items; at most {wanted.most} are read'
            self._note(InvalidValue, node.span, message, "keep those that matter most")
        for child in node.items[: wanted.most]:
            name = f"{place}.{len(values)}"
            value = self._value(child, wanted.item, name)
            if value is not None and value in values:
                self._note(InvalidValue, child.span, f'"{value}" stands twice in "{wanted.name}"', "keep one")
            elif value is not None:
                self.result.places[name] = child.span
                values.append(value)
        return tuple(values) if values or not node.items else None

    def _scalar(self, node: Scalar, wanted: Field) -> Any:
        text = " ".join(node.value.split())
        if not node.is_text:
            what = "is empty" if node.is_null else f"must be a text, and YAML reads {text} as something else"
            hint = (
                f'for example "{wanted.name}: {wanted.example}"'
                if node.is_null
                else f'write "{text}" in quotation marks'
            )
            self._note(WrongType, node.span, f'"{wanted.name}" {what}', hint)
            return None
        if wanted.kind is Kind.DATE:
            return self._date(node, text, wanted)
        if len(text) > wanted.limit:
            message = f'"{wanted.name}" has {len(text):,} characters; at most {wanted.limit:,} are allowed'
            self._note(InvalidValue, node.span, message)
            return None
        if INVISIBLE.search(text):
            self._note(InvalidValue, node.span, f'"{wanted.name}" holds an invisible character', "write it anew")
            return None
        if wanted.pattern and not re.fullmatch(wanted.pattern, text):
            self._note(InvalidValue, node.span, f'"{text}" cannot be a value of "{wanted.name}"', wanted.rule)
            return None
        if wanted.name == "status":
            return Status(text)
        return text

    def _date(self, node: Scalar, text: str, wanted: Field) -> datetime.date | None:
        if re.fullmatch(DATE, text):
            return datetime.date.fromisoformat(text)
        message = f'"{text}" is not a date' if text else f'"{wanted.name}" is empty'
        self._note(InvalidValue, node.span, message, "write the year, month and day as 2014-10-17")
        return None

    def _unknown(self, key: Scalar, schema: dict[str, Field]) -> None:
        near = difflib.get_close_matches(key.value, schema, n=1)
        hint = f'did you mean "{near[0]}"?' if near else "the fields are " + ", ".join(schema)
        self._note(UnknownField, key.span, f'there is no field "{key.value}"', hint)

    def _note(self, rule: type[Rule], span: Span, message: str, hint: str | None = None) -> None:
        self.result.found.append(rule.at(span, message, hint=hint))


def _build(wanted: Field, values: dict[str, Any]) -> Correction | Withdrawal | Original | Imported | ImportedCopy:
    match wanted.name:
        case "corrections":
            return Correction(**values)
        case "withdrawal":
            return Withdrawal(**values)
        case "original":
            return Original(**values)
        case "imported":
            return Imported(origin=values.pop("from"), **values)
        case "copies":
            return ImportedCopy(origin=values.pop("from"), **values)
    raise AssertionError(wanted.name)


def _kind(node: Node) -> str:
    return "list" if isinstance(node, Sequence) else "mapping"
