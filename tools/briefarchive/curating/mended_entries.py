"""Dates in words and lists of authors, which formatting writes as they are meant where that is certain."""

from collections.abc import Iterable

from ..diagnostics import Diagnostic, counts_by_code
from ..reading.bibliography import read_bibliography
from ..reading.bibliography.faults import InvalidDate, MisreadNames
from ..reading.edits import Edit, Offsets, edited
from ..reading.merge_marks import take_merge_marks

_MENDED = frozenset({InvalidDate.code, MisreadNames.code})


def mend_entries(path: str, text: str) -> str:
    """*text* with dates and authors mended, if it has the same sources then and nothing else is wrong with it."""
    if take_merge_marks(path, text)[1]:  # nobody has chosen the right version yet
        return text
    sources, faults = read_bibliography(path, text)
    edits = list(_edits(text, faults))
    if not edits:
        return text
    after = edited(text, edits)
    sources_after, faults_after = read_bibliography(path, after)
    new = counts_by_code(faults_after) - counts_by_code(faults)
    is_same = [(one.key, set(one.fields)) for one in sources] == [(one.key, set(one.fields)) for one in sources_after]
    return after if is_same and not new else text


def _edits(text: str, faults: Iterable[Diagnostic]) -> Iterable[Edit]:
    offsets = Offsets(text)
    for one in faults:
        if one.code in _MENDED and len(one.fix) == 1:
            (part,) = one.fix
            start, end = offsets.of(part.span)
            if text[start:end] == part.old:
                yield Edit(start, end, part.text)
