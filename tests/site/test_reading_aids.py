"""What a text gets for reading on a screen: paragraph numbers, notes beside it, and marks that stand close."""

from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup

from briefarchive.facets.views import SourceView
from briefarchive.site.reading_aids import (
    DrawnAid,
    add_side_notes,
    group_marks,
    list_sections,
    number_paragraphs,
)
from briefarchive.text.nodes import CitationGroup, CitationMark


def _mark(number: int, name: str = "x", *, alone: bool = False) -> CitationMark:
    return CitationMark(str(number), refuri=f"#_source-{number}", title="T", alone=alone, ids=[name])


def _group(*children: Any) -> CitationGroup:
    parts = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return CitationGroup("", "", *parts, classes=["citation"])


def _paragraph(*children: Any, **attributes: Any) -> nodes.paragraph:
    parts = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return nodes.paragraph("", "", *parts, **attributes)


def _document(*children: Any) -> nodes.document:
    document = new_document("a.md")
    document += children
    return document


def _notes(*children: Any, sources: int = 0) -> list[str]:
    """The notes beside a text, when an archive has so many sources."""
    views = [SourceView(key=f"s{n}", number=n, anchor=f"_source-{n}", title=f"S{n}") for n in range(1, sources + 1)]
    document = _document(*children)
    add_side_notes(document, views, _draw)
    return [str(note["html"]) for note in document.findall(DrawnAid)]


def _draw(kind: str, shown: Any) -> Markup:
    if kind == "full":
        return Markup(f"full {shown.number}")
    return Markup(f"{kind} {shown[1]}" if kind == "footnote" else f"short {[source.number for source in shown]}")


def test_paragraphs_of_the_running_text_are_numbered_through_all_sections() -> None:
    section = nodes.section("", nodes.title("", "Trade"), _paragraph("Second."), ids=["trade"])
    section += [nodes.bullet_list("", nodes.list_item("", _paragraph("An item."))), _paragraph("Third.")]
    document = _document(_paragraph("First."), nodes.block_quote("", _paragraph("Quoted.")), section)
    number_paragraphs(document)
    numbered = [(one.parent.astext(), one["html"]) for one in document.findall(DrawnAid)]
    wanted = enumerate(("First.", "Second.", "Third."), 1)
    assert numbered == [(text, f'<a class="pn" href="#_p{number}">{number}</a>') for number, text in wanted]
    assert list_sections(document) == [("trade", "Trade")]


def test_a_paragraph_keeps_its_id_and_a_mark_is_in_the_one_that_has_its_number() -> None:
    named, quoted = _paragraph("A", ids=["named"]), nodes.block_quote("", _paragraph("C", _mark(2, "_cite-2-1")))
    document = _document(named, _paragraph("B", _mark(1, "_cite-1-1")), quoted)
    assert number_paragraphs(document) == {"_cite-1-1": 2}
    assert named["ids"] == ["_p1", "named"]


def test_the_first_note_on_a_source_is_full_and_later_ones_stand_in_one_line_once_a_paragraph() -> None:
    first = _paragraph("A", _mark(1), "b", _mark(2), "c", _mark(1))
    second = _paragraph("D", _mark(2), "e", _mark(3), "f", _mark(1), "g", _mark(2))
    assert _notes(first, second, sources=3) == ["full 1", "full 2", "full 3", "short [2, 1]"]


def test_notes_stand_before_the_text_and_do_not_interrupt_it() -> None:
    paragraph = _paragraph("A", _group(_mark(1), _mark(2)), " b")
    assert _notes(paragraph, sources=2) == ["full 1", "full 2"]
    assert [type(child) for child in paragraph.children[:3]] == [DrawnAid, DrawnAid, nodes.Text]


def test_a_mark_of_an_unknown_source_and_one_in_a_table_have_no_note() -> None:
    row = nodes.row("", nodes.entry("", _paragraph("1", _mark(1))))
    table = nodes.table("", nodes.tgroup("", nodes.tbody("", row)))
    assert _notes(_paragraph("A", _mark(7)), table, sources=1) == []


def test_a_footnote_stands_beside_the_text_without_its_number() -> None:
    note = nodes.footnote("", nodes.label("", "1"), _paragraph("What it says."), ids=["note-1"])
    paragraph = _paragraph("A", nodes.footnote_reference("", "1", refid="note-1"), " b")
    assert _notes(paragraph, note) == ["footnote What it says."]
    assert isinstance(paragraph[0], DrawnAid)


@pytest.mark.parametrize(("before", "space"), [("It opened ", " "), ("It opened\n", " "), ("It opened", "")])
def test_marks_stand_close_and_their_brackets_are_there_for_who_copies_them(before: str, space: str) -> None:
    paragraph = _paragraph(before, _group("[", _mark(1), ", ", _mark(2), "]"), ". More ", _mark(3, alone=True), ".")
    group_marks(_document(paragraph))
    assert paragraph.astext() == f"It opened{space}[1, 2]. More [3]."
    hidden = paragraph.findall(lambda child: "vh" in getattr(child, "attributes", {}).get("classes", ()))
    assert [child.astext() for child in hidden] == [f"{space}[", ", ", "]"]
    assert [group["classes"] for group in paragraph.findall(CitationGroup)] == [["cite"]]
    assert [mark["space"] for mark in paragraph.findall(CitationMark) if mark["alone"]] == [" "]


def test_marks_with_notes_of_their_own_keep_their_brackets() -> None:
    paragraph = _paragraph("It opened ", _group("[", "see ", _mark(1), ", p. 3", "]"), ".")
    group_marks(_document(paragraph))
    assert paragraph.astext() == "It opened [see 1, p. 3]."
    assert next(iter(paragraph.findall(CitationGroup)))["classes"] == ["citation"]
