"""Formatting of the bibliography: files in canonical form, with each entry in the file of its year.

Nothing is lost: unknown fields, `@string`, `@preamble`, `@comment` and text between entries are kept, and a file with
an unreadable entry stays as it is. Two things change in the sources themselves: `year`, `month` and `day` become
`date`, and invisible characters, which the reader ignores, are removed. A file whose new form would read differently,
for whatever reason, is left unchanged.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..bibtex.blocks import Block, RawEntry
from ..bibtex.dates import SPLIT_DATE
from ..bibtex.inheritance import references
from ..bibtex.layout import SplitFile, canonical_entry, format_with_text, lay_out, split_file, write_out
from ..checking.citations import wanted_file
from ..diagnostics import Diagnostic, Span, count_by_code
from ..model import Places, Source
from ..model.names import normalize_name
from ..reading import decoding
from ..reading.bibliography import read_bibliography
from ..storage import files
from .changes import FileChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """The planned changes.

    Attributes:
        texts: The files that change, sorted, with their texts before and after; a file without text does not exist.
        diagnostics: Why files or entries cannot be formatted.
    """

    texts: Mapping[str, tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]
    unsafe: tuple[str, ...]
    changes: FileChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class _BibFile:
    """A parsed bibliography file.

    Attributes:
        entries: Its canonical entries, by block number.
        related: Lower-case keys of entries that inherit or are inherited from.
    """

    text: str
    split: SplitFile
    sources: Mapping[str, Source]
    entries: Mapping[int, RawEntry]
    related: frozenset[str]
    faults: Counter[str]

    @property
    def refusals(self) -> list[Diagnostic]:
        """Why the file cannot be formatted: what is unreadable or would be lost."""
        return [fault for block in self.split.blocks for fault in block.faults[:1]]


def format_bibliography(root: Path, only: Collection[str] | None = None) -> Formatting:
    """Plan the new texts of *only* some files, or of all, and of the files to which entries move."""
    changes = FileChanges(root)
    read, skipped = _read(root, changes)
    files = {path: _read_file(path, text) for path, text in read.items()}
    refusals = [
        diagnostic for path, file in files.items() if only is None or path in only for diagnostic in file.refusals
    ]
    refused = {diagnostic.span.path for diagnostic in skipped} | {path for path, file in files.items() if file.refusals}
    paths = [path for path in files if (only is None or path in only) and path not in refused]
    frozen: set[str] = set()
    while True:
        after = _new_texts(files, [path for path in paths if path not in frozen], frozen | refused)
        unsafe = _unsafe_files(files, after)
        if not unsafe:
            break
        frozen |= unsafe
    changed = {path: text for path, text in after.items() if text != read.get(path)}
    changes.after = {path: text.encode() or None for path, text in changed.items()}
    return Formatting(
        texts={path: (read.get(path, ""), changed[path]) for path in sorted(changed)},
        diagnostics=tuple(sorted({*skipped, *refusals}, key=lambda diagnostic: diagnostic.order)),
        unsafe=tuple(sorted(frozen)),
        changes=changes,
    )


def _read(root: Path, changes: FileChanges) -> tuple[dict[str, str], list[Diagnostic]]:
    texts: dict[str, str] = {}
    skipped: list[Diagnostic] = []
    for path in files.find_paths(root, "bib", ".bib"):
        data = decoding.read(path, root / path, decoding.BIBLIOGRAPHY_LIMIT)
        text = data if isinstance(data, Diagnostic) else decoding.decode(path, data)
        if isinstance(text, Diagnostic):
            skipped.append(text)
        elif isinstance(data, bytes):
            texts[path] = text
            changes.digests[path] = files.digest(data)
    return texts, skipped


def _new_texts(files: Mapping[str, _BibFile], givers: Collection[str], closed: Collection[str]) -> dict[str, str]:
    """Return the new texts of *givers* and of the files that receive their entries, never one in *closed*."""
    moves = list(_plan_moves(files, givers, closed))
    received: dict[str, list[RawEntry]] = defaultdict(list)
    for move in moves:
        if not move.is_there:
            received[move.target].append(move.entry)
    gone = {(move.origin, move.number) for move in moves}
    texts = {}
    for path in dict.fromkeys((*sorted(received), *givers)):
        file = files.get(path) or _read_file(path, "")
        staying = {number: entry for number, entry in file.entries.items() if (path, number) not in gone}
        texts[path] = lay_out(file.split, staying, received[path])
    return texts


def _read_file(path: str, text: str) -> _BibFile:
    source_list, faults = read_bibliography(path, text)
    split = split_file(path, text)
    split = replace(split, blocks=_mark_broken(split, source_list, faults))
    sources: dict[str, Source] = {source.key: source for source in source_list}
    entries = [block for block in split.blocks if isinstance(block, RawEntry)]
    inheritance = [(entry.key.casefold(), parent.casefold()) for entry in entries for _, parent, _ in references(entry)]
    parents = {parent for _, parent in inheritance}
    return _BibFile(
        text=text,
        split=split,
        sources=sources,
        entries={
            number: canonical_entry(entry, sources[entry.key], has_heirs=entry.key.casefold() in parents)
            for number, entry in enumerate(split.blocks)
            if isinstance(entry, RawEntry) and not entry.faults and entry.key in sources
        },
        related=frozenset(key for pair in inheritance for key in pair),
        faults=count_by_code(faults),
    )


def _mark_broken(split: SplitFile, sources: Iterable[Source], faults: Iterable[Diagnostic]) -> tuple[Block, ...]:
    """Mark the entries that the reader leaves out with its reasons: bad or duplicate keys, and too many entries."""
    places = {source.span for source in sources}
    refusals = {fault.span: (fault,) for fault in faults if fault.code in ("C103", "C104", "C105", "C141")}
    return tuple(
        replace(block, faults=refusals.get(block.span, ()))
        if isinstance(block, RawEntry) and block.span not in places
        else block
        for block in split.blocks
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """An entry that moves to another file or, if that has it already, is deleted."""

    origin: str
    number: int
    target: str
    entry: RawEntry
    is_there: bool


def _plan_moves(files: Mapping[str, _BibFile], givers: Collection[str], closed: Collection[str]) -> Iterator[_Move]:
    """Yield the moves from files in *givers*, except to files in *closed*.

    An entry stays if something would be lost: if it inherits or is inherited from, which works only within one file; if
    it uses an undefined abbreviation; or if its key exists elsewhere. The last may be due to an interrupted move: an
    identical entry is deleted from the file to which it does not belong.
    """
    keys = Counter(normalize_name(key) for file in files.values() for key in _keys(file))
    for path in givers:
        file = files[path]
        for number, entry in file.entries.items():
            target = wanted_file(file.sources[entry.key])
            is_undefined = any(part.is_undefined for field in entry.fields.values() for part in field.parts)
            is_bound = is_undefined or entry.key.casefold() in file.related
            if target is None or target in closed or is_bound:
                continue
            going = write_out(replace(entry, loose=""))  # loose text stays
            is_twice = keys[normalize_name(entry.key)] > 1
            if not is_twice or _has_copy(files.get(target), going):
                yield _Move(origin=path, number=number, target=target, entry=going, is_there=is_twice)


def _keys(file: _BibFile) -> Iterable[str]:
    """Return the keys of all entries, with repetitions, including sources in unformatted blocks."""
    entry_keys = [block.key for block in file.split.blocks if isinstance(block, RawEntry)]
    return [*entry_keys, *(file.sources.keys() - set(entry_keys))]


def _has_copy(file: _BibFile | None, going: RawEntry) -> bool:
    """Return whether *file* has an identical entry, including the text above it."""
    candidates = (entry for entry in file.entries.values() if entry.key == going.key) if file else ()
    return any(format_with_text(write_out(entry)) == format_with_text(going) for entry in candidates)


def _unsafe_files(files: Mapping[str, _BibFile], after: Mapping[str, str]) -> set[str]:
    """Return the files whose sources would change; all changed files if it is unclear which."""
    changed = {path: text for path, text in after.items() if path not in files or text != files[path].text}
    if not changed:
        return set()
    read = {path: read_bibliography(path, text) for path, text in changed.items()}
    unchanged = {path: file.sources.values() for path, file in files.items() if path not in changed}
    old = _by_key({path: file.sources.values() for path, file in files.items()})
    new = _by_key(unchanged | {path: sources for path, (sources, _) in read.items()})
    differing = {key for key in old.keys() | new.keys() if _normalize(old.get(key)) != _normalize(new.get(key))}
    paths = {sources[key].span.path for sources in (old, new) for key in differing if key in sources}
    faults = count_by_code(fault for _, diagnostics in read.values() for fault in diagnostics)
    known_faults = sum((files[path].faults for path in changed if path in files), Counter[str]())
    return set(changed) if not paths and faults - known_faults else paths & set(changed)


def _by_key(read: Mapping[str, Iterable[Source]]) -> dict[str, Source]:
    """Return the sources of all files by key; of duplicates, the first."""
    by_key: dict[str, Source] = {}
    for _, sources in sorted(read.items()):
        for source in sources:
            by_key.setdefault(source.key, source)
    return by_key


def _normalize(source: Source | None) -> Source | None:
    """Return a source without its places and the fields that formatting joins into `date`."""
    if source is None:
        return None
    fields = {name: text for name, text in source.fields.items() if name not in (*SPLIT_DATE, "date")}
    return replace(source, span=Span(path=""), places=Places(), fields=fields)
