"""`briefs export`: briefs and sources in the formats of other programs."""

import shutil
from pathlib import Path

import pytest

from .conftest import Run

CASES = Path(__file__).parent / "cases"
FORMATS = ["bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "parquet", "oai", "atom"]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two shown briefs, a draft and a withdrawn one; the user stands beside it."""
    root = shutil.copytree(CASES / "export", tmp_path / "root")
    monkeypatch.chdir(tmp_path)
    return root


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_the_screen_and_to_a_file(form: str, briefs: Run, archive: Path, tmp_path: Path) -> None:
    screen = briefs("--root", archive, "export", form, "-o", "-")
    file = briefs("--root", archive, "export", form, "-o", tmp_path / "new" / "file")
    assert (screen.exit_code, file.exit_code) == (0, 0)
    assert screen.stdout_bytes == (tmp_path / "new" / "file").read_bytes()
    assert file.stdout == ""
