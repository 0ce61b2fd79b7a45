"""Exports that mean harm: whatever goes wrong with one of them, the others are imported."""

import html
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefarchive.checking.loading import read_archive
from briefimport import Outcome, import_exports, readings
from briefimport.composing import composer, preparing
from briefimport.document import Hint, Hints, LegacyDocument
from briefimport.files.exports import ExportFile
from briefimport.html.reader import HtmlReader
from briefimport.legacy import LegacyBrief
from briefimport.suggesting.gazetteer import blank_namesakes
from briefimport.text.kinds import Facts, Kind, place_of_sources_heading
from briefimport.workspace import Workspace

from ..cases import by_cases, load_cases
from ..costs import cpu
from .reading import composed, read_html

PAGE = """<html><head><title>{title}</title><meta name="author" content="{name}"></head>
<body><h1>{title}</h1><p>{date}</p><p>The ferry line opened.</p><p>Compiled by {name}</p></body></html>
"""
# What has a meaning in YAML, TOML, Markdown, BibTeX, HTML, or to a terminal.
SIGNS = st.sampled_from(load_cases(__file__)["signs"])
WORDS = st.lists(st.one_of(SIGNS, st.text(max_size=5)), max_size=6).map(" ".join)


def drawn(**fields: str) -> None:
    page = PAGE.format(**{name: html.escape(value) for name, value in fields.items()})
    with tempfile.TemporaryDirectory() as folder:
        legacy = read_html(page.encode("utf-8", "replace"), Path(folder))
    if isinstance(legacy, LegacyBrief):
        composed(legacy, "FM")


@given(WORDS)
@example("A port opens ---")
def test_any_title_is_written_and_read_back(title: str) -> None:
    drawn(title=title, name="Ada Example", date="May 4, 2015")


@settings(max_examples=25, deadline=None)
@given(WORDS, WORDS)
@example("---", "May 4, 2015 ---")
@example("L", "May 4, 2015")
def test_any_name_and_day_are_written_and_read_back(name: str, date: str) -> None:
    drawn(title="A port opens", name=name, date=date)
    drawn(title="A port opens", name=name, date="May 4, 2015")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three exports; the title of the second ends as front matter does."""
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, title in (("a", "A ferry opens"), ("b", "A port opens ---"), ("c", "A quay opens")):
        day = f"May {ord(name) - 90}, 2015"
        (folder / f"{name}.html").write_text(PAGE.format(title=title, name="Ada Example", date=day))
    return folder


def test_a_title_that_ends_as_front_matter_does_is_kept(root: Path, folder: Path) -> None:
    assert not import_exports(root, [folder]).failed
    titles = {brief.title for brief in read_archive(root).archive.briefs.values()}
    assert titles == {"A ferry opens", "A port opens ---", "A quay opens"}


def test_a_document_whose_hint_is_no_text_is_refused_alone(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = HtmlReader.read
    nothing: Any = None

    def careless(self: HtmlReader, export: ExportFile, workspace: Workspace) -> Iterator[Any]:
        for document in read(self, export, workspace):
            hints = Hints(titles=(Hint(value=nothing, where="mail subject"),))
            is_second = isinstance(document, LegacyDocument) and document.origin == "b.html"
            yield replace(document, hints=hints) if is_second else document

    monkeypatch.setattr(HtmlReader, "read", careless)
    done = import_exports(root, [folder])
    assert [file.status for file in done.files] == [Outcome.WRITTEN, Outcome.REFUSED, Outcome.WRITTEN]
    [fault] = [diagnostic for diagnostic in done.all_diagnostics if diagnostic.code == "I210"]
    assert "a hint of titles (mail subject) is None, which is not text" in fault.message


def _fails(work: Callable[..., Any], name: str) -> Callable[..., Any]:
    """As *work*, but fails on what is called *name*."""

    def failing(*arguments: Any) -> Any:
        if any(getattr(argument, "origin", "") == name for argument in arguments):
            raise KeyError(name)
        return work(*arguments)

    return failing


@pytest.mark.parametrize(
    ("where", "name"),
    [(readings, "interpret"), (readings, "read_head"), (preparing, "find_title"), (composer, "is_draft")],
)
def test_an_export_on_which_the_program_fails_is_told_and_the_others_are_imported(
    where: Any, name: str, root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, _fails(getattr(where, name), "b.html"))
    done = import_exports(root, [folder])
    assert [file.status for file in done.files] == [Outcome.WRITTEN, Outcome.REFUSED, Outcome.WRITTEN]
    assert [(one.code, one.span.path) for one in done.all_diagnostics if one.code == "I210"] == [("I210", "b.html")]
    assert done.failed
    assert len(read_archive(root).archive.briefs) == 2


def test_a_text_of_headings_is_gone_through_once() -> None:
    def announce(count: int) -> None:
        assert place_of_sources_heading(["Sources:"] * count, [Facts(kind=Kind.HEADING)] * count) == -1

    assert cpu(lambda: announce(20_000)) < 1


@by_cases
def test_what_many_elements_and_lines_state_is_read_in_proportion(tmp_path: Path, mark: str) -> None:
    def read(size: int) -> None:
        read_html(f"<h1>A port</h1>{mark * size}<p>{'a ' * 200}</p>".encode(), tmp_path)

    read(1)  # tables that are made once
    assert cpu(lambda: read(2_400)) < 8 * max(cpu(lambda: read(600)), 0.05)


@pytest.mark.parametrize("text", ["Ab " * 50_000, "A." * 50_000, "A-" * 50_000, "Ab Daily " * 20_000])
def test_words_with_capitals_are_compared_with_names_of_a_few_words(text: str) -> None:
    assert len(blank_namesakes(text)) == len(text)  # or the test does not end
