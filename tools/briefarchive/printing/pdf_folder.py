"""A folder of PDFs, in which only what has changed is made anew.

Beside the files stands a record of the key of each, so that times of files play no part: a fresh clone with a restored
folder compiles nothing.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def update_folder(
    pdfs: "Iterable[PdfFile]",
    folder: Path,
    *,
    whole: bool,
    progress: Progress | None = None,
) -> "FolderUpdate":
    """Make the PDFs of a folder that are missing or have changed.

    Args:
        pdfs: The PDFs; of several with one address, the first counts.
        folder: Where they go.
        whole: Whether there should be no others: those that were made here before are deleted.
        progress: Called for each file.
    """
    first: dict[str, PdfFile] = {}
    for pdf in pdfs:
        first.setdefault(pdf.address, pdf)
    update = FolderUpdate(folder)
    wanted = [pdf for pdf in first.values() if not update.keep(pdf)]
    try:
        for number, (pdf, printed) in enumerate(zip(wanted, _print(wanted), strict=True), update.kept + 1):
            update.put(pdf, printed)
            if progress:
                progress("PDFs", number, len(first))
    except BaseException:
        update.close(whole=False)  # what was made so far counts
        raise
    update.close(whole=whole)
    return update


def _print(pdfs: "Sequence[PdfFile]") -> "Iterator[Printed]":
    """Make PDFs, in their order; where there are none, Typst need not be installed."""
    if pdfs:
        from .jobs import print_all

        yield from print_all(pdfs)


def recorded_addresses(folder: Path) -> Iterable[str]:
    """The addresses of PDFs that were made in a folder."""
    return _read(folder)


def _read(folder: Path) -> Record:
    try:
        data = files.read_own_file(folder / RECORD)
        # A new site grows in a folder beside the one that stands: what lies around both knows the record of either.
        return msgspec.json.decode(data, type=Record) if is_own(folder.absolute().parent, _OWN, data) else {}
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


class FolderUpdate:
    """A folder of PDFs, as it was and as it is.

    Attributes:
        made: Addresses of new files.
        kept: How many files had not changed.
        diagnostics: What went wrong.
        failed: How many files could not be made.
        present: Addresses of all that was wanted and is there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = _read(folder)
        self._after: Record = {}
        self.made: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.kept = self.failed = 0
        self.present: frozenset[str] = frozenset()

    def keep(self, pdf: "PdfFile") -> bool:
        """Keep a file if it is there and would be the same again."""
        known = self._before.get(pdf.address)
        if known is None or known != (pdf.key, files.digest_file(self._folder / pdf.address)):
            return False
        self._after[pdf.address] = known
        self.kept += 1
        return True

    def put(self, pdf: "PdfFile", printed: "Printed") -> None:
        """Write what was made."""
        if isinstance(printed, tuple):
            self.diagnostics += printed
            self.failed += 1
            return
        files.write_bytes(self._folder / pdf.address, printed)
        self._after[pdf.address] = (pdf.key, files.digest(printed))
        self.made.append(pdf.address)

    def close(self, *, whole: bool) -> None:
        """Delete what is not wanted any more, and write the record for the next time."""
        self.present = frozenset(self._after)
        for address in self._before.keys() - self._after.keys():
            file = self._folder / address
            # What is another file now is not ours: something else has been given the address.
            ours = files.digest_file(file) == self._before[address][1]
            if ours and whole:
                _delete_within(self._folder, address)
            elif ours:
                self._after[address] = self._before[address]
        if self._after != self._before:
            data = msgspec.json.encode(self._after)
            note_own(self._folder.absolute().parent, _OWN, data)
            files.write_bytes(self._folder / RECORD, data)


def _delete_within(folder: Path, address: str) -> None:
    """Delete the file at an address in *folder*, and the folders that are empty then.

    A file may have become a folder meanwhile, or a folder a link: only what lies within is deleted.
    """
    file = folder / address
    if not file.resolve().is_relative_to(folder.resolve()):
        return
    file.unlink(missing_ok=True)
    for parent in file.parents:
        if parent == folder:
            break
        with contextlib.suppress(OSError):  # it is not empty
            parent.rmdir()
