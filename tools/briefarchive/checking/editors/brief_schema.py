"""A JSON Schema of the front matter of briefs.

It accepts what the check finds no fault with, as far as a value alone can tell; what it cannot know is the file's name,
other files, and how the YAML was written.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ...model import Status, Vocabulary
from ...reading.front_matter.schema import COMPANIONS, DATE, DATE_RULE, FRONT_MATTER, Field, FieldKind
from .keywords import DEFINITIONS, DRAFT, VISIBLE, described, enumerated, whole
from .terms import terms


def brief_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema, with the ids that *vocabulary* has."""
    return {
        "$schema": DRAFT,
        "title": "The front matter of a brief",
        **_mapping(FRONT_MATTER, vocabulary),
        "allOf": list(_companions()),
        "definitions": DEFINITIONS,
    }


def _mapping(fields: Mapping[str, Field], vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields.values() if field.required],
        "properties": {field.name: described(field, _value(field, vocabulary)) for field in fields.values()},
    }


def _value(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    match field.kind:
        case FieldKind.MAPPING:
            return _mapping(field.members, vocabulary)
        case FieldKind.LIST:
            return _list(field, vocabulary)
        case FieldKind.DATE:
            return {"type": "string", "pattern": whole(DATE), "patternErrorMessage": DATE_RULE}
    return _text(field, vocabulary)


def _list(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    item = cast("Field", field.item)
    known = terms(vocabulary, item.vocabulary) if item.vocabulary else None
    if known == {}:  # an `enum` must have something in it
        return {"type": ["array", "null"], "maxItems": 0}
    items = _value(item, vocabulary)
    # A name and a colon with nothing behind it is an empty list.
    return {"type": ["array", "null"], "maxItems": field.most, "uniqueItems": True, "items": items}


def _text(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    if field.choices:
        return {"enum": list(field.choices)}
    if field.vocabulary and (known := terms(vocabulary, field.vocabulary)):
        return enumerated(known)
    text: dict[str, Any] = {"type": "string", "maxLength": field.limit, "allOf": [VISIBLE]}
    if field.pattern:
        text |= {"pattern": whole(field.pattern), "patternErrorMessage": field.rule}
    return text


def _companions() -> Iterator[dict[str, Any]]:
    """A status asks for the field that explains it, and the field for the status."""
    for status, name in COMPANIONS.items():
        given = _given(FRONT_MATTER[name])
        allowed = list(dict.fromkeys([status, Status.WITHDRAWN]))
        yield {"if": _status([status]), "then": given}
        yield {"if": given, "then": _status(allowed)}


def _given(field: Field) -> dict[str, Any]:
    value = {"type": "array", "minItems": 1} if field.kind is FieldKind.LIST else {"type": "object"}
    return {"required": [field.name], "properties": {field.name: value}}


def _status(allowed: list[Status]) -> dict[str, Any]:
    return {"required": ["status"], "properties": {"status": {"enum": allowed}}}
