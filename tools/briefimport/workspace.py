"""The settings of a run, and a temporary folder for files until they are written to the archive."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefarchive.reading.decoding import DEFAULT_PDF_BOUNDS, PdfBounds
from briefarchive.storage.files import write_bytes

from .tables.catalogue import FileCatalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The settings and the temporary folder of a run, which is removed at its end.

    Attributes:
        folder: The folder for pictures and parts of containers, so that they are not kept in memory.
        encoding: The encoding of files that are neither UTF-8 nor UTF-16 and do not declare one; guessed if empty.
        bounds: The limits on the size and content of PDFs that are kept beside a brief.
        columns: Names of columns that the user gave, by what they contain.
        catalogue: What the tables of the run say about its files.
    """

    folder: Path
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    bounds: PdfBounds = DEFAULT_PDF_BOUNDS
    catalogue: FileCatalogue | None = None

    def keep(self, name: str, data: bytes) -> Path:
        """Write *data* to the folder under *name*; a name must always stand for the same bytes."""
        path = self.folder / name
        write_bytes(path, data)
        return path

    def keep_file(self, path: Path, name: str) -> Path:
        """Return a path that lasts until the end of the run: part of a container is copied under *name*."""
        if not path.is_relative_to(self.folder):
            return path
        copy = self.folder / name
        if not copy.exists():
            shutil.copyfile(path, copy)
        return copy

    def size_limit(self, name: str) -> int:
        """Return the largest number of bytes of a file named *name* beside a brief."""
        return self.bounds.limit(name.lower())

    def new_folder(self) -> Path:
        """Create an empty folder for the parts of a container."""
        return Path(tempfile.mkdtemp(dir=self.folder))


@contextlib.contextmanager
def open_workspace(
    encoding: str = "",
    columns: Mapping[str, str] | None = None,
    bounds: PdfBounds = DEFAULT_PDF_BOUNDS,
) -> Iterator[Workspace]:
    """Open a workspace for a run, in the temporary folder of the system."""
    with tempfile.TemporaryDirectory(prefix="briefs-import-") as folder:
        yield Workspace(folder=Path(folder), encoding=encoding, columns=dict(columns or {}), bounds=bounds)
