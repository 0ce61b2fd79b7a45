"""The fields of an entry in each vocabulary: the reader, the guide's tables and editors' schemas are made from them."""

import difflib
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..front_matter.schema import LANGUAGE_TAG, Field, FieldKind

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_OTHER_NAMES: Mapping[str, list[str]] = _TABLES.pop("other_names")


def _field(name: str, row: Mapping[str, Any]) -> Field:
    """A field; what its row does not say of the items of a list is as it is for the list."""
    kind, choices = FieldKind(row.get("kind", "text")), tuple(row.get("choices", ()))
    of_item = {"help": row["help"], "example": row["example"], **row.get("item", {})}
    return Field(
        name=name,
        kind=kind,
        choices=choices,
        pattern=row.get("pattern", LANGUAGE_TAG if name == "language" else None),
        help=row["help"].replace("{choices}", ", ".join(f"`{choice}`" for choice in choices)),
        item=_field(name, of_item) if kind in (FieldKind.LIST, FieldKind.MEMBERS) else None,
        members={member: _field(member, of_member) for member, of_member in row.get("members", {}).items()},
        **{key: row[key] for key in ("example", "required", "vocabulary", "rule") if key in row},
    )


VOCABULARY_FIELDS: dict[str, dict[str, Field]] = {
    vocabulary: {name: _field(name, row) for name, row in rows.items()} for vocabulary, rows in _TABLES.items()
}
KINDS = VOCABULARY_FIELDS["publishers"]["kind"].choices


@functools.lru_cache(maxsize=1_000)  # a file may have one field in each of a million entries
def entry_field_meant(name: str, known: tuple[str, ...]) -> str | None:
    """The field of an entry that was meant by another name: what others call it, or nearly that."""
    plain = name.strip().casefold()
    called = [field for field in known if plain == field or plain in _OTHER_NAMES.get(field, ())]
    return next(iter(called or difflib.get_close_matches(plain, known, n=1, cutoff=0.75)), None)
