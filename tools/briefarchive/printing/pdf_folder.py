"""A folder of PDFs in which only changed ones are made again.

A file beside the PDFs records their keys. Modification times do not matter, so a fresh clone with a restored folder
compiles nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..diagnostics import Diagnostic
from ..storage import files
from ..storage.cache import is_own, note_own

if TYPE_CHECKING:
    from .jobs import PdfFile, PrintResult  # needs an extra, without which a site can be built, too

RECORD = ".briefs-pdf.json"
"""The file with the keys of a folder's PDFs."""

_OWN = "pdfs"
Record = dict[str, tuple[str, str]]
"""The key of each file and a digest of its bytes, by address."""

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, and of how many (0 if that is not known)."""


@dataclass(slots=True, kw_only=True)
class FolderUpdate:
    """The result of an update; *present* are the addresses of all wanted PDFs that exist."""

    made_files: list[str] = field(default_factory=list)
    kept_count: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failed: int = 0
    present: set[str] = field(default_factory=set)


def update_folder(
    pdfs: "Iterable[PdfFile]",
    folder: Path,
    *,
    former: Path | None = None,
    take: Callable[[str], bool] = lambda _: True,
    progress: Progress | None = None,
    workers: int | None = None,
) -> FolderUpdate:
    """Make the PDFs of a folder that are missing or have changed.

    Args:
        pdfs: The PDFs; of several with one address, the first counts.
        folder: Their folder. Other PDFs in it stay.
        former: The folder with unchanged files, if it is another one.
        take: Bring a file from there, and return whether it is here now.
        progress: Called for each file.
        workers: The number of processes, by default one for each processor.
    """
    first: dict[str, PdfFile] = {}
    for pdf in pdfs:
        first.setdefault(pdf.address, pdf)
    before = _read(former or folder)
    after = {} if former else dict(before)
    update, outdated = FolderUpdate(), []
    for pdf in first.values():
        record = before.get(pdf.address)
        file = (former or folder) / pdf.address
        if record and record == (pdf.key, files.digest_file(file)) and take(pdf.address):
            after[pdf.address] = record
            update.present.add(pdf.address)
        else:
            outdated.append(pdf)
    update.kept_count = len(update.present)
    try:
        for number, (pdf, result) in enumerate(
            zip(outdated, _make_all(outdated, workers), strict=True), update.kept_count + 1
        ):
            if isinstance(result, tuple):
                update.diagnostics += result
                update.failed += 1
            else:
                files.write_bytes(folder / pdf.address, result)
                after[pdf.address] = (pdf.key, files.digest(result))
                update.made_files.append(pdf.address)
                update.present.add(pdf.address)
            if progress:
                progress("PDFs", number, len(first))
    finally:  # record what was made so far
        if after != _read(folder):
            data = msgspec.json.encode(after)
            note_own(folder.absolute().parent, _OWN, data)
            files.write_bytes(folder / RECORD, data)
    return update


def _make_all(pdfs: "Sequence[PdfFile]", workers: int | None) -> "Iterator[PrintResult]":
    """Make PDFs in their order; without any, Typst need not be installed."""
    if pdfs:
        from .jobs import print_all

        yield from print_all(pdfs, workers)


def _read(folder: Path) -> Record:
    """Return the record of a folder if our own commands wrote it."""
    try:
        data = files.read_own_file(folder / RECORD)
        # A new site is built in a folder beside the current one; their common parent is marked for both.
        return msgspec.json.decode(data, type=Record) if is_own(folder.absolute().parent, _OWN, data) else {}
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}
