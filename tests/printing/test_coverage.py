"""Whatever a text may hold has a writer, and whatever it says is compiled."""

from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import given

from briefarchive.printing.builder import PdfBuilder
from briefarchive.printing.jobs import PrintResult
from briefarchive.printing.pdf_files import list_brief_pdfs
from briefarchive.printing.update import update_pdfs
from briefarchive.printing.writer import NoWriterError, write

from .dialect import documents
from .printed import builder_for, lay_brief, printable


@pytest.mark.parametrize("made", [nodes.math("x", "x"), nodes.image(), nodes.raw("", "<b>"), nodes.tgroup()])
def test_a_node_of_another_kind_is_an_error_and_no_gap(made: nodes.Element) -> None:
    document = nodes.container("", nodes.paragraph("", "", made))
    with pytest.raises(NoWriterError, match=type(made).__name__):
        write(document, brief="2014-01-01-a", page="archive/2014/2014-01-01-a.html", language="en")


def test_a_brief_with_notes_in_notes_in_notes_is_told_and_all_others_are_printed(tmp_path: Path) -> None:
    notes = "".join(f"[^{number}]: Note.[^{number + 1}]\n\n" for number in range(300))
    lay_brief(tmp_path, f"Text.[^0]\n\n{notes}[^300]: The last.\n", name="deep")
    lay_brief(tmp_path, "Text.", name="plain")
    builder = builder_for(tmp_path)
    pdfs = list_brief_pdfs(builder, builder.entries.catalogue.archive.briefs.values())
    done = update_pdfs(pdfs, lambda *_: None)
    assert [families.code for families in done.diagnostics] == ["P102"]
    assert [address for address in done.made_files if "plain" in address]


class _AnyText:
    """A builder, and a brief in whose place any text is printed."""

    def __init__(self, builder: PdfBuilder) -> None:
        self._builder, self._printable = builder, printable(builder, "2014-09-05-figures")

    def print(self, text: str) -> PrintResult:
        brief, page = self._printable.brief, self._printable.page
        tree = self._builder.reader.parse(text, page)
        written = write(tree, brief=brief.id, page=page.address, language=brief.language)
        return self._builder.brief_job(replace(self._printable, text=written)).make()

    def __repr__(self) -> str:
        return "any text"


@pytest.fixture(scope="module")
def any_text(archive: Path) -> _AnyText:
    return _AnyText(builder_for(archive))


@given(documents())
def test_any_text_of_the_dialect_is_compiled(any_text: _AnyText, text: str) -> None:
    pdf = any_text.print(text)
    assert isinstance(pdf, bytes), pdf
