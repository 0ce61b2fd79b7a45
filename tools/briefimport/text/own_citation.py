"""Finds how a text asks to be cited itself, which is none of its sources: “How to cite this brief: …”."""

import re
from collections.abc import Sequence

from .kinds import Facts, Kind, place_of_sources_heading
from .lines.wrapping import Element
from .page_furniture import own_citation_label
from .sources.citing import read_source
from .sources.references import Strength

_LONGEST = 600


def mark_own_citations(elements: Sequence[Element], facts: list[Facts], title: str) -> None:
    """Mark such references, behind their phrase or below it: they belong to the page.

    They name the text, and stand above the heading of its sources or below them all: anything else may be a source.
    """
    heading = place_of_sources_heading([element.as_source for element in elements], facts)
    for place, element in enumerate(elements):
        label = own_citation_label(element.text)
        if not label or facts[place].kind is not Kind.TEXT:
            continue
        end, said = place + 1, element.as_source[len(label) :]
        if label == element.text and end < len(elements):
            end, said = end + 1, elements[end].as_source
        below = elements[end].text if end - place > 1 and end < len(elements) else ""
        # Below it may stand its address.
        end += read_source(below).strength is Strength.ADDRESS
        last = all(fact.kind.is_of_page for fact in facts[end:])
        if len(said) <= _LONGEST and _names(said, title) and (last or place < heading or heading < 0):
            facts[place:end] = [Facts(kind=Kind.FURNITURE)] * (end - place)


def _names(said: str, title: str) -> bool:
    """Return whether *said* names a text with *title* as a reference does: no sentence goes on behind it."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", title)))
    named = re.search(rf"(?<!\w)(?i:{words})(?!\w|\s+[a-zß-ÿа-яё])", said) if words else None
    return named is not None and not said[0].islower()
