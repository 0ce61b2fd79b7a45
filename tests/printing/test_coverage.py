"""Whatever a text may hold has a writer, and whatever it says is compiled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import given, settings

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import BriefId
from briefarchive.printing import writer
from briefarchive.printing.edition import Edition, Leaf
from briefarchive.printing.orders import orders_of_briefs
from briefarchive.printing.shelf import deliver
from briefarchive.printing.writer import NoWriterError, write

from .dialect import documents
from .printed import edition, lay_brief


@pytest.mark.parametrize("made", [nodes.math("x", "x"), nodes.image(), nodes.raw("", "<b>"), nodes.tgroup()])
def test_a_node_of_another_kind_is_an_error_and_no_gap(made: nodes.Element) -> None:
    document = nodes.container("", nodes.paragraph("", "", made))
    with pytest.raises(NoWriterError, match=type(made).__name__):
        write(document, brief="2014-01-01-a", page="archive/2014/2014-01-01-a.html", language="en")


def test_a_brief_with_notes_in_notes_in_notes_is_told_and_all_others_are_printed(tmp_path: Path) -> None:
    notes = "".join(f"[^{number}]: Note.[^{number + 1}]\n\n" for number in range(300))
    lay_brief(tmp_path, f"Text.[^0]\n\n{notes}[^300]: The last.\n", name="deep")
    lay_brief(tmp_path, "Text.", name="plain")
    with edition(tmp_path) as made:
        orders = orders_of_briefs(made, made.entries.catalogue.archive.briefs.values())
        done = deliver(orders, tmp_path / "out", whole=True)
    assert [one.code for one in done.found] == ["P102"]
    assert [address for address in done.made if "plain" in address]


def test_a_brief_with_such_a_node_is_told_and_all_others_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, strange = lay_brief(tmp_path, "Plain."), lay_brief(tmp_path, "*Strange.*", name="two")
    monkeypatch.delitem(writer._Writer.WRITERS, "emphasis")
    with edition(tmp_path) as made:
        briefs = [made.entries.catalogue.archive.briefs[one] for one in (strange, other)]
        done = deliver(orders_of_briefs(made, briefs), tmp_path / "out", whole=True)
    assert done.made == (f"archive/2014/{other}.pdf",)
    assert [(one.code, one.span.path) for one in done.found] == [("P102", f"archive/2014/{strange}.md")]
    assert "emphasis" in done.found[0].message


class _Press:
    """An edition, and a brief of it in whose place any text is printed."""

    def __init__(self, made: Edition) -> None:
        leaf = made.leaf(made.entries.catalogue.archive.briefs[BriefId("2014-09-05-figures")])
        assert isinstance(leaf, Leaf)
        self._edition, self._leaf = made, leaf

    def print(self, text: str) -> bytes | Diagnostic:
        brief, page = self._leaf.brief, self._leaf.page
        tree = self._edition._manuscripts._reader.parse(brief.path, text)
        written = write(tree, brief=brief.id, page=page.address, language=page.language)
        return self._edition.alone(replace(self._leaf, written=written)).make()

    def __repr__(self) -> str:
        return "press"


@pytest.fixture(scope="module")
def press(archive: Path) -> Iterator[_Press]:
    with edition(archive) as made:
        yield _Press(made)


@settings(max_examples=150)
@given(documents())
def test_any_text_of_the_dialect_is_compiled(press: _Press, text: str) -> None:
    pdf = press.print(text)
    assert isinstance(pdf, bytes), pdf
