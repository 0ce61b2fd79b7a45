"""Edits of a text by place: what is not named by one stays as it is, to the byte."""

from collections.abc import Iterable
from typing import NamedTuple

from ..model.lines import LINE_END


class Edit(NamedTuple):
    """What stands from *start* up to *end* becomes *text*."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """*text* with all *edits* made; of two at one place the first comes first, and what two take out goes once."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        pieces += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join((*pieces, text[at:]))


def detect_line_end(text: str) -> str:
    """How lines of *text* end, by its first."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"
