"""Fields of front matter and of vocabulary entries, as listed in `fields.yaml`.

The readers, the guide's tables and the editor schemas are all generated from this list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..model import Status
from ..model.tables import load_table
from .nearest import find_closest

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# `topics/index.html` is the list of all topics; the other vocabularies have one too.
RESERVED_IDS = frozenset({"index", "INDEX"})
CITE_KEY = r"[A-Za-z0-9][A-Za-z0-9_:.+/-]*"
# RFC 5646 §2.1, without grandfathered tags and extensions: language, script, region, variants, private use.
LANGUAGE_TAG = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
# Any day from 1500 to 2100. A date beyond that is a typo, and would stretch feeds and charts over thousands of years.
_YEAR = "(?:1[5-9][0-9]{2}|20[0-9]{2}|2100)"
_LEAP_YEAR = "(?:(?:1[5-9]|20)(?:0[48]|[2468][048]|[13579][26])|1600|2000)"
DATE = (
    rf"(?:{_YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rf"|{_LEAP_YEAR}-02-29)"
)
MONTH_OR_YEAR = rf"{_YEAR}(?:-(?:0[1-9]|1[0-2]))?"
DATE_RULE = "write the year, month and day as 2014-10-17"
# SPDX 2.3, annex D, without expressions, since a brief has a single licence.
LICENSE = r"[A-Za-z0-9][A-Za-z0-9.-]*\+?"
# ISO 26324, with the registrant codes that Crossref and DataCite assign.
DOI = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+"
WEB_ADDRESS = r"https?://[^\s<>\"\\^`{|}]+"
# The field that explains a status. A withdrawn brief may have corrections too.
STATUS_FIELDS = {Status.CORRECTED: "corrections", Status.WITHDRAWN: "withdrawal"}


class FieldKind(StrEnum):
    """The kind of value that a field holds, in the words that messages use."""

    TEXT = "text"
    DATE = "date"
    DAY_OR_MONTH = "day or month"
    LIST = "list"
    MAPPING = "mapping"
    NAMES = "names by language"
    ADDRESS = "address"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of front matter or of a vocabulary entry.

    Attributes:
        help: A sentence for the guide and the editor schemas.
        example: A sample value.
        pattern: A regular expression that a text must match in full.
        rule: The pattern in words, for a hint.
        choices: All permitted values, if there are only a few.
        vocabulary: The vocabulary whose ids it accepts.
        limit: The maximum length of a text, in characters.
        most: The maximum number of items in a list.
        item: The field that describes each item of a list.
        members: The fields of a mapping.
        other_names: Names, in the singular, that other programs and archives use for it.
    """

    name: str
    help: str
    example: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    pattern: str | None = None
    rule: str | None = None
    choices: tuple[str, ...] = ()
    vocabulary: str | None = None
    limit: int = 1_000
    most: int = 100
    item: "Field | None" = None
    members: "dict[str, Field]" = field(default_factory=dict)
    other_names: tuple[str, ...] = ()


_PATTERNS = {
    "ID": ID,
    "CITE_KEY": CITE_KEY,
    "LANGUAGE_TAG": LANGUAGE_TAG,
    "LICENSE": LICENSE,
    "DOI": DOI,
    "WEB_ADDRESS": WEB_ADDRESS,
    # The vocabularies decide what a field may name, since they know the ids for "China" or "LNG".
    "NAME": r"[^\x00-\x1f\x7f-\x9f]+",
}

_TABLE = load_table(__file__)
_OTHER_NAMES: Mapping[str, list[str]] = _TABLE.pop("other_names")


def _make_field(name: str, row: dict[str, Any]) -> Field:
    """Build a field from its row in the table; list items inherit the texts of their list."""
    values = {**row, "name": name, "kind": FieldKind(row.get("kind", FieldKind.TEXT))}
    values["choices"] = tuple(row.get("choices", ()))
    values["other_names"] = tuple(row.get("other_names", ()))
    values["help"] = row["help"].replace("{choices}", ", ".join(f"`{choice}`" for choice in values["choices"]))
    pattern = row.get("pattern", "|".join(values["choices"]))
    values["pattern"] = _PATTERNS.get(pattern, pattern) or None
    values["members"] = {key: _make_field(key, member) for key, member in row.get("members", {}).items()}
    if values["kind"] in {FieldKind.LIST, FieldKind.MEMBERS}:
        values["item"] = _make_field(name, {"help": row["help"], "example": row["example"], **row.get("item", {})})
    return Field(**values)


FRONT_MATTER = {name: _make_field(name, row) for name, row in _TABLE.pop("briefs").items()}
VOCABULARY_FIELDS = {
    vocabulary: {
        name: _make_field(name, {"other_names": _OTHER_NAMES.get(name, ()), "most": 10_000, **row})
        for name, row in rows.items()
    }
    for vocabulary, rows in _TABLE.items()
}
KINDS = VOCABULARY_FIELDS["publishers"]["kind"].choices


def guess_field(name: str, schema: Mapping[str, Field]) -> str:
    """Return the field that *name* is a variant, another name or a misspelling of; empty if there is none."""
    key = name.strip().casefold().replace("-", "_").replace(" ", "_").lstrip("#*_")
    if key in schema:
        return key
    field_name = next((field.name for field in schema.values() if key in field.other_names), "")
    return field_name or find_closest(key, schema, 75)
