"""An archive as a second folder."""

import os
from pathlib import Path

import pytest

from briefarchive.checking.fixes import preview_fixes
from briefarchive.diagnostics import Diagnostic, Replacement, Severity, Span
from briefarchive.storage.former import copied_archive

PATH = "archive/2014/2014-10-17-port.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of one brief, and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "root" / PATH).parent.mkdir(parents=True)
    (tmp_path / "root" / PATH).write_text("---\ntitle: A port\n---\n")
    return tmp_path / "root"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode")
def test_an_archive_without_permission_to_write_becomes_a_folder_that_can_be_written(root: Path) -> None:
    folders = ("archive/2014", "archive")
    for name in folders:
        (root / name).chmod(0o555)
    with copied_archive(root) as copy:
        modes = [(copy / name).stat().st_mode & 0o700 for name in folders]
        text = (copy / PATH).read_text()
    for name in folders:
        (root / name).chmod(0o755)
    assert (modes, text) == ([0o700, 0o700], "---\ntitle: A port\n---\n")


def test_a_rehearsal_tells_what_could_not_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    (root / PATH).write_text("---\ntitle: A port\n---\nIt rained. \n")
    span = Span(path=PATH, line=4, column=11, end_column=12)
    fix = (Replacement(span=span, text=""),)
    diagnostics = [Diagnostic(code="S101", severity=Severity.NOTICE, span=span, message="m", fix=fix)]
    monkeypatch.setattr("briefarchive.storage.files.write_pieces", refuse)
    heard: list[str] = []
    assert preview_fixes(root, lambda _: diagnostics, heard.append) == ()
    assert heard == [f'"{PATH}" cannot be written: Permission denied']
