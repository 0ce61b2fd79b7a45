"""One entry of a vocabulary while it is read, field by field, and the file in which it stands."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...diagnostics import Diagnostic, Span
from ...model.slugs import slug
from .. import decoding
from ..characters import find_invisible
from ..decoding import read_or_fault
from ..fields import ID, RESERVED_IDS, Field
from ..front_matter.field_reader import FieldReader
from ..front_matter.writer import find_entry
from ..front_matter.yaml import Mapping, Node, Scalar, read_yaml
from ..rules import InvalidEntryId, MalformedEntry

CODE = r"[A-Z][A-Z0-9]{1,9}"


@dataclass(slots=True)
class Entry:
    """One entry while it is read; *meant* are fields that are there by another name, which is told."""

    id: str
    fields: Mapping
    span: Span
    found: list[Diagnostic]
    meant: set[str] = field(default_factory=set)
    places: dict[str, Span] = field(default_factory=dict)

    def values(self, fields: dict[str, Field], language: str) -> dict[str, Any]:
        """What those fields say that are there and sound. A label that is one text is in *language*."""
        reader = FieldReader(self.found, entry=self.id, language=language)
        values = reader.fields(self.fields, fields, self.span)
        self.meant, self.places = reader.meant, reader.places
        return values

    def field_text(self, name: str) -> str:
        """The text of a field as it was read; nothing is reported."""
        node = self.node(name)
        return node.value if isinstance(node, Scalar) and node.is_text else ""

    def place(self, name: str) -> Span:
        """The place of a field's value, or of a part of it (`review.0`); that of the entry where there is none."""
        return self.places.get(name, self.span)

    def wrong(self, span: Span, message: str, hint: str | None) -> None:
        """Note that the entry is malformed."""
        self.found.append(MalformedEntry.at(span, message, hint=hint))

    def node(self, name: str) -> Node | None:
        """A field's value as it was read; None if it is not there."""
        return self.fields.entries[name][1] if name in self.fields.entries else None


def readable_name(id_: str) -> str:
    """A name that an id may have been made of: “Ada Example” of `ada-example`."""
    return id_.replace("-", " ").strip().title()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """The entries of one vocabulary file, and whether these are all that stand in it."""

    entries: tuple[Entry, ...] = ()
    is_whole: bool = True


_UNREADABLE = EntryFile(is_whole=False)


def read_entries(path: str, file: Path, found: list[Diagnostic]) -> EntryFile:
    """The entries of one vocabulary file; one that is missing has none."""
    if file.parent.is_symlink() or file.parents[1].is_symlink():  # whoever looks for briefs reports it
        return _UNREADABLE
    if not file.exists() and not file.is_symlink():
        return EntryFile()
    data = decoding.read(path, file, decoding.VOCABULARY_LIMIT)
    if isinstance(data, Diagnostic):
        found.append(data)
        return _UNREADABLE
    entries, faults = read_or_fault(lambda path, data: (_read_file(path, data, found), ()), path, data, _UNREADABLE)
    found.extend(faults)
    return entries


def _read_file(path: str, data: bytes, found: list[Diagnostic]) -> EntryFile:
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        found.append(text)
        return _UNREADABLE
    text, marks = decoding.take_merge_marks(path, text)
    root, faults = read_yaml(path, text)
    found.extend([*marks, *faults, *find_invisible(path, text)])
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _UNREADABLE if faults else EntryFile()
    if isinstance(root, Mapping):
        return _entries(path, root, found)
    hint = f'for example "{find_entry(path, "Example")}"'
    found.append(MalformedEntry.at(root.span, "the file must hold ids with their fields", hint=hint))
    return _UNREADABLE


def _entries(path: str, root: Mapping, found: list[Diagnostic]) -> EntryFile:
    is_country = path.endswith("/countries.yaml")
    entries = []
    for name, (key, node) in root.entries.items():
        is_id = re.fullmatch(CODE if is_country else ID, name) and name not in RESERVED_IDS
        if is_id and isinstance(node, Mapping):
            entries.append(Entry(name, node, key.span, found))
            continue
        meant = _code_meant(name) if is_country else slug(name)
        if isinstance(node, Mapping):
            is_new = meant and meant not in root.entries and meant not in RESERVED_IDS
            hint = f'write "{meant}"' if is_new else "take another one"
            found.append(InvalidEntryId.at(key.span, f'"{name}" cannot be used as an id', hint=hint))
        else:
            message = f'"{name}" must have fields, such as "label" or "name"'
            words = node.value if isinstance(node, Scalar) and not node.is_null else ""
            value = find_entry(path, words or readable_name(name)).partition(": ")[2]
            hint = f'{"write" if words else "for example"} "{meant or name}: {value}"'
            found.append(MalformedEntry.at(node.span, message, hint=hint))
    return EntryFile(entries=tuple(entries), is_whole=len(entries) == len(root.entries) and not root.refused)


def _code_meant(name: str) -> str:
    """A code made of a name; empty if it is too short or too long for one."""
    code = re.sub(r"[^A-Z0-9]", "", name.upper())
    return code if re.fullmatch(CODE, code) else ""
