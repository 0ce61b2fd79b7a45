"""The passages of a text: what the search finds, and what no phrase crosses."""

import re

from docutils import nodes

from .nodes import CitationGroup, CitationMark, LineBreak

_STRAY_SPACE = re.compile(r"\s+(?=[.,;:!?)\]])")


def passages(text: nodes.Element) -> tuple[str, ...]:
    """The paragraphs, headings, items and cells of a text, each in one line.

    Marks of citations and footnotes are left out: they would stand in the middle of a phrase.
    """
    found: list[list[str]] = [[]]
    _collect(text, found)
    joined = (_STRAY_SPACE.sub("", " ".join("".join(pieces).split())) for pieces in found)
    return tuple(passage for passage in joined if passage)


def _collect(node: nodes.Node, found: list[list[str]]) -> None:
    """Add the words of a node to the last passage; whatever is not part of a line begins and ends one."""
    match node:
        case nodes.Text():
            found[-1].append(str(node))
        case CitationMark() | CitationGroup() | nodes.footnote_reference() | nodes.label():
            pass
        case LineBreak():
            found[-1].append(" ")
        case nodes.Inline():
            for child in node.children:
                _collect(child, found)
        case _:
            found.append([])
            for child in node.children:
                _collect(child, found)
            found.append([])
