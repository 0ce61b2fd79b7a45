"""The block between `---` lines at the head of a brief: split off, read strictly, and typed by the schema."""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, cast

from ...diagnostics import Diagnostic, Replacement, Rule, Span
from ...model import Correction, Imported, ImportedCopy, Original, PartialDate, Status, Withdrawal
from .. import rules
from ..characters.invisible import INVISIBLE
from ..fields import DATE, FRONT_MATTER, ID, MONTH_OR_YEAR, Field, FieldKind, field_meant
from .field_values import (
    MeantValue,
    date_meant,
    fields_meant,
    list_meant,
    make_example,
    split_names,
    text_meant,
    value_meant,
)
from .head_bounds import end_of_head, second_head
from .writer import bracketed, quoted
from .yaml import Mapping, Node, Scalar, Sequence, diagnose_cut_text, explain_syntax, read_yaml
from .yaml_mistakes import likely_mistake

_LIMIT = 16_000
# Texts that readers see: of these nothing may be taken for a comment.
_SEEN = frozenset({"title", "summary", "note", "reason"})
_CODES = re.compile(r"[A-Z]{2}(?:[\s/&+-]+(?:and )?[A-Z]{2})+")
_BUILT: dict[str, type] = {
    "corrections": Correction,
    "withdrawal": Withdrawal,
    "original": Original,
    "imported": Imported,
    "copies": ImportedCopy,
}
_PEOPLE = frozenset({"compilers", "authors", "editors", "translators"})


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
        _Typing(result).fields(root, FRONT_MATTER, start, "")
    elif isinstance(root, Scalar) and (mistake := likely_mistake(head, path)):
        result.found.append(explain_syntax(mistake, path, 2))
    elif root is not None or not found:
        message, hint = 'the front matter has no "field: value" lines', 'for example "title: A headline"'
        result.found.append(rules.WrongType.at(root.span if root else start, message, hint=hint))
    return result


class _Typing:
    """Turns nodes into the values that the schema promises."""

    def __init__(self, result: FrontMatter) -> None:
        self.result = result

    def fields(self, node: Mapping, schema: dict[str, Field], start: Span, prefix: str) -> dict[str, Any]:
        values: dict[str, Any] = {} if prefix else self.result.values
        meant = {*node.refused}
        for name, (key, child) in node.entries.items():
            if name not in schema:
                meant.add(self._unknown(key, child, schema, node))
                continue
            value = self._value(child, schema[name], prefix + name)
            if value is not None:
                values[name] = value
            if value != ():  # an empty list is as good as none
                self.result.places[prefix + name] = child.span
        for name, wanted in schema.items():
            if wanted.required and name not in node.entries and name not in meant:
                example = make_example(wanted, self._named(prefix + name))
                self._note(
                    rules.MissingField, node.span if prefix else start, f'the field "{name}" is missing', example
                )
        return values

    def _value(self, node: Node, wanted: Field, place: str) -> Any:
        if wanted.kind is FieldKind.LIST:
            return self._list(node, wanted, place)
        if wanted.kind is FieldKind.MAPPING:
            if not isinstance(node, Mapping) or _has_other_fields(node, wanted):
                return self._tell(rules.WrongType, node, fields_meant(wanted))
            count = len(self.result.found)
            values = self.fields(node, wanted.members, node.span, f"{place}.")
            if "from" in values:
                values["origin"] = values.pop("from")
            return _BUILT[wanted.name](**values) if len(self.result.found) == count else None
        if not isinstance(node, Scalar):
            return self._tell(rules.WrongType, node, text_meant(node, wanted))
        return self._scalar(node, wanted, place)

    def _list(self, node: Node, wanted: Field, place: str) -> tuple[Any, ...] | None:
        item = cast("Field", wanted.item)
        if isinstance(node, Scalar) and node.is_null:
            if node.comment_span and not item.members and not re.match(r"#+(?:\s|$)", node.comment):
                text = bracketed(split_names(node.comment.replace("#", ", "), wanted))
                self.result.found.append(diagnose_cut_text(node, wanted.name, text))
                self.result.cut.add(place)
            return ()
        if isinstance(node, Sequence):
            items = self._parted(node, wanted)
        else:
            meant, items = list_meant(node, wanted)
            self._tell(rules.WrongType, node, meant)
            if not items:
                return None
        values: list[Any] = []
        if len(items) > wanted.most:
            message = f'"{wanted.name}" has {len(items):,} items; at most {wanted.most} are read'
            self._note(rules.InvalidValue, node.span, message, "keep those that matter most")
        for child in items[: wanted.most]:
            name = f"{place}.{len(values)}"
            value = self._value(child, item, name)
            if value is not None and value in values:
                self._note(rules.InvalidValue, child.span, f'"{value}" stands twice in "{wanted.name}"', "keep one")
            elif value is not None:
                self.result.places[name] = child.span
                values.append(value)
        return tuple(values) if values or not items else None

    def _parted(self, node: Sequence, wanted: Field) -> tuple[Node, ...]:
        """The items of a list; one that holds several, as `CN，KZ` or `CN KZ`, is told and taken apart."""
        items: list[Node] = []
        for item in node.items:
            names = _several(item, wanted) if isinstance(item, Scalar) else []
            if not names or not isinstance(item, Scalar):
                items.append(item)
                continue
            text = bracketed(names)[1:-1]
            message = f'"{item.value}" is read as one item of "{wanted.name}"'
            is_certain = node.in_brackets or len(names) == 1
            hint = f'write "{text}"' if is_certain else "write each on a line of its own"
            self._tell(rules.InvalidValue, item, MeantValue(message, hint, text if is_certain else ""))
            items += [Scalar(value=name, span=item.span) for name in names]
        return tuple(items)

    def _scalar(self, node: Scalar, wanted: Field, place: str) -> Any:
        text = " ".join(node.value.split())
        if node.comment and wanted.name in _SEEN:
            self.result.found.append(diagnose_cut_text(node, wanted.name))
            self.result.cut.add(place)
            if node.is_null:
                return None
        if wanted.kind in {FieldKind.DATE, FieldKind.DAY_OR_MONTH} and not node.is_null:
            return self._date(node, text, wanted, place)
        if not node.is_text:
            if node.is_null:
                meant = MeantValue(f'"{wanted.name}" is empty', make_example(wanted, self._named(place)))
            else:
                message = f'"{wanted.name}" must be a text, and YAML reads {text} as something else'
                hint = f"put it in quotation marks: write {wanted.name}: {quoted(text)}"
                meant = MeantValue(message, hint, quoted(text))
            self._tell(rules.WrongType, node, meant)
            return None
        if len(text) > wanted.limit:
            message = f'"{wanted.name}" has {len(text):,} characters; at most {wanted.limit:,} are allowed'
            self._note(rules.InvalidValue, node.span, message, "say it in fewer words")
            return None
        if INVISIBLE.search(text):
            self._note(rules.InvalidValue, node.span, f'"{wanted.name}" holds an invisible character', "write it anew")
            return None
        if wanted.pattern and not re.fullmatch(wanted.pattern, text):
            meant = value_meant(text, wanted)
            self._tell(rules.InvalidValue, node, meant)
            # Of another language than is meant, the text and its translations would be told as well.
            return meant.text if wanted.name == "language" and meant.text else None
        if wanted.name == "status":
            return Status(text)
        return text

    def _date(self, node: Scalar, text: str, wanted: Field, place: str) -> datetime.date | PartialDate | None:
        if wanted.kind is FieldKind.DAY_OR_MONTH and re.fullmatch(f"{DATE}|{MONTH_OR_YEAR}", text):
            return PartialDate.parse(text)
        if re.fullmatch(DATE, text):
            return datetime.date.fromisoformat(text)
        self._tell(rules.InvalidValue, node, date_meant(text, wanted, self._named(place)))
        return None

    def _named(self, place: str) -> datetime.date | None:
        """The day in the name of the file, for the field that tells that day."""
        return self.result.named if place == "date" else None

    def _unknown(self, key: Scalar, node: Node, schema: dict[str, Field], given: Mapping) -> str:
        """Tell of a field that there is not; the name of the field that was meant, if it is one of the *schema*."""
        message, is_null = f'there is no field "{key.value}"', isinstance(node, Scalar) and node.is_null
        tight, _, rest = key.value.partition(":")
        if is_null and rest and tight in schema:
            text = f"{tight}: {rest.strip()}"
            self.result.found.append(rules.UnknownField.instead(key.span, "a space is missing after the colon", text))
            return tight
        name = field_meant(key.value, schema)
        if name is None:
            self._note(rules.UnknownField, key.span, message, f"delete it; the fields are {', '.join(schema)}")
            return ""
        if name == "published":
            # A slip of the pen must not publish what is to be held back.
            self.result.places.setdefault(name, node.span)
        if name in given.entries:
            hint = f'write what belongs there into "{name}", which stands here too, and delete this field'
            self._note(rules.UnknownField, key.span, message, hint)
            return name
        is_plain = key.span.end_column - key.span.column == len(key.value)
        fix = (Replacement(span=key.span, text=name), *self._fixes(node, schema[name])) if is_plain else ()
        self.result.found.append(rules.UnknownField.at(key.span, message, hint=f'did you mean "{name}"?', fix=fix))
        return name

    def _fixes(self, node: Node, wanted: Field) -> list[Replacement]:
        """What mends a value that stands under another name."""
        before = len(self.result.found)
        self._value(node, wanted, f"{wanted.name}?")
        told = self.result.found[before:]
        del self.result.found[before:]
        return [part for one in told for part in one.fix]

    def _tell(self, rule: Rule, node: Node, meant: MeantValue) -> None:
        """Tell of a value what was meant by it."""
        fix = (Replacement(span=node.span, text=meant.text),) if meant.text and isinstance(node, Scalar) else ()
        self.result.found.append(rule.at(node.span, meant.message, hint=meant.hint, fix=fix))

    def _note(self, rule: Rule, span: Span, message: str, hint: str | None = None) -> None:
        self.result.found.append(rule.at(span, message, hint=hint))


def _has_other_fields(node: Mapping, wanted: Field) -> bool:
    """Whether a value that must have some fields has others alone, such as the day of a note."""
    is_bound = any(member.required for member in wanted.members.values())
    return (
        is_bound
        and bool(node.entries)
        and not any(field_meant(name.partition(":")[0], wanted.members) for name in node.entries)
    )


def _several(item: Scalar, wanted: Field) -> list[str]:
    """The names in an item of a list, if they are several for certain, or one with a comma behind it."""
    if not cast("Field", wanted.item).vocabulary and wanted.name != "replaces":
        return []
    value = item.value.strip()
    parts = split_names(value, wanted) if re.search(r"[，、；;|•\n]|, |[,;]$", value) or _CODES.fullmatch(value) else []
    if wanted.name in _PEOPLE and not all(" " in part or re.fullmatch(ID, part) for part in parts):
        return []  # “Kovač, Ana” is one person
    return parts if parts != [value] else []
