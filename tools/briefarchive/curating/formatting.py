"""Every file of the bibliography in the one form that the archive keeps, with each entry in the file of its year.

Nothing is lost: unknown fields, `@string`, `@preamble`, `@comment` and text between entries are kept, and an entry that
cannot be read stays byte for byte where it is. What changes of a source as it is read: `year`, `month` and `day` become
`date`; dates in words and lists of authors are mended where that is certain; invisible characters that the reader
leaves out are gone. Should a file read otherwise in its new form, for a
reason that nobody foresaw, it is left as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from ..bibtex.blocks import Block, Kind
from ..bibtex.canonical_entries import CanonicalEntry, canonical_entry
from ..bibtex.dates import SPLIT_DATE
from ..bibtex.layout import lay_out
from ..bibtex.splitting import split_file
from ..diagnostics import Diagnostic, Span, counts_by_code
from ..model import Places, Source
from ..reading import decoding
from ..reading.bibliography import read_bibliography
from ..reading.bibliography.sources import FORBIDDEN
from ..storage import files as reading_files
from ..storage.replacing import FileReplacement, replace_files, text_replacements
from .mended_entries import without_mistakes
from .moved_entries import BibFile, Move, heirs_of, moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """What formatting would do.

    Attributes:
        before: The texts of the files that change; a new file has none.
        after: Their texts in the canonical form; empty for a file that has nothing left and goes.
        between: Files that give and take, with all that they have and all that comes to them.
        left: What cannot be put into form, and why.
        unlike: Files that would read otherwise, and are left as they are.
        digests: Those of the files as they were read.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    between: Mapping[str, str]
    left: tuple[Diagnostic, ...]
    unlike: tuple[str, ...]
    digests: Mapping[str, str]

    @property
    def order(self) -> list[str]:
        """The files that change, by name."""
        return sorted(self.after)


def format_bibliography(root: Path, chosen: Collection[str] | None = None) -> Formatting:
    """Work out the new texts; nothing is written.

    Args:
        root: The archive.
        chosen: Paths from the root of the files to be formatted; None for all. Files that entries of theirs go to are
            formatted too.
    """
    read, left, digests = _read(root)
    refused = frozenset(path for path in digests if path not in read) | {one.span.path for one in left}
    files = {path: _bib_file(path, without_mistakes(path, text)) for path, text in read.items()}
    wanted = [path for path in files if chosen is None or path in chosen]
    frozen: set[str] = set()
    while True:
        after, planned = _new_texts(files, [path for path in wanted if path not in frozen], frozen | refused)
        unlike = _unlike(files, after)
        if not unlike:
            break
        frozen |= unlike
    changed = {path: text for path, text in after.items() if text != read.get(path)}
    kept = (one.why for path in wanted for one in files[path].split.blocks if one.why)
    return Formatting(
        before={path: read[path] for path in changed if path in read},
        after=changed,
        between=_between(files, planned),
        left=tuple(sorted({*left, *kept}, key=lambda one: one.order)),
        unlike=tuple(sorted(frozen)),
        digests={path: digests[path] for path in changed if path in digests},
    )


def write(root: Path, formatting: Formatting) -> None:
    """Write the files, those first that take entries: a stop at any moment leaves each entry at least once.

    Raises:
        ReplacingError: A file has changed since it was read, or cannot be written.
    """
    between = list(text_replacements(formatting.between, formatting.digests))
    digests = dict(formatting.digests)
    digests |= {path: reading_files.digest(text.encode()) for path, text in formatting.between.items()}
    after = (
        FileReplacement(path=path, before=digests.get(path, ""), after=formatting.after[path].encode() or None)
        for path in formatting.order
    )
    replace_files(root, [*between, *after])


def _read(root: Path) -> tuple[dict[str, str], list[Diagnostic], dict[str, str]]:
    texts: dict[str, str] = {}
    left: list[Diagnostic] = []
    digests: dict[str, str] = {}
    for path, file in reading_files.find(root, "bib", ".bib"):
        data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
        text = data if isinstance(data, Diagnostic) else decoding.decode(path, data)
        if isinstance(data, Diagnostic) or isinstance(text, Diagnostic):
            left.append(cast("Diagnostic", text))
            continue
        texts[path] = text
        digests[path] = reading_files.digest(data)
    return texts, left, digests


def _bib_file(path: str, text: str) -> BibFile:
    split = split_file(path, text)
    found, faults = read_bibliography(path, text)
    sources: dict[str, Source] = {source.key: source for source in found}
    places = {source.span for source in found}
    # The reader leaves out entries without a usable key, and the second with a key.
    refusals = {fault.span: fault for fault in faults if fault.code in ("C103", "C104", "C105")}
    split = replace(
        split,
        blocks=tuple(
            replace(block, kind=Kind.KEPT, comments=(), why=refusals.get(block.entry.span))
            if block.entry and block.entry.span not in places
            else block
            for block in split.blocks
        ),
    )
    parents = {parent for some in heirs_of(split).values() for parent in some}
    formed = {
        number: canonical_entry(
            _clean(block), sources[block.entry.key], has_heirs=block.entry.key.casefold() in parents
        )
        for number, block in enumerate(split.blocks)
        if block.kind is Kind.ENTRY and block.entry
    }
    counts = counts_by_code(faults)
    return BibFile(path=path, text=text, split=split, sources=sources, formed=formed, faults=counts)


def _clean(block: Block) -> Block:
    """An entry without the invisible characters that the reader leaves out."""
    if block.entry is None:
        return block
    fields = {name: replace(field, value=FORBIDDEN.sub("", field.value)) for name, field in block.entry.fields.items()}
    return replace(block, entry=replace(block.entry, fields=fields))


def _new_texts(
    files: Mapping[str, BibFile], wanted: Iterable[str], closed: Collection[str]
) -> tuple[dict[str, str], list[Move]]:
    """The texts of the files in *wanted* and of those that take their entries; files in *closed* take none."""
    givers = list(wanted)
    planned = moves(files, givers, closed)
    received: dict[str, list[CanonicalEntry]] = defaultdict(list)
    for move in planned:
        if not move.is_there:
            received[move.target].append(move.formed)
    gone = {(move.origin, move.number) for move in planned}
    texts = {}
    for path in sorted({*givers, *received}):
        file = files.get(path) or _bib_file(path, "")
        staying = {number: one for number, one in file.formed.items() if (path, number) not in gone}
        texts[path] = lay_out(file.split, staying, received[path])
    return texts, planned


def _between(files: Mapping[str, BibFile], planned: Iterable[Move]) -> dict[str, str]:
    """All files that take entries, with what they have and what comes, before any file loses one."""
    incoming: dict[str, list[str]] = defaultdict(list)
    for move in planned:
        if not move.is_there:
            incoming[move.target].append(move.formed.with_text_above())
    texts = {path: files[path].text.rstrip() if path in files else "" for path in incoming}
    return {path: "\n\n".join(filter(None, (text, *incoming[path]))) + "\n" for path, text in sorted(texts.items())}


def _unlike(files: Mapping[str, BibFile], after: Mapping[str, str]) -> set[str]:
    """Files whose sources would not be the same; all that change where it cannot be told which."""
    changed = {path: text for path, text in after.items() if path not in files or text != files[path].text}
    if not changed:
        return set()
    read = {path: read_bibliography(path, text) for path, text in changed.items()}
    unchanged = {path: file.sources.values() for path, file in files.items() if path not in changed}
    old = _by_key({path: file.sources.values() for path, file in files.items()})
    new = _by_key(unchanged | {path: sources for path, (sources, _) in read.items()})
    differing = {key for key in old.keys() | new.keys() if _essence(old.get(key)) != _essence(new.get(key))}
    paths = {sources[key].span.path for sources in (old, new) for key in differing if key in sources}
    faults = counts_by_code(fault for _, found in read.values() for fault in found)
    known = sum((files[path].faults for path in changed if path in files), Counter[str]())
    return set(changed) if not paths and faults - known else paths & set(changed)


def _by_key(read: Mapping[str, Iterable[Source]]) -> dict[str, Source]:
    """The sources of all files; of those with one key, the first."""
    found: dict[str, Source] = {}
    for _, sources in sorted(read.items()):
        for source in sources:
            found.setdefault(source.key, source)
    return found


def _essence(source: Source | None) -> Source | None:
    """A source without its places, and without the fields of which formatting makes one."""
    if source is None:
        return None
    fields = {name: text for name, text in source.fields.items() if name not in (*SPLIT_DATE, "date")}
    return replace(source, span=Span(path=""), places=Places(), fields=fields)
