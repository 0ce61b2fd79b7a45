"""What a citation role names: keys with notes before and after them, in sphinxcontrib-bibtex's syntax.

Its own reader raises an error at what it does not understand, in the middle of a build. This one takes such a piece
as the key that it is not, so that the check can say that there is no such source, and the page shows it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

# Nothing is given back, or a text of spaces alone would take the cube of its length.
_TARGET = re.compile(
    r"\s*+(?:\{(?P<before>[^{}]++)\})?+\s*+(?P<key>[^{}\s,]++)\s*+(?:\{(?P<after>[^{}]++)\})?+\s*+(?=,|\Z)"
)
_PIECE = re.compile(r"[^,]*+")


class CitationTarget(NamedTuple):
    """One key, the notes before and after it, and where the key begins in the role's content."""

    key: str
    before: str
    after: str
    offset: int


def citation_targets(text: str) -> Iterator[CitationTarget]:
    """The targets in the content of a citation role: `{see}key{p. 3}, other` has two."""
    position = 0
    while position <= len(text):
        match = _TARGET.match(text, position)
        if match:
            yield CitationTarget(match["key"], match["before"] or "", match["after"] or "", match.start("key"))
        else:
            match = cast("re.Match[str]", _PIECE.match(text, position))  # it matches the empty text as well
            piece = match[0]
            yield CitationTarget(piece.strip(), "", "", position + len(piece) - len(piece.lstrip()))
        position = match.end() + 1
