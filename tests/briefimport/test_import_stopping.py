"""An import that is stopped at any moment, and run again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.storage import replacing
from briefarchive.storage.replacing import FileReplacement
from briefimport import import_exports, readings

from ..cases import by_cases
from .conftest import VOCABULARY
from .test_runs import EXPORT, export, files_of


class Stop(BaseException):
    """Nothing catches it, as nothing catches a kill."""


def exports(folder: Path) -> Path:
    """Exports whose titles, sources and people depend on one another."""
    for number in range(20):
        text = EXPORT.replace("$4", f"${number}").replace("May 4", f"May {number % 14 + 1}")
        text = text.replace("Second ferry", f"Ferry {number // 3}").replace("Ben Sample", f"Ben Sample{number % 5}")
        export(folder, f"{number:02}.txt", text)
    return folder


def dependent(folder: Path) -> Path:
    """Exports that are read rightly only in the light of those which are imported before them."""
    for day in range(13, 17):
        text = EXPORT.replace("May 4, 2015", f"{day}/04/2014").replace("pier", f"pier {day}")
        export(folder, f"a{day}.txt", text)
    for day in range(1, 5):
        text = EXPORT.replace("May 4, 2015", f"0{day}/09/2015").replace("pier", f"jetty {day}")
        export(folder, f"z{day}.txt", text)
    for day in range(5):
        words = f"On day {day} a ferry sailed from Oslo to Bergen with freight that weighed {day + 3} tons. " * 3
        head = f"<head><title>Sailing number {day} of the ferry | Harbour News</title></head>"
        page = f"<!DOCTYPE html><html>{head}<body><p>2016-05-1{day}</p><p>{words}</p></body></html>"
        export(folder, f"p{day}.html", page)
    export(folder, "q.txt", (folder / "a13.txt").read_text("utf-8").replace("*nearly*", "nearly"))
    return folder


def assert_sound(root: Path) -> None:
    """Every brief is whole, and what it names is there."""
    reading = read_archive(root, cache=False)
    archive = reading.archive
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity == "error"]
    for brief in archive.briefs.values():
        assert set(brief.sources) <= set(archive.sources)
        assert set(brief.compilers) <= set(archive.vocabulary.people)


@pytest.mark.parametrize(
    ("make", "written"),
    [*((exports, number) for number in (0, 1, 2, 3, 4, 15)), *((dependent, number) for number in (5, 9, 13))],
)
def test_stop_between_two_files_is_made_good_by_the_next_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path], written: int
) -> None:
    folder, whole = make(tmp_path / "in"), tmp_path / "whole"
    for name, text in VOCABULARY.items():
        export(whole / "archive/vocabulary", name, text)
    import_exports(whole, [folder])
    real, left = replacing._replace, iter(range(written))

    def stopping(root: Path, file_replacement: FileReplacement) -> None:
        if next(left, None) is None:
            raise Stop
        real(root, file_replacement)

    with monkeypatch.context() as patched:
        patched.setattr(replacing, "_replace", stopping)
        with pytest.raises(Stop):
            import_exports(root, [folder])
    assert_sound(root)
    again = import_exports(root, [folder])
    assert {file.status.value for file in again.files} <= {"written", "unchanged"}
    assert files_of(root) == files_of(whole)


def test_new_exports_are_read_in_the_light_of_those_before_and_these_only_then(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dependent(tmp_path / "in")
    late = {name: (folder / name).read_text("utf-8") for name in ("z3.txt", "p4.html", "q.txt")}
    for name in late:
        (folder / name).unlink()
    export(folder, "undated.txt", "No date is here.\n\nBut there is text.")
    import_exports(root, [folder])
    with monkeypatch.context() as patched:
        patched.setattr(readings, "_ReadingAnew", None)
        again = import_exports(root, [folder])
    assert {file.status.value for file in again.files} == {"unchanged", "refused"}
    for name, text in late.items():
        export(folder, name, text)
    report = import_exports(root, [folder])
    files_by_name = {file.file: file for file in report.files if file.file in late}
    assert [files_by_name[name].status.value for name in late] == ["written", "written", "unchanged"]
    assert files_by_name["z3.txt"].brief.startswith("2015-09-03-")
    assert files_by_name["p4.html"].draft is not None
    assert files_by_name["p4.html"].draft.title == "Sailing number 4 of the ferry"
    assert files_by_name["q.txt"].brief.startswith("2014-04-13-")
    assert "I308" in {diagnostic.code for diagnostic in files_by_name["q.txt"].diagnostics}


@by_cases
def test_report_counts_as_new_only_what_was_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int, new: dict[str, int]
) -> None:
    real, left = replacing._replace, iter(range(written))

    def filling(root: Path, file_replacement: FileReplacement) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        real(root, file_replacement)

    monkeypatch.setattr(replacing, "_replace", filling)
    report = import_exports(root, [export(tmp_path / "in")])
    assert [file.status.value for file in report.files] == ["refused"]
    assert report.new == new
