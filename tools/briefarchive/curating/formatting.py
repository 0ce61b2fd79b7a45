"""Every file of the bibliography in the one form that the archive keeps, with each entry in the file of its year.

Nothing is lost: unknown fields, `@string`, `@preamble`, `@comment` and text between entries are kept, and a file with
an entry that cannot be read stays as it is. What changes of a source as it is read: `year`, `month` and `day` become
`date`; dates in words and lists of authors are mended where that is certain; invisible characters that the reader
leaves out are gone. A file that would read otherwise in its new form, for whatever reason, is left as it is.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..bibtex.canonical import CanonicalEntry
from ..bibtex.dates import SPLIT_DATE
from ..bibtex.layout import lay_out
from ..diagnostics import Diagnostic, Span, counts_by_code
from ..model import Places, Source
from ..reading import decoding
from ..reading.bibliography import read_bibliography
from ..storage import files as reading_files
from ..storage.replacing import FileReplacement, replace_files, text_replacements
from .bib_files import BibFile, read_bib_file
from .mended_entries import mend_entries
from .moved_entries import Move, plan_moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """What formatting would do.

    Attributes:
        before: The texts of the files that change; a new file has none.
        after: Their texts in the canonical form; empty for a file that has nothing left and goes.
        between: Files that give and take, with all that they have and all that comes to them.
        skipped: What cannot be put into form, and why.
        unsafe: Files that would read otherwise, and are left as they are.
        digests: Those of the files as they were read.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    between: Mapping[str, str]
    skipped: tuple[Diagnostic, ...]
    unsafe: tuple[str, ...]
    digests: Mapping[str, str]

    @property
    def paths(self) -> list[str]:
        """The files that change, by name."""
        return sorted(self.after)


def format_bibliography(root: Path, chosen: Collection[str] | None = None) -> Formatting:
    """Work out the new texts; nothing is written.

    Args:
        root: The archive.
        chosen: Paths from the root of the files to be formatted; None for all. Files that entries of theirs go to are
            formatted too.
    """
    read, skipped, digests = _read(root)
    files = {path: read_bib_file(path, mend_entries(path, text)) for path, text in read.items()}
    refusals = [one for path, file in files.items() if chosen is None or path in chosen for one in file.refusals]
    refused = {one.span.path for one in skipped} | {path for path, file in files.items() if file.refusals}
    wanted = [path for path in files if (chosen is None or path in chosen) and path not in refused]
    frozen: set[str] = set()
    while True:
        after, planned = _new_texts(files, [path for path in wanted if path not in frozen], frozen | refused)
        unsafe = _unsafe_files(files, after)
        if not unsafe:
            break
        frozen |= unsafe
    changed = {path: text for path, text in after.items() if text != read.get(path)}
    return Formatting(
        before={path: read[path] for path in changed if path in read},
        after=changed,
        between=_between(files, planned),
        skipped=tuple(sorted({*skipped, *refusals}, key=lambda one: one.order)),
        unsafe=tuple(sorted(frozen)),
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
        for path in formatting.paths
    )
    replace_files(root, [*between, *after])


def unified_diff(path: str, formatting: Formatting) -> str:
    """The change of a file, as `git apply` and `patch` take it."""
    old, new = _lines(formatting.before.get(path, "")), _lines(formatting.after[path])
    names = ("/dev/null" if not old else f"a/{path}", "/dev/null" if not new else f"b/{path}")
    lines = difflib.unified_diff(old, new, *names)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    # Only a line feed ends a line, whatever else `splitlines` takes for an end.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _read(root: Path) -> tuple[dict[str, str], list[Diagnostic], dict[str, str]]:
    texts: dict[str, str] = {}
    skipped: list[Diagnostic] = []
    digests: dict[str, str] = {}
    for path, file in reading_files.find(root, "bib", ".bib"):
        data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
        text = data if isinstance(data, Diagnostic) else decoding.decode(path, data)
        if isinstance(text, Diagnostic):
            skipped.append(text)
        elif isinstance(data, bytes):
            texts[path] = text
            digests[path] = reading_files.digest(data)
    return texts, skipped, digests


def _new_texts(
    files: Mapping[str, BibFile], wanted: Iterable[str], closed: Collection[str]
) -> tuple[dict[str, str], list[Move]]:
    """The texts of the files in *wanted* and of those that take their entries; files in *closed* take none."""
    givers = list(wanted)
    planned = plan_moves(files, givers, closed)
    received: dict[str, list[CanonicalEntry]] = defaultdict(list)
    for move in planned:
        if not move.is_there:
            received[move.target].append(move.formed)
    gone = {(move.origin, move.number) for move in planned}
    texts = {}
    for path in sorted({*givers, *received}):
        file = files.get(path) or read_bib_file(path, "")
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


def _unsafe_files(files: Mapping[str, BibFile], after: Mapping[str, str]) -> set[str]:
    """Files whose sources would not be the same; all that change where it cannot be told which."""
    changed = {path: text for path, text in after.items() if path not in files or text != files[path].text}
    if not changed:
        return set()
    read = {path: read_bibliography(path, text) for path, text in changed.items()}
    unchanged = {path: file.sources.values() for path, file in files.items() if path not in changed}
    old = _by_key({path: file.sources.values() for path, file in files.items()})
    new = _by_key(unchanged | {path: sources for path, (sources, _) in read.items()})
    differing = {key for key in old.keys() | new.keys() if _comparable(old.get(key)) != _comparable(new.get(key))}
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


def _comparable(source: Source | None) -> Source | None:
    """A source without its places, and without the fields of which formatting makes one."""
    if source is None:
        return None
    fields = {name: text for name, text in source.fields.items() if name not in (*SPLIT_DATE, "date")}
    return replace(source, span=Span(path=""), places=Places(), fields=fields)
