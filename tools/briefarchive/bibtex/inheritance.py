"""Inheritance through `crossref` and `xdata` within one file, by biblatex's rules."""

from collections.abc import Iterable
from dataclasses import replace

from ..diagnostics import Diagnostic, DiagnosticList
from .blocks import RawEntry
from .errors import CircularInheritance, UnknownParentEntry, excerpt
from .grammar import RawField
from .schema import OWN_FIELDS, PART_TYPES, WHOLE_TYPES

_MAX_CHAIN = 8
# Bounds the cost of many children of an entry with many fields; no real file comes near it.
_FIELDS_PER_ENTRY = 64

_TITLES = ("title", "subtitle", "titleaddon")
_TITLE_VARIANTS = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})


def inherit(entries: Iterable[RawEntry]) -> tuple[list[RawEntry], list[Diagnostic]]:
    """Fill in inherited fields; return the entries and the diagnostics of their references."""
    inheritance = _Inheritance(list(entries))
    return [inheritance.complete(entry) for entry in inheritance.entries], inheritance.faults.to_list()


def references(entry: RawEntry) -> list[tuple[str, str, RawField]]:
    """Return the entries from which *entry* inherits, `xdata` first: the field's name, the key and the field."""
    parents = []
    for name in ("xdata", "crossref"):
        place = entry.fields.get(name)
        if place is not None:
            keys = (place.value.split(",") if name == "xdata" else [place.value])[:_MAX_CHAIN]
            parents += [(name, key.strip(" \t\r\n{}"), place) for key in keys]
    return parents


class _Inheritance:
    def __init__(self, entries: list[RawEntry]) -> None:
        self.entries = entries
        self.by_key = {entry.key.casefold(): entry for entry in entries}
        self.faults = DiagnosticList()
        self.budget = 1_000 + _FIELDS_PER_ENTRY * len(entries)

    def complete(self, entry: RawEntry) -> RawEntry:
        """Return *entry* with the fields of its parents, nearest first; its own fields win."""
        parents = references(entry)
        if not parents:
            return entry
        fields = dict(entry.fields)
        for name, key, place in parents:
            if key.casefold() not in self.by_key:
                message = f'{name} names "{excerpt(key)}", which is not in this file'
                self.faults.append(UnknownParentEntry.flag(place.span, message))
                continue
            self.fill(fields, entry, name, key, place)
        return replace(entry, fields=fields)

    def fill(self, fields: dict[str, RawField], entry: RawEntry, name: str, key: str, place: RawField) -> None:
        """Walk up from *entry* through *key*, adding missing fields."""
        child, visited, above = entry.type, {entry.key.casefold()}, [key]
        while above and (parent := self.by_key.get(above[0].casefold())) is not None:
            if above[0].casefold() in visited or len(visited) > _MAX_CHAIN or self.budget < 0:
                message = f'"{excerpt(entry.key)}" inherits through {name} from itself, or through too many entries'
                self.faults.append(CircularInheritance.flag(place.span, message))
                return
            inherited = parent.fields if name == "xdata" else _map_fields(child, parent)
            self.budget -= len(inherited)
            for field, value in inherited.items():
                if field not in OWN_FIELDS:
                    fields.setdefault(field, value)
            visited.add(above[0].casefold())
            child, above = parent.type, [key for through, key, _ in references(parent) if through == name]


def _map_fields(child: str, parent: RawEntry) -> dict[str, RawField]:
    """Rename a parent's fields as its child inherits them.

    Biblatex maps titles only between certain pairs of types. Here any part inherits from any whole, because many files
    have an `@incollection` in a `@book`, as BibTeX allows.
    """
    prefix = _title_prefix(child, parent.type)
    if prefix is None:
        return parent.fields
    mapped = {name: value for name, value in parent.fields.items() if name not in _TITLE_VARIANTS}
    renamed_fields = {prefix + name: mapped.pop(name) for name in _TITLES if name in mapped}
    if child in PART_TYPES and "author" in mapped:
        renamed_fields.setdefault("bookauthor", mapped["author"])
    return renamed_fields | mapped if prefix == "book" and "booktitle" in mapped else mapped | renamed_fields


def _title_prefix(child: str, parent: str) -> str | None:
    if parent.startswith("mv"):
        return "main"
    if parent == "periodical":
        return "journal"
    return "book" if child in PART_TYPES and parent in WHOLE_TYPES else None
