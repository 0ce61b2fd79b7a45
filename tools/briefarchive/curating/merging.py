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
from ..storage.replacing import replace_files, text_replacements
from .brief_editing import with_keys
from .brief_texts import Texts, UnreadableTextError
from .entry_union import Conflict, Union
from .merged_bibliography import MergedBibliography, UnfitFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a merge would do.

    Attributes:
        files: The new text of each file that changes, in the order in which they are to be written.
        digests: Those of the files as they were read.
        added: Names of the fields which the kept entry gets from the others.
        conflicts: What the dropped entries say otherwise; it is not kept.
        left: Places where an old key stays. It goes on naming the source.
    """

    keep: CiteKey
    drop: tuple[CiteKey, ...]
    files: Mapping[str, str]
    digests: Mapping[str, str]
    added: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    left: tuple[Span, ...]


class CannotMergeError(Exception):
    """Entries cannot be made one as they stand. Nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def plan_merge(root: Path, reading: Reading, keep: CiteKey, drop: Sequence[CiteKey]) -> Merge:
    """Prepare to merge the entries *drop* into *keep*; all are keys of sources of the archive.

    Raises:
        CannotMergeError: An entry is defined twice or inherited from, or a file cannot be read.
    """
    sources = reading.archive.sources
    kept, dropped = sources[keep], [sources[key] for key in drop]
    _refuse_ambiguous(reading, (kept, *dropped))
    # The file of the kept entry is written first of these, so that no source is ever nowhere.
    paths = dict.fromkeys((kept.span.path, *(source.span.path for source in dropped)))
    texts = Texts(root)
    try:
        bibliographies = {path: MergedBibliography(path, texts.read(path)) for path in paths}
        union = Union.of(kept)
        for source in dropped:
            union.take(source, bibliographies[source.span.path].drop(source.key))
        bibliographies[kept.span.path].complete(union, kept)
        files_of_sources = {path: one.result() for path, one in bibliographies.items()}
        briefs, left = _briefs(texts, reading.archive, dict.fromkeys(drop, keep))
    except (UnfitFileError, UnreadableTextError) as error:
        raise CannotMergeError(str(error)) from error
    return Merge(
        keep=keep,
        drop=tuple(drop),
        files=briefs | files_of_sources,
        digests=texts.digests,
        added=tuple(union.added),
        conflicts=tuple(union.conflicts),
        left=left,
    )


def write_merge(root: Path, merge: Merge) -> None:
    """Write what is prepared, each file whole or not at all.

    Raises:
        ReplacingError: A file has changed since it was read, or cannot be written.
    """
    replace_files(root, text_replacements(merge.files, merge.digests))


def _refuse_ambiguous(reading: Reading, sources: Sequence[Source]) -> None:
    """Refuse entries whose key one in another file has too: with the first gone, the second would be read."""
    for source in sources:
        if (one := reading.twice.get(folded_name(source.key))) is not None:
            raise CannotMergeError(f"{one.span}: {one.message}")


def _briefs(texts: Texts, archive: Archive, keys: Mapping[CiteKey, CiteKey]) -> tuple[dict[str, str], tuple[Span, ...]]:
    """The new texts of the briefs that name an old key, and the places where it stays."""
    found: dict[str, str] = {}
    left: list[Span] = []
    for path in sorted(_naming(archive, keys)):
        text = texts.read(path)
        result, unfit = with_keys(path, text, keys)
        left += unfit
        if result != text:
            found[path] = result
    return found, tuple(left)


def _naming(archive: Archive, keys: Mapping[CiteKey, CiteKey]) -> set[str]:
    """Paths of the briefs that name an old key."""
    listing = {brief.path for brief in archive.briefs.values() if not keys.keys().isdisjoint(brief.sources)}
    return listing | {
        ref.span.path
        for markup in archive.texts
        for ref in markup.references
        if ref.target in keys and (ref.cites or ref.role == "source")
    }
