"""Reads a vocabulary file into entries, and the fields of each entry into values."""

import functools
import re
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ...diagnostics import Diagnostic, Span
from ...model import Vocabulary
from ...model.slugs import slug
from .. import decoding
from ..characters import find_invisible
from ..decoding import read_safely
from ..fields import ID, RESERVED_IDS, VOCABULARY_FIELDS, Field
from ..front_matter.field_reader import FieldReader
from ..front_matter.writer import suggest_entry
from ..front_matter.yaml import Mapping, Node, Scalar, read_yaml
from ..nearest import TermSearch
from ..rules import InvalidEntryId, MalformedEntry
from .countries import iso_countries

CODE = r"[A-Z][A-Z0-9]{1,9}"


class Entry(FieldReader):
    """A vocabulary entry that is being read."""

    def __init__(self, id_: str, node: Mapping, span: Span, diagnostics: list[Diagnostic]) -> None:
        super().__init__(diagnostics, entry=id_)
        self.id = id_
        self.span = span
        self._node = node

    def read_values(self, schema: dict[str, Field], language: str) -> dict[str, Any]:
        """Return the values of the fields that are present and valid; a label given as one text is in *language*."""
        self._language = language
        return self.read_fields(self._node, schema, self.span)

    def field_text(self, name: str) -> str:
        """Return the text of a field as written, without reporting errors."""
        node = self.find_node(name)
        return node.value if isinstance(node, Scalar) and node.is_text else ""

    def place(self, name: str) -> Span:
        """Return the span of a field's value, or of a part of it (`review.0`), or else of the entry."""
        return self.places.get(name, self.span)

    def report(self, span: Span, message: str, hint: str | None) -> None:
        """Report that the entry is malformed."""
        self.diagnostics.append(MalformedEntry.flag(span, message, hint=hint))

    def find_node(self, name: str) -> Node | None:
        """Return the unparsed value of a field, or None."""
        return self._node.entries[name][1] if name in self._node.entries else None


def readable_name(id_: str) -> str:
    """Derive a name from an id: “Ada Example” from `ada-example`."""
    return id_ if id_.isupper() else id_.replace("-", " ").strip().title()


EntryFile = tuple[tuple[Entry, ...], bool]
"""The entries of a vocabulary file, and whether the file contains nothing else."""

_UNREADABLE: EntryFile = ((), False)


def read_entries(path: str, file: Path, diagnostics: list[Diagnostic]) -> EntryFile:
    """Read the entries of a vocabulary file; a missing file has none."""
    if file.parent.is_symlink() or file.parents[1].is_symlink():  # reported by the search for briefs
        return _UNREADABLE
    if not file.exists() and not file.is_symlink():
        return (), True
    data = decoding.read(path, file, decoding.VOCABULARY_LIMIT)
    if isinstance(data, Diagnostic):
        diagnostics.append(data)
        return _UNREADABLE
    entries, faults = read_safely(lambda path, data: (_read_file(path, data, diagnostics), ()), path, data, _UNREADABLE)
    diagnostics.extend(faults)
    return entries


def _read_file(path: str, data: bytes, diagnostics: list[Diagnostic]) -> EntryFile:
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        diagnostics.append(text)
        return _UNREADABLE
    root, faults = read_yaml(path, text)
    diagnostics.extend([*faults, *find_invisible(path, text)])
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _UNREADABLE if faults else ((), True)
    if isinstance(root, Mapping):
        return _split_entries(path, root, diagnostics)
    hint = f'begin each entry with its id, without a "-", for example "{suggest_entry(path, "Example")}"'
    diagnostics.append(MalformedEntry.flag(root.span, "the file must hold ids with their fields", hint=hint))
    return _UNREADABLE


def _split_entries(path: str, root: Mapping, diagnostics: list[Diagnostic]) -> EntryFile:
    is_country = path.endswith("/countries.yaml")
    fields = VOCABULARY_FIELDS.get(path.rpartition("/")[2].removesuffix(".yaml"), {})
    entries = []
    outside = ""
    """The entry above whose fields stand at the margin, as entries do."""
    for (name, (key, node)), below in zip_longest(root.entries.items(), list(root.entries)[1:]):
        if outside and name in fields:
            continue
        outside = name if below in fields and isinstance(node, Scalar) and node.is_null else ""
        if outside:
            hint = "begin each of the lines below it with two spaces"
            diagnostics.append(MalformedEntry.flag(key.span, f'the fields of "{name}" are not indented', hint=hint))
            continue
        is_id = re.fullmatch(CODE if is_country else ID, name) and name not in RESERVED_IDS
        if is_country and isinstance(node, Mapping) and "label" not in node.entries and name not in iso_countries():
            is_id = is_id and _suggest_code(name) == name  # otherwise it is another code or name of a country
        if is_id and isinstance(node, Mapping):
            entries.append(Entry(name, node, key.span, diagnostics))
            continue
        suggested = _suggest_code(name) if is_country else slug(name)
        if isinstance(node, Mapping):
            hint = f'write "{suggested}"' if suggested and suggested not in RESERVED_IDS else "take another one"
            if suggested in root.entries:
                hint = f'put its fields into "{suggested}", which is here too, or take another one'
            diagnostics.append(InvalidEntryId.flag(key.span, f'"{name}" cannot be used as an id', hint=hint))
        else:
            message = f'"{name}" must have fields, such as "label" or "name"'
            words = node.value if isinstance(node, Scalar) and not node.is_null else ""
            value = suggest_entry(path, words or readable_name(name)).partition(": ")[2]
            hint = f'{"write" if words else "for example"} "{suggested or name}: {value}"'
            diagnostics.append(MalformedEntry.flag(node.span, message, hint=hint))
    return tuple(entries), len(entries) == len(root.entries) and not root.refused_keys


@functools.cache
def _search_countries() -> TermSearch:
    return TermSearch(Vocabulary(countries=iso_countries()), "countries")


def _suggest_code(name: str) -> str:
    """Return the code of the country with a name, or derive one from it; empty if it would be too short or too long."""
    if country := _search_countries().exact(name):
        return country
    code = re.sub(r"[^A-Z0-9]", "", name.upper())
    return code if re.fullmatch(CODE, code) else ""
