"""What cannot be read is told first, in every report, and nothing that only follows from it is told."""

import shutil
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.checking.report import MAX_ANNOTATIONS, format_annotations
from briefarchive.checking.scope import list_unread_keys, select_cited_entries
from briefarchive.diagnostics import Diagnostic
from briefarchive.model import BriefId

from ..cases import by_cases
from .laying import BASE, diagnose

BRIEF = BriefId("2014-05-02-harbour")
ENTRY = """
@online{daily-2014-port,
  title     = {A port opens},
  publisher = {Example Daily},
  date      = {2014-05-01},
  url       = {https://example.org/port},
}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with a brief that cites two sources, one of them three times."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "archive/2014/2014-05-02-harbour.md").open("a", encoding="utf-8") as brief:
        brief.write("\nSo it was {cite:p}`daily-2014-port`, and so {cite:p}`daily-2014-port`.\n")
    with (tmp_path / "bib/2014.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write(ENTRY)
    return tmp_path


def _told(root: Path) -> list[str]:
    return [f"{diagnostic.code} {diagnostic.span.path}" for diagnostic in diagnose(root)]


def _replace(root: Path, old: str, new: str) -> None:
    file = root / "bib/2014.bib"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "gb18030"])
def test_a_bibliography_in_another_encoding_is_the_only_thing_told(encoding: str, root: Path) -> None:
    file = root / "bib/2014.bib"
    file.write_bytes(file.read_text("utf-8").replace("port opens", "港口").encode(encoding))

    assert _told(root) == ["F103 bib/2014.bib"]


@pytest.mark.parametrize("name", ["2014.bib.txt", "2014.BIB", "2014.Bib.bak", "2014.bibtex"])
def test_a_bibliography_with_another_ending_is_the_only_thing_told(name: str, root: Path) -> None:
    (root / "bib/2014.bib").rename(root / "bib" / name)

    assert _told(root) == [f"F109 bib/{name}"]


def test_a_bibliography_that_cannot_be_opened_is_the_only_thing_told(root: Path) -> None:
    (root / "2014.bib").write_bytes((root / "bib/2014.bib").read_bytes())
    (root / "bib/2014.bib").unlink()
    (root / "bib/2014.bib").symlink_to(root / "2014.bib")

    assert _told(root) == ["F101 bib/2014.bib"]


@by_cases
def test_an_entry_that_cannot_be_read_is_the_only_thing_told(old: str, new: str, code: str, root: Path) -> None:
    _replace(root, old, new)

    assert _told(root) == [f"{code} bib/2014.bib"]


def test_a_key_is_told_once_with_the_number_of_places(root: Path) -> None:
    _replace(root, "daily-2014-port,", "weekly-2015-railway,")

    (fault,) = [diagnostic for diagnostic in diagnose(root) if diagnostic.code == "C201"]

    assert fault.message == 'there is no source "daily-2014-port", cited in 2 places'
    assert (fault.span.line, fault.span.column) == (9, 20)


def _of_page(root: Path) -> tuple[list[Diagnostic], list[str]]:
    archive = read_archive(root, cache=False).archive
    return select_cited_entries(diagnose(root), archive, BRIEF), [*list_unread_keys(archive, BRIEF)]


def test_what_is_wrong_with_a_cited_entry_belongs_to_the_page_of_the_brief(root: Path) -> None:
    assert _of_page(root) == ([], [])

    _replace(root, "A port opens}", "A port opens")
    diagnostics, unread = _of_page(root)

    assert [diagnostic.code for diagnostic in diagnostics] == ["C101"]
    assert unread == ["daily-2014-port"]


def test_what_is_wrong_with_another_entry_does_not(root: Path) -> None:
    _replace(root, "@online{daily-2014-port", "@online{other-2012-x,\n title = {Other,\n}\n\n@online{daily-2014-port")

    assert _of_page(root) == ([], [])


def test_a_file_that_hides_a_cited_entry_belongs_to_the_page_of_the_brief(root: Path) -> None:
    (root / "bib/2014.bib").rename(root / "bib/2014.bib.txt")

    diagnostics, unread = _of_page(root)

    assert [diagnostic.code for diagnostic in diagnostics] == ["F109"]
    assert unread == ["daily-2014-port", "example-daily-2014-harbour"]


def test_a_vocabulary_that_cannot_be_read_is_told_before_what_else_is_wrong(root: Path) -> None:
    for day in range(10, 25):
        text = f"---\ntitle: A port\ndate: 2014-10-{day}\n---\nIt rained {{cite:p}}`nobody-2013`.\n"
        (root / f"archive/2014/2014-10-{day}-port.md").write_text(text)
    (root / "archive/vocabulary/publishers.yaml").write_text("foo: {name: Foo: News}\n")

    diagnostics = diagnose(root)
    errors = [line for line in format_annotations(diagnostics) if line.startswith("::error")]

    assert len(errors) == MAX_ANNOTATIONS
    assert "publishers.yaml" in errors[0]
    assert not {diagnostic.code for diagnostic in diagnostics} & {"V204", "V205", "V207", "C207"}
    assert list(diagnostics) == sorted(diagnostics, key=lambda diagnostic: diagnostic.order)
