"""Accents that stand on one letter by the dozen: some scripts have three or four, and no writing has more than ten."""

import re
import unicodedata

from ...diagnostics import Diagnostic, Rule, Span

_MOST = 30


class StackedMarks(Rule):
    """A letter has more than 30 accents or other marks on it.

    The file is not read: what sorts, compares and prints letters takes ever longer with the number of their marks. Such
    letters are made for fun, or by a program that went wrong. Write the letter with the marks that its language has.
    """

    code = "F124"


def find_stacked_marks(path: str, text: str) -> Diagnostic | None:
    """The fault at the first letter with too many marks, if there is one."""
    if text.isascii():
        return None
    marks = "".join(sign for sign in set(text) if unicodedata.category(sign).startswith("M"))
    found = re.search(f"[{marks}]{{{_MOST + 1}}}", text) if marks else None
    if found is None:
        return None
    line_start = text.rfind("\n", 0, found.start()) + 1
    span = Span(path=path, line=text.count("\n", 0, found.start()) + 1, column=max(found.start() - line_start, 1))
    return StackedMarks.at(span, f"a letter has more than {_MOST} marks on it", hint="delete the marks")
