"""Recognises lines in a list of sources that continue the line above, which an editor had wrapped."""

import re

from ..sources.cited_line import CitedLine
from ..sources.citing import read_source
from ..sources.publisher_names import is_name
from ..sources.quotations import opens_quote
from ..sources.references import Strength, find_marker
from .splitting import Line

_STEP = 2
_LONGEST = 400
_MONTH = r"(?:\b[^\W\d_]{3,9}\.?)"
# A date that a line end had cut: “May 4,” and “2015”, “May” and “4, 2015”, “4.” and “Mai 2015”.
_CUT_DATES = (
    (re.compile(rf"{_MONTH}\s+\d{{1,2}},?$"), re.compile(r"(?:19|20)\d\d\b")),
    (re.compile(rf"\d{{1,2}}(?:\.|er|º)?\s+(?:de\s+)?{_MONTH},?$"), re.compile(r"(?:de\s+)?(?:19|20)\d\d\b")),
    (
        re.compile(r"(?:[(\[,;–—-]|\b(?:vom|den|le|el))\s*\d{1,2}(?:\.|er|º)?$"),
        re.compile(rf"{_MONTH}\s+(?:19|20)\d\d\b"),
    ),
    (re.compile(rf"[(\[,;–—-]\s*{_MONTH}$"), re.compile(r"\d{1,2},?\s+(?:19|20)\d\d\b")),
)
_WHOLE_BRACKET = re.compile(r"[(\[][^()\[\]]+[)\]]")
_PUNCTUATION = re.compile(r"[“”„«»\"(),;]|[:?!]\s")
_ANY_QUOTE, _CLOSING = re.compile(r"[“”\"„«»「」『』《》]"), '”"»」』》“'
_BRACKETS = {"(": ")", "[": "]", "（": "）"}


def continues_source(first: Line, before: Line, line: Line, *, dated: bool) -> bool:
    """Return whether *line* is the rest of the source that begins in *first* and whose last line is *before*.

    Args:
        first: The first line of that source.
        before: The line above, which may be the same.
        line: A line that no blank one separates from it.
        dated: Whether *line* is a whole date, which belongs to a source only if its place shows it.
    """
    inside = bool(find_marker(first.text)) and line.indent >= first.indent + _STEP
    if find_marker(line.text) or (line.text.endswith((":", "：")) and not inside) or len(before.text) > _LONGEST:
        return False
    if (
        _shuts_bracket(before.text, line.text)
        or _shuts_quote(before.text, line.text)
        or any(beginning.search(before.text) and ending.match(line.text) for beginning, ending in _CUT_DATES)
    ):
        return True
    below = read_source(line.text)
    if below.strength is Strength.ADDRESS:
        # An address in a line of its own is found there, if it does not stand below the words of an item.
        return inside
    named = first is before and not _PUNCTUATION.search(first.text) and is_name(first.text.strip(" :：–—-"))
    if _WHOLE_BRACKET.fullmatch(line.text):
        return not named
    if not dated and CitedLine.of(line.text).has_only_dates:
        return not named
    indented = line.indent >= first.indent + _STEP
    if not indented or (named and not find_marker(first.text)):
        return False
    return (
        bool(find_marker(first.text))
        or opens_quote(before.text)
        or before.text.endswith((",", "，"))
        or (not dated and (below.strength < Strength.STRONG or below.separator == "address"))
    )


def _shuts_bracket(before: str, line: str) -> bool:
    """Return whether *line* shuts a bracket that *before* leaves open."""
    for opening, closing in _BRACKETS.items():
        if before.count(opening) > before.count(closing) and line.count(closing) > line.count(opening):
            return True
    return False


def _shuts_quote(before: str, line: str) -> bool:
    """Return whether a quotation that *before* leaves open ends in *line*, before another begins there."""
    mark = _ANY_QUOTE.search(line)
    return mark is not None and mark[0] in _CLOSING and opens_quote(before)
