"""Every file of the bibliography in the one form that the archive keeps, with each entry in the file of its year.

Nothing is lost: unknown fields, `@string`, `@preamble`, `@comment` and text between entries are kept, and a file with
an entry that cannot be read stays as it is. What changes of a source as it is read: `year`, `month` and `day` become
`date`; invisible characters that the reader leaves out are gone. A file that would read otherwise in its new form, for
whatever reason, is left as it is.
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
from ..storage import files
from .bib_files import BibFile, plan_moves, read_bib_file
from .changes import FileChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """What formatting would do.

    Attributes:
        before: The texts of the files that change; a new file has none.
        after: Their texts in the canonical form, those first that take entries; empty for a file that has nothing left
            and goes.
        skipped: What cannot be put into form, and why.
        changes: What writes them.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    skipped: tuple[Diagnostic, ...]
    unsafe: tuple[str, ...]
    changes: FileChanges

    @property
    def paths(self) -> list[str]:
        """The files that change, by name."""
        return sorted(self.after)


def format_bibliography(root: Path, chosen: Collection[str] | None = None) -> Formatting:
    """Work out the new texts; nothing is written.

    Formatted are the files whose paths from the root are *chosen*, or all, and those to which entries of theirs go.
    """
    changes = FileChanges(root)
    read, skipped = _read(root, changes)
    files = {path: read_bib_file(path, text) for path, text in read.items()}
    refusals = [one for path, file in files.items() if chosen is None or path in chosen for one in file.refusals]
    refused = {one.span.path for one in skipped} | {path for path, file in files.items() if file.refusals}
    wanted = [path for path in files if (chosen is None or path in chosen) and path not in refused]
    frozen: set[str] = set()
    while True:
        after = _new_texts(files, [path for path in wanted if path not in frozen], frozen | refused)
        unsafe = _unsafe_files(files, after)
        if not unsafe:
            break
        frozen |= unsafe
    changed = {path: text for path, text in after.items() if text != read.get(path)}
    changes.after = {path: text.encode() or None for path, text in changed.items()}
    return Formatting(
        before={path: read[path] for path in changed if path in read},
        after=changed,
        skipped=tuple(sorted({*skipped, *refusals}, key=lambda one: one.order)),
        unsafe=tuple(sorted(frozen)),
        changes=changes,
    )


def _read(root: Path, changes: FileChanges) -> tuple[dict[str, str], list[Diagnostic]]:
    texts: dict[str, str] = {}
    skipped: list[Diagnostic] = []
    for path, file in files.find(root, "bib", ".bib"):
        data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
        text = data if isinstance(data, Diagnostic) else decoding.decode(path, data)
        if isinstance(text, Diagnostic):
            skipped.append(text)
        elif isinstance(data, bytes):
            texts[path] = text
            changes.digests[path] = files.digest(data)
    return texts, skipped


def _new_texts(files: Mapping[str, BibFile], givers: Collection[str], closed: Collection[str]) -> dict[str, str]:
    """The texts of the files that take entries, and of *givers*; files in *closed* take none."""
    planned = plan_moves(files, givers, closed)
    received: dict[str, list[CanonicalEntry]] = defaultdict(list)
    for move in planned:
        if not move.is_there:
            received[move.target].append(move.formed)
    gone = {(move.origin, move.number) for move in planned}
    texts = {}
    for path in dict.fromkeys((*sorted(received), *givers)):
        file = files.get(path) or read_bib_file(path, "")
        staying = {number: one for number, one in file.formed.items() if (path, number) not in gone}
        texts[path] = lay_out(file.split, staying, received[path])
    return texts


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


def unified_diff(path: str, formatting: Formatting) -> str:
    """The change of a file, as `git apply` and `patch` take it."""
    old, new = _lines(formatting.before.get(path, "")), _lines(formatting.after[path])
    names = ("/dev/null" if not old else f"a/{path}", "/dev/null" if not new else f"b/{path}")
    lines = difflib.unified_diff(old, new, *names)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    # Only a line feed ends a line, whatever else `splitlines` takes for an end.
    return re.findall(r"[^\n]*\n|[^\n]+", text)
