"""Many files in several processes."""

import os
from pathlib import Path

import pytest

from briefarchive.storage.executor import WorkError
from briefimport import import_exports, parallel
from briefimport.parallel import map_in_order
from briefimport.report.pages import render_json

from .reading import codes
from .test_runs import EXPORT, export, files_of


@pytest.fixture(autouse=True)
def _few_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_MIN_ITEMS", 16)
    monkeypatch.setattr(parallel, "_BATCH_SIZE", 4)


def test_process_that_ends_in_the_middle_ends_the_work() -> None:
    with pytest.raises(WorkError, match="ended by the system"):
        list(map_in_order(os._exit, [9] * 20, jobs=2))  # type: ignore[arg-type]


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
    assert "".join(render_json(several)) == "".join(render_json(alone))
    assert {*codes(alone)} >= {"I103", "I201"}
    assert files_of(other) == files_of(root)
    assert len(files_of(root)) > 24
