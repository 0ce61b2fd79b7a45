"""Whole runs of the import on an archive."""

import re
import shutil
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.reading import bibliography, decoding
from briefimport import Outcome, import_exports

from ..cases import by_cases
from .reading import codes
from .test_runs import EXPORT, export, files_of, outcomes


def test_dry_run_writes_nothing_and_reports_the_same(root: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "in")
    before = files_of(root)
    tried = import_exports(root, [path], dry_run=True)
    assert files_of(root) == before
    done = import_exports(root, [path])
    assert [file.to_data() for file in tried.files] == [file.to_data() for file in done.files]
    assert tried.totals() == done.totals()


@pytest.mark.parametrize(
    ("owner", "name", "limit"), [(bibliography, "MAX_ENTRIES", 2), (decoding, "BIBLIOGRAPHY_LIMIT", 400)]
)
def test_what_a_file_of_sources_has_no_room_for_goes_to_further_ones(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: ModuleType, name: str, limit: int
) -> None:
    monkeypatch.setattr(owner, name, limit)
    for number, words in enumerate(("Tides", "Docks", "Cranes", "Pilots"), 1):
        text = EXPORT.replace("Rates: down", f"{words} of May").replace("May 4", f"May {number}")
        export(tmp_path / "in", f"{number}.txt", text.replace("Second ferry line opens", f"{words} at sea"))
    for path, counts in ((tmp_path / "in" / "1.txt", [2, 1]), (tmp_path / "in", [2, 2, 2, 2, 1])):
        assert not import_exports(root, [path]).failed
        files = [root / "bib" / f"undated{end}.bib" for end in ("", "-2", "-3", "-4", "-5")]
        assert [file.read_text("utf-8").count("@") for file in files if file.exists()] == counts
    before = files_of(root)
    import_exports(root, [tmp_path / "in"])
    assert files_of(root) == before
    reading = read_archive(root)
    assert len(reading.archive.sources) == 9
    assert not {"C141", "F102"} & {diagnostic.code for diagnostic in reading.diagnostics}


@pytest.mark.parametrize("names", [("Kommersant", "Коммерсантъ"), ("Коммерсантъ", "Kommersant")])
@pytest.mark.parametrize("listed", [True, False])
def test_publisher_in_two_scripts_is_one(root: Path, tmp_path: Path, names: tuple[str, str], listed: bool) -> None:
    if listed:
        path = root / "archive/vocabulary/publishers.yaml"
        path.write_text(f"{path.read_text('utf-8')}kommersant: {{name: {names[0]}}}\n", encoding="utf-8")
    for number, name in enumerate(names, start=1):
        text = EXPORT.replace("海港日报 – “两港", f"{name} – “{number} 两港").replace("May 4", f"May {number}")
        export(tmp_path / "in", f"{number}.txt", text)
    import_exports(root, [tmp_path / "in"])
    reading = read_archive(root)
    assert {"kommersant", "harbour-gazette"} == set(reading.archive.vocabulary.publishers)
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity != "notice"]


@by_cases
def test_bad_file_is_refused_with_its_reason_and_the_rest_goes_on(
    root: Path, tmp_path: Path, file: str, code: str
) -> None:
    export(tmp_path / "in", "good.txt")
    shutil.copy(Path(__file__).parent / "bad" / file, tmp_path / "in")
    report = import_exports(root, [tmp_path / "in"])
    assert outcomes(report) == {file: "refused", "good.txt": "written"}
    assert code in {diagnostic.code for diagnostic in report.all_diagnostics if diagnostic.span.path == file}
    assert report.failed


@pytest.mark.parametrize(
    ("name", "data"), [("bad.txt", b"x" * 5_000_001), ("bad.html", b"<html>" + b"x " * 10_000_000)]
)
def test_file_that_is_too_large_is_refused(root: Path, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    report = import_exports(root, [tmp_path / name])
    assert (outcomes(report), {*codes(report)}) == ({name: "refused"}, {"I204"})


def test_files_of_systems_and_office_programs_are_counted_and_passed_over(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    export(folder, "good.txt")
    (folder / "__MACOSX").mkdir()
    names = ("~$good.docx", "~$rt.doc", "Thumbs.db", ".DS_Store", "desktop.ini", "._good.txt", ".~lock.good.odt#")
    for name in (*names, "~WRL0001.tmp", "__MACOSX/good.txt"):
        (folder / name).write_bytes(b"\x0bA B\0\0")
    report = import_exports(root, [folder])
    assert (outcomes(report), report.failed) == ({"good.txt": "written"}, False)
    assert (report.ignored, report.system, report.totals()["system"]) == ((), 9, 9)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as packed:
        for file in folder.rglob("*.*"):
            packed.write(file, file.relative_to(folder))
    again = import_exports(root, [tmp_path / "in.zip"], dry_run=True)
    assert outcomes(again) == {"in.zip": "set-aside", "in.zip/good.txt": "unchanged"}
    assert [diagnostic.message for diagnostic in again.all_diagnostics] == [
        '9 files of a system or an office program in "in.zip" were passed over'
    ]
    named = import_exports(root, [folder / "~$good.docx"], dry_run=True)
    assert (outcomes(named), named.failed, named.system) == ({}, False, 1)


@by_cases
def test_file_that_no_reader_takes_is_named_if_it_could_be_an_export(
    root: Path, tmp_path: Path, name: str, data: str, times: int, code: str, *, failed: bool
) -> None:
    export(tmp_path / "in", "good.txt")
    (tmp_path / "in" / name).write_bytes(data.encode("latin-1") * (times or 1))
    report = import_exports(root, [tmp_path / "in"])
    assert {*codes(report)} & {"I201", "I212", "I243"} == ({code} if code else set())
    assert report.failed is failed


@pytest.mark.parametrize("name", ["with space.txt", 'quote\'s "here".txt', "新闻 1.txt", "#1: a.txt", "tab\there.txt"])
def test_file_names_of_any_kind_are_read_back(root: Path, tmp_path: Path, name: str) -> None:
    path = export(tmp_path / "in", name)
    report = import_exports(root, [path])
    assert report.files[0].status is Outcome.WRITTEN
    (brief,) = read_archive(root).archive.briefs.values()
    assert brief.imported is not None
    assert brief.imported.origin == name.replace("\t", "�")
    assert import_exports(root, [path]).files[0].status is Outcome.UNCHANGED


def test_word_that_would_be_lost_stops_the_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefimport.composing import preparing

    real = preparing.write_myst
    monkeypatch.setattr(preparing, "write_myst", lambda blocks: real(blocks).replace("pier", "", 1))
    report = import_exports(root, [export(tmp_path / "in")])
    assert outcomes(report) == {"one.txt": "refused"}
    assert "I301" in codes(report)
    assert not read_archive(root).archive.briefs


@by_cases
def test_a_text_is_in_the_language_of_its_words_and_a_short_one_in_that_of_the_archive(
    root: Path, tmp_path: Path, configured: str, text: str, written: str
) -> None:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/conf.py").write_text(f"{configured}\n")
    report = import_exports(root, [export(tmp_path / "in", "a.txt", text)])
    [file] = report.files
    assert file.draft is not None
    assert re.findall(r"^language: (.*)", file.draft.text, re.MULTILINE) == ([written] if written else [])


@by_cases
def test_day_in_the_name_of_a_file_is_taken_where_the_text_has_none(
    root: Path, tmp_path: Path, name: str, day: str | None
) -> None:
    text = "The ferry line opens\n\nThe ferry line between the two ports opened again this week, and fares fell.\n"
    (report,) = import_exports(root, [export(tmp_path, name, text)], dry_run=True).files
    assert [one.code for one in report.diagnostics if one.code in {"I102", "I104"}] == ["I104" if day else "I102"]
    assert day is None or report.draft.legacy.published.date.isoformat() == day  # type: ignore[union-attr]
