"""Pages as files, and what is read from them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic
from briefimport.document import LegacyDocument
from briefimport.exports import ExportFile
from briefimport.readers import documents
from briefimport.workspace import Workspace, open_workspace

Read = Callable[[str | bytes], LegacyDocument | Diagnostic]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """A workspace for the time of a test."""
    with open_workspace() as made:
        yield made


@pytest.fixture
def read(tmp_path: Path, workspace: Workspace) -> Read:
    """Reads a page that stands alone in a folder."""

    def one(page: str | bytes) -> LegacyDocument | Diagnostic:
        path = tmp_path / "page.html"
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        (found,) = documents(ExportFile(path=path, origin="page.html", root=tmp_path), workspace)
        return found

    return one
