"""What `briefs check --fix` does: the fixes that diagnostics bring, made in files, each file whole or not at all.

A fix is made only where the file, read again, has no fault that it did not have, and where its parts are the same as
before: as many roles, links and headings, the same date, sources and status. So a wrong fix can do no harm.
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..diagnostics import Diagnostic, printable
from ..reading import files
from ..reading.bibliography import read_bibliography
from ..reading.brief import read_brief_or_fault
from ..reading.edits import Edit, Offsets, edited

_ROUNDS = 10
_SINGLY = 100
"""How many fixes of a file are tried one by one when they cannot be made all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedFile:
    """A file with its fixes made: its root-relative path, its bytes as they are, and as they should be."""

    path: str
    before: bytes
    after: bytes


def mended_files(root: Path, found: Iterable[Diagnostic]) -> Iterator[MendedFile]:
    """Each file in which something of what was found can be mended; nothing is written.

    Args:
        root: The archive's folder.
        found: What the check found.
    """
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        if one.fix:
            by_path[one.span.path].append(one)
    for path, faults in sorted(by_path.items()):
        data = files.read(path, root / path, files.DATA_LIMIT)
        if isinstance(data, bytes) and (after := _mended(path, data, faults)) != data:
            yield MendedFile(path=path, before=data, after=after)


def mend(root: Path, look: Callable[[], Sequence[Diagnostic]]) -> tuple[str, ...]:
    """Write the files that can be mended, again and again until nothing is left to mend.

    Args:
        root: The archive's folder.
        look: Checks the archive, and gives what is to be mended.

    Returns:
        The paths of the files that were written.
    """
    written: set[str] = set()
    for _ in range(_ROUNDS):
        mended = [one for one in mended_files(root, look()) if _write(root, one)]
        if not mended:
            break
        written.update(one.path for one in mended)
    return tuple(sorted(written))


def as_diff(mended: MendedFile) -> str:
    """The change of a file as a unified diff, to be read by people."""
    before, after = (data.decode("utf-8", "replace").split("\n") for data in (mended.before, mended.after))
    lines = difflib.unified_diff(before, after, f"a/{mended.path}", f"b/{mended.path}", lineterm="")
    # Tabs and the ends of lines in Windows steer no terminal.
    return "".join("\t".join(map(printable, line.removesuffix("\r").split("\t"))) + "\n" for line in lines)


def _write(root: Path, mended: MendedFile) -> bool:
    """Whether the file was written; one that somebody has changed in the meantime is left alone."""
    if files.read(mended.path, root / mended.path, files.DATA_LIMIT) != mended.before:
        return False
    return files.write_bytes(root / mended.path, mended.after)


def _mended(path: str, data: bytes, faults: Sequence[Diagnostic]) -> bytes:
    """The bytes of a file with all fixes made that can be; what the file's own reader finds then is mended as well."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    for _ in range(_ROUNDS):
        after = _with_fixes(path, text, faults)
        if after == text:
            break
        text = after
        faults = [one for one in _read(path, text).faults if one.fix]
    return text.encode()


def _with_fixes(path: str, text: str, faults: Sequence[Diagnostic]) -> str:
    """*text* with as many of the fixes made as go together and do no harm."""
    before = _read(path, text)
    chosen = _apart(text, faults)
    after = edited(text, [edit for edits in chosen for edit in edits])
    if _is_harmless(before, _read(path, after)):
        return after
    kept: list[Edit] = []
    for edits in chosen[:_SINGLY]:
        after = edited(text, [*kept, *edits])
        if _is_harmless(before, _read(path, after)):
            kept += edits
    return edited(text, kept)


def _apart(text: str, faults: Sequence[Diagnostic]) -> list[list[Edit]]:
    """The edits of each fix, without the fixes that touch what another one changes: they have their turn later."""
    offsets = Offsets(text)
    taken: set[int] = set()
    chosen: list[list[Edit]] = []
    for one in faults:
        try:
            edits = [Edit(*offsets.of(part.span), part.text) for part in one.fix]
        except IndexError:  # the file has changed since it was checked
            continue
        signs = {at for edit in edits for at in range(edit.start, max(edit.end, edit.start + 1))}
        as_expected = all(
            part.old in ("", text[edit.start : edit.end]) for part, edit in zip(one.fix, edits, strict=True)
        )
        if as_expected and taken.isdisjoint(signs):
            chosen.append(edits)
            taken |= signs
    return chosen


class _Content(NamedTuple):
    """What a file's reader finds: its faults, and what no fix may change."""

    faults: tuple[Diagnostic, ...]
    parts: object


def _read(path: str, text: str) -> _Content:
    data = text.encode()
    if path.endswith(".bib"):
        sources, faults = read_bibliography(path, text.replace("\r\n", "\n").replace("\r", "\n"))
        return _Content(faults, [(one.key, one.type, sorted(one.fields)) for one in sources])
    brief, faults = read_brief_or_fault(path, data)
    if brief is None:
        return _Content(faults, None)
    markup = brief.markup
    fields = (brief.date, brief.status, brief.sources, brief.replaces, brief.aliases, brief.withdrawal, brief.language)
    lists = (len(brief.countries), len(brief.topics), len(brief.compilers), len(brief.corrections), brief.readable)
    roles = [ref.role for ref in markup.references]
    return _Content(faults, (fields, lists, roles, len(markup.links), [one.level for one in markup.headings]))


def _is_harmless(before: _Content, after: _Content) -> bool:
    new = Counter(one.code for one in after.faults) - Counter(one.code for one in before.faults)
    return not new and before.parts == after.parts
