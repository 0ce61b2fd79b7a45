"""What a brief's file says, wherever in it: two texts with the same meaning differ in nothing that anyone reads."""

from dataclasses import replace

from ..diagnostics import Span
from ..model import Brief, Markup, Places

_NOWHERE = Span(path="")


def meaning(brief: Brief) -> Brief:
    """*brief* without the places of its values, and without what tells its file from another."""
    markup = Markup(
        references=tuple(replace(one, span=_NOWHERE) for one in brief.markup.references),
        links=tuple(replace(one, span=_NOWHERE, address=None) for one in brief.markup.links),
        headings=tuple(replace(one, span=_NOWHERE) for one in brief.markup.headings),
    )
    return replace(brief, path="", digest="", places=Places(), markup=markup)
