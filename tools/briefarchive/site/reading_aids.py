"""What the page of a brief adds to its text for reading on a screen: paragraph numbers and notes beside the text.

A note in the margin repeats what the list of sources says, for the eye: screen readers have the mark with the name of
the source, and a narrow screen has its card. The first note on a source is full, later ones are short.
"""

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from markupsafe import Markup

from ..facets.views import SourceView
from ..text.nodes import CitationGroup, CitationMark

_BETWEEN = frozenset({"[", ", ", "]"})
_HAIR_SPACE = "\N{HAIR SPACE}"

DrawNote = Callable[[str, object], Markup]
"""Draws the `full` note on a source, the `short` one on several, or that on a `footnote`."""


class ParagraphNumber(nodes.Inline, nodes.Element):
    """The number of a paragraph, which links to it: `number` and `place`."""


class SideNote(nodes.Inline, nodes.Element):
    """A note beside the text: `html`, drawn by a template."""


def number_paragraphs(document: nodes.document) -> None:
    """Give each paragraph that is no part of a list, a quotation or a table its number, and an id made of it.

    An id that it has already keeps its links.
    """
    for number, paragraph in enumerate(_running_text(document), 1):
        place = f"_p{number}"
        paragraph["ids"] = [place, *paragraph["ids"]]
        paragraph.insert(0, ParagraphNumber(number=number, place=place))


def paragraphs_of_marks(document: nodes.document) -> dict[str, int]:
    """By the id of each citation mark the number of its paragraph, of those that have one."""
    return {
        mark["ids"][0]: number
        for number, paragraph in enumerate(_running_text(document), 1)
        for mark in paragraph.findall(CitationMark)
    }


def contents(document: nodes.document) -> list[tuple[str, str]]:
    """The sections of a text: id and heading."""
    return [(one["ids"][0], one[0].astext()) for one in document.children if isinstance(one, nodes.section)]


def add_side_notes(document: nodes.document, sources: Iterable[SourceView], draw: DrawNote) -> None:
    """Put notes beside the text, each after the mark to which it belongs.

    Args:
        document: A text whose citations are resolved.
        sources: Those of the brief, by number.
        draw: Draws a note.
    """
    notes = _SideNotes({str(source.number): source for source in sources}, draw)
    footnotes = {note["ids"][0]: note for note in document.findall(nodes.footnote)}
    for paragraph in _running_text(document):
        notes.add_sources(paragraph)
        for mark in list(paragraph.findall(nodes.footnote_reference)):
            if note := footnotes.get(mark["refid"]):
                _insert_after(mark, draw("footnote", (mark.astext(), _shortened(note))))


def join_marks(document: nodes.document) -> None:
    """Have marks stand close behind the word, raised and without brackets, as they have no notes of their own.

    A hair space before each keeps “$5” and its mark 1 from being copied, or read by a machine, as “$51”.
    """
    for mark in [one for one in document.findall(CitationMark) if one["alone"]]:
        mark["alone"] = False
        group = CitationGroup("", classes=["cite"])
        mark.parent.replace(mark, group)
        group += [nodes.Text(_HAIR_SPACE), mark]
        _close_up(group)
    for group in list(document.findall(CitationGroup)):
        if all(isinstance(one, CitationMark) or one.astext() in _BETWEEN for one in group.children):
            group["classes"] = ["cite"]
            marks = [one for one in group.children if isinstance(one, CitationMark)]
            group.children = []
            for mark in marks:
                group += [nodes.Text(_HAIR_SPACE), mark]
            _close_up(group)


def _close_up(group: nodes.Element) -> None:
    """Leave out the space before raised marks. A line break in a paragraph is a text by itself."""
    siblings = group.parent.children
    for place in range(siblings.index(group) - 1, -1, -1):
        text = siblings[place]
        if not isinstance(text, nodes.Text):
            return
        group.parent[place] = nodes.Text(text.rstrip())
        if text.strip():
            return


def _running_text(document: nodes.document) -> Iterator[nodes.paragraph]:
    return (one for one in document.findall(nodes.paragraph) if isinstance(one.parent, nodes.document | nodes.section))


class _SideNotes:
    def __init__(self, sources: dict[str, SourceView], draw: DrawNote) -> None:
        self._sources = sources
        self._draw = draw
        self._told: set[str] = set()

    def add_sources(self, paragraph: nodes.paragraph) -> None:
        """A full note behind the first mark of each source; what was told before stands in one line, once."""
        marks = [mark for mark in paragraph.findall(CitationMark) if mark.astext() in self._sources]
        numbers = list(dict.fromkeys(mark.astext() for mark in marks))
        again = [self._sources[number] for number in numbers if number in self._told]
        for mark in marks:
            if mark.astext() not in self._told:
                self._told.add(mark.astext())
                _insert_after(mark, self._draw("full", self._sources[mark.astext()]))
            elif again and mark.astext() == str(again[0].number):
                _insert_after(mark, self._draw("short", again))
                again = []


def _insert_after(mark: nodes.Element, note: Markup) -> None:
    """Put a note behind a mark, or behind the marks and notes that stand together with it."""
    parent = mark.parent
    if isinstance(parent, CitationGroup):
        parent += SideNote(html=note)
    else:
        parent.insert(parent.index(mark) + 1, SideNote(html=note))


def _shortened(note: nodes.footnote) -> str:
    """The text of a footnote, without its number."""
    return " ".join(one.astext() for one in note.children if not isinstance(one, nodes.label))
