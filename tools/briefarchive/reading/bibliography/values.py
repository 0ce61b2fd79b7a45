"""Finds mistakes and doubtful values in valid entries."""

import re
from collections.abc import Iterator, Mapping

from ...bibtex.dates import read_issue_date
from ...bibtex.errors import DuplicateField, excerpt
from ...bibtex.grammar import RawField
from ...diagnostics import Diagnostic, Replacement, Rule
from ...model import PartialDate
from ...model.tables import load_words
from .. import rules
from ..author_lists import is_person_in_capitals
from ..characters import repair_garbled
from ..languages import HAN, language_tag
from ..tracking import report_tracking
from .addresses import inspect_address, parse_archived_copy
from .titles import ValueChange, is_error_page, is_upper_case, normalize_characters, remove_decoration, remove_html

_Fields = Mapping[str, str]
_Raw = Mapping[str, RawField]

_TABLE = load_words(__file__)
_SHOWN = frozenset(_TABLE["shown"].split())
_PLACEHOLDER, _NOBODY, _MACHINE = (
    re.compile("|".join(_TABLE[name]), re.IGNORECASE) for name in ("placeholders", "nobody", "machine_translations")
)
_NO_VALUE_HINT = "write what belongs there, or leave the field out"
_HTML = re.compile(r"[<&]|\*\*")
_CUT_OFF = re.compile(r"[^\W\d_](?:\.\.\.|…)[’”\"']?\Z")
# But “S743” is a page of a supplement.
_PAGES = re.compile(r"(?:(?:pages?|pgs?|pp?|Seiten?)(?:\.\s*|\s+)|pp|SS?\.\s*)(\d+(?:\s*[-–—,]+\s*\d+){0,9})")
_PAGE_RANGE = re.compile(r"(\d+)–(\d+)")
_RANGE_DASH = re.compile(r"\s*[-–—]+\s*")
_EDITION = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)(?:\s*(?:ed|edn|edition|Aufl|Auflage)\.?)?", re.IGNORECASE)
_VOLUME = re.compile(r"(?:vol(?:ume)?|Bd|Band)\b\.?\s*((?:\d{1,6}|[IVXLC]{1,9}))", re.IGNORECASE)
_ISSUE = re.compile(r"(?:no|nr|issue|number|Heft)\b\.?\s*(\d(?:[\d/–-]{0,9}\d)?)", re.IGNORECASE)
_ENTITY_IN_ADDRESS = re.compile(r"\\?&amp;", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])(?:[-/]?(?:0[1-9]|[12]\d|3[01]))?(?=/)"
    r"|/t?(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=[/_])"
)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


def find_mistakes(raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    """Yield diagnostics for the fields of an entry, which are given raw and decoded."""
    for name in _SHOWN & raw.keys():
        yield from _check_text(name, raw[name], fields)
    for name in ("title", "translatedtitle"):
        if name in raw:
            yield from _check_title(name, raw, fields)
    for name in ("author", "editor"):
        if name in raw:
            yield from _check_authors(name, raw, fields)
    if "title" in raw:
        yield from _check_language(raw, fields)
    yield from _check_numbers(raw, fields)
    yield from _check_years(raw, fields)
    for name in ("url", "archiveurl"):
        if name in raw:
            yield from _check_address(name, raw, fields)


def _check_text(name: str, field: RawField, fields: _Fields) -> Iterator[Diagnostic]:
    value = field.value
    if len(value) < 20 and _PLACEHOLDER.fullmatch(value.strip().strip("{}")):
        yield rules.PlaceholderValue.flag(field.span, f'{name} "{value}" is a placeholder', hint=_NO_VALUE_HINT)
        return
    if name == "title" and "url" in fields and is_error_page(fields[name]):
        message = f'title "{excerpt(fields[name])}" is that of a page that a site shows instead of a text'
        hint = "open the address, and write the headline of the text"
        yield rules.PlaceholderValue.flag(field.span, message, hint=hint)
    if _HTML.search(value) and (change := remove_html(value)) is not None:
        yield _diagnose(rules.HtmlInField, name, field, change, "write the letters themselves")
    if value.isascii():
        return
    if (repaired := repair_garbled(value)) is not None:
        change = ValueChange("the letters were read in the wrong encoding", repaired)
        yield _diagnose(rules.GarbledField, name, field, change, "write it as the original has it")
        return
    is_french = fields.get("langid", "").startswith(("fr", "french")) or " :" in value or "« " in value
    if (change := normalize_characters(value, is_french=is_french)) is not None:
        yield _diagnose(rules.OddCharacterInField, name, field, change)


def _check_title(name: str, raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    field, value = raw[name], raw[name].value.strip()
    publisher = fields.get("publisher") or fields.get("journaltitle") or fields.get("organization") or ""
    if (change := remove_decoration(value, publisher, fields.get("url", ""))) is not None:
        yield _diagnose(rules.DecoratedTitle, name, field, change, "write the headline as it was printed")
    if is_upper_case(fields[name]):
        hint = "write it as in a sentence, with capitals for names"
        yield rules.UpperCaseSourceTitle.flag(field.span, f"{name} is written in capitals", hint=hint)
    if mark := _MACHINE.search(value):
        clean = " ".join(_MACHINE.sub(" ", value).split())
        fix = _make_fix(field, clean, note="machine translation") if clean and "note" not in raw else ()
        hint = f'write "{excerpt(clean, limit=300)}", and “machine translation” in note'
        yield rules.DoubtfulValue.flag(field.span, f"{name}: “{mark[0]}” is not part of the title", hint=hint, fix=fix)
    elif _CUT_OFF.search(value) and " " in value and not is_error_page(field.value):
        hint = "write the whole headline; leave it if it was printed so"
        yield rules.DoubtfulValue.flag(field.span, f"the {name} ends with dots, as if it were cut off", hint=hint)


def _check_authors(name: str, raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    field = raw[name]
    names_text = " ".join(field.value.split())
    words = names_text.replace("{", "").replace("}", "").strip()
    # Journal catalogues write “Anonymous” if no name was printed.
    is_page = "url" in raw and not fields.get("journaltitle") and not fields.get("journal")
    if not words:
        yield rules.PlaceholderValue.flag(field.span, f"{name} has no value", hint=_NO_VALUE_HINT)
    elif _NOBODY.fullmatch(names_text) or (is_page and words.lower() == "anonymous"):
        yield rules.PlaceholderValue.flag(field.span, f'{name} "{words}" is nobody\'s name', hint=_NO_VALUE_HINT)
    elif person := next(filter(is_person_in_capitals, re.split(" and ", names_text, flags=re.IGNORECASE)), ""):
        hint = f'write small letters, for example "{person.title()}"'
        message = f'{name}: "{excerpt(person)}" is written in capitals'
        yield rules.UpperCaseSourceTitle.flag(field.span, message, hint=hint)


def _check_language(raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a title has Latin letters but should be Chinese."""
    title, translated, langid = fields["title"], fields.get("translatedtitle", ""), fields.get("langid", "")
    if HAN.search(title) or not title:
        return
    if len(HAN.findall(translated)) > 3:
        own_title, translation = raw["title"], raw["translatedtitle"]
        fix = (*_make_fix(own_title, translation.value), *_make_fix(translation, own_title.value))
        message = "the title is in Latin letters, and its translation is in Chinese"
        hint = 'put the Chinese in "title", and the other in "translatedtitle"'
        yield rules.DoubtfulValue.flag(translation.span, message, hint=hint, fix=fix)
    elif "langid" in raw and " " in title and language_tag(langid).partition("-")[0] == "zh":
        message = f'"langid" is "{excerpt(langid)}", and no Chinese is in the title'
        hint = "put the title as printed in title, and this one in romanizedtitle or translatedtitle"
        yield rules.DoubtfulValue.flag(raw["langid"].span, message, hint=hint)


def _check_numbers(raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    """Yield diagnostics for numbers with words that citation styles add, and for wrong ISBN and ISSN check digits."""
    for name, pattern in (("pages", _PAGES), ("edition", _EDITION), ("volume", _VOLUME), ("number", _ISSUE)):
        if name in raw and (match := pattern.fullmatch(fields[name])):
            field, corrected = raw[name], _RANGE_DASH.sub("--", match[1])
            message = f'{name} "{excerpt(field.value)}" has words that every citation puts there itself'
            yield rules.DoubtfulValue.suggest(field.span, message, corrected, field.value)
    pages = _PAGE_RANGE.fullmatch(fields["pages"]) if "pages" in raw else None
    if pages and len(pages[1]) == len(pages[2]) and pages[1] > pages[2]:
        message = f'"pages" goes back, from {pages[1]} to {pages[2]}'
        yield rules.DoubtfulValue.flag(raw["pages"].span, message, hint="see which of the two numbers is wrong")
    for name, pattern in (("isbn", _ISBN), ("issn", _ISSN)):
        if name in raw and (number := _find_wrong_number(pattern, fields[name])):
            message = f'the check digit of {name.upper()} "{excerpt(number)}" is wrong'
            yield rules.WrongCheckDigit.flag(raw[name].span, message, hint="copy the number again, or leave it out")


def _find_wrong_number(pattern: re.Pattern[str], value: str) -> str:
    """Return the first number in a field with a wrong check digit, or empty."""
    for part in re.split(r"[,;()/]|\band\b", value[:1_000]):
        number = re.sub(r"(?i)^\s*is[bs]n(?:-1[03])?:?|[a-z. ]+$", "", part.strip().replace("–", "-")).strip()
        if pattern.fullmatch(number) and not _is_valid_number(re.sub(r"[- ]", "", number).upper()):
            return number
    return ""


def _is_valid_number(number: str) -> bool:
    """Return whether the check digit of an ISBN or ISSN is correct."""
    digits = [10 if char == "X" else int(char) for char in number]
    if len(digits) == 13:
        return "X" not in number and sum((1, 3)[at % 2] * digit for at, digit in enumerate(digits)) % 10 == 0
    return sum(weight * digit for weight, digit in enumerate(reversed(digits), 1)) % 11 == 0


def _check_years(raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    """Yield diagnostics if the year of `date` differs from `year` or from the address."""
    if "date" not in raw:
        return
    year, date = fields.get("year", "").strip(), fields["date"]
    if re.fullmatch(r"\d{4}", year) and "year" in raw and re.match(r"\d{4}", date) and year not in date:
        message = f'"year" is "{year}", and "date" is "{excerpt(date)}", which is used'
        yield DuplicateField.flag(raw["year"].span, message, hint="delete the one that is wrong")
    address, appeared = fields.get("url", ""), read_issue_date(fields)[0]
    match = _DAY_IN_ADDRESS.search(address)
    if match is None or appeared is None or "archive." in address:
        return
    at = int(match["year"] or match["y"]), int(match["month"] or match["m"])
    if at[0] != appeared.year and not _is_near(appeared, *at):
        message = f'"date" is "{appeared}", and the address is of {at[0]}-{at[1]:02}'
        yield rules.DoubtfulValue.flag(raw["date"].span, message, hint="see which of the two is right")


def _is_near(date: PartialDate, year: int, month: int) -> bool:
    """Return whether a month is next to that of a date: at the turn of a year, both may be right."""
    first, last = (date.month, date.month) if date.month else (1, 12)
    return 12 * date.year + first - 1 <= 12 * year + month <= 12 * date.year + last + 1


def _check_address(name: str, raw: _Raw, fields: _Fields) -> Iterator[Diagnostic]:
    field = raw[name]
    if (text := _ENTITY_IN_ADDRESS.sub("&", field.value)) != field.value:
        yield _diagnose(rules.HtmlInField, name, field, ValueChange('"&amp;" is HTML for "&"', text))
    elif (change := inspect_address(field.value)) is not None:
        yield _diagnose_address(name, raw, fields, change)
    elif name == "url" and (copy := parse_archived_copy(field.value)) is not None:
        yield _diagnose_copy(field, *copy, fields)
    elif name == "url":
        yield from report_tracking(fields[name], field.span, field.span if field.value == fields[name] else None)


def _diagnose_address(name: str, raw: _Raw, fields: _Fields, change: ValueChange) -> Diagnostic:
    """Report an address followed by other text; its date of access moves to `urldate` if that is free."""
    field = raw[name]
    if change.text and name == "url" and "urldate" not in raw:
        hint = f'write "{change.text}", and urldate = {{{change.seen}}} in a line of its own'
        fix = _make_fix(field, change.text, urldate=change.seen)
        return rules.AddressWithMore.flag(field.span, f"{name}: {change.fact}", hint=hint, fix=fix)
    if change.text and (name != "url" or fields["urldate"] != change.seen):
        change = change._replace(text="")
    hint = "copy the whole address again, without spaces or words"
    return _diagnose(rules.AddressWithMore, name, field, change, hint)


def _diagnose_copy(field: RawField, url: str, day: str, fields: _Fields) -> Diagnostic:
    """Report an archived copy in place of the address; the fix writes three fields if the other two are free."""
    message, copy = "url is the address of an archived copy", field.value.strip()
    if not day:
        hint = "write the address of the page itself, and put that of the copy, with its date, in archiveurl"
        return rules.CopyAsAddress.flag(field.span, message, hint=hint)
    hint = f"write url = {{{url}}}, archiveurl = {{{copy}}} and archivedate = {{{day}}}"
    is_free = "archiveurl" not in fields and "archivedate" not in fields
    fix = _make_fix(field, url, archiveurl=copy, archivedate=day) if is_free else ()
    return rules.CopyAsAddress.flag(field.span, message, hint=hint, fix=fix)


def _make_fix(field: RawField, text: str, **more: str) -> tuple[Replacement, ...]:
    """Replace the value of a field with *text*, and add *more* fields after it."""
    new = "".join(f"}},\n  {name:15} = {{{value}" for name, value in more.items())
    return (Replacement(span=field.span, text=f"{text}{new}", old=field.value),)


def _diagnose(rule: Rule, name: str, field: RawField, change: ValueChange, hint: str | None = None) -> Diagnostic:
    """Return a diagnostic of *rule*, with the corrected value if it is certain."""
    fix = _make_fix(field, change.text) if change.text else ()
    advice = f'write "{excerpt(" ".join(change.text.split()), limit=300)}"' if change.text else change.hint or hint
    return rule.flag(field.span, f"{name}: {change.fact}", hint=advice, fix=fix)
