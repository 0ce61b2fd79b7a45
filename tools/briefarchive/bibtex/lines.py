"""Offsets in a text to lines and columns."""

import re
from bisect import bisect_right

from ..diagnostics import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where the lines of a file's text start; a line feed, a carriage return or both end one."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from *start* up to *end*."""
        first = bisect_right(self._starts, start)
        # Nearly every value ends in the line in which it starts.
        within = first == len(self._starts) or end < self._starts[first]
        last = first if within else bisect_right(self._starts, end, lo=first)
        return Span(
            path=self._path,
            line=first,
            column=start - self._starts[first - 1] + 1,
            end_line=last,
            end_column=end - self._starts[last - 1] + 1,
        )
