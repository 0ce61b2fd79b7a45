"""Makes PDFs that are missing or have changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from .jobs import PdfFile  # needs an extra, without which a site can be built, too

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many are done, and of how many (0 if that is not known)."""


@dataclass(slots=True, kw_only=True)
class PdfUpdate:
    """The result of an update; *keys* are those of all wanted PDFs that exist, by address."""

    made_files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failed: int = 0
    keys: dict[str, str] = field(default_factory=dict)


def update_pdfs(
    pdfs: "Iterable[PdfFile]",
    write: Callable[[str, bytes], object],
    *,
    keep: Callable[[str, str], bool] | None = None,
    progress: Progress = lambda *_: None,
    workers: int | None = None,
) -> PdfUpdate:
    """Make PDFs, except those that are kept.

    Args:
        pdfs: The PDFs; of several with one address, the last counts.
        write: Write a file, given its address and contents.
        keep: Keep the file at an address if it has this key, and return whether it does; by default, none has.
        progress: Called for each file.
        workers: The number of processes, by default one for each processor.
    """
    from .jobs import print_all

    wanted = {pdf.address: pdf for pdf in pdfs}
    keys = {address: pdf.find_key() if keep else "" for address, pdf in wanted.items()}
    update = PdfUpdate(keys={address: key for address, key in keys.items() if keep and keep(address, key)})
    outdated = [pdf for address, pdf in wanted.items() if address not in update.keys]
    results = zip(outdated, print_all(outdated, workers), strict=True)
    for number, (pdf, result) in enumerate(results, len(update.keys) + 1):
        if isinstance(result, tuple):
            update.diagnostics += result
            update.failed += 1
        else:
            write(pdf.address, result)
            update.keys[pdf.address] = keys[pdf.address]
            update.made_files.append(pdf.address)
        progress("PDFs", number, len(wanted))
    return update
