"""Converts YAML nodes to the field values of front matter and vocabulary entries, and reports invalid ones."""

import datetime
import re
from dataclasses import replace
from typing import Any, NamedTuple, cast

from ...diagnostics import Diagnostic, Replacement, Rule, Span
from ...model import Claim, Correction, Imported, ImportedCopy, Original, PartialDate, Status, Withdrawal
from .. import rules
from ..addresses import is_allowed_address
from ..characters import INVISIBLE
from ..fields import DATE, ID, MONTH_OR_YEAR, Field, FieldKind, guess_field
from .field_values import (
    Suggestion,
    make_example,
    split_names,
    suggest_date,
    suggest_fields,
    suggest_list,
    suggest_text,
    suggest_value,
)
from .writer import quote, write_flow_list
from .yaml import Mapping, Node, Scalar, Sequence, diagnose_cut_text

# Displayed texts, of which YAML must not take any part for a comment.
_DISPLAYED = frozenset({"title", "summary", "note", "reason"})
# In vocabularies, every text is displayed except these.
_NOT_DISPLAYED = frozenset({"parent", "replaced_by", "orcid", "url", "kind", "country", "language", "members"})
_CODES = re.compile(r"[A-Z]{2}(?:[\s/&+-]+(?:and )?[A-Z]{2})+")
_MODELS: dict[str, type] = {
    "corrections": Correction,
    "withdrawal": Withdrawal,
    "original": Original,
    "imported": Imported,
    "copies": ImportedCopy,
    "state_media": Claim,
}
_PEOPLE = frozenset({"compilers", "authors", "editors", "translators"})


class _Rules(NamedTuple):
    """The rules that a field can break."""

    missing: Rule
    unknown: Rule
    wrong: Rule
    invalid: Rule


_OF_BRIEFS = _Rules(rules.MissingField, rules.UnknownField, rules.WrongType, rules.InvalidValue)
_OF_ENTRIES = _Rules(rules.MalformedEntry, rules.UnknownEntryField, rules.MalformedEntry, rules.MalformedEntry)


class FieldReader:
    """Converts nodes to the values that a schema requires, and reports those that are invalid.

    Args:
        found: The list to which diagnostics are added.
        entry: The id of the vocabulary entry; empty for the front matter of a brief.
        named: The date in the file name of the brief.
        language: The language of a name that is given as a single text.

    Attributes:
        places: The span of each value, by its dotted path.
        cut: Fields of which YAML takes a part for a comment.
        meant: Fields that are present under a wrong name, which is reported.
    """

    def __init__(
        self, found: list[Diagnostic], *, entry: str = "", named: datetime.date | None = None, language: str = ""
    ) -> None:
        self.found = found
        self.places: dict[str, Span] = {}
        self.cut: set[str] = set()
        self.misnamed: set[str] = set()
        self._entry = entry
        self._rules = _OF_ENTRIES if entry else _OF_BRIEFS
        self._named_day = named
        self._language = language

    def read_fields(self, node: Mapping, schema: dict[str, Field], start: Span, prefix: str = "") -> dict[str, Any]:
        """Return the values of the fields that are present and valid; missing fields are reported at *start*."""
        values: dict[str, Any] = {}
        meant = {*node.refused}
        empty = {name for name, (_, child) in node.entries.items() if self._entry and _is_empty(child)}
        for name, (key, child) in node.entries.items():
            if name not in schema:
                meant.add(self._report_unknown(key, child, schema, node))
            elif name not in empty or (schema[name].item and _is_null(child)):  # a comment may contain its items
                value = self._read_value(child, schema[name], prefix + name)
                if value is not None:
                    values[name] = value
                if value != ():  # an empty list counts as absent
                    self.places[prefix + name] = child.span
        self.misnamed |= meant
        there = node.entries.keys() - empty | meant
        for name, wanted in schema.items():
            if wanted.required and name not in there and wanted.kind is not FieldKind.NAMES:
                example = make_example(wanted, self._expected_date(prefix + name))
                rule = rules.ClaimWithoutSource if self._entry and prefix else self._rules.missing
                self._report(rule, node.span if prefix else start, f'the field "{name}" is missing', example)
        return values

    def _read_value(self, node: Node, wanted: Field, place: str) -> Any:
        if wanted.kind is FieldKind.MEMBERS and isinstance(node, Mapping):
            return None  # has periods, which the reader of countries parses
        if wanted.item is not None:
            return self._read_list(node, wanted, place)
        if wanted.kind is FieldKind.NAMES:
            return self._read_labels(node, wanted, place)
        if wanted.kind is FieldKind.MAPPING:
            if not isinstance(node, Mapping) or _has_other_fields(node, wanted):
                rule = rules.ClaimWithoutSource if self._entry else self._rules.wrong
                return self._report_suggestion(rule, node, suggest_fields(wanted))
            count = len(self.found)
            values = self.read_fields(node, wanted.members, node.span, f"{place}.")
            if "from" in values:
                values["origin"] = values.pop("from")
            return _MODELS[wanted.name](**values) if len(self.found) == count else None
        if not isinstance(node, Scalar):
            return self._report_suggestion(self._rules.wrong, node, suggest_text(node, wanted, is_item=_is_item(place)))
        return self._read_scalar(node, wanted, place)

    def _read_list(self, node: Node, wanted: Field, place: str) -> tuple[Any, ...] | None:
        item = cast("Field", wanted.item)
        if isinstance(node, Scalar) and node.is_null:
            if node.comment_span and not item.members and not re.match(r"#+(?:\s|$)", node.comment):
                text = write_flow_list(split_names(node.comment.replace("#", ", "), wanted))
                self.found.append(diagnose_cut_text(node, wanted.name, text))
                self.cut.add(place)
            return ()
        if isinstance(node, Sequence):
            items = self._split_items(node, wanted)
        else:
            meant, items = suggest_list(node, wanted)
            self._report_suggestion(self._rules.wrong, node, meant)
            if not items:
                return None
        values: dict[Any, None] = {}
        if len(items) > wanted.most:
            message = f'"{wanted.name}" has {len(items):,} items; at most {wanted.most} are read'
            self._report(self._rules.invalid, node.span, message, "keep those that matter most")
        for child in items[: wanted.most]:
            name = f"{place}.{len(values)}"
            value = self._read_value(child, item, name)
            if value is not None and value in values:
                if not self._entry:
                    self._report(
                        self._rules.invalid, child.span, f'"{value}" appears twice in "{wanted.name}"', "keep one"
                    )
            elif value is not None:
                self.places[name] = child.span
                values[value] = None
        return tuple(values) if values or not items else None

    def _split_items(self, node: Sequence, wanted: Field) -> tuple[Node, ...]:
        """Return the items of a list; one that combines several, as `CN，KZ` or `CN KZ`, is reported and split."""
        items: list[Node] = []
        for item in node.items:
            names = _split_item(item, wanted) if isinstance(item, Scalar) else []
            if not names or not isinstance(item, Scalar):
                items.append(item)
                continue
            text = write_flow_list(names)[1:-1]
            message = f'"{item.value}" is read as one item of "{wanted.name}"'
            is_certain = node.in_brackets or len(names) == 1
            hint = f'write "{text}"' if is_certain else "write each on a line of its own"
            self._report_suggestion(self._rules.invalid, item, Suggestion(message, hint, text if is_certain else ""))
            items += [Scalar(value=name, span=item.span) for name in names]
        return tuple(items)

    def _read_labels(self, node: Node, wanted: Field, place: str) -> dict[str, str] | None:
        """Return names by language; a single text is the name in the archive's language."""
        if not isinstance(node, Scalar | Mapping):
            message = f'"{wanted.name}" must be names by language'
            self._report_suggestion(self._rules.wrong, node, Suggestion(message, make_example(wanted)))
            return None
        text = replace(wanted, kind=FieldKind.TEXT)
        if isinstance(node, Scalar):
            name = self._read_scalar(node, text, place)
            return {self._language: name} if name else None
        entries = {tag: one for tag, (_, one) in node.entries.items()}
        read = {tag: self._read_value(one, replace(text, name=tag), f"{place}.{tag}") for tag, one in entries.items()}
        return {tag: name for tag, name in read.items() if name}

    def _read_scalar(self, node: Scalar, wanted: Field, place: str) -> Any:
        text = " ".join(node.value.split())
        if node.comment and (wanted.name not in _NOT_DISPLAYED if self._entry else wanted.name in _DISPLAYED):
            self.found.append(diagnose_cut_text(node, wanted.name))
            self.cut.add(place)
            if node.is_null:
                return None
        if wanted.kind in {FieldKind.DATE, FieldKind.DAY_OR_MONTH} and not node.is_null:
            return self._read_date(node, text, wanted, place)
        if not node.is_text:
            if node.is_null:
                meant = Suggestion(f'"{wanted.name}" is empty', make_example(wanted, self._expected_date(place)))
            else:
                message = f'"{wanted.name}" must be a text, and YAML reads {text} as something else'
                written = quote(text) if _is_item(place) else f"{wanted.name}: {quote(text)}"
                hint = f"put it in quotation marks: write {written}"
                meant = Suggestion(message, hint, quote(text))
            self._report_suggestion(self._rules.wrong, node, meant)
            return None
        if len(text) > wanted.limit:
            message = f'"{wanted.name}" has {len(text):,} characters; at most {wanted.limit:,} are allowed'
            self._report(self._rules.invalid, node.span, message, "say it in fewer words")
            return None
        if INVISIBLE.search(text):
            self._report(
                self._rules.invalid, node.span, f'"{wanted.name}" holds an invisible character', "write it anew"
            )
            return None
        if not _is_allowed(text, wanted):
            meant = suggest_value(text, wanted)
            self._report_suggestion(self._rules.invalid, node, meant)
            # Under the wrong language, rules would report the text and its translations too.
            return meant.text if wanted.name == "language" and meant.text else None
        if wanted.name == "status" and not self._entry:
            return Status(text)
        return text

    def _read_date(self, node: Scalar, text: str, wanted: Field, place: str) -> datetime.date | PartialDate | None:
        if wanted.kind is FieldKind.DAY_OR_MONTH and re.fullmatch(f"{DATE}|{MONTH_OR_YEAR}", text):
            return PartialDate.parse(text)
        if re.fullmatch(DATE, text):
            return datetime.date.fromisoformat(text)
        self._report_suggestion(self._rules.invalid, node, suggest_date(text, wanted, self._expected_date(place)))
        return None

    def _expected_date(self, place: str) -> datetime.date | None:
        """Return the date in the file name, for the field that must agree with it."""
        return self._named_day if place == "date" else None

    def _report_unknown(self, key: Scalar, node: Node, schema: dict[str, Field], given: Mapping) -> str:
        """Report an unknown field; return the field of the *schema* that was intended, or an empty name."""
        message = f'there is no field "{key.value}"'
        tight, _, rest = key.value.partition(":")
        if _is_null(node) and rest and tight in schema:
            text = f"{tight}: {rest.strip()}"
            mended = (Replacement(span=key.span, text=text),)
            self._report(self._rules.unknown, key.span, "a space is missing after the colon", f'write "{text}"', mended)
            return tight
        name = guess_field(key.value, schema)
        if name is None:
            self._report(self._rules.unknown, key.span, message, f"delete it; the fields are {', '.join(schema)}")
            return ""
        if name == "published":
            # A typo must not publish a brief that is held back.
            self.places.setdefault(name, node.span)
        if name in given.entries:
            hint = f'write what belongs there in "{name}", which is here too, and delete this field'
            self._report(self._rules.unknown, key.span, message, hint)
            return name
        is_plain = key.span.end_column - key.span.column == len(key.value)
        fix = (Replacement(span=key.span, text=name), *self._find_fixes(node, schema[name])) if is_plain else ()
        self._report(self._rules.unknown, key.span, message, f'did you mean "{name}"?', fix)
        return name

    def _find_fixes(self, node: Node, wanted: Field) -> list[Replacement]:
        """Return the fixes of a value that has a wrong field name."""
        before = len(self.found)
        self._read_value(node, wanted, f"{wanted.name}?")
        told = self.found[before:]
        del self.found[before:]
        return [part for one in told for part in one.fix]

    def _report_suggestion(self, rule: Rule, node: Node, meant: Suggestion) -> None:
        """Report a value with what was probably intended."""
        fix = (Replacement(span=node.span, text=meant.text),) if meant.text and isinstance(node, Scalar) else ()
        self._report(rule, node.span, meant.message, meant.hint, fix)

    def _report(
        self, rule: Rule, span: Span, message: str, hint: str | None = None, fix: tuple[Replacement, ...] = ()
    ) -> None:
        message = f'in "{self._entry}", {message}' if self._entry else message
        self.found.append(rule.at(span, message, hint=hint, fix=fix))


def _is_allowed(text: str, wanted: Field) -> bool:
    is_address = text.startswith(("http://", "https://")) and is_allowed_address(text)
    if wanted.kind is FieldKind.ADDRESS or (wanted.name == "source" and "://" in text):
        return is_address
    return not wanted.pattern or re.fullmatch(wanted.pattern, text) is not None


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_null or not node.value.strip())


def _is_item(place: str) -> bool:
    """Return whether a path is that of a list item."""
    return place.rpartition(".")[2].isdigit()


def _has_other_fields(node: Mapping, wanted: Field) -> bool:
    """Return whether a mapping with required fields has none of its fields, such as a bare "date: note"."""
    is_bound = any(member.required for member in wanted.members.values())
    return (
        is_bound
        and bool(node.entries)
        and not any(guess_field(name.partition(":")[0], wanted.members) for name in node.entries)
    )


def _split_item(item: Scalar, wanted: Field) -> list[str]:
    """Return the names in a list item if they are certainly several, or one followed by a comma."""
    if not cast("Field", wanted.item).vocabulary and wanted.name != "replaces":
        return []
    value = item.value.strip()
    parts = split_names(value, wanted) if re.search(r"[，、；;|•\n]|, |[,;]$", value) or _CODES.fullmatch(value) else []
    if wanted.name in _PEOPLE and not all(" " in part or re.fullmatch(ID, part) for part in parts):
        return []  # “Kovač, Ana” is one person
    return parts if parts != [value] else []
