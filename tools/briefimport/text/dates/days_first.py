"""Dates with strokes in the sources of a text whose dates have the day first."""

import re
from dataclasses import replace

from ..lines.wrapping import Element
from .printed import Order

_STROKES_IN_DATE = re.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d|\d\d(?=[),:;]|$))(?![\w/])")


def with_days_first(element: Element, order: Order | None) -> Element:
    """Return *element* with the strokes in its dates as full stops, which part days from months without doubt.

    It stays as it is where *order* is another or not known.
    """
    if order is not Order.DAY_FIRST or (element.block and element.block.links and not element.cited):
        return element
    dotted = _dotted(element.as_source)
    return element if dotted == element.as_source else replace(element, cited=dotted)


def note_with_days_first(note: Element, order: Order | None) -> Element:
    """Return *note* with such dates both in its words and in what is read as a source."""
    dated = with_days_first(note, order)
    return note if dated is note else replace(dated, text=_dotted(note.text))


def _dotted(text: str) -> str:
    return _STROKES_IN_DATE.sub(r"\1.\2.\3", text)
