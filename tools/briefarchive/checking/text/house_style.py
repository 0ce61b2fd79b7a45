"""How figures, dates and marks are written in English texts of a house that wants them all the same.

What stands between quotation marks is a source's, and stays as that has it; so do code, roles and addresses.
"""

import functools
import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from ...diagnostics import Diagnostic
from ...reading.markdown.text import COVER, Part, Passage
from ..rule import PassageRule
from .house_forms import (
    NAME_OF_MONTH,
    SHORT_MONTH,
    Form,
    bare_unit,
    curled,
    dated,
    dated_in_figures,
    grouped,
    per_cent,
    pointed,
    quoted,
    ranged,
    summed,
    typed,
)

_QUOTED = re.compile("“[^“”]*”")
_CURLY = frozenset({"“", "”", "’", "“ or ”"})
_CODES = ("USD", "EUR", "RMB", "CNY", "GBP", "JPY", "RUB")
_CURRENCY = f"(?:{'|'.join(_CODES)})"
_SIGN = rf"(?=[A-Z$€£¥])(?P<sign>(?:US|HK|NT|NZ|A|C|S)?\$|[€£¥]|{_CURRENCY})"
_NUMBER = r"(?:[\d.,]*\d)?(?:[–-]\d(?:[\d.,]*\d)?)?"
_AMOUNT = rf"(?P<number>\d{_NUMBER})"
_WITHOUT_SIGN = r"(?<![\d.,$€£¥]\d)(?<![$€£¥] \d)(?<!" + r" \d|".join(_CODES) + r" \d)"
_WITHOUT_CODE = r"(?<![–-]\d)(?<!" + r"\d|".join(_CODES) + r"\d)"


class HouseStyle(PassageRule):
    """A rule of the house about figures, dates or marks.

    Attributes:
        fault: What is said of a breach.
        forms: Patterns of what breaks the rule, each with what makes the form of the house of it.
    """

    parts = frozenset({Part.BODY, Part.FIELD})
    fault: ClassVar[str]
    forms: ClassVar[tuple[tuple[str, Callable[[re.Match[str], str], Form]], ...]]

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        prose = _without_quotations(passage.text)
        for pattern, make_form in self.forms:
            for found in re.finditer(pattern, prose):
                written = passage.content[found.start() : found.end()]
                form = make_form(found, prose)
                message = f'"{written}": {self.fault}' if written.strip(" \"'") else self.fault
                span = passage.match_span(found)
                is_certain = form.sure and "\n" not in written
                yield self.instead(span, message, form.text, written, hint=_hint(form), sure=is_certain)


@functools.lru_cache(maxsize=1)
def _without_quotations(text: str) -> str:
    """The text with what is quoted covered; each rule asks for that of the same passage."""
    return _QUOTED.sub(lambda found: COVER * len(found[0]), text) if "“" in text else text


def _hint(form: Form) -> str:
    if not form.text:
        return "write the day, the month as a word, and the year"
    if not form.text.strip():
        return "write one space"
    if form.text in _CURLY:  # one alone would have no other
        return f"use {form.text} here, and curly marks throughout"
    which = ", whichever is meant" if '" or "' in form.text else ", if that is meant"
    return f'write "{form.text}"' + ("" if form.sure else which)


# Each pattern begins with the sign that it looks for and looks back from there: a search runs past all others quickly.


class PercentSign(HouseStyle, code="S201"):
    """A percentage is written with a sign, or in one word."""

    fault = "a percentage is not written out"
    forms = ((r"\d(?<![\d.,]\d)(?:[\d.,]*\d)?\s?[%‰]|percent\b(?<!\wpercent)", per_cent),)


class UngroupedNumber(HouseStyle, code="S202"):
    """A number of five digits or more has no comma between its thousands, or spaces in their place."""

    fault = "the number is not written as 10,400 or 8.33"
    forms = (
        # A number behind capital letters, or behind “No.”, is that of a document.
        (
            r"\d(?<![\w.,/–-]\d)(?<![A-Z]\s\d)(?<!No\.\s\d)(?:\d{4,30}|\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+)(?![\w/-])",
            grouped,
        ),
        (
            (
                r"\d(?<![\w.,/–$€£¥-]\d)\d{0,2},\d{1,2}"
                r"(?=\s?(?:per cent|percent|%|million|billion|trillion|bn|km|tonnes)(?!\w))"
            ),
            pointed,
        ),
    )


class OtherDateForm(HouseStyle, code="S203"):
    """A date is written in another form than day, month and year."""

    fault = "the date is not written as day, month and year"
    forms = (
        (
            (
                r"\d(?<![\d./-]\d)(?:"
                r"\d?/\d{1,2}/\d{2}(?:\d{2})?(?![\d/])"
                r"|\d?\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?!\d)"
                r"|\d{3}-\d{2}-\d{2}(?![\d-]))"
            ),
            dated_in_figures,
        ),
        (
            rf"(?=[Tt\d])(?:\b[Tt]he\s)?(?<![\d./-])\d{{1,2}}(?:st|nd|rd|th)\s(?:of\s)?(?P<word>{NAME_OF_MONTH})(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
            dated,
        ),
        (
            (
                rf"(?=[A-Z])(?P<word>{NAME_OF_MONTH})\s(?P<day>\d{{1,2}})"
                r"(?:(?:st|nd|rd|th)\b(?:,?\s(?P<late>(?:19|20)\d\d)\b)?|,?\s(?P<year>(?:19|20)\d\d)\b|(?=,\s\d{4}|[.;:)]|$))"
            ),
            dated,
        ),
        (
            rf"(?P<day>\d(?<![\d./–-]\d)\d?)\s(?P<word>{SHORT_MONTH})(?![\w’-])(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
            dated,
        ),
        (rf"(?=[A-Z])\b(?P<word>{SHORT_MONTH})\s(?P<day>\d{{1,2}})(?!\w|,?\s\d{{4}}|[.;:)]|$)", dated),
    )


class CurrencySign(HouseStyle, code="S204"):
    """A sum is written with the sign or the code of its currency, or with `bn` and `mn`."""

    fault = "the sum is abbreviated"
    forms = (
        (rf"{_SIGN}\s?{_AMOUNT}(?:[\s-]?(?P<unit>billion|million|trillion|thousand|bn|mn|tn|[bkm])\b)?", summed),
        (
            (
                rf"(?P<number>\d{_WITHOUT_SIGN}{_NUMBER})\s?(?P<unit>billion|million|trillion|bn|mn|tn)?\s?"
                rf"(?P<sign>{_CURRENCY}|(?:US|HK|NT|NZ|A|C|S)?\$|[€£¥])(?!\s?\d)(?!\w)"
            ),
            summed,
        ),
        (
            (
                rf"(?P<number>\d{_WITHOUT_SIGN}{_WITHOUT_CODE}{_NUMBER})\s?(?P<unit>bn|mn|tn)\b"
                rf"(?!\s?(?:{_CURRENCY}|[A-Z]{{0,2}}\$|[€£¥]))"
            ),
            bare_unit,
        ),
    )


class HyphenInRange(HouseStyle, code="S205"):
    """A hyphen stands between two figures."""

    fault = "a hyphen stands between two figures"
    forms = ((r"\d(?<![\w.,-]\d)[\d,.]*-\d[\d,.]*(?![\w-])", ranged),)


class StraightQuotationMark(HouseStyle, code="S206"):
    """A straight quotation mark or apostrophe stands in the text."""

    fault = "a quotation mark or apostrophe is straight"
    forms = (("[\"']", curled),)


class TypewriterMark(HouseStyle, code="S207"):
    """Marks of a typewriter stand for others: `--` or ` - ` for a dash, `...` for `…`, two spaces for one."""

    fault = "a mark is typed as on a typewriter"
    forms = ((r" (?:(?<=\S ) +(?=\S)|- (?<=\w - )(?=\w))|\.{3}| ?--+ ?| ?— ?", typed),)


class OtherQuotationMark(HouseStyle, code="S208"):
    """A quotation mark of another language stands in an English text, as in `„word“` or `«word»`."""

    fault = "the quotation marks are those of another language"
    forms = (
        (r"„(?P<low>[^„“”\n]{1,300})[“”]|«\s?(?P<angle>[^«»\n]{1,300}?)\s?»|»(?P<turned>[^«»\n]{1,300})«", quoted),
    )
