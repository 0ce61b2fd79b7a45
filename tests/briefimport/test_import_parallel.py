"""Many files in several processes."""

import operator
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from briefimport import import_exports, parallel, readings
from briefimport.parallel import Died, each_in_order
from briefimport.reporting.writing import json_pieces

from .test_import_runs import EXPORT, codes, export, files_of


@pytest.fixture(autouse=True)
def _few_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH", 16)


def things(*deadly: int) -> list[Callable[[], Iterable[int]]]:
    """Calls that give as many numbers as the last figure says, or end their process."""
    return [partial(os._exit, 9) if number in deadly else partial(range, number % 10) for number in range(60)]


def test_results_are_those_of_one_process_in_its_order(tmp_path: Path) -> None:
    alone, several = (
        [list(found) for _, found in each_in_order(operator.call, things(), 60, folder=tmp_path, jobs=jobs)]
        for jobs in (1, 2)
    )
    assert several == alone == [list(range(number % 10)) for number in range(60)]
    assert not list(tmp_path.iterdir())


def test_process_that_dies_costs_the_thing_that_it_worked_on(tmp_path: Path) -> None:
    calls = things(17, 18, 40)
    given = each_in_order(operator.call, calls, 60, folder=tmp_path, jobs=2)
    found = [(one, list(results)) for one, results in given]
    assert [one for one, _ in found] == calls
    assert [number for number, (_, results) in enumerate(found) if results == [Died()]] == [17, 18, 40]
    assert all(results in ([Died()], list(range(number % 10))) for number, (_, results) in enumerate(found))


def exports(folder: Path) -> Path:
    for number in range(24):
        text = EXPORT.replace("$4", f"${number}").replace("May 4", f"May {number % 28 + 1}")
        export(folder, f"{number:02}.txt", text.replace("Second ferry", f"Ferry {number // 3}"))
    # Its order of day and month decides about the other, which is read a second time.
    export(folder, "a.txt", EXPORT.replace("May 4, 2015", "17/05/2015").replace("pier", "jetty"))
    export(folder, "b.txt", EXPORT.replace("May 4, 2015", "04/05/2015").replace("pier", "quay"))
    (folder / "c.txt").write_bytes(b"\x00\x01")
    return folder


def test_archive_and_report_are_the_same_bytes_for_any_number_of_processes(root: Path, tmp_path: Path) -> None:
    folder = exports(tmp_path / "in")
    other = tmp_path / "other"
    for path in files_of(root):
        export((other / path).parent, Path(path).name, (root / path).read_text("utf-8"))
    alone, several = import_exports(root, [folder], jobs=1), import_exports(other, [folder], jobs=2)
    assert "".join(json_pieces(several)) == "".join(json_pieces(alone))
    assert codes(alone) >= {"I103", "I201"}
    assert files_of(other) == files_of(root)
    assert len(files_of(root)) > 24


def test_file_on_which_a_process_died_is_refused_and_the_rest_goes_on(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = readings.each_in_order

    def dying(*arguments: object, **options: object) -> Iterator[object]:
        for export_, found in real(*arguments, **options):  # type: ignore[arg-type]
            yield export_, (iter([Died()]) if getattr(export_, "origin", "") == "b.txt" else found)

    monkeypatch.setattr(readings, "each_in_order", dying)
    for name in "abc":
        export(tmp_path / "in", f"{name}.txt", EXPORT.replace("May 4", f"May {ord(name) - 90}"))
    report = import_exports(root, [tmp_path / "in"])
    assert [file.status.value for file in report.files if file.file == "b.txt"] == ["refused"]
    assert "I211" in codes(report)
    assert report.failed
    assert (root / "bib").is_dir()
