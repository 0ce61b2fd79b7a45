"""The fields of a brief's front matter and of entries in vocabularies, as `fields.yaml` lists them.

The readers, the guide's tables and the schemas for editors are all made from this one list.
"""

import difflib
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..model import Status
from ..model.tables import load_table

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# `topics/index.html` is the list of all topics, and so it is with the others.
RESERVED_IDS = frozenset({"index", "INDEX"})
CITE_KEY = r"[A-Za-z0-9][A-Za-z0-9_:.+/-]*"
# RFC 5646 §2.1, without grandfathered tags and extensions: language, script, region, variants, private use.
LANGUAGE_TAG = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
# Each day of the years from 1500 to 2100. Beyond them, a date is a slip, by which feeds and charts would go on for
# thousands of years.
_YEAR = "(?:1[5-9][0-9]{2}|20[0-9]{2}|2100)"
_LEAP_YEAR = "(?:(?:1[5-9]|20)(?:0[48]|[2468][048]|[13579][26])|1600|2000)"
DATE = (
    rf"(?:{_YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rf"|{_LEAP_YEAR}-02-29)"
)
MONTH_OR_YEAR = rf"{_YEAR}(?:-(?:0[1-9]|1[0-2]))?"
DATE_RULE = "write the year, month and day as 2014-10-17"
# SPDX 2.3, annex D, without expressions: a brief has one licence.
LICENSE = r"[A-Za-z0-9][A-Za-z0-9.-]*\+?"
# ISO 26324, with the registrants' codes that Crossref and DataCite give out.
DOI = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+"
WEB_ADDRESS = r"https?://[^\s<>\"\\^`{|}]+"
# The field that explains a status. A brief that was withdrawn may have been corrected before.
COMPANIONS = {Status.CORRECTED: "corrections", Status.WITHDRAWN: "withdrawal"}


class FieldKind(StrEnum):
    """What kind of value a field holds; the values are the words that messages use."""

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
    """One field.

    Attributes:
        help: One sentence for the guide and for editors.
        example: How a value is written.
        pattern: What a text must match as a whole.
        rule: The pattern in words, as a hint.
        choices: All texts that it may have, where these are few.
        vocabulary: The vocabulary whose ids it takes.
        limit: The longest text, in characters.
        most: The most items that a list may have.
        item: For a list, the field that describes each item.
        members: For a mapping, its own fields.
        other_names: What it is called by other programs, in other archives, in the singular.
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
    # What a field may name is judged by the vocabularies, which know what "China" or "LNG" is called here.
    "NAME": r"[^\x00-\x1f\x7f-\x9f]+",
}


_TABLE = load_table(__file__)
_OTHER_NAMES: Mapping[str, list[str]] = _TABLE.pop("other_names")


def _make_field(name: str, said: dict[str, Any]) -> Field:
    """The field that the file of fields describes; an item has the words of its list, if none of its own."""
    values = {**said, "name": name, "kind": FieldKind(said.get("kind", FieldKind.TEXT))}
    values["choices"] = tuple(said.get("choices", ()))
    values["other_names"] = tuple(said.get("other_names", ()))
    values["help"] = said["help"].replace("{choices}", ", ".join(f"`{choice}`" for choice in values["choices"]))
    pattern = said.get("pattern", "|".join(values["choices"]))
    values["pattern"] = _PATTERNS.get(pattern, pattern) or None
    values["members"] = {key: _make_field(key, member) for key, member in said.get("members", {}).items()}
    if values["kind"] in {FieldKind.LIST, FieldKind.MEMBERS}:
        values["item"] = _make_field(name, {"help": said["help"], "example": said["example"], **said.get("item", {})})
    return Field(**values)


FRONT_MATTER = {name: _make_field(name, said) for name, said in _TABLE.pop("briefs").items()}
VOCABULARY_FIELDS = {
    vocabulary: {
        name: _make_field(name, {"other_names": _OTHER_NAMES.get(name, ()), "most": 10_000, **said})
        for name, said in rows.items()
    }
    for vocabulary, rows in _TABLE.items()
}
KINDS = VOCABULARY_FIELDS["publishers"]["kind"].choices


def field_meant(name: str, schema: Mapping[str, Field]) -> str | None:
    """The field that was meant by *name*: one that is written otherwise, has another name elsewhere, or is misspelt."""
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_").lstrip("#*_")
    if plain in schema:
        return plain
    other = next((field.name for field in schema.values() if plain in field.other_names), None)
    return other or _nearest(plain, tuple(schema))


@functools.lru_cache(maxsize=1_000)  # a file may have one field in each of a million entries
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.75)), None)
