"""A folder of PDFs, in which only what has changed is made anew.

Beside the files stands a record of the key of each, so that times of files play no part: a fresh clone with a restored
folder compiles nothing.
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
    from .jobs import PdfFile, Printed  # what they need is an extra, and a site without PDFs is built here as well

RECORD = ".briefs-pdf.json"
"""The file in which a folder keeps the keys of its PDFs."""

_OWN = "pdfs"
Record = dict[str, tuple[str, str]]
"""By the address of a file: its key, and a digest of its bytes."""

Progress = Callable[[str, int, int], None]


@dataclass(slots=True, kw_only=True)
class FolderUpdate:
    """What became of the PDFs that were wanted; *present* are the addresses of all that are there."""

    made: list[str] = field(default_factory=list)
    kept: int = 0
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
) -> FolderUpdate:
    """Make the PDFs that are missing in a folder or have changed.

    Args:
        pdfs: The PDFs; of several with one address, the first counts.
        folder: Where they go. All others that were made there stay.
        former: The folder in which files are that have not changed, if it is another one.
        take: Brings one from there, and says whether it is here now.
        progress: Called for each file.
    """
    first: dict[str, PdfFile] = {}
    for pdf in pdfs:
        first.setdefault(pdf.address, pdf)
    before = _read(former or folder)
    after = {} if former else dict(before)
    update, wanted = FolderUpdate(), []
    for pdf in first.values():
        known = before.get(pdf.address)
        file = (former or folder) / pdf.address
        if known and known == (pdf.key, files.digest_file(file)) and take(pdf.address):
            after[pdf.address] = known
            update.present.add(pdf.address)
        else:
            wanted.append(pdf)
    update.kept = len(update.present)
    try:
        for number, (pdf, printed) in enumerate(zip(wanted, _print(wanted), strict=True), update.kept + 1):
            if isinstance(printed, tuple):
                update.diagnostics += printed
                update.failed += 1
            else:
                files.write_bytes(folder / pdf.address, printed)
                after[pdf.address] = (pdf.key, files.digest(printed))
                update.made.append(pdf.address)
                update.present.add(pdf.address)
            if progress:
                progress("PDFs", number, len(first))
    finally:  # what was made so far counts
        if after != _read(folder):
            _write(folder, after)
    return update


def _print(pdfs: "Sequence[PdfFile]") -> "Iterator[Printed]":
    """Make PDFs, in their order; where there are none, Typst need not be installed."""
    if pdfs:
        from .jobs import print_all

        yield from print_all(pdfs)


def _read(folder: Path) -> Record:
    """What was made in a folder by commands of ours."""
    try:
        data = files.read_own_file(folder / RECORD)
        # A new site grows in a folder beside the one that stands: what lies around both knows the record of either.
        return msgspec.json.decode(data, type=Record) if is_own(folder.absolute().parent, _OWN, data) else {}
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def _write(folder: Path, record: Record) -> None:
    data = msgspec.json.encode(record)
    note_own(folder.absolute().parent, _OWN, data)
    files.write_bytes(folder / RECORD, data)
