"""Optional rules on the style of numbers, dates and punctuation in English texts.

Quotations follow their sources and are skipped, like code, roles and addresses.
"""

import functools
import re
from abc import abstractmethod
from typing import NamedTuple

from ...diagnostics import Diagnostic
from ...reading.dates_in_words import MONTHS, possible_dates
from ...reading.markdown.text import COVER, Part, Passage
from ..patterns import TABLES, Pattern, PatternRule, find_expression, neighbours
from .foreign_markup import LooseRole
from .stray_marks import curly_mark, find_closing_marks, find_double_marks, is_inch

_QUOTED = re.compile("“[^“”]*”")
_CURLY = frozenset({"“", "”", "’", "“ or ”"})
# Some twenty countries have a dollar, and “¥” is also the yen.
_AMBIGUOUS_SIGNS = frozenset({"$", "¥"})
_UNITS = {"bn": "billion", "mn": "million", "tn": "trillion", "m": "million", "b": "billion", "k": "thousand"}
_NOT_NOUN = find_expression("no-noun")


class Form(NamedTuple):
    """A replacement, and whether it is certain."""

    text: str
    is_sure: bool


class HouseStyle(PatternRule, parts=Part.BODY | Part.FIELD):
    """A house style rule."""

    def search_text(self, passage: Passage) -> str:
        """Return the text with quotations masked."""
        return _mask_quotations(passage.text)

    def diagnose(self, row: Pattern, match: re.Match[str], passage: Passage) -> Diagnostic:
        """Report a match with its form in the house style."""
        original, form = passage.content[match.start() : match.end()], self.form(match)
        message = f'"{original}": {row.says}' if original.strip(" \"'") else row.says
        is_sure = form.is_sure and "\n" not in original
        return self.suggest(passage.match_span(match), message, form.text, original, hint=_hint(form), sure=is_sure)

    @abstractmethod
    def form(self, match: re.Match[str]) -> Form:
        """Return the house style of a match."""


@functools.lru_cache(maxsize=1)
def _mask_quotations(text: str) -> str:
    """Mask quotations; cached, because each rule asks for the same passage."""
    return _QUOTED.sub(lambda match: COVER * len(match[0]), text) if "“" in text else text


def _hint(form: Form) -> str:
    if not form.text:
        return "write the day, the month as a word, and the year"
    if not form.text.strip():
        return "write one space"
    if form.text in _CURLY:  # a single curly mark would have no partner
        return f"use {form.text} here, and curly marks throughout"
    condition = ", whichever is meant" if '" or "' in form.text else ", if that is meant"
    return f'write "{form.text}"' + ("" if form.is_sure else condition)


class PercentSign(HouseStyle, code="S201"):
    """A percentage is written with a sign, or as one word."""

    def form(self, match: re.Match[str]) -> Form:
        if match[0] == "percent":
            return Form("per cent", is_sure=True)
        return Form(f"{match[0][:-1].rstrip()} per {'cent' if match[0][-1] == '%' else 'mille'}", is_sure=True)


class UngroupedNumber(HouseStyle, code="S202"):
    """A number of five or more digits has no thousands separator, or spaces."""

    def form(self, match: re.Match[str]) -> Form:
        if "," in match[0]:  # it is a decimal comma
            return Form(match[0].replace(",", "."), is_sure=False)
        return Form(f"{int(re.sub(r'[^0-9]', '', match[0])):,}", is_sure=match[0][0] != "0" and " " not in match[0])


class OtherDateForm(HouseStyle, code="S203"):
    """A date is not written as day, month and year."""

    def form(self, match: re.Match[str]) -> Form:
        parts = match.groupdict()
        if "word" not in parts:
            return _write_out_date(match[0])
        month = next(name for name in MONTHS if name.startswith(parts["word"].rstrip(".")[:3]))
        first, until, day = parts.get("first"), parts.get("until"), str(int(parts["day"]))
        year = parts.get("late") or parts.get("year")
        may_end = match[0].endswith(".") and not re.match(r",?\s[a-z\d]", match.string[match.end() : match.end() + 3])
        is_sure = not may_end and not set("".join(neighbours(match))) & set("–-")
        return Form(" ".join(filter(None, (first, until, day, month, year))), is_sure=is_sure)


def _write_out_date(date: str) -> Form:
    """Write out a numeric date; certain if no other reading is possible."""
    with_century = re.sub(r"(?<=[/.])\d{2}$", r"20\g<0>", date)
    days = possible_dates(with_century)
    if "." in date:  # then the day always comes first
        days = days[:1]
    texts = [f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in days]
    return Form('" or "'.join(texts), is_sure=len(texts) == 1 and date == with_century)


class CurrencySign(HouseStyle, code="S204"):
    """An amount is written with a currency sign or code, or with `bn` and `mn`."""

    def form(self, match: re.Match[str]) -> Form:
        """Write out an amount: `US$30bn` is 30 billion US dollars."""
        sign, number, unit = (match.groupdict().get(name) or "" for name in ("sign", "number", "unit"))
        unit, name = _UNITS.get(unit, unit), TABLES["currencies"].get(sign, "")
        if number == "1" and not unit:
            name = name.removesuffix("s")
        before, _ = neighbours(match)
        is_sure = bool(name) and sign not in _AMBIGUOUS_SIGNS and not before.isalnum() and before != "-"
        is_sure = not sign or (is_sure and _NOT_NOUN.match(match.string, match.end()) is not None)
        return Form(" ".join(filter(None, (number.replace("-", "–"), unit, name))), is_sure=is_sure)


class HyphenInRange(HouseStyle, code="S205"):
    """A hyphen is used between two numbers."""

    def form(self, match: re.Match[str]) -> Form:
        """Return the range with an en dash; certain if it ascends."""
        first, _hyphen, last = match[0].partition("-")
        figures = [re.sub("[,.]", "", figure) for figure in (first, last.rstrip(",."))]
        goes_up = all(figure.isdigit() for figure in figures) and int(figures[0]) < int(figures[1])
        return Form(f"{first}–{last}", is_sure=goes_up and "." not in first)


class StraightQuotationMark(HouseStyle, code="S206"):
    """A text contains a straight quotation mark or apostrophe."""

    def is_meant(self, row: Pattern, match: re.Match[str], passage: Passage) -> bool:
        """Return whether the mark may be one of the text, and not one in the place of a role's backtick."""
        return LooseRole.code not in passage.reported_codes

    def form(self, match: re.Match[str]) -> Form:
        text, (before, after) = match.string, neighbours(match)
        if match[0] == "'":
            is_within = before.isalpha() and after.isalpha()
            return Form("’", is_sure=is_within or match.start() in find_closing_marks(text))
        kind = curly_mark(text, match.start())
        is_sure = bool(kind) and not is_inch(text, match.start()) and _has_pairs(text) and COVER not in before + after
        return Form(kind or "“ or ”", is_sure=is_sure)


@functools.lru_cache(maxsize=1)
def _has_pairs(text: str) -> bool:
    """Return whether the quotation marks are even in number; cached, because each mark of a paragraph asks."""
    return not len(find_double_marks(text)) % 2


class TypewriterMark(HouseStyle, code="S207"):
    """Typewriter punctuation is used: `--` or ` - ` for a dash, `...` for `…`, two spaces for one."""

    def form(self, hit: re.Match[str]) -> Form:
        before, after = neighbours(hit)
        match hit[0].strip():
            case "":
                return Form(" ", is_sure=True)
            case "...":
                return Form("…", is_sure=before != "." and after != ".")
            case mark if before.isdigit() and after.isdigit():
                # With spaces, it may also stand between two parts of a sentence.
                return Form("–", is_sure=hit[0] == mark)
            case "-":
                return Form(" – ", is_sure=True)
            case _:
                return Form(" – ", is_sure=bool(before.strip() and after.strip()) and "-" not in before + after)


class OtherQuotationMark(HouseStyle, code="S208"):
    """An English text has quotation marks of another language, as in `„word“` or `«word»`."""

    def form(self, match: re.Match[str]) -> Form:
        return Form(f"“{match['low'] or match['angle'] or match['turned']}”", is_sure=True)
