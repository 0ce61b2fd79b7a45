"""Converts YAML nodes to the field values of front matter and vocabulary entries, and reports invalid ones."""

import datetime
import re
from dataclasses import replace
from typing import Any, cast

from ...diagnostics import Diagnostic, Replacement, Rule, Span
from ...model import Claim, Correction, Imported, ImportedCopy, Original, PartialDate, Status, Withdrawal
from .. import rules
from ..addresses import is_allowed_address
from ..characters import INVISIBLE
from ..fields import DATE, ID, LANGUAGE_TAG, MONTH_OR_YEAR, Field, FieldKind, guess_field
from .field_values import (
    CODES,
    Suggestion,
    are_people,
    make_example,
    split_names,
    suggest_date,
    suggest_fields,
    suggest_list,
    suggest_text,
    suggest_value,
)
from .writer import quote, write_flow_list, write_flow_scalar
from .yaml import Mapping, Node, Scalar, Sequence, diagnose_cut_text

# Displayed texts, of which YAML must not take any part for a comment.
_DISPLAYED = frozenset({"title", "summary", "note", "reason"})
# In vocabularies, every text is displayed except these.
_NOT_DISPLAYED = frozenset({"parent", "replaced_by", "orcid", "url", "kind", "country", "language", "members"})
_CURLY_QUOTED = re.compile('[“”„‘’‚]([^“”„‘’‚"]+)[“”‘’]')
_MODELS: dict[str, type] = {
    "corrections": Correction,
    "withdrawal": Withdrawal,
    "original": Original,
    "imported": Imported,
    "copies": ImportedCopy,
    "state_media": Claim,
}
_TAGGED = re.compile(rf"(?=[a-z])(?P<tag>{LANGUAGE_TAG})[:：]\s*(?P<name>\S.*)")
_SEVERAL = re.compile(rf"[，、；;|•\n]|, |[,;]$|\s(?:and|&)\s|^{CODES.pattern}$")
_CODE = re.compile(f"{ID}|[A-Z]{{2}}")
_MISSING_SPACE = "a space is missing after the colon"


# The rules that a field can break: missing, of no known name, of the wrong kind, and with an invalid value.
_OF_BRIEFS = rules.MissingField, rules.UnknownField, rules.WrongType, rules.InvalidValue
_OF_ENTRIES = rules.MalformedEntry, rules.UnknownEntryField, rules.MalformedEntry, rules.MalformedEntry


class FieldReader:
    """Converts nodes to the values that a schema requires, and reports those that are invalid.

    Args:
        diagnostics: The list to which diagnostics are added.
        entry: The id of the vocabulary entry; empty for the front matter of a brief.
        file_date: The date in the file name of the brief.

    Attributes:
        places: The span of each value, by its dotted path.
        cut_fields: Fields of which YAML takes a part for a comment.
        misnamed: Fields that are present under a wrong name, which is reported.
    """

    def __init__(
        self, diagnostics: list[Diagnostic], *, entry: str = "", file_date: datetime.date | None = None
    ) -> None:
        self.diagnostics = diagnostics
        self.places: dict[str, Span] = {}
        self.cut_fields: set[str] = set()
        self.misnamed: set[str] = set()
        self._entry = entry
        self._missing, self._unknown, self._wrong, self._invalid = _OF_ENTRIES if entry else _OF_BRIEFS
        self._file_date = file_date
        self._language = ""
        """The language of a name that is given as a single text."""

    def read_fields(self, node: Mapping, schema: dict[str, Field], start: Span, prefix: str = "") -> dict[str, Any]:
        """Return the values of the fields that are present and valid; missing fields are reported at *start*."""
        values: dict[str, Any] = {}
        misnamed = {*node.refused_keys}
        empty = {name for name, (_, child) in node.entries.items() if self._entry and _is_empty(child)}
        for name, (key, child) in node.entries.items():
            if name not in schema:
                misnamed.add(self._report_unknown(key, child, schema, node))
            elif name not in empty or (schema[name].item and _is_null(child)):  # a comment may contain its items
                value = self._read_value(child, schema[name], prefix + name)
                if value is not None:
                    values[name] = value
                if value != ():  # an empty list counts as absent
                    self.places[prefix + name] = child.span
        self.misnamed |= misnamed
        present = node.entries.keys() - empty | misnamed
        for name, field in schema.items():
            if field.required and name not in present and field.kind is not FieldKind.NAMES:
                example = make_example(field, self._expected_date(prefix + name))
                rule = rules.ClaimWithoutSource if self._entry and prefix else self._missing
                self._report(rule, node.span if prefix else start, f'the field "{name}" is missing', example)
        return values

    def _read_value(self, node: Node, field: Field, place: str) -> Any:
        if field.kind is FieldKind.MEMBERS and isinstance(node, Mapping):
            return None  # has periods, which the reader of countries parses
        if field.item is not None:
            return self._read_list(node, field, place)
        if field.kind is FieldKind.NAMES:
            return self._read_labels(node, field, place)
        if field.kind is FieldKind.MAPPING:
            if not isinstance(node, Mapping) or _has_other_fields(node, field):
                rule = rules.ClaimWithoutSource if self._entry else self._wrong
                return self._report(rule, node.span, *suggest_fields(field))
            count = len(self.diagnostics)
            values = self.read_fields(node, field.members, node.span, f"{place}.")
            if "from" in values:
                values["origin"] = values.pop("from")
            return _MODELS[field.name](**values) if len(self.diagnostics) == count else None
        if not isinstance(node, Scalar):
            return self._report(self._wrong, node.span, *suggest_text(node, field, is_item=_is_item(place)))
        return self._read_scalar(node, field, place)

    def _read_list(self, node: Node, field: Field, place: str) -> tuple[Any, ...] | None:
        item = cast("Field", field.item)
        if isinstance(node, Scalar) and node.is_null:
            if node.comment_span and not item.members and not re.match(r"#+(?:\s|$)", node.comment):
                text = write_flow_list(split_names(node.comment.replace("#", ", "), field))
                self.diagnostics.append(diagnose_cut_text(node, field.name, text))
                self.cut_fields.add(place)
            return ()
        if isinstance(node, Sequence):
            items = self._split_items(node, field)
        else:
            suggestion, items = suggest_list(node, field)
            self._report(self._wrong, node.span, *suggestion)
            if not items:
                return None
        values: dict[Any, None] = {}
        if len(items) > field.most:
            message = f'"{field.name}" has {len(items):,} items; at most {field.most} are read'
            self._report(self._invalid, node.span, message, "keep those that matter most")
        for number, child in enumerate(items[: field.most]):
            name = f"{place}.{len(values)}"
            value = self._read_value(child, item, name)
            if value is not None and value in values:
                if not self._entry:
                    before, message = items[number - 1].span, f'"{value}" appears twice in "{field.name}"'
                    gap = replace(child.span, column=before.end_column)
                    is_sure = before < child.span and before.end_line == child.span.end_line
                    fault = self._invalid.suggest(child.span, message, "", hint="keep one", sure=is_sure, at=gap)
                    self.diagnostics.append(fault)
            elif value is not None:
                self.places[name] = child.span
                values[value] = None
        return tuple(values) if values or not items else None

    def _split_items(self, node: Sequence, field: Field) -> tuple[Node, ...]:
        """Return the items of a list; one that combines several, as `CN，KZ` or `CN KZ`, is reported and split."""
        items: list[Node] = []
        for item in node.items:
            names = _split_item(item, field) if isinstance(item, Scalar) else []
            if not names or not isinstance(item, Scalar):
                items.append(item)
                continue
            message = f'"{item.value}" is read as one item of "{field.name}"'
            is_on_line = node.in_brackets or len(names) == 1
            text = (", " if is_on_line else f"\n{' ' * (node.span.column - 1)}- ").join(map(write_flow_scalar, names))
            hint = f'write "{text}"' if is_on_line else "write each on a line of its own"
            self._report(self._invalid, item.span, message, hint, text)
            items += [Scalar(value=name, span=item.span) for name in names]
        return tuple(items)

    def _read_labels(self, node: Node, field: Field, place: str) -> dict[str, str] | None:
        """Return names by language; a single text is the name in the archive's language."""
        if not isinstance(node, Scalar | Mapping):
            message = f'"{field.name}" must be names by language'
            self._report(self._wrong, node.span, message, make_example(field))
            return None
        text = replace(field, kind=FieldKind.TEXT)
        if isinstance(node, Scalar):
            if tagged := self._split_tag(node, "{{{}}}"):
                return dict([tagged])
            name = self._read_scalar(node, text, place)
            return {self._language: name} if name else None
        read: dict[str, Any] = {}
        for tag, (key, label) in node.entries.items():
            if _is_null(label) and (tagged := self._split_tag(key)):
                read.update([tagged])
            else:
                read[tag] = self._read_value(label, replace(text, name=tag), f"{place}.{tag}")
        return {tag: name for tag, name in read.items() if name}

    def _split_tag(self, node: Scalar, form: str = "{}") -> tuple[str, str] | None:
        """Report a name that its language and a colon without a space precede, and return both."""
        match = _TAGGED.fullmatch(node.value)
        if match is None:
            return None
        text = form.format(f"{match['tag']}: {write_flow_scalar(match['name'])}")
        self._report(self._unknown, node.span, _MISSING_SPACE, f'write "{text}"', text)
        return match["tag"], match["name"]

    def _read_scalar(self, node: Scalar, field: Field, place: str) -> Any:
        text = " ".join(node.value.split())
        is_displayed = field.name not in _NOT_DISPLAYED if self._entry else field.name in _DISPLAYED
        if not is_displayed and (quoted := _CURLY_QUOTED.fullmatch(text)):
            message, hint = f'"{field.name}": curly quotation marks are part of {text}', f'write "{quoted[1]}"'
            self._report(self._invalid, node.span, message, hint, quoted[1])
            return self._read_scalar(replace(node, value=quoted[1]), field, place)
        if node.comment and is_displayed:
            self.diagnostics.append(diagnose_cut_text(node, field.name))
            self.cut_fields.add(place)
            if node.is_null:
                return None
        if field.kind in {FieldKind.DATE, FieldKind.DAY_OR_MONTH} and not node.is_null:
            return self._read_date(node, text, field, place)
        if not node.is_text:
            if node.is_null:
                example = make_example(field, self._expected_date(place))
                return self._report(self._wrong, node.span, f'"{field.name}" is empty', example)
            message = f'"{field.name}" must be a text, and YAML reads {text} as something else'
            correction = quote(text) if _is_item(place) else f"{field.name}: {quote(text)}"
            hint = f"put it in quotation marks: write {correction}"
            return self._report(self._wrong, node.span, message, hint, quote(text))
        if (suggestion := _find_fault(text, field)) is not None:
            self._report(self._invalid, node.span, *suggestion)
            # Under the wrong language, rules would report the text and its translations too.
            return suggestion.text if field.name == "language" and suggestion.text else None
        if field.name == "status" and not self._entry:
            return Status(text)
        return text

    def _read_date(self, node: Scalar, text: str, field: Field, place: str) -> datetime.date | PartialDate | None:
        if field.kind is FieldKind.DAY_OR_MONTH and re.fullmatch(f"{DATE}|{MONTH_OR_YEAR}", text):
            return PartialDate.parse(text)
        if re.fullmatch(DATE, text):
            return datetime.date.fromisoformat(text)
        self._report(self._invalid, node.span, *suggest_date(text, field, self._expected_date(place)))
        return None

    def _expected_date(self, place: str) -> datetime.date | None:
        """Return the date in the file name, for the field that must agree with it."""
        return self._file_date if place == "date" else None

    def _report_unknown(self, key: Scalar, node: Node, schema: dict[str, Field], mapping: Mapping) -> str:
        """Report an unknown field; return the field of the *schema* that was intended, or an empty name."""
        before, _, rest = key.value.partition(":")
        name, above, span = guess_field(key.value, schema), _empty_field_above(key, mapping), key.span
        message, hint, text = f'there is no field "{key.value}"', "", ""
        if _is_null(node) and rest and before in schema:
            name, text = before, f"{before}: {rest.strip()}"
            message, hint = _MISSING_SPACE, f'write "{text}"'
        elif above and (not name or name in mapping.entries):
            hint = f'indent the line if it is part of "{above}" above, which is empty; otherwise delete it'
        elif not name and _is_null(node) and (parts := _parts_of_value(key, mapping)):
            field, span, text = parts
            message = f'the comma before "{key.value}" ends the value of "{field}"'
            hint = f"put the whole value in quotation marks: write {field}: {text}"
        elif not name:
            hint = f"delete it; the fields are {', '.join(schema)}"
        elif name in mapping.entries:
            hint = f'write what belongs there in "{name}", which is here too, and delete this field'
        else:
            is_plain = key.span.end_column - key.span.column == len(key.value)
            hint, text = f'did you mean "{name}"?', name if is_plain else ""
        if name == "published":
            # A typo must not publish a brief that is held back.
            self.places.setdefault(name, node.span)
        self._report(self._unknown, span, message, hint, text)
        return name

    def _report(self, rule: Rule, span: Span, message: str, hint: str | None = None, text: str = "") -> None:
        """Report a value; *text* is what was certainly intended."""
        fix = (Replacement(span=span, text=text),) if text else ()
        message = f'in "{self._entry}", {message}' if self._entry else message
        self.diagnostics.append(rule.flag(span, message, hint=hint, fix=fix))


def _find_fault(text: str, field: Field) -> Suggestion | None:
    """Return what is wrong with a text, and what was intended; None if its field accepts it."""
    if len(text) > field.limit:
        message = f'"{field.name}" has {len(text):,} characters; at most {field.limit:,} are allowed'
        return Suggestion(message, "say it in fewer words")
    if INVISIBLE.search(text):
        return Suggestion(f'"{field.name}" holds an invisible character', "write it anew")
    if field.kind is FieldKind.ADDRESS or (field.name == "source" and "://" in text):
        is_allowed = text.startswith(("http://", "https://")) and is_allowed_address(text)
    else:
        is_allowed = not field.pattern or re.fullmatch(field.pattern, text) is not None
    return None if is_allowed else suggest_value(text, field)


def _empty_field_above(key: Scalar, mapping: Mapping) -> str:
    """Return the name of the field whose text should begin on the line of a key: it has `>-` or `|` and no text."""
    fields = ((name, node) for name, (_, node) in mapping.entries.items() if _is_empty(node))
    return next((name for name, node in fields if node.span.end_line == key.span.line > node.span.line), "")


def _parts_of_value(key: Scalar, mapping: Mapping) -> tuple[str, Span, str] | None:
    """Return the field in braces that a comma before *key* ends, and the place and text of the whole value."""
    found = ""
    for name, (other, node) in mapping.entries.items():
        if isinstance(node, Scalar) and node.span.end_line == key.span.line and other.span <= key.span:
            if not node.is_null:
                found, span, words = name, node.span, [node.value]
            elif found:
                words.append(other.value)
    return (found, replace(span, end_column=key.span.end_column), quote(", ".join(words))) if found else None


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or not node.value.strip())


def _is_item(place: str) -> bool:
    """Return whether a path is that of a list item."""
    return place.rpartition(".")[2].isdigit()


def _has_other_fields(node: Mapping, field: Field) -> bool:
    """Return whether a mapping with required fields has none of its fields, such as a bare "date: note"."""
    is_bound = any(member.required for member in field.members.values()) and bool(node.entries)
    return is_bound and not any(guess_field(name.partition(":")[0], field.members) for name in node.entries)


def _split_item(item: Scalar, field: Field) -> list[str]:
    """Return the names in a list item if they are certainly several, or one followed by a comma."""
    vocabulary = cast("Field", field.item).vocabulary
    if not vocabulary and field.name not in {"replaces", "sources"}:
        return []
    value = item.value.strip()
    parts = split_names(value, field) if _SEVERAL.search(value) else []
    # “Kovač, Ana” is one person, and “Georgia, USA” one place.
    is_list = are_people(parts) if vocabulary == "people" else "," not in value[:-1] or all(map(_CODE.fullmatch, parts))
    return parts if is_list and parts != [value] else []
