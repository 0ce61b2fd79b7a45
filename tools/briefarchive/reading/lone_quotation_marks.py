"""Curly quotation marks that open and do not close, or the other way round."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Rule, Severity, Span
from .quotation_marks import is_inch, kind_of_mark

Place = Callable[[int, int], Span]

_MARKS = re.compile('[“”"]')
_MOST = 200
"""When so many are mended, the others are told."""
_QUOTING_SO = frozenset({"en", "zh"})
"""Languages that quote with “ and ”; others have these marks for another side."""
_ONE = "put another one where the quotation begins or ends, or delete it"
_ELSEWHERE = frozenset("„«»‹›‚")


class LoneQuotationMark(Rule):
    """A quotation mark `“` has no `”`, or the other way round, so that nobody knows where the quotation ends.

    A quotation of several paragraphs has `“` at the beginning of each and `”` at the end of the last.
    """

    code = "S138"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (LoneQuotationMark,)


@dataclass(slots=True)
class LoneQuotationMarks:
    """Collects what of one text is said, as far as its language quotes with “ and ”."""

    language: str = "en"
    open: tuple[str, Span] | None = None
    told: list[Diagnostic] = field(default_factory=list)
    is_elsewhere: bool = False

    def add(self, text: str, place: Place) -> None:
        """Look at the running text of a paragraph, a heading or a cell."""
        self.is_elsewhere = self.is_elsewhere or not (text.isascii() or _ELSEWHERE.isdisjoint(text))
        if text.isascii() or ("“" not in text and "”" not in text):
            self._close(goes_on=False)
            return
        self._close(goes_on=text.lstrip().startswith("“"))
        opened: list[int] = []
        straight = 0
        """How many straight marks are open."""
        for found in _MARKS.finditer(text):
            at, sign = found.start(), found[0]
            if sign == '"':  # that the other is curly is told by itself
                kind = "" if is_inch(text, at) else kind_of_mark(text, at)
                straight += kind == "“"
                if kind == "”" and not straight:
                    opened = []
                straight -= kind == "”" and straight > 0
            elif sign == "”" and straight and not opened:
                straight -= 1
            elif sign == "“":
                if opened and at:
                    self._tell("“", place(opened[-1], 1), "”")
                opened = [at]
            else:
                if not opened and not text[at - 1 : at].isdigit():  # there it is a mark for inches
                    self._tell("”", place(at, 1), "“")
                opened = []
        if opened:
            self.open = "“", place(opened[-1], 1)

    def add_line(self, text: str, place: Place) -> None:
        """Look at a text of one paragraph, in which straight marks must be pairs as well."""
        self.add(text, place)
        straight = [at for at, sign in enumerate(text) if sign == '"' and not is_inch(text, at)]
        if len(straight) % 2:
            self.told.append(LoneQuotationMark.at(place(straight[-1], 1), 'a " has no other', hint=_ONE))

    def found(self) -> Iterator[Diagnostic]:
        """What is wrong with the text."""
        self._close(goes_on=False)
        if not self.is_elsewhere and self.language.partition("-")[0] in _QUOTING_SO:
            yield from self.told

    def _close(self, *, goes_on: bool) -> None:
        if self.open is not None and not goes_on:
            self._tell(self.open[0], self.open[1], "”")
        self.open = None

    def _tell(self, mark: str, span: Span, other: str) -> None:
        if len(self.told) == _MOST:
            return
        where = "ends" if mark == "“" else "begins"
        self.told.append(
            LoneQuotationMark.at(span, f'"{mark}" has no "{other}"', hint=f"put {other} where the quotation {where}")
        )
