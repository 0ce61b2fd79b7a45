"""Reading aids on the screen: paragraph numbers, and notes in the margin of a brief's text.

A note in the margin repeats an entry of the list of sources, for sighted readers of wide pages: screen readers have the
label of the mark, narrow screens its card. The first note on a source is full, later ones are short.
"""

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from markupsafe import Markup

from ..facets.views import SourceView
from ..text.nodes import CitationMark

_BETWEEN = frozenset({"[", ", ", "]"})

DrawNote = Callable[..., Markup]
"""Draws a note of a *kind*: the `full` note on a source, the `short` one on several, or that of a `footnote`."""


class DrawnAid(nodes.Inline, nodes.Element):
    """The number of a paragraph, or a note in the margin, as `html`."""


def number_paragraphs(document: nodes.document) -> dict[str, int]:
    """Number each paragraph outside lists, quotations and tables, and give it an id made of the number beside its own.

    Return the number of the paragraph of each citation mark, by the id of the mark, if it has one.
    """
    numbers: dict[str, int] = {}
    for number, paragraph in enumerate(_running_text(document), 1):
        numbers |= {mark["ids"][0]: number for mark in paragraph.findall(CitationMark)}
        place = f"_p{number}"
        paragraph["ids"] = [place, *paragraph["ids"]]
        paragraph.insert(0, DrawnAid(html=f'<a class="pn" href="#{place}">{number}</a>'))
    return numbers


def list_sections(document: nodes.document) -> list[tuple[str, str]]:
    """Return the id and heading of each section of a text."""
    return [(child["ids"][0], child[0].astext()) for child in document.children if isinstance(child, nodes.section)]


def add_side_notes(document: nodes.document, sources: Iterable[SourceView], draw: DrawNote) -> None:
    """Add notes to the margin of each paragraph, before its text so that they do not interrupt it."""
    by_number = {str(source.number): source for source in sources}
    footnotes = {child["ids"][0]: child for child in document.children if isinstance(child, nodes.footnote)}
    noted_numbers: set[str] = set()
    for paragraph in _running_text(document):
        marks = (mark.rawsource for mark in paragraph.findall(CitationMark))
        numbers = [number for number in dict.fromkeys(marks) if number in by_number]
        notes = [draw(kind="full", shown=by_number[number]) for number in numbers if number not in noted_numbers]
        again = [by_number[number] for number in numbers if number in noted_numbers]
        noted_numbers.update(numbers)
        notes += [draw(kind="short", shown=again)] if again else []
        for mark in paragraph.findall(nodes.footnote_reference):
            if footnote := footnotes.get(mark["refid"]):
                words = " ".join(child.astext() for child in footnote.children if not isinstance(child, nodes.label))
                notes.append(draw(kind="footnote", shown=(mark.astext(), words)))
        for note in reversed(notes):
            paragraph.insert(0, DrawnAid(html=note))


def group_marks(document: nodes.document) -> None:
    """Raise citation marks without notes of their own, directly after the word.

    Brackets and the space before them are kept for copied text and screen readers, so that “$5” with mark 1 is not
    “$51”.
    """
    marks = list(document.findall(CitationMark))
    for mark in marks:
        if mark["alone"]:
            mark["space"] = _take_space(mark)
    for group in dict.fromkeys(mark.parent for mark in marks if not mark["alone"]):
        if all(isinstance(child, CitationMark) or child.astext() in _BETWEEN for child in group.children):
            group["classes"] = ["cite"]
            for place, child in enumerate(group.children):
                if isinstance(child, nodes.Text):
                    space = _take_space(group) if not place else ""
                    group[place] = nodes.inline("", f"{space}{child}", classes=["vh"])


def _take_space(raised: nodes.Element) -> str:
    """Remove the space before raised marks. A line break in a paragraph is a text of its own."""
    siblings, space = raised.parent.children, ""
    for place in range(siblings.index(raised) - 1, -1, -1):
        text = siblings[place]
        if not isinstance(text, nodes.Text):
            break
        raised.parent[place] = nodes.Text(text.rstrip())
        space = " " if text.rstrip() != text else space
        if text.strip():
            break
    return space


def _running_text(parent: nodes.Element) -> Iterator[nodes.paragraph]:
    for child in parent.children:
        if isinstance(child, nodes.paragraph):
            yield child
        elif isinstance(child, nodes.section):
            yield from _running_text(child)
