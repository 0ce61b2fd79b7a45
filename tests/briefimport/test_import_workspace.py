"""The folder of a run."""

from pathlib import Path

import pytest

from briefimport.workspace import open_workspace


@pytest.mark.parametrize("has_links", [True, False])
def test_part_of_a_container_is_kept_on_every_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def refuse(*_: Path) -> None:
        raise OSError

    if not has_links:
        monkeypatch.setattr("os.link", refuse)
    with open_workspace(beside=tmp_path) as workspace:
        part = workspace.keep("part", b"%PDF-1.7")
        assert workspace.keep_file(part, "a.pdf").read_bytes() == b"%PDF-1.7"
