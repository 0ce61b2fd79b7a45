"""Finds how a text asks to be cited itself, which is none of its sources: “How to cite this brief: …”."""

from collections.abc import Sequence

from .kinds import Facts, Kind
from .lines.wrapping import Element
from .page_furniture import own_citation_label
from .sources.citing import looks_like_reference, read_source
from .sources.references import Strength

_LONGEST, _SHORTEST_TITLE, _LONGEST_TITLE = 600, 8, 200


def mark_own_citations(elements: Sequence[Element], facts: list[Facts]) -> None:
    """Mark such references, behind their phrase or below it: they belong to the page."""
    for place, element in enumerate(elements):
        label = own_citation_label(element.text)
        if not label or facts[place].kind is not Kind.TEXT:
            continue
        end, said = place + 1, element.as_source[len(label) :]
        if label == element.text and end < len(elements):
            end, said = end + 1, elements[end].as_source
        if len(said) > _LONGEST or not (looks_like_reference(said) or _has_title(said, elements[:place])):
            continue
        below = elements[end].text if end - place > 1 and end < len(elements) else ""
        # Below it may stand its address.
        end += read_source(below).strength is Strength.ADDRESS
        facts[place:end] = [Facts(kind=Kind.FURNITURE)] * (end - place)


def _has_title(text: str, above: Sequence[Element]) -> bool:
    """Return whether a line above is in *text*: the title, in a reference without a date."""
    lines = (element.text for element in above)
    return any(_SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE and line in text for line in lines)
