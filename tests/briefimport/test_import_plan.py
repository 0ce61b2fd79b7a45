"""The table of decisions: written, edited as a spreadsheet saves it, and followed."""

import os
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.exporting.records import safe_cell
from briefarchive.model import Archive
from briefimport import Plan, import_exports, read_plan
from briefimport.plan.reading import read_cell

from ..cases import by_cases
from .conftest import VOCABULARY
from .reading import run_import, save, table_of
from .test_runs import EXPORT, export, files_of

UNDATED = EXPORT.replace("\nMay 4, 2015\n", "")


def planned(root: Path, tmp_path: Path, **texts: str) -> tuple[Path, list[dict[str, str]]]:
    for name, text in texts.items():
        export(tmp_path / "in", f"{name}.txt", text)
    file = tmp_path / "plan.csv"
    output = run_import(root, tmp_path / "in", "--plan", file).output
    assert f"briefs --root {os.path.relpath(root)} import --apply {os.path.relpath(file)}" in output
    return file, table_of(file)


def distinct(number: int) -> str:
    return (
        EXPORT.replace("May 4", f"May {number}")
        .replace(
            "A ferry between Norway and Denmark opened.",
            f"Pier {number} of the harbour was let to a firm from Denmark.",
        )
        .replace(
            "The $4 million pier is *nearly* done.", f"Its {number} cranes and sheds are sold in lots of {number}."
        )
    )


def test_plan_is_a_table_and_nothing_else_is_written(root: Path, tmp_path: Path) -> None:
    before = files_of(root)
    file, table = planned(root, tmp_path, a=EXPORT, b=UNDATED.replace("pier", "jetty").replace("Oslo", "Bergen"))
    assert files_of(root) == before
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    first, second = table
    assert (first["decision"], first["file"], first["date"]) == ("import", "a.txt", "2015-05-04")
    assert (first["countries"], first["topics"]) == ("NO", "shipping")
    assert first["compilers"] == "Ada Example; Ben Sample"
    assert (first["language"], first["path"]) in {("en", "in"), ("", "in")}
    assert (second["decision"], second["date"]) == ("skip", "")
    assert "I102" in second["problems"]


def test_problems_name_titles_that_are_missing_and_days_that_are_not_sure(root: Path, tmp_path: Path) -> None:
    export(tmp_path / "in", "2015-05-09-b.txt", UNDATED.replace("pier", "jetty").replace("Oslo", "Bergen"))
    month = distinct(8).replace("May 8, 2015", "May 2015")
    _, table = planned(root, tmp_path, a=f"The printed title\n\n{distinct(7)}", c=month)
    problems = {row["file"]: row["problems"] for row in table}
    assert problems["a.txt"] == ""
    assert (
        "I104 the text does not say when it was published; 2015-05-09 is from the file name"
        in problems["2015-05-09-b.txt"]
    )
    assert all(code in problems["c.txt"] for code in ("I101 no title", "I103 "))


@pytest.mark.parametrize("paths", [True, False])
def test_plan_that_nobody_edited_gives_what_an_import_gives(root: Path, tmp_path: Path, *, paths: bool) -> None:
    file, _ = planned(
        root, tmp_path, a=EXPORT, b=distinct(7), c=EXPORT.replace("\n", "\r\n"), d=f"A title\n\n{distinct(9)}"
    )
    assert [row["decision"] for row in table_of(file)] == ["import", "import", "duplicate-of a.txt", "import"]
    result = run_import(root, "--apply", file, *([tmp_path / "in"] if paths else []))
    assert result.exit_code == 0, result.output
    plain = tmp_path / "plain"
    for name, text in VOCABULARY.items():
        export(plain / "archive" / "vocabulary", name, text)
    import_exports(plain, [tmp_path / "in"])
    assert files_of(root) == files_of(plain)


def test_plan_may_have_the_topics_that_the_import_makes_of_categories(root: Path, tmp_path: Path) -> None:
    filed = {f"text{number}": f"{distinct(number)}\n\nCategory: Lighthouses\n" for number in (1, 2, 3)}
    file, table = planned(root, tmp_path, **filed)
    assert {row["topics"] for row in table} == {"lighthouses"}
    save(file, [*table[:2], table[2] | {"topics": "lamps"}])
    result = run_import(root, "--apply", file)
    assert result.exit_code == 1
    assert 'there is no topic "lamps"' in result.output
    assert not read_archive(root).archive.briefs
    save(file, [*table[:2], table[2] | {"topics": ""}])
    result = run_import(root, "--apply", file)
    assert result.exit_code == 0, result.output
    assert '"Lighthouses" (lighthouses, 2 texts)' in result.output
    assert sorted(brief.topics for brief in read_archive(root).archive.briefs.values()) == [
        (),
        ("lighthouses",),
        ("lighthouses",),
    ]


def test_decisions_are_followed(root: Path, tmp_path: Path) -> None:
    file, table = planned(
        root, tmp_path, a=f"The printed title\n\n{EXPORT}", b=distinct(7), c=distinct(8), d=distinct(9)
    )
    table[0] |= {
        "title": "=A better title",
        "date": "7.5.2016",
        "countries": "Denmark; NO",
        "topics": "Fisheries",
        "compilers": "ada-example; Cy Other",
        "language": "en",
        "decision": "As-Draft",
    }
    table[1]["decision"] = "skip"
    table[2]["decision"] = "duplicate-of d.txt"
    save(file, table)
    result = run_import(root, "--apply", file)
    assert result.exit_code == 0, result.output
    archive = read_archive(root).archive
    assert len(archive.briefs) == 2
    brief = next(brief for brief in archive.briefs.values() if brief.imported and brief.imported.origin == "a.txt")
    assert brief.title == "=A better title"
    assert str(brief.date) == "2016-05-07"
    assert brief.countries == ("DK", "NO")
    assert brief.topics == ("fisheries",)
    assert brief.compilers == ("ada-example", "cy-other")
    assert brief.status == "draft"
    assert not [diagnostic for diagnostic in read_archive(root).diagnostics if diagnostic.severity == "error"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plan_is_read_as_spreadsheets_save_it(root: Path, tmp_path: Path, mark: str, encoding: str) -> None:
    file, table = planned(root, tmp_path, a=f"海港, “new”; and\n\n{EXPORT}")
    save(file, table, mark=mark, encoding=encoding)
    plan = read_plan(file, read_archive(root).archive)
    assert isinstance(plan, Plan), plan
    assert plan.rows["a.txt"].decisions.title == table[0]["title"]


@by_cases
def test_fault_is_told_with_its_place_and_nothing_is_imported(
    root: Path, tmp_path: Path, column: str, value: str, message: str
) -> None:
    file, table = planned(root, tmp_path, a=EXPORT, b=distinct(7))
    save(file, [table[0] | {column: value}, table[1]])
    before = files_of(root)
    result = run_import(root, "--apply", file)
    assert result.exit_code == 1
    assert files_of(root) == before
    assert "plan.csv:2:1: I403" in result.output
    assert message in result.output


def test_file_that_changed_since_is_refused_and_the_rest_goes_on(root: Path, tmp_path: Path) -> None:
    file, _ = planned(root, tmp_path, a=EXPORT, b=distinct(7), c=distinct(8))
    export(tmp_path / "in", "a.txt", EXPORT.replace("nearly", "quite"))
    export(tmp_path / "in", "new.txt", distinct(9))
    (tmp_path / "in" / "c.txt").unlink()
    result = run_import(root, "--apply", file)
    assert result.exit_code == 1
    assert "plan.csv:2" in result.output
    assert '"a.txt" has changed since the plan was made' in result.output
    assert 'has no row for "new.txt"' in result.output
    assert '"c.txt" was not found' in result.output
    assert [brief.imported.origin for brief in read_archive(root).archive.briefs.values() if brief.imported] == [
        "b.txt"
    ]


def test_applying_twice_changes_nothing(root: Path, tmp_path: Path) -> None:
    file, _ = planned(root, tmp_path, a=EXPORT, b=distinct(7))
    run_import(root, "--apply", file)
    before = files_of(root)
    assert run_import(root, "--apply", file).exit_code == 0
    assert files_of(root) == before
    file, table = planned(root, tmp_path)
    assert [row["decision"] for row in table] == ["skip", "skip"]
    assert table[0]["problems"].startswith("imported before: 2015-05-04-")


@by_cases
def test_table_that_is_no_plan_is_refused(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(text, encoding="utf-8")
    result = read_plan(file, Archive())
    assert isinstance(result, list)
    assert [diagnostic.code for diagnostic in result] == [code]


def test_bytes_that_are_no_table_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    for data in (b"PK\x03\x04\x00\x00", "Größe;Datei\r\n".encode("cp1252")):
        file.write_bytes(data)
        result = read_plan(file, Archive())
        assert isinstance(result, list)
        assert "CSV UTF-8" in str(result[0].hint)


@pytest.mark.parametrize("text", ["=1+1", "+1 more", "-x", "@x", "＝1", "'=x", "''-x", " =x", "'plain", "−1 °C"])
def test_formula_is_made_harmless_and_read_back(text: str) -> None:
    written = safe_cell(text)
    assert not written.startswith(("=", "+", "-", "@", "＝", "−"))
    assert read_cell(written) == text.strip()


def test_plan_and_apply_are_not_asked_for_at_once(root: Path, tmp_path: Path) -> None:
    file, _ = planned(root, tmp_path, a=EXPORT)
    assert run_import(root, "--plan", file, "--apply", file).exit_code == 2
    assert run_import(root).exit_code == 2
    assert run_import(root, tmp_path / "in", "--plan", root / "archive" / "plan.csv").exit_code == 2
