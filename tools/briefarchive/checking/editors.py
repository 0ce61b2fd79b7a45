"""JSON Schemas and snippets for editors, generated from the fields and vocabularies.

The schemas accept whatever the check accepts, and reject what is useful to know while typing: unknown fields, values of
the wrong type or form, and unknown ids. The check finds the rest.

They use draft 7, because Red Hat's YAML language server has supported newer keywords only since 1.20. They also use VS
Code's `enumDescriptions` and `patternErrorMessage`, which that server understands and validators ignore.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from ..model import Person, Vocabulary
from ..model.tables import load_table
from ..reading.fields import (
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
from ..reading.nearest import ROLES
from ..reading.vocabularies.countries import iso_countries
from ..reading.vocabularies.entry import CODE

FOLDER = ".vscode"

# Schemas that are the same in every archive, and the head of a new brief.
_TABLE = load_table(__file__)
_MEMBERSHIPS = _TABLE["memberships"]
_DRAFT: dict[str, Any] = {"$schema": "http://json-schema.org/draft-07/schema#"}
_TEXT: dict[str, Any] = {"type": ["string", "null"]}


def editor_files(vocabulary: Vocabulary) -> dict[Path, str]:
    """Return the texts of the generated files in the editors' folder, by root-relative path."""
    files = {"brief.schema.json": brief_schema(vocabulary)}
    files |= {f"{name}.schema.json": vocabulary_schema(name, vocabulary) for name in VOCABULARY_FIELDS}
    files |= {"briefs.code-snippets": _snippets(vocabulary)}
    return {Path(FOLDER, name): format_json(content) for name, content in files.items()}


def format_json(content: dict[str, Any]) -> str:
    """Format *content* as a file, in ASCII: it has no invisible or confusable characters."""
    return json.dumps(content, indent=2) + "\n"


def brief_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema of front matter, with the ids in *vocabulary*."""
    title = "The front matter of a brief"
    return {**_DRAFT, "title": title, **_Values(vocabulary, is_closed=True).mapping(FRONT_MATTER)}


def vocabulary_schema(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema of one of the vocabularies, with the ids in *vocabulary*."""
    definitions = {"entry": _Values(vocabulary, is_closed=False).mapping(VOCABULARY_FIELDS[name])}
    if name == "countries":
        codes = sorted(iso_countries())
        entries = {
            f"^(?:{'|'.join(codes)})$": {"$ref": "#/definitions/entry"},
            _exclude(CODE, [*codes, *sorted(RESERVED_IDS)]): {"$ref": "#/definitions/group"},
        }
        definitions["group"] = {"allOf": [{"$ref": "#/definitions/entry"}, {"required": ["label"]}]}
    else:
        entries = {_exclude(ID, sorted(RESERVED_IDS)): {"$ref": "#/definitions/entry"}}
    return {
        **_DRAFT,
        "title": f"The vocabulary of {name}",
        "type": ["object", "null"],
        "patternProperties": entries,
        "additionalProperties": False,
        "definitions": definitions,
    }


class _Values:
    """Builder of the schemas of values.

    Args:
        vocabulary: The known ids.
        is_closed: Whether other ids are rejected; a vocabulary may define an id further down.
    """

    def __init__(self, vocabulary: Vocabulary, *, is_closed: bool) -> None:
        self._vocabulary, self._is_closed = vocabulary, is_closed

    def mapping(self, fields: Mapping[str, Field]) -> dict[str, Any]:
        """Return the schema of a mapping with these fields."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in fields.values() if field.required],
            "properties": {field.name: _describe(field, self._value(field)) for field in fields.values()},
        }

    def _value(self, field: Field) -> dict[str, Any]:
        match field.kind:
            case FieldKind.MAPPING:
                return self.mapping(field.members)
            case FieldKind.LIST:
                # A name and a colon without a value are an empty list.
                return {"type": ["array", "null"], "items": self._value(cast("Field", field.item))}
            case FieldKind.MEMBERS:
                return {"anyOf": [{"type": "array", "items": self._value(cast("Field", field.item))}, _MEMBERSHIPS]}
            case FieldKind.NAMES:
                return {"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}
            case FieldKind.ADDRESS:
                return _TEXT | _form("https?://.*|", "write an http or https address")
            case FieldKind.DATE:
                return {"type": "string"} | _form(DATE, DATE_RULE)
            case FieldKind.DAY_OR_MONTH:
                return {"type": ["string", "integer"]} | _form(f"{DATE}|{MONTH_OR_YEAR}", DATE_RULE)
        return self._text(field)

    def _text(self, field: Field) -> dict[str, Any]:
        text = {"type": "string"} if field.required else _TEXT
        if field.choices:
            return {"enum": [*field.choices, None]}
        terms = _terms(self._vocabulary, field.vocabulary) if field.vocabulary else None
        if terms is not None and self._is_closed:
            return _enumerate(terms) if terms else {"type": "null"}  # an `enum` must not be empty
        if terms:
            return {"anyOf": [_enumerate(terms), text]}
        return text | _form(field.pattern, field.rule) if field.pattern else text


def _describe(field: Field, value: dict[str, Any]) -> dict[str, Any]:
    """Add the field's help to the schema of its value."""
    description = field.help.replace("`", "")
    markdown = {} if description == field.help else {"markdownDescription": field.help}
    return {"description": description, **markdown, **value}


def _form(pattern: str, rule: str | None) -> dict[str, Any]:
    r"""Convert a Python pattern to ECMAScript, anchored and with white space around it; `\w` there is ASCII."""
    pattern = pattern.replace(r"\w", r"[\p{L}\p{N}_]")
    return {"pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": rule}


def _exclude(pattern: str, words: list[str]) -> str:
    """Return a pattern for what *pattern* matches, except *words*."""
    return f"^(?!(?:{'|'.join(map(re.escape, words))})$)(?:{pattern})$"


def _enumerate(labels: Mapping[str, str]) -> dict[str, Any]:
    """Return the schema of a closed list of values with their labels."""
    return {"enum": list(labels), "enumDescriptions": list(labels.values())}


def _terms(vocabulary: Vocabulary, name: str) -> dict[str, str] | None:
    """Return the ids of a vocabulary with their labels; None if its file could not be read completely."""
    if name in vocabulary.unread:
        return None
    terms = getattr(vocabulary, name).items()
    return {str(id_): term.name if isinstance(term, Person) else term.label() for id_, term in terms}


def _snippets(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the snippets: the head of a brief, and a role for each term."""
    terms = {name: _terms(vocabulary, name) or {} for name in ROLES}
    places = {name: _choice(number, terms[name]) for number, name in ((3, "topics"), (4, "people"))}
    head = [line.format(**places) for line in _TABLE["head"]]
    return {"A new brief": _snippet(["brief"], head, "The head of a new brief")} | {
        f"{role} {term}": _snippet(list(dict.fromkeys([term, label])), [term], f"{label} ({role})")
        for name, role in ROLES.items()
        for term, label in terms[name].items()
    }


def _choice(number: int, ids: Iterable[str]) -> str:
    choices = ",".join(ids)
    return f"${{{number}|{choices}|}}" if choices else f"${number}"


def _snippet(prefix: list[str], body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}
