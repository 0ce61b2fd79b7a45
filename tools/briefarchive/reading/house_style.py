"""How figures, dates and marks are written in English texts of a house that wants them all the same.

What stands between quotation marks is a source's, and stays as that has it; so do code, roles and addresses.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..diagnostics import Diagnostic, Rule, Severity, Span
from .quotation_marks import NO_PROSE

_QUOTED = re.compile("“[^“”]*”")
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?)"
)
_SUM = r"\s?\d(?:[\d.,]*\d)?"
_SUM_FAULT, _SUM_ADVICE = "the sum is abbreviated", "write “100 billion US dollars”"
_DATE_FAULT, _DATE_ADVICE = "the date is not written as day, month and year", "write “17 October 2014”"
_SIGNS = ("$", "€", "£", "¥")
_CODES = ("USD", "EUR", "RMB", "CNY", "GBP", "JPY", "RUB")
_CURRENCY = f"(?:{'|'.join(_CODES)})"


class PercentSign(Rule):
    """A percentage is written with a sign, or in one word.

    House style: `26 per cent`, in tables too; a column of percentages says so in its header.
    """

    code = "S201"
    severity = Severity.WARNING
    optional = True


class UngroupedNumber(Rule):
    """A number of five digits or more has no comma between its thousands, or spaces in their place.

    House style: `10,400`, `1,234,567`. Years stay as they are, and so do numbers of documents after `No.` or capital
    letters.
    """

    code = "S202"
    severity = Severity.WARNING
    optional = True


class OtherDateForm(Rule):
    """A date is written in another form than day, month and year.

    House style: `17 October 2014`, `October 2014`, `12 March`. A date of figures alone means two days on two
    sides of an ocean.
    """

    code = "S203"
    severity = Severity.WARNING
    optional = True


class CurrencySign(Rule):
    """A sum is written with the sign or the code of its currency, or with `bn` and `mn`.

    House style: `100 billion US dollars`, `150 billion yuan`. A `$` could be the dollar of some twenty states.
    """

    code = "S204"
    severity = Severity.WARNING
    optional = True


class HyphenInRange(Rule):
    """A hyphen stands between two figures.

    House style: an en dash, `26–28 per cent`, `2010–2022`, or words, `from 26 to 28`.
    """

    code = "S205"
    severity = Severity.WARNING
    optional = True


class StraightQuotationMark(Rule):
    """A straight quotation mark or apostrophe stands in the text.

    House style: `“…”` outside, `‘…’` inside, and `’` as apostrophe. Feet and inches, which are marks too, are
    written as words.
    """

    code = "S206"
    severity = Severity.WARNING
    optional = True


class TypewriterMark(Rule):
    """Marks of a typewriter stand for others: `--` or ` - ` for a dash, `...` for `…`, two spaces for one.

    House style: an en dash with spaces – like this –, and one space between sentences.
    """

    code = "S207"
    severity = Severity.WARNING
    optional = True


FAULTS: tuple[type[Rule], ...] = (
    PercentSign,
    UngroupedNumber,
    OtherDateForm,
    CurrencySign,
    HyphenInRange,
    StraightQuotationMark,
    TypewriterMark,
)


class _Custom(NamedTuple):
    """What breaks a rule, what is said of it, and what to do.

    *signs* save a search: without one of them the pattern matches nothing. There are none where that cannot be said.
    """

    rule: type[Rule]
    pattern: re.Pattern[str]
    fault: str
    advice: str
    signs: tuple[str, ...] = ()

    def may_break(self, text: str) -> bool:
        """Whether *text* breaks the rule, as long as all of it counts."""
        may_match = not self.signs or any(sign in text for sign in self.signs)
        return may_match and self.pattern.search(text) is not None


# Each pattern begins with the sign that it looks for and looks back from there: a search runs past all others quickly.
_CUSTOMS = (
    _Custom(
        PercentSign,
        re.compile(r"\d(?<![\d.,]\d)(?:[\d.,]*\d)?\s?[%‰]|percent\b(?<!\wpercent)"),
        "a percentage is not written out",
        "write “per cent”",
        ("%", "‰", "percent"),
    ),
    _Custom(
        UngroupedNumber,
        # A number behind capital letters, or behind “No.”, is that of a document.
        re.compile(
            r"\d(?<![\w.,/–-]\d)(?<![A-Z]\s\d)(?<!No\.\s\d)(?:\d{4,}|\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+)(?![\w/-])"
        ),
        "the thousands are not parted by commas",
        "write “10,400”",
    ),
    _Custom(
        OtherDateForm,
        re.compile(
            r"\d(?<![\d./-]\d)(?:"
            r"\d?/\d{1,2}/\d{2}(?:\d{2})?(?![\d/])"
            r"|\d?\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?!\d)"
            r"|\d{3}-\d{2}-\d{2}(?![\d-])"
            rf"|\d?(?:st|nd|rd|th)\s(?:of\s)?{_MONTH})"
        ),
        _DATE_FAULT,
        _DATE_ADVICE,
    ),
    _Custom(
        OtherDateForm,
        re.compile(rf"{_MONTH}\s\d{{1,2}}(?:(?:st|nd|rd|th)\b|(?=,\s\d{{4}}|,?\s(?:19|20)\d{{2}}\b|[.;:)]|$))"),
        _DATE_FAULT,
        _DATE_ADVICE,
    ),
    _Custom(
        CurrencySign,
        re.compile(rf"(?:US\$|[€£¥$]|{_CURRENCY}){_SUM}"),
        _SUM_FAULT,
        _SUM_ADVICE,
        (*_SIGNS, *_CODES),
    ),
    _Custom(
        CurrencySign,
        re.compile(rf"\d(?<![\d.,]\d)(?:[\d.,]*\d)?\s?(?:(?:{_CURRENCY}|[€£¥])(?!\w)|(?:bn|mn|tn)\b)"),
        _SUM_FAULT,
        _SUM_ADVICE,
        (*_SIGNS, *_CODES, "bn", "mn", "tn"),
    ),
    _Custom(
        HyphenInRange,
        re.compile(r"\d(?<![\w.,-]\d)[\d,.]*-\d[\d,.]*(?![\w-])"),
        "a hyphen stands between two figures",
        "write “–”",
    ),
    _Custom(
        StraightQuotationMark,
        re.compile("[\"']"),
        "a quotation mark or apostrophe is straight",
        "write “…”, ‘…’ or ’",
        ('"', "'"),
    ),
    _Custom(
        TypewriterMark,
        re.compile(r" (?:(?<=\S ) +(?=\S)|- (?<=\w - )(?=\w))|\.{3}|--"),
        "a mark is typed as on a typewriter",
        "write one space, “…” or “–”",
        ("  ", " - ", "...", "--"),
    ),
)


def find_house_style(text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What in a paragraph, a heading or a cell is not in the style of the house.

    Args:
        text: Its text with its marks.
        place: The place in the file of an offset in it, and of so many characters.
    """
    broken = [custom for custom in _CUSTOMS if custom.may_break(text)]
    if not broken:
        return
    prose = NO_PROSE.sub(_blank, text)
    prose = _QUOTED.sub(_blank, prose)
    for custom in broken:
        for found in custom.pattern.finditer(prose):
            shown = f'"{found[0]}": {custom.fault}' if found[0].strip(" \"'") else custom.fault
            yield custom.rule.at(place(found.start(), len(found[0])), shown, hint=custom.advice)


def _blank(found: re.Match[str]) -> str:
    """As many signs that mean nothing."""
    return "\ue000" * len(found[0])
