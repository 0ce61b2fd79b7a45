"""Where a citation stands in its sentence."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from .dialect import CITATION_ROLES

_BEHIND = re.compile(r"(?P<stop>[.!?])(?P<blank>[ ]*)$")
_AHEAD = re.compile(r"\s*$|\s+[A-Z“‘]")
_IN_SENTENCE = frozenset(name for name in CITATION_ROLES if name.endswith((":t", ":ts")))
# What of a text is looked at before a citation.
_BEFORE = 20


class CitationAfterStop(Rule):
    """A citation stands behind the full stop, where it belongs to neither sentence.

    House style: before it, `` It opened {cite:p}`key`. ``
    """

    code = "S209"
    severity = Severity.WARNING
    optional = True
    fixable = True
    rewrites = True


FAULTS: tuple[type[Rule], ...] = (CitationAfterStop,)


def find_citations_after_stop(inline: Token, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found in a paragraph.

    Args:
        inline: Its token.
        place: The place in the file of an offset in its content, and of so many characters.
    """
    content = inline.content
    for start, end in _groups(content, list(_citations(inline))):
        before = _BEHIND.search(content[max(start - _BEFORE, 0) : start])
        if before is None or not _AHEAD.match(content[end : end + _BEFORE]):
            continue
        stop = start - len(before[0])
        first = stop
        while first and content[first - 1] == " ":
            first -= 1
        written = content[first:end]
        instead = f" {content[start:end]}{before['stop']}"
        span = place(first, len(written.partition("\n")[0]))
        if "\n" in written:
            yield CitationAfterStop.at(place(start, 1), _FACT, hint="put it before the full stop")
            continue
        fix = (Replacement(span=span, text=instead, old=written),)
        yield CitationAfterStop.at(span, _FACT, hint=f'write "{instead}"', fix=fix)


_FACT = "the citation stands behind the full stop"


def _citations(inline: Token) -> Iterator[tuple[int, int]]:
    """Where each citation in brackets begins and ends."""
    for child in inline.children or ():
        if child.type == "myst_role" and child.meta["name"] in CITATION_ROLES - _IN_SENTENCE:
            start, opening = child.meta["at"], child.meta["content_at"]
            ticks = opening - start - len(child.meta["name"]) - 2
            yield start, opening + len(child.content) + ticks


def _groups(content: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Citations with nothing but blanks between them, as one."""
    starts = [start for (_, end), (start, _) in pairwise([(0, -1), *places]) if end < 0 or content[end:start].strip()]
    ends = [
        end
        for (_, end), (start, _) in pairwise([*places, (len(content) + 1, 0)])
        if start > len(content) or content[end:start].strip()
    ]
    return zip(starts, ends, strict=True)
