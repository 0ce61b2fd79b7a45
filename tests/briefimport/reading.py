"""One export as bytes to what it says, without an archive."""

from pathlib import Path
from tempfile import TemporaryDirectory

from briefarchive.diagnostics import Diagnostic
from briefimport.document import LegacyDocument
from briefimport.exports import ExportFile
from briefimport.interpreting import interpret
from briefimport.legacy import LegacyBrief
from briefimport.readers import documents
from briefimport.text.reader import document_of
from briefimport.workspace import Workspace, open_workspace


def read_bytes(data: bytes, name: str) -> list[LegacyDocument | Diagnostic]:
    """The texts of a file of this *name*, and what is wrong with it."""
    with TemporaryDirectory() as folder, open_workspace() as workspace:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(documents(ExportFile(path=path, origin=name, root=Path(folder)), workspace))


def read_text(data: bytes, origin: str) -> LegacyBrief | Diagnostic:
    """What a text says, or why it cannot be read."""
    document = document_of(data, origin, "0" * 64)
    return document if isinstance(document, Diagnostic) else interpret(document)


def read_html(data: bytes, folder: Path) -> LegacyBrief | Diagnostic:
    """What a page that is saved in *folder* says, or why it cannot be read."""
    path = folder / "page.html"
    path.write_bytes(data)
    (found,) = documents(ExportFile(path=path, origin="page.html", root=folder), Workspace(folder=folder))
    return interpret(found) if isinstance(found, LegacyDocument) else found  # type: ignore[return-value]
