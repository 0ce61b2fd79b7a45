"""Causes are told before what follows from them, in every report."""

import shutil
from pathlib import Path

from briefarchive.checking import check
from briefarchive.checking.archive import read_archive
from briefarchive.checking.report import annotations
from briefarchive.diagnostics import Diagnostic

BASE = Path(__file__).parent / "base"


def _found(root: Path) -> tuple[Diagnostic, ...]:
    return check(read_archive(root, cache=False))


def _lay(root: Path) -> None:
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for day in range(10, 25):
        text = f"---\ntitle: A port\ndate: 2014-10-{day}\n---\nIt rained {{cite:p}}`nobody-2014`.\n"
        (root / f"archive/2014/2014-10-{day}-port.md").write_text(text)


def test_a_vocabulary_that_cannot_be_read_is_among_the_ten_annotations_of_github(tmp_path: Path) -> None:
    _lay(tmp_path)
    (tmp_path / "archive/vocabulary/topics.yaml").write_text("energy: {label: Energy: power}\n")
    errors = [line for line in annotations(_found(tmp_path)) if line.startswith("::error")]
    assert len(errors) == 10
    assert "topics.yaml" in errors[0]
    assert "F201" in errors[0]


def test_a_bibliography_that_cannot_be_read_is_told_first(tmp_path: Path) -> None:
    _lay(tmp_path)
    (tmp_path / "bib/2014.bib").write_bytes("@online{a}".encode("utf-16"))
    assert _found(tmp_path)[0].code == "F103"


def test_what_only_follows_from_a_vocabulary_that_cannot_be_read_is_not_told(tmp_path: Path) -> None:
    _lay(tmp_path)
    (tmp_path / "archive/vocabulary/publishers.yaml").write_text("foo: {name: Foo: News}\n")
    codes = {one.code for one in _found(tmp_path)}
    assert "F201" in codes
    assert not codes & {"V204", "V205", "V207", "C207"}


def test_other_findings_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    _lay(tmp_path)
    found = _found(tmp_path)
    assert list(found) == sorted(found, key=lambda one: one.order)
