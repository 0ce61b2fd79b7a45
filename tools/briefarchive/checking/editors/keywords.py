"""Keywords that the schemas share.

They are those of JSON Schema, draft 7: Red Hat's YAML language server knows newer ones since 1.20 only. Besides there
are `enumDescriptions` and `patternErrorMessage`, words of VS Code's, which that server understands and validators pass
over.
"""

import re
from collections.abc import Mapping
from typing import Any

from ...reading.characters.invisible import INVISIBLE
from ...reading.front_matter.schema import Field

DRAFT = "http://json-schema.org/draft-07/schema#"
# A text on several lines ends with a line end; the reader folds white space before it looks at a value.
_WHOLE = r"^\s*(?:{})\s*$"

VISIBLE: dict[str, Any] = {"$ref": "#/definitions/visible"}
DEFINITIONS: dict[str, Any] = {
    "visible": {
        "pattern": rf"^(?![\s\S]*(?:{INVISIBLE.pattern}))",
        "patternErrorMessage": "an invisible character stands here; write it anew",
    }
}


def described(field: Field, value: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field's value with what the field says."""
    plain = field.help.replace("`", "")
    marked = {} if plain == field.help else {"markdownDescription": field.help}
    return {"description": plain, **marked, **value}


def whole(pattern: str) -> str:
    r"""A pattern of Python which must match as a whole, as ECMAScript writes it: there, `\w` is ASCII only."""
    return _WHOLE.format(pattern.replace(r"\w", r"[\p{L}\p{N}_]"))


def anything_but(pattern: str, words: list[str]) -> str:
    """A pattern for whatever *pattern* matches except for some words."""
    return f"^(?!(?:{'|'.join(map(re.escape, words))})$)(?:{pattern})$"


def enumerated(labels: Mapping[str, str]) -> dict[str, Any]:
    """A closed list of values with what each is called."""
    return {"enum": list(labels), "enumDescriptions": list(labels.values())}
