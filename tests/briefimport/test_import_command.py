"""`briefs import`, as it is called."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .reading import run_import

CASES = Path(__file__).parent / "cases"


def test_summary_says_what_was_made(root: Path) -> None:
    result = run_import(root, CASES / "seed-layout.txt", CASES / "title-above-date.txt")
    assert result.exit_code == 0
    lines = {" ".join(line.split()) for line in result.output.splitlines()}
    assert {"exports 2", "briefs written 2", "briefs that need a title 1"} <= lines


def test_summary_and_pages_of_the_report_use_the_same_words(root: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    result = run_import(root, CASES / "seed-layout.txt", CASES / "title-above-date.txt", "--report", report)
    page = BeautifulSoup(report.read_text("utf-8"), "html.parser")
    totals = {" ".join(tag.get_text().split()) for tag in page.select(".total")}
    assert {"exports 2", "briefs that need a title 1"} <= totals
    assert totals - {"words lost 0"} <= {" ".join(line.split()) for line in result.output.splitlines()}
    (notices,) = (line for line in result.output.splitlines() if line.startswith("notices: "))
    for kind in page.select(".kind"):
        code, tally = kind.strong.get_text(), kind.get_text().partition(":")[0].rpartition(". ")[2]
        assert f"{code} {tally}" in notices


def test_report_holds_every_decision(root: Path, tmp_path: Path) -> None:
    report = tmp_path / "new folder" / "report.json"
    result = run_import(root, CASES / "seed-layout.txt", "--report", report, "--mapping", tmp_path / "map.yaml")
    assert (result.exit_code, "map.yaml was not written" in result.output) == (0, True)
    data = json.loads(report.read_text(encoding="utf-8"))
    (file,) = data["files"]
    assert (file["status"], file["date"], file["title_is_placeholder"], file["paragraphs"]) == (
        "written",
        "2015-05-04",
        True,
        2,
    )
    assert [source["line"] for source in file["sources"]] == [12, 14, 16, 18]
    assert file["compilers"] == ["ada-example"]
    topic = file["suggestions"]["topics"][0]
    assert (topic["value"], "ferry" in topic["because"]) == ("shipping", True)
    assert [item["line"] for item in file["set_aside"]] == [1, 10, 20]
    words = file["words"]
    assert words["read"] == words["body"] + words["sources"] + words["front_matter"] + words["set_aside"]
    assert data["totals"]["written"] == 1


def test_encoding_that_is_named_is_read_and_asked_for_where_it_is_not(root: Path, tmp_path: Path) -> None:
    (tmp_path / "greek.txt").write_bytes("2015-05-04\n\nΗ νέα γραμμή άνοιξε τη Δευτέρα.".encode("iso8859-7"))
    refused = run_import(root, tmp_path / "greek.txt")
    assert (refused.exit_code, "--encoding" in refused.output) == (1, True)
    assert run_import(root, tmp_path / "greek.txt", "--encoding", "iso8859-7").exit_code == 0
    (brief,) = (root / "archive" / "2015").iterdir()
    assert "Η νέα γραμμή άνοιξε" in brief.read_text("utf-8")


@pytest.mark.parametrize("name", ["klingon", "hex", "undefined"])
def test_unknown_encoding_is_a_wrong_use(root: Path, name: str) -> None:
    result = run_import(root, CASES / "seed-layout.txt", "--encoding", name)
    assert (result.exit_code, f'no encoding is called "{name}"' in result.output) == (2, True)


@pytest.mark.parametrize("arguments", [(), ("does-not-exist.txt",), ("--unknown",)])
def test_wrong_use_is_said_so(root: Path, arguments: tuple[str, ...]) -> None:
    assert run_import(root, *arguments).exit_code == 2
