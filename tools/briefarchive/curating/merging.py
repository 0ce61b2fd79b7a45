"""Merging duplicate entries of a source: the kept entry has the fields of all, and every brief cites it.

The dropped keys become `ids` of the kept entry, so that they still work, even in briefs that are not in the archive
yet. All files are prepared and read back before the first is written. Briefs are written first and the files of dropped
entries last, so that an interrupted merge breaks no citation, and the same command completes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..bibtex.blocks import RawEntry
from ..bibtex.entries import BibtexFile
from ..bibtex.inheritance import inherit, references
from ..bibtex.writing import add_fields, remove_entry
from ..checking.names import find_names
from ..diagnostics import Span
from ..model import Archive, CiteKey, Source
from ..model.lines import Edit, apply_edits
from ..model.names import normalize_name
from ..reading.archive_files import Reading
from ..reading.bibliography import read_bibliography
from ..reading.rules import DuplicateKey, DuplicateKeyInArchive
from .changes import CannotChangeError, FileChanges
from .reference_editing import replace_keys

# Inherited fields are copied instead, since an entry cannot inherit from a parent in another file.
_POINTERS = frozenset({"crossref", "xdata"})
_PAIRS = (
    ("date", "year"),
    ("date", "month"),
    ("date", "day"),
    ("journaltitle", "journal"),
    ("location", "address"),
    ("institution", "school"),
    ("langid", "language"),
    ("annotation", "annote"),
)
_PARTS_OF_DATE = frozenset({"year", "month", "day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field in which two entries disagree: the kept value, and the one that is lost."""

    key: CiteKey
    field: str
    kept_value: str
    lost_value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The planned changes.

    Attributes:
        changes: Changes of briefs, written first, and of bibliographies.
        added_fields: Names of fields that the kept entry gets from the others.
        conflicts: Different values in dropped entries, which are lost.
        unreplaced: Places where an old key stays, as an alias of the source.
    """

    keep: CiteKey
    changes: FileChanges
    added_fields: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unreplaced: tuple[Span, ...]


def plan_merge(root: Path, reading: Reading, keep: CiteKey, drop: Sequence[CiteKey]) -> Merge:
    """Plan to merge the entries *drop* into *keep*; all are keys of sources in the archive.

    Raises:
        CannotChangeError: An entry is defined twice or inherited from, or a file cannot be read.
    """
    sources = reading.archive.sources
    kept_source, dropped = sources[keep], [sources[key] for key in drop]
    _refuse_ambiguous(reading, (kept_source, *dropped))
    # The file of the kept entry is written first of these, so that the source always exists.
    paths = dict.fromkeys((kept_source.span.path, *(source.span.path for source in dropped)))
    changes = FileChanges(root)
    bibliographies = {path: MergedBibliography(path, changes.read(path)) for path in paths}
    merged = MergedEntry.from_source(kept_source)
    for source in dropped:
        merged.merge(source, bibliographies[source.span.path].drop(source.key))
    bibliographies[kept_source.span.path].complete(merged, kept_source)
    new_bibliographies = {path: bibliography.result().encode() for path, bibliography in bibliographies.items()}
    unreplaced = _change_briefs(changes, reading.archive, dict.fromkeys(drop, keep))
    changes.after |= new_bibliographies
    return Merge(
        keep=keep,
        changes=changes,
        added_fields=tuple(merged.added_fields),
        conflicts=tuple(merged.conflicts),
        unreplaced=unreplaced,
    )


def _refuse_ambiguous(reading: Reading, sources: Sequence[Source]) -> None:
    """Refuse keys that are defined twice: once the first entry is gone, the second would be read."""
    keys = {normalize_name(source.key) for source in sources}
    for diagnostic in reading.diagnostics:
        # A diagnostic that summarizes others may be about one of these.
        if diagnostic.code in (DuplicateKey.code, DuplicateKeyInArchive.code) and (
            diagnostic.more or normalize_name(diagnostic.message.split('"')[1]) in keys
        ):
            raise CannotChangeError(f"{diagnostic.span}: {diagnostic.message}")


def _change_briefs(changes: FileChanges, archive: Archive, keys: Mapping[CiteKey, CiteKey]) -> tuple[Span, ...]:
    """Replace old keys in briefs; return the places where one stays."""
    unreplaced: list[Span] = []
    for path in sorted({use.span.path for use in find_names(archive, "source", keys.__contains__)}):
        text = changes.read(path)
        result, unfit = replace_keys(path, text, keys)
        unreplaced += unfit
        if result != text:
            changes.after[path] = result.encode()
    return tuple(unreplaced)


@dataclass(slots=True, kw_only=True)
class MergedEntry:
    """The kept entry, into which others are merged; *added_fields* are their contributions, in BibTeX."""

    key: CiteKey
    type: str
    fields: dict[str, str]
    aliases: dict[CiteKey, None]
    added_fields: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @classmethod
    def from_source(cls, source: Source) -> "MergedEntry":
        """Start with the entry as it is."""
        aliases = dict.fromkeys(source.aliases)
        return cls(key=source.key, type=source.type, fields=dict(source.fields), aliases=aliases)

    def merge(self, source: Source, raw_entry: RawEntry) -> None:
        """Merge *source* into it; *raw_entry* has the raw values, including inherited ones."""
        self.aliases |= {key: None for key in (source.key, *source.aliases) if key != self.key}
        self._compare(source.key, "type", self.type, source.type)
        for name, value in source.fields.items():
            if name == "ids" or not value:
                continue
            if name in _POINTERS:
                if value.casefold() != self.key.casefold():
                    self._compare(source.key, name, self.fields.get(name, ""), value)
            elif self.fields.get(name):
                self._compare(source.key, name, self.fields[name], value)
            elif equivalent := self._equivalent_value(name):
                if not (name in _PARTS_OF_DATE and equivalent.startswith(str(source.issued))):
                    self._compare(source.key, name, equivalent, value)
            else:
                self.fields[name] = value
                self.added_fields[name] = raw_entry.fields[name].value

    def _equivalent_value(self, name: str) -> str:
        """Return the value of an equivalent field, such as `date` for `year`."""
        equivalents = (equivalent for pair in _PAIRS if name in pair for equivalent in pair)
        return next((self.fields[equivalent] for equivalent in equivalents if self.fields.get(equivalent)), "")

    def _compare(self, key: CiteKey, name: str, kept: str, lost: str) -> None:
        if kept != lost:
            self.conflicts.append(Conflict(key=key, field=name, kept_value=kept, lost_value=lost))


class MergedBibliography:
    """A bibliography file and the edits of its entries."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        entries = BibtexFile(path, text).entries
        self._entries = {entry.key: entry for entry in reversed(entries)}
        self._with_inherited = {entry.key: entry for entry in inherit(entries)[0]}
        self._edits: list[Edit] = []
        self._dropped_keys: set[str] = set()
        self._merged_entry: MergedEntry | None = None

    def drop(self, key: CiteKey) -> RawEntry:
        """Remove an entry, unless something would be lost; return it as written, with inherited fields."""
        entry = self._entry(key)
        for fault in entry.faults:
            raise CannotChangeError(f"{fault.span}: {fault.message}")
        self._edits.append(remove_entry(self._text, entry))
        self._dropped_keys.add(key)
        return self._with_inherited[key]

    def complete(self, merged: MergedEntry, kept_source: Source) -> None:
        """Add the other entries' fields and keys to the kept entry."""
        self._merged_entry = merged
        aliases = [alias for alias in merged.aliases if alias not in kept_source.aliases]
        self._edits += add_fields(self._text, self._entry(kept_source.key), merged.added_fields, aliases)

    def result(self) -> str:
        """Return the new text.

        Raises:
            CannotChangeError: It would not read as intended, or a remaining entry inherits from a dropped one.
        """
        self._refuse_orphans()
        text = apply_edits(self._text, self._edits)
        before, after = (read_bibliography(self._path, version)[0] for version in (self._text, text))
        expected = [self._expected(source) for source in before if source.key not in self._dropped_keys]
        if [_content(source) for source in after] != expected:
            raise CannotChangeError(f"{self._path}: the entries are not written in a way that can be changed safely")
        return text

    def _entry(self, key: CiteKey) -> RawEntry:
        entry = self._entries.get(key)
        if entry is None:
            raise CannotChangeError(f'{self._path}: "{key}" is not here any more')
        return entry

    def _refuse_orphans(self) -> None:
        dropped = {key.casefold() for key in self._dropped_keys}
        heirs = (entry for key, entry in self._entries.items() if key not in self._dropped_keys)
        for entry in heirs:
            for _, parent, place in references(entry):
                if parent.casefold() in dropped:
                    raise CannotChangeError(f'{place.span}: "{entry.key}" inherits from "{parent}", which must stay')

    def _expected(self, source: Source) -> tuple[object, ...]:
        """Return the content that *source* should have when read back."""
        if self._merged_entry is None or source.key != self._merged_entry.key:
            return _content(source)
        return (source.key, source.type, _drop_ids(self._merged_entry.fields), set(self._merged_entry.aliases))


def _content(source: Source) -> tuple[object, ...]:
    return (source.key, source.type, _drop_ids(source.fields), set(source.aliases))


def _drop_ids(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if name != "ids"}
