"""What a closing foundation hands over, imported by one command: the archive is sound, and no fault is passed over."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefarchive.cli import main

from .test_runs import files_of

# 24 texts, 10 pages, 6 Word files, 8 posts and 4 pages in a ZIP archive, of which six are copies of others; five more
# files are broken.
MIXED = Path(__file__).parent / "mixed"
DIFFERENT, COPIES = 46, 6
BROKEN = {"cut-off.docx", "cut-off.xml", "junk.txt", "old.doc", "torn.zip"}


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_mixed_folder_becomes_a_sound_archive_by_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "archive"
    run("init", root)
    monkeypatch.chdir(root)
    reports = ("--report", tmp_path / "report.json", "--report", tmp_path / "report.html")
    run("import", MIXED, "--mapping", tmp_path / "mapping.yaml", *reports, code=1)

    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    totals = report["totals"]
    assert {file["file"] for file in report["files"] if file["status"] == "refused"} == BROKEN
    assert totals["written"] == DIFFERENT
    assert totals["united"] == COPIES
    assert totals["words_lost"] == totals["words_invented"] == 0
    for words in (file["words"] for file in report["files"] if "words" in file):
        assert words.pop("read") == sum(words.values())
    assert "<h1>Report of the import" in (tmp_path / "report.html").read_text("utf-8")

    diagnostics = json.loads(run("check", "--format", "json"))
    assert {diagnostic["code"] for diagnostic in diagnostics} <= {"C216", "I101", "S143", "V121"}, "notices only"
    run("build", "-o", tmp_path / "site")
    assert len(list((tmp_path / "site").glob("archive/20*/*.html"))) > DIFFERENT / 2

    before = files_of(root)
    run("import", MIXED, "--mapping", tmp_path / "mapping.yaml", "--quiet", code=1)
    assert files_of(root) == before
