"""Several entries of one source made one: the kept entry has the fields of all, and every brief cites it.

The keys that go stay as `ids` of the kept entry, so that they go on naming it, in a brief that is still on its way as
well. All files are prepared and read again before the first is written. Briefs are written first and the files of
dropped entries last: wherever a merge is broken off, no citation leads nowhere, and the same command ends it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Span
from ..model import Archive, CiteKey, Source
from ..model.register import folded_name
from ..reading.archive import Reading
from .changes import CannotChangeError, FileChanges
from .citation_keys import replace_keys
from .merged_bibliography import MergedBibliography
from .merged_entry import Conflict, MergedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a merge would do.

    Attributes:
        changes: Briefs, which are written first, and bibliographies.
        added: Names of the fields which the kept entry gets from the others.
        conflicts: What the dropped entries say otherwise; it is not kept.
        unreplaced: Places where an old key stays. It goes on naming the source.
    """

    keep: CiteKey
    drop: tuple[CiteKey, ...]
    changes: FileChanges
    added: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unreplaced: tuple[Span, ...]


def plan_merge(root: Path, reading: Reading, keep: CiteKey, drop: Sequence[CiteKey]) -> Merge:
    """Prepare to merge the entries *drop* into *keep*; all are keys of sources of the archive.

    Raises:
        CannotChangeError: An entry is defined twice or inherited from, or a file cannot be read.
    """
    sources = reading.archive.sources
    kept, dropped = sources[keep], [sources[key] for key in drop]
    _refuse_ambiguous(reading, (kept, *dropped))
    # The file of the kept entry is written first of these, so that no source is ever nowhere.
    paths = dict.fromkeys((kept.span.path, *(source.span.path for source in dropped)))
    changes = FileChanges(root)
    bibliographies = {path: MergedBibliography(path, changes.read(path)) for path in paths}
    merged = MergedEntry.from_source(kept)
    for source in dropped:
        merged.merge(source, bibliographies[source.span.path].drop(source.key))
    bibliographies[kept.span.path].complete(merged, kept)
    new_bibliographies = {path: one.result().encode() for path, one in bibliographies.items()}
    unreplaced = _change_briefs(changes, reading.archive, dict.fromkeys(drop, keep))
    changes.after |= new_bibliographies
    return Merge(
        keep=keep,
        drop=tuple(drop),
        changes=changes,
        added=tuple(merged.added),
        conflicts=tuple(merged.conflicts),
        unreplaced=unreplaced,
    )


def _refuse_ambiguous(reading: Reading, sources: Sequence[Source]) -> None:
    """Refuse entries whose key one in another file has too: with the first gone, the second would be read."""
    for source in sources:
        if (one := reading.twice.get(folded_name(source.key))) is not None:
            raise CannotChangeError(f"{one.span}: {one.message}")


def _change_briefs(changes: FileChanges, archive: Archive, keys: Mapping[CiteKey, CiteKey]) -> tuple[Span, ...]:
    """Change the briefs that name an old key; the places where it stays."""
    unreplaced: list[Span] = []
    for path in sorted(_find_briefs(archive, keys)):
        text = changes.read(path)
        result, unfit = replace_keys(path, text, keys)
        unreplaced += unfit
        if result != text:
            changes.after[path] = result.encode()
    return tuple(unreplaced)


def _find_briefs(archive: Archive, keys: Mapping[CiteKey, CiteKey]) -> set[str]:
    """Paths of the briefs that name an old key."""
    listing = {brief.path for brief in archive.briefs.values() if not keys.keys().isdisjoint(brief.sources)}
    return listing | {
        ref.span.path
        for markup in archive.texts
        for ref in markup.references
        if ref.target in keys and (ref.cites or ref.role == "source")
    }
