"""One export as bytes to what it says, without an archive."""

from pathlib import Path

from briefarchive.diagnostics import Diagnostic
from briefarchive.importing.document import LegacyDocument
from briefarchive.importing.exports import ExportFile
from briefarchive.importing.interpreting import interpret
from briefarchive.importing.legacy import LegacyBrief
from briefarchive.importing.readers import documents
from briefarchive.importing.text.reader import document_of
from briefarchive.importing.workspace import Workspace


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
