"""Figures, sums, dates and marks in the form of the house, made of what an author wrote."""

import functools
import re
from typing import NamedTuple

from ...reading.dates_in_words import MONTHS
from ...reading.markdown.text import COVER
from .quotation_marks import closing_marks, is_inch, kind_of_mark

_SHORT_NAMES = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
NAME_OF_MONTH = rf"(?:{'|'.join(MONTHS)}|{_SHORT_NAMES}\.?)"
SHORT_MONTH = rf"(?:{_SHORT_NAMES}\b\.?)"
CURRENCIES = {
    "US$": "US dollars", "A$": "Australian dollars", "C$": "Canadian dollars", "HK$": "Hong Kong dollars",
    "NT$": "New Taiwan dollars", "NZ$": "New Zealand dollars", "S$": "Singapore dollars", "USD": "US dollars",
    "EUR": "euros", "€": "euros", "GBP": "pounds", "£": "pounds", "RMB": "yuan", "CNY": "yuan", "JPY": "yen",
    "RUB": "roubles", "$": "US dollars", "¥": "yuan",
}  # fmt: skip
# A “$” could be the dollar of some twenty states, and a “¥” the yen.
_UNSURE = frozenset({"$", "¥"})
_DOUBLE = re.compile('["“”]')
_UNITS = {"bn": "billion", "mn": "million", "tn": "trillion", "m": "million", "b": "billion", "k": "thousand"}
# Behind these words a sum is a noun of its own; before others it may be an adjective: “a US$30bn loan”.
_NO_NOUN = re.compile(
    r"\s*(?:$|[.,;:)\]?!”’–\ue000]|(?:in|for|to|from|and|of|a|an|the|on|by|with|over|at|worth|was|were|is|are|between|as"
    r"|per|or|than|but|into|under|through|each|every|has|had|have|would|will|that|which)\b)"
)


class Form(NamedTuple):
    """What to write instead, and whether it is certain."""

    text: str
    sure: bool


def grouped(found: re.Match[str], _: str) -> Form:
    """A number with commas between its thousands."""
    return Form(f"{int(re.sub(r'[^0-9]', '', found[0])):,}", sure=found[0][0] != "0")


def pointed(found: re.Match[str], _: str) -> Form:
    """A number with a point before its tenths."""
    return Form(found[0].replace(",", "."), sure=False)


def per_cent(found: re.Match[str], _: str) -> Form:
    """A percentage in words."""
    if found[0] == "percent":
        return Form("per cent", sure=True)
    return Form(f"{found[0][:-1].rstrip()} per {'cent' if found[0][-1] == '%' else 'mille'}", sure=True)


def ranged(found: re.Match[str], _: str) -> Form:
    """A range with an en dash; certain where it goes up."""
    first, _hyphen, last = found[0].partition("-")
    end = last[len(last.rstrip(",.")) :]
    figures = [re.sub("[,.]", "", one) for one in (first, last.removesuffix(end))]
    goes_up = all(one.isdigit() for one in figures) and int(figures[0]) < int(figures[1])
    return Form(f"{first}–{last}", sure=goes_up and "." not in first)


def summed(found: re.Match[str], text: str) -> Form:
    """A sum in words: `US$30bn` is 30 billion US dollars."""
    sign, number, unit = (found[name] or "" for name in ("sign", "number", "unit"))
    unit = _UNITS.get(unit, unit)
    name = CURRENCIES.get(sign, "")
    if number == "1" and not unit:
        name = name.removesuffix("s")
    instead = " ".join(filter(None, (number.replace("-", "–"), unit, name)))
    before = text[max(found.start() - 1, 0) : found.start()]
    sure = bool(name) and sign not in _UNSURE and not before.isalnum() and before != "-"
    return Form(instead, sure=sure and _NO_NOUN.match(text, found.end()) is not None)


def bare_unit(found: re.Match[str], _: str) -> Form:
    """A number with its unit in a word."""
    return Form(f"{found['number'].replace('-', '–')} {_UNITS[found['unit']]}", sure=True)


def dated(found: re.Match[str], text: str) -> Form:
    """A date whose month is a word, as day, month and year."""
    parts = found.groupdict()
    month = next(name for name in MONTHS if name.startswith(parts["word"].rstrip(".")[:3]))
    day = parts.get("day") or re.findall(r"\d+", found[0])[0]
    year = parts.get("late") or parts.get("year")
    around = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    may_end = found[0].endswith(".") and not re.match(r",?\s[a-z\d]", text[found.end() : found.end() + 3])
    is_sure = not may_end and not set(around) & set("–-")
    return Form(" ".join(filter(None, (str(int(day)), month, year))), sure=is_sure)


def dated_in_figures(found: re.Match[str], _: str) -> Form:
    """A date of figures as day, month and year; certain where no other reading is possible."""
    first, second, third = map(int, re.findall(r"\d+", found[0]))
    if "-" in found[0]:
        return _written(third, second, first, sure=True)
    year = third if third > 99 else 2_000 + third
    if "." in found[0] or first > len(MONTHS):
        return _written(first, second, year, sure=year == third)
    if second > len(MONTHS) or first == second:
        return _written(second, first, year, sure=year == third)
    either, other = _written(first, second, year, sure=False), _written(second, first, year, sure=False)
    return Form(f'{either.text}" or "{other.text}', sure=False)


def _written(day: int, month: int, year: int, *, sure: bool) -> Form:
    if not (1 <= month <= len(MONTHS) and 1 <= day <= 31):
        return Form("", sure=False)
    return Form(f"{day} {MONTHS[month - 1]} {year}", sure=sure)


def typed(found: re.Match[str], text: str) -> Form:
    """A mark of a typewriter as it is in print."""
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    match found[0].strip():
        case "":
            return Form(" ", sure=True)
        case "...":
            return Form("…", sure=before != "." and after != ".")
        case "-":
            return Form(" – ", sure=True)
        case mark if found[0] == mark and before.isdigit() and after.isdigit():
            return Form("–", sure=True)
        case _:
            is_parting = bool(before.strip() and after.strip()) and "-" not in before + after
            return Form(" – ", sure=is_parting)


def curled(found: re.Match[str], text: str) -> Form:
    """A straight quotation mark or apostrophe as it is in print."""
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    if found[0] == "'":
        is_within = before.isalpha() and after.isalpha()
        return Form("’", sure=is_within or found.start() in closing_marks(text))
    kind = kind_of_mark(text, found.start())
    is_sure = bool(kind) and not is_inch(text, found.start()) and _has_pairs(text) and COVER not in before + after
    return Form(kind or "“ or ”", sure=is_sure)


@functools.lru_cache(maxsize=1)
def _has_pairs(text: str) -> bool:
    """Whether there are as many quotation marks as pairs have; asked for each mark of a paragraph in turn."""
    return not sum(mark[0] != '"' or not is_inch(text, mark.start()) for mark in _DOUBLE.finditer(text)) % 2


def quoted(found: re.Match[str], _: str) -> Form:
    """Words between the quotation marks of another language, with English ones."""
    return Form(f"“{found['low'] or found['angle'] or found['turned']}”", sure=True)
