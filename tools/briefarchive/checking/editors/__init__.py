"""What editors need to complete and check fields: JSON Schemas and snippets, made from the fields and vocabularies."""

import json
from pathlib import Path
from typing import Any

from ...model import Vocabulary
from ...reading.vocabularies.fields import VOCABULARY_FIELDS
from .brief_schema import brief_schema
from .snippets import snippets
from .vocabulary_schema import vocabulary_schema

FOLDER = ".vscode"

__all__ = ["FOLDER", "as_json", "brief_schema", "editor_files", "vocabulary_schema"]


def editor_files(vocabulary: Vocabulary) -> dict[Path, str]:
    """The text of each file in the folder for editors that follows from the vocabularies, by root-relative path."""
    files = {"brief.schema.json": brief_schema(vocabulary)}
    files |= {f"{name}.schema.json": vocabulary_schema(name, vocabulary) for name in VOCABULARY_FIELDS}
    files |= {"briefs.code-snippets": snippets(vocabulary)}
    return {Path(FOLDER, name): as_json(content) for name, content in files.items()}


def as_json(content: dict[str, Any]) -> str:
    """*content* as the text of a file, in ASCII: no sign in it can be taken for another, and none is invisible."""
    return json.dumps(content, indent=2) + "\n"
