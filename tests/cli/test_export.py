"""`briefs export`: briefs and sources in the formats of other programs."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from ..cases import by_cases
from .conftest import Run

CASES = Path(__file__).parent / "cases"
FORMATS = ["bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "parquet", "oai", "atom"]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two shown briefs, a draft and a withdrawn one; the user stands beside it."""
    root = shutil.copytree(CASES / "export", tmp_path / "root")
    monkeypatch.chdir(tmp_path)
    return root


def ids(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_the_screen_and_to_a_file(form: str, briefs: Run, archive: Path, tmp_path: Path) -> None:
    screen = briefs("--root", archive, "export", form)
    file = briefs("--root", archive, "export", form, "-o", tmp_path / "new" / "file")
    assert (screen.exit_code, file.exit_code) == (0, 0)
    assert screen.stdout_bytes == (tmp_path / "new" / "file").read_bytes()
    assert file.stdout == ""


def test_sources_of_chosen_briefs_come_on_request(briefs: Run, archive: Path) -> None:
    result = briefs("--root", archive, "export", "jsonl", "--sources", "--country", "CN")
    assert [json.loads(line)["key"] for line in result.stdout.splitlines()] == ["bbc-2014-a"]


@by_cases
def test_options_choose_briefs(options: list[str], expected: list[str], briefs: Run, archive: Path) -> None:
    assert ids(briefs("--root", archive, "export", "jsonl", *options)) == expected


@by_cases
def test_a_wrong_use_is_told_with_a_hint_and_gives_2(
    options: list[str], message: str, briefs: Run, archive: Path, tmp_path: Path
) -> None:
    result = briefs("--root", archive, "export", "jsonl", "-o", tmp_path / "file", *options)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not (tmp_path / "file").exists()


@pytest.mark.parametrize("form", ["oai", "atom"])
def test_catalogues_and_feeds_have_no_sources(form: str, briefs: Run, archive: Path) -> None:
    result = briefs("--root", archive, "export", form, "--sources")
    assert result.exit_code == 2
    assert f"{form} has no sources" in result.output


@pytest.mark.parametrize("target", ["bib/2014.bib", "archive/2014/2014-05-01-one.md", "bib/new/x.bib", "link/x.bib"])
def test_an_export_is_never_written_into_the_archive(target: str, briefs: Run, archive: Path) -> None:
    (archive / "link").symlink_to("bib")
    result = briefs("--root", archive, "export", "biblatex", "-o", archive / target)
    assert result.exit_code == 2
    assert "would be a file of the archive; choose another place" in result.output
    assert (archive / "bib/2014.bib").read_text("utf-8") == (CASES / "export/bib/2014.bib").read_text("utf-8")


def test_a_file_that_cannot_be_written_gives_1_and_says_why(briefs: Run, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = briefs("--root", archive, "export", "csv", "-o", tmp_path / "file" / "below")
    assert result.exit_code == 1
    assert "file/below cannot be written: " in result.output


def test_faults_of_the_archive_are_told_beside_the_export(briefs: Run, root: Path) -> None:
    (root / "archive" / "2014" / "2014-05-03-unread.md").write_text("---\ntitle: [\n---\n")
    result = briefs("--root", root, "export", "jsonl")
    assert ids(result) == ["2014-05-02-bad", "2014-05-01-good"]
    assert result.stderr == "The archive has errors, and something may be missing; run: briefs check\n"
