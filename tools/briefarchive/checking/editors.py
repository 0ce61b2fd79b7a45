"""What editors need to complete and check fields: JSON Schemas and snippets, made from the fields and vocabularies.

The schemas accept what the check finds no fault with, as far as a value alone can tell. They are of draft 7: Red Hat's
YAML language server knows newer keywords since 1.20 only. Besides there are `enumDescriptions` and
`patternErrorMessage`, words of VS Code's, which that server understands and validators pass over.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from ..model import Person, Status, Vocabulary
from ..reading.characters.invisible import INVISIBLE
from ..reading.fields import (
    COMPANIONS,
    DATE,
    DATE_RULE,
    FRONT_MATTER,
    ID,
    MONTH_OR_YEAR,
    RESERVED_IDS,
    VOCABULARY_FIELDS,
    Field,
    FieldKind,
)
from ..reading.vocabularies.countries import iso_countries
from ..reading.vocabularies.entry import CODE

FOLDER = ".vscode"

_Value = Callable[[Field, Vocabulary], dict[str, Any]]
_DRAFT = "http://json-schema.org/draft-07/schema#"
_VISIBLE: dict[str, Any] = {"$ref": "#/definitions/visible"}
_DEFINITIONS: dict[str, Any] = {
    "visible": {
        "pattern": rf"^(?![\s\S]*(?:{INVISIBLE.pattern}))",
        "patternErrorMessage": "an invisible character stands here; write it anew",
    }
}


def _whole(pattern: str) -> str:
    r"""A pattern of Python which must match as a whole but for white space, as ECMAScript writes it: `\w` is ASCII."""
    pattern = pattern.replace(r"\w", r"[\p{L}\p{N}_]")
    return rf"^\s*(?:{pattern})\s*$"


_TEXT: dict[str, Any] = {"type": "string", "allOf": [_VISIBLE]}

_DAY: dict[str, Any] = {
    "type": ["integer", "string"],
    "minimum": 1000,
    "maximum": 9999,
    "pattern": _whole(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"),
    "patternErrorMessage": "write 1973, 1973-01 or 1973-01-01",
}
_PERIOD: dict[str, Any] = {
    "type": "object", "properties": {"from": _DAY, "to": _DAY}, "additionalProperties": False
}  # fmt: skip
_MEMBERSHIPS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"anyOf": [_PERIOD, {"type": "array", "items": _PERIOD}, {"type": "null"}]},
}
_ROLES = {"countries": "country", "topics": "topic", "people": "person"}
# The day in the file's name, which is the brief's.
_DAY_IN_NAME = "${TM_FILENAME_BASE/^([0-9]{4}-[0-9]{2}-[0-9]{2}).*$/$1/}"


def editor_files(vocabulary: Vocabulary) -> dict[Path, str]:
    """The text of each file in the folder for editors that follows from the vocabularies, by root-relative path."""
    files = {"brief.schema.json": brief_schema(vocabulary)}
    files |= {f"{name}.schema.json": vocabulary_schema(name, vocabulary) for name in VOCABULARY_FIELDS}
    files |= {"briefs.code-snippets": _snippets(vocabulary)}
    return {Path(FOLDER, name): as_json(content) for name, content in files.items()}


def as_json(content: dict[str, Any]) -> str:
    """*content* as the text of a file, in ASCII: no sign in it can be taken for another, and none is invisible."""
    return json.dumps(content, indent=2) + "\n"


def brief_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema, with the ids that *vocabulary* has."""
    return {
        "$schema": _DRAFT,
        "title": "The front matter of a brief",
        **_mapping(FRONT_MATTER, vocabulary, _brief_value),
        "allOf": list(_companions()),
        "definitions": _DEFINITIONS,
    }


def _mapping(fields: Mapping[str, Field], vocabulary: Vocabulary, value: _Value) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields.values() if field.required],
        "properties": {field.name: _described(field, value(field, vocabulary)) for field in fields.values()},
    }


def _described(field: Field, value: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field's value with what the field says."""
    plain = field.help.replace("`", "")
    marked = {} if plain == field.help else {"markdownDescription": field.help}
    return {"description": plain, **marked, **value}


def _brief_value(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    match field.kind:
        case FieldKind.MAPPING:
            return _mapping(field.members, vocabulary, _brief_value)
        case FieldKind.LIST:
            return _list(field, vocabulary)
        case FieldKind.DATE:
            return {"type": "string", "pattern": _whole(DATE), "patternErrorMessage": DATE_RULE}
        case FieldKind.DAY_OR_MONTH:
            pattern = _whole(f"{DATE}|{MONTH_OR_YEAR}")
            return {"type": ["string", "integer"], "pattern": pattern, "patternErrorMessage": DATE_RULE}
    return _brief_text(field, vocabulary)


def _list(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    item = cast("Field", field.item)
    known = _terms(vocabulary, item.vocabulary) if item.vocabulary else None
    if known == {}:  # an `enum` must have something in it
        return {"type": ["array", "null"], "maxItems": 0}
    items = _brief_value(item, vocabulary)
    # A name and a colon with nothing behind it is an empty list.
    return {"type": ["array", "null"], "maxItems": field.most, "uniqueItems": True, "items": items}


def _brief_text(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    if field.choices:
        return {"enum": list(field.choices)}
    if field.vocabulary and (known := _terms(vocabulary, field.vocabulary)):
        return _enumerated(known)
    text: dict[str, Any] = {"type": "string", "maxLength": field.limit, "allOf": [_VISIBLE]}
    if field.pattern:
        text |= {"pattern": _whole(field.pattern), "patternErrorMessage": field.rule}
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


def vocabulary_schema(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of one of them, with the ids that *vocabulary* has."""
    fields = VOCABULARY_FIELDS[name]
    definitions = {**_DEFINITIONS, "entry": _mapping(fields, vocabulary, _entry_value)}
    if name == "countries":
        known = sorted(iso_countries())
        entries = {
            f"^(?:{'|'.join(known)})$": {"$ref": "#/definitions/entry"},
            _anything_but(CODE, [*known, *sorted(RESERVED_IDS)]): {"$ref": "#/definitions/group"},
        }
        label = {"anyOf": [{"type": "string"}, {"type": "object", "required": [vocabulary.language]}]}
        labelled = {"required": ["label"], "properties": {"label": label}}
        definitions["group"] = {"allOf": [{"$ref": "#/definitions/entry"}, labelled]}
    else:
        entries = {_anything_but(ID, sorted(RESERVED_IDS)): {"$ref": "#/definitions/entry"}}
    return {
        "$schema": _DRAFT,
        "title": f"The vocabulary of {name}",
        "type": ["object", "null"],
        "patternProperties": entries,
        "additionalProperties": False,
        "definitions": definitions,
    }


def _entry_value(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
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
            return _mapping(field.members, vocabulary, _entry_value)
        case FieldKind.MEMBERS:
            item = cast("Field", field.item)
            return {"anyOf": [{"type": "array", "items": _offered(item, vocabulary, _TEXT)}, _MEMBERSHIPS]}
    return _entry_text(field, vocabulary)


def _address(pattern: str) -> dict[str, Any]:
    return {"pattern": pattern, "patternErrorMessage": "write an http or https address"}


def _entry_text(field: Field, vocabulary: Vocabulary) -> dict[str, Any]:
    if field.choices:
        return {"enum": [*field.choices, None]}
    if field.pattern:
        text = _TEXT if field.required else _optional(_TEXT)
        return {**text, "pattern": _whole(field.pattern), "patternErrorMessage": field.rule}
    if field.required:
        return {**_TEXT, "pattern": r"\S", "patternErrorMessage": "it must not be empty"}
    return _offered(field, vocabulary, _optional(_TEXT))


def _offered(field: Field, vocabulary: Vocabulary, otherwise: dict[str, Any]) -> dict[str, Any]:
    known = _terms(vocabulary, field.vocabulary) if field.vocabulary else None
    return {"anyOf": [_enumerated(known), otherwise]} if known else otherwise


def _optional(text: dict[str, Any]) -> dict[str, Any]:
    return {**text, "type": ["string", "null"]}


def _anything_but(pattern: str, words: list[str]) -> str:
    """A pattern for whatever *pattern* matches except for some words."""
    return f"^(?!(?:{'|'.join(map(re.escape, words))})$)(?:{pattern})$"


def _enumerated(labels: Mapping[str, str]) -> dict[str, Any]:
    """A closed list of values with what each is called."""
    return {"enum": list(labels), "enumDescriptions": list(labels.values())}


def _terms(vocabulary: Vocabulary, name: str) -> dict[str, str] | None:
    """The ids of a vocabulary with their labels, those of entries with a fault too; None if its file is unreadable."""
    if name in vocabulary.unread:
        return None
    refused = sorted(one.partition("/")[2] for one in vocabulary.unread if one.startswith(f"{name}/"))
    known = getattr(vocabulary, name).items()
    labels = {str(id_): one.name if isinstance(one, Person) else one.label() for id_, one in known}
    return {**labels, **dict.fromkeys(refused, "Its entry has a fault.")}


def _snippets(vocabulary: Vocabulary) -> dict[str, Any]:
    """The content of a file of snippets."""
    known = {name: _terms(vocabulary, name) or {} for name in _ROLES}
    head = _snippet(["brief"], _head(known["topics"], known["people"]), "The head of a new brief")
    return {"A new brief": head} | {
        f"{role} {term}": _snippet(list(dict.fromkeys([term, label])), [term], f"{label} ({role})")
        for name, role in _ROLES.items()
        for term, label in known[name].items()
    }


def _head(topics: Iterable[str], people: Iterable[str]) -> list[str]:
    return [
        "---",
        "title: ${1:What happened}",
        f"date: {_DAY_IN_NAME}",
        "countries: [$2]",
        f"topics: [{_choice(3, topics)}]",
        f"compilers: [{_choice(4, people)}]",
        "summary: >-",
        "  ${5:In one or two sentences}",
        "status: draft",
        "---",
        "",
        "$0",
    ]


def _choice(number: int, ids: Iterable[str]) -> str:
    """A place where one of the *ids* is chosen; they have no sign that would have to be escaped."""
    listed = ",".join(ids)
    return f"${{{number}|{listed}|}}" if listed else f"${number}"


def _snippet(prefix: list[str], body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}
