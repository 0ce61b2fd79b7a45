"""How figures, dates and marks are written in English texts of a house that wants them all the same.

What stands between quotation marks is a source's, and stays as that has it; so do code, roles and addresses.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import ClassVar, NamedTuple

from ...diagnostics import Diagnostic, Replacement, Severity
from ...reading.markdown.text import COVER, Part, Passage, Text, TextRule
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
_MOST = 200
"""So many breaches of a rule are told of one paragraph: when they are mended, the others are."""
_DATE_FAULT = "the date is not written as day, month and year"
_SUM_FAULT = "the sum is abbreviated"
_SIGNS = ("$", "€", "£", "¥")
_CODES = ("USD", "EUR", "RMB", "CNY", "GBP", "JPY", "RUB")
_CURRENCY = f"(?:{'|'.join(_CODES)})"
_SIGN = rf"(?P<sign>(?:US|HK|NT|NZ|A|C|S)?\$|[€£¥]|{_CURRENCY})"
_NO_CODE = f"(?<!{'|'.join(f'{code} ' for code in _CODES)})"
_NUMBER = r"(?P<number>\d(?:[\d.,]*\d)?(?:[–-]\d(?:[\d.,]*\d)?)?)"


class _Custom(NamedTuple):
    """What breaks a rule, what is said of it, and what makes the form of the house of it.

    *signs* save a search: without one of them the pattern matches nothing. There are none where that cannot be said.
    """

    pattern: re.Pattern[str]
    fault: str
    form: Callable[[re.Match[str], str], Form]
    signs: tuple[str, ...] = ()

    def may_break(self, text: str) -> bool:
        """Whether *text* breaks the rule, as long as all of it counts."""
        may_match = not self.signs or any(sign in text for sign in self.signs)
        return may_match and self.pattern.search(text) is not None


class HouseStyle(TextRule):
    """A rule of the house about figures, dates or marks, by a table of what breaks it."""

    severity = Severity.WARNING
    optional = True
    fixable = True
    rewrites = True
    parts = frozenset({Part.BODY, Part.FIELD})
    customs: ClassVar[tuple[_Custom, ...]]

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        for passage in text.passages:
            words = passage.content if text.part is Part.FIELD else passage.text
            for custom in cls.customs:
                if custom.may_break(words):
                    yield from cls._breaches(custom, _QUOTED.sub(_blank, words), passage)

    @classmethod
    def _breaches(cls, custom: _Custom, prose: str, passage: Passage) -> Iterator[Diagnostic]:
        for found in itertools.islice(custom.pattern.finditer(prose), _MOST):
            written = passage.content[found.start() : found.end()]
            form = custom.form(found, prose)
            shown = f'"{written}": {custom.fault}' if written.strip(" \"'") else custom.fault
            span = passage.place(found.start(), len(written))
            fix = (Replacement(span=span, text=form.text, old=written),) if form.sure and "\n" not in written else ()
            yield cls.at(span, shown, hint=_hint(custom, form), fix=fix)


def _hint(custom: _Custom, form: Form) -> str:
    if not form.text:
        return "write the day, the month as a word, and the year"
    if custom.form is curled or not form.text.strip():
        return "write one space" if not form.text.strip() else f"use {form.text} here, and curly marks throughout"
    which = ", whichever is meant" if '" or "' in form.text else ", if that is meant"
    return f'write "{form.text}"' + ("" if form.sure else which)


def _blank(found: re.Match[str]) -> str:
    """As many signs that mean nothing."""
    return COVER * len(found[0])


# Each pattern begins with the sign that it looks for and looks back from there: a search runs past all others quickly.


class PercentSign(HouseStyle):
    """A percentage is written with a sign, or in one word.

    House style: `26 per cent`, in tables too; a column of percentages says so in its header.
    """

    code = "S201"
    customs = (
        _Custom(
            re.compile(r"\d(?<![\d.,]\d)(?:[\d.,]*\d)?\s?[%‰]|percent\b(?<!\wpercent)"),
            "a percentage is not written out",
            per_cent,
            ("%", "‰", "percent"),
        ),
    )


class UngroupedNumber(HouseStyle):
    """A number of five digits or more has no comma between its thousands, or spaces in their place.

    A comma before the tenths, `8,33 per cent`, is told as well: in English it parts thousands.

    House style: `10,400`, `1,234,567`, `8.33`. Years stay as they are, and so do numbers of documents after `No.` or
    capital letters.
    """

    code = "S202"
    customs = (
        _Custom(
            # A number behind capital letters, or behind “No.”, is that of a document.
            re.compile(
                r"\d(?<![\w.,/–-]\d)(?<![A-Z]\s\d)(?<!No\.\s\d)(?:\d{4,30}|\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+)(?![\w/-])"
            ),
            "the thousands are not parted by commas",
            grouped,
        ),
        _Custom(
            re.compile(
                r"\d(?<![\w.,/–$€£¥-]\d)\d{0,2},\d{1,2}"
                r"(?=\s?(?:per cent|percent|%|million|billion|trillion|bn|km|tonnes)(?!\w))"
            ),
            "a comma stands for a decimal point",
            pointed,
        ),
    )


class OtherDateForm(HouseStyle):
    """A date is written in another form than day, month and year.

    House style: `17 October 2014`, `October 2014`, `12 March`. A date of figures alone means two days on two
    sides of an ocean.
    """

    code = "S203"
    customs = (
        _Custom(
            re.compile(
                r"\d(?<![\d./-]\d)(?:"
                r"\d?/\d{1,2}/\d{2}(?:\d{2})?(?![\d/])"
                r"|\d?\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?!\d)"
                r"|\d{3}-\d{2}-\d{2}(?![\d-]))"
            ),
            _DATE_FAULT,
            dated_in_figures,
        ),
        _Custom(
            re.compile(
                rf"(?:\b[Tt]he\s)?(?<![\d./-])\d{{1,2}}(?:st|nd|rd|th)\s(?:of\s)?(?P<word>{NAME_OF_MONTH})(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
            ),
            _DATE_FAULT,
            dated,
        ),
        _Custom(
            re.compile(
                rf"(?P<word>{NAME_OF_MONTH})\s(?P<day>\d{{1,2}})"
                r"(?:(?:st|nd|rd|th)\b(?:,?\s(?P<late>(?:19|20)\d\d)\b)?|,?\s(?P<year>(?:19|20)\d\d)\b|(?=,\s\d{4}|[.;:)]|$))"
            ),
            _DATE_FAULT,
            dated,
        ),
        _Custom(
            re.compile(
                rf"(?<![\d./–-])(?P<day>\d{{1,2}})\s(?P<word>{SHORT_MONTH})(?![\w’-])(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
            ),
            _DATE_FAULT,
            dated,
        ),
        _Custom(
            re.compile(rf"\b(?P<word>{SHORT_MONTH})\s(?P<day>\d{{1,2}})(?!\w|,?\s\d{{4}}|[.;:)]|$)"),
            _DATE_FAULT,
            dated,
        ),
    )


class CurrencySign(HouseStyle):
    """A sum is written with the sign or the code of its currency, or with `bn` and `mn`.

    House style: `100 billion US dollars`, `150 billion yuan`. A `$` could be the dollar of some twenty states.
    """

    code = "S204"
    customs = (
        _Custom(
            re.compile(rf"{_SIGN}\s?{_NUMBER}(?:[\s-]?(?P<unit>billion|million|trillion|thousand|bn|mn|tn|[bkm])\b)?"),
            _SUM_FAULT,
            summed,
            (*_SIGNS, *_CODES),
        ),
        _Custom(
            re.compile(
                rf"(?<![\d.,$€£¥])(?<![$€£¥] ){_NO_CODE}{_NUMBER}\s?(?P<unit>billion|million|trillion|bn|mn|tn)?\s?"
                rf"(?P<sign>{_CURRENCY}|(?:US|HK|NT|NZ|A|C|S)?\$|[€£¥])(?!\s?\d)(?!\w)"
            ),
            _SUM_FAULT,
            summed,
            (*_SIGNS, *_CODES),
        ),
        _Custom(
            re.compile(
                rf"(?<![\d.,$€£¥–-])(?<![$€£¥] ){_NO_CODE}(?<!{'|'.join(_CODES)}){_NUMBER}\s?(?P<unit>bn|mn|tn)\b"
                rf"(?!\s?(?:{_CURRENCY}|[A-Z]{{0,2}}\$|[€£¥]))"
            ),
            _SUM_FAULT,
            bare_unit,
            ("bn", "mn", "tn"),
        ),
    )


class HyphenInRange(HouseStyle):
    """A hyphen stands between two figures.

    House style: an en dash, `26–28 per cent`, `2010–2022`, or words, `from 26 to 28`.
    """

    code = "S205"
    customs = (
        _Custom(
            re.compile(r"\d(?<![\w.,-]\d)[\d,.]*-\d[\d,.]*(?![\w-])"),
            "a hyphen stands between two figures",
            ranged,
        ),
    )


class StraightQuotationMark(HouseStyle):
    """A straight quotation mark or apostrophe stands in the text.

    House style: `“…”` outside, `‘…’` inside, and `’` as apostrophe. Feet and inches, which are marks too, are
    written as words.
    """

    code = "S206"
    customs = (
        _Custom(
            re.compile("[\"']"),
            "a quotation mark or apostrophe is straight",
            curled,
            ('"', "'"),
        ),
    )


class TypewriterMark(HouseStyle):
    """Marks of a typewriter stand for others: `--` or ` - ` for a dash, `...` for `…`, two spaces for one.

    House style: an en dash with spaces – like this –, and no long one; one space between sentences.
    """

    code = "S207"
    customs = (
        _Custom(
            re.compile(r" (?:(?<=\S ) +(?=\S)|- (?<=\w - )(?=\w))|\.{3}| ?--+ ?| ?— ?"),
            "a mark is typed as on a typewriter",
            typed,
            ("  ", " - ", "...", "--", "—"),
        ),
    )


class OtherQuotationMark(HouseStyle):
    """A quotation mark of another language stands in an English text, as in `„word“` or `«word»`.

    House style: `“…”`, also where the source has other ones.
    """

    code = "S208"
    customs = (
        _Custom(
            re.compile(
                r"„(?P<low>[^„“”\n]{1,300})[“”]|«\s?(?P<angle>[^«»\n]{1,300}?)\s?»|»(?P<turned>[^«»\n]{1,300})«"
            ),
            "the quotation marks are those of another language",
            quoted,
            ("„", "«", "»"),
        ),
    )
