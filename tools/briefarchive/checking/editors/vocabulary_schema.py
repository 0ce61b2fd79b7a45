"""JSON Schemas of the four vocabularies.

An id of another entry is offered and not asked for, since the entry may be added in the same change.
"""

from collections.abc import Mapping
from typing import Any, cast

from ...model import Vocabulary
from ...reading.front_matter.schema import ID, RESERVED_IDS, Field, FieldKind
from ...reading.vocabularies.countries import iso_countries
from ...reading.vocabularies.entry import CODE
from ...reading.vocabularies.fields import VOCABULARY_FIELDS
from .keywords import DEFINITIONS, DRAFT, VISIBLE, anything_but, described, enumerated, whole
from .terms import terms

_TEXT: dict[str, Any] = {"type": "string", "allOf": [VISIBLE]}

_DAY: dict[str, Any] = {
    "type": ["integer", "string"],
    "minimum": 1000,
    "maximum": 9999,
    "pattern": whole(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"),
    "patternErrorMessage": "write 1973, 1973-01 or 1973-01-01",
}
_PERIOD: dict[str, Any] = {
    "type": "object",
    "properties": {"from": _DAY, "to": _DAY},
    "additionalProperties": False,
}
_MEMBERSHIPS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"anyOf": [_PERIOD, {"type": "array", "items": _PERIOD}, {"type": "null"}]},
}


def vocabulary_schema(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of one of them, with the ids that *vocabulary* has."""
    fields = VOCABULARY_FIELDS[name]
    definitions = {**DEFINITIONS, "entry": _entry(fields, vocabulary)}
    if name == "countries":
        known = sorted(iso_countries())
        entries = {
            f"^(?:{'|'.join(known)})$": {"$ref": "#/definitions/entry"},
            anything_but(CODE, [*known, *sorted(RESERVED_IDS)]): {"$ref": "#/definitions/group"},
        }
        definitions["group"] = {
            "required": ["label"],
            "allOf": [{"$ref": "#/definitions/entry"}, _labelled(vocabulary)],
        }
    else:
        entries = {anything_but(ID, sorted(RESERVED_IDS)): {"$ref": "#/definitions/entry"}}
    return {
        "$schema": DRAFT,
        "title": f"The vocabulary of {name}",
        "type": ["object", "null"],
        "patternProperties": entries,
        "additionalProperties": False,
        "definitions": definitions,
    }


def _entry(fields: Mapping[str, Field], vocabulary: Vocabulary) -> dict[str, Any]:
    properties = {field.name: described(field, _value(field, vocabulary)) for field in fields.values()}
    required = [field.name for field in fields.values() if field.required]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _value(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    match field.kind:
        case FieldKind.NAMES:
            names = {"type": "object", "additionalProperties": _TEXT}
            return {"anyOf": [_TEXT, {**names, "required": [vocabulary.language]} if field.required else names]}
        case FieldKind.LIST:
            item = cast("Field", field.item)
            if item.kind is FieldKind.ADDRESS:
                return {"type": "array", "items": {**_TEXT, **_address(r"^\s*https?://")}}
            return {"type": "array", "items": _offered(item, vocabulary, _TEXT)}
        case FieldKind.ADDRESS:
            return {**_optional(_TEXT), **_address(r"^\s*(?:https?://|$)")}
        case FieldKind.MAPPING:
            return _entry(field.members, vocabulary)
        case FieldKind.MEMBERS:
            item = cast("Field", field.item)
            return {"anyOf": [{"type": "array", "items": _offered(item, vocabulary, _TEXT)}, _MEMBERSHIPS]}
    return _text(field, vocabulary)


def _address(pattern: str) -> dict[str, Any]:
    return {"pattern": pattern, "patternErrorMessage": "write an http or https address"}


def _text(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    if field.choices:
        return {"enum": [*field.choices, None]}
    if field.pattern:
        text = _TEXT if field.required else _optional(_TEXT)
        return {**text, "pattern": whole(field.pattern), "patternErrorMessage": field.rule}
    if field.required:
        return {**_TEXT, "pattern": r"\S", "patternErrorMessage": "it must not be empty"}
    return _offered(field, vocabulary, _optional(_TEXT))


def _offered(field: Field, vocabulary: Vocabulary, otherwise: dict[str, Any]) -> dict[str, Any]:
    known = terms(vocabulary, field.vocabulary) if field.vocabulary else None
    return {"anyOf": [enumerated(known), otherwise]} if known else otherwise


def _optional(text: dict[str, Any]) -> dict[str, Any]:
    return {**text, "type": ["string", "null"]}


def _labelled(vocabulary: Vocabulary) -> dict[str, Any]:
    named = {"anyOf": [{"type": "string"}, {"type": "object", "required": [vocabulary.language]}]}
    return {"properties": {"label": named}}
