"""What a run lends to the readers of formats: its settings, and a folder for what must wait until it is written."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefarchive.reading.decoding import DEFAULT_PDF_BOUNDS, PdfBounds
from briefarchive.storage.files import write_bytes

if TYPE_CHECKING:
    from .tables.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder of one run, which is removed at its end.

    Attributes:
        folder: Where pictures and the parts of containers wait, so that they are not held in memory.
        encoding: That of the files which are neither UTF-8 nor UTF-16 and do not say theirs; guessed if empty.
        bounds: How large a PDF may be that stands beside a brief, and how much may be in it.
        columns: The names of columns that a person has told, by what they hold.
        catalogue: What tables of the run say about its files.
    """

    folder: Path
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    bounds: PdfBounds = DEFAULT_PDF_BOUNDS
    catalogue: "Catalogue | None" = None

    def keep(self, name: str, data: bytes) -> Path:
        """Put *data* aside under a plain file's *name*; the same name has always the same bytes."""
        path = self.folder / name
        write_bytes(path, data)
        return path

    def keep_file(self, path: Path, name: str) -> Path:
        """Where the file at *path* can be read until the end of the run: a part of a container gets a *name* here."""
        if not path.is_relative_to(self.folder):
            return path
        kept = self.folder / name
        if not kept.exists():
            shutil.copyfile(path, kept)
        return kept

    def limit_of(self, name: str) -> int:
        """How many bytes a file of that name may have beside a brief."""
        return self.bounds.limit(name.lower())

    def new_folder(self) -> Path:
        """An empty folder for the parts of one container."""
        return Path(tempfile.mkdtemp(dir=self.folder))


@contextlib.contextmanager
def open_workspace(
    encoding: str = "",
    columns: Mapping[str, str] | None = None,
    bounds: PdfBounds = DEFAULT_PDF_BOUNDS,
) -> Iterator[Workspace]:
    """A workspace for the time of a run, where the system has room for such."""
    with tempfile.TemporaryDirectory(prefix="briefs-import-") as folder:
        yield Workspace(folder=Path(folder), encoding=encoding, columns=dict(columns or {}), bounds=bounds)
