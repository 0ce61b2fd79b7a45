"""Values that can be read and are hardly what was meant: titles, pages, editions, languages and years."""

import re
from collections.abc import Iterator, Mapping

from ....bibtex.dates import issued
from ....bibtex.rules import DuplicateField
from ....bibtex.syntax_errors import excerpt
from ....diagnostics import Diagnostic, Replacement
from ....model import PartialDate
from ..languages import language_tag
from .rules import DoubtfulValue
from .titles import TitleField, is_of_other_page

_CUT = re.compile(r"[^\W\d_](?:\.\.\.|…)[’”\"']?\Z")
_MACHINE = re.compile(
    r"[\[(（]\s*(?:google translat(?:e|ion)|machine[- ]translat(?:ed|ion)|(?:automatic|auto)[- ]translat(?:ed|ion)"
    r"|translated (?:by|with|using) (?:google(?: translate)?|deepl|a machine)|deepl|机器翻译|谷歌翻译)\s*[\])）]",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# “S743” is a page of a supplement.
_PAGES = re.compile(r"(?:(?:pages?|pgs?|pp?|Seiten?)(?:\.\s*|\s+)|pp|SS?\.\s*)(?P<pages>\d+(?:\s*[-–—,]+\s*\d+){0,9})")
_TO = re.compile(r"\s*[-–—]+\s*")
_EDITION = re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th|\.)(?:\s*(?:ed|edn|edition|Aufl|Auflage)\.?)?", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])(?:[-/]?(?:0[1-9]|[12]\d|3[01]))?(?=/)"
    r"|/t?(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=[/_])"
)


def find_doubtful(raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What is doubtful in the fields of an entry, as they are written and decoded."""
    if "title" in raw:
        yield from _titles(raw, fields)
    if "pages" in raw and (pages := _PAGES.fullmatch(fields["pages"])):
        yield _told("pages", raw, _TO.sub("--", pages["pages"]))
    if "edition" in raw and (edition := _EDITION.fullmatch(fields["edition"])):
        yield _told("edition", raw, edition["number"])
    if "date" in raw and "year" in raw:
        yield from _years(raw, fields)
    if "date" in raw and fields.get("url"):
        yield from _address(raw, fields)


def _told(name: str, raw: Mapping[str, TitleField], meant: str) -> Diagnostic:
    field = raw[name]
    fix = (Replacement(span=field.span, text=meant, old=field.value),)
    message = f'{name} "{excerpt(field.value)}" has words that every citation puts there itself'
    return DoubtfulValue.at(field.span, message, hint=f'write "{meant}"', fix=fix)


def _titles(raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    title, translated = fields["title"], fields.get("translatedtitle", "")
    for name in ("title", "translatedtitle"):
        if name in raw:
            yield from _title(name, raw)
    if _HAN.search(title) or not title:
        return
    if len(_HAN.findall(translated)) > 3:
        one, other = raw["title"], raw["translatedtitle"]
        fix = (
            Replacement(span=one.span, text=other.value, old=one.value),
            Replacement(span=other.span, text=one.value, old=other.value),
        )
        message = "the title is in Latin letters, and its translation is in Chinese"
        hint = 'put the Chinese into "title", and the other into "translatedtitle"'
        yield DoubtfulValue.at(other.span, message, hint=hint, fix=fix)
    elif "langid" in raw and " " in title and language_tag(fields["langid"]).partition("-")[0] == "zh":
        message = f'"langid" is "{excerpt(fields["langid"])}", and no Chinese is in the title'
        hint = "put the title as printed into title, and this one into romanizedtitle or translatedtitle"
        yield DoubtfulValue.at(raw["langid"].span, message, hint=hint)


def _title(name: str, raw: Mapping[str, TitleField]) -> Iterator[Diagnostic]:
    field = raw[name]
    if mark := _MACHINE.search(field.value):
        clean = " ".join(_MACHINE.sub(" ", field.value).split())
        words = f"“{mark[0]}” is no part of the title"
        text = clean if "note" in raw else f"{clean}}},\n  note            = {{machine translation"
        fix = (Replacement(span=field.span, text=text, old=field.value),) if clean else ()
        hint = f'write "{excerpt(clean, limit=300)}", and “machine translation” into note'
        yield DoubtfulValue.at(field.span, f"{name}: {words}", hint=hint, fix=fix if "note" not in raw else ())
    elif _CUT.search(field.value.strip()) and " " in field.value.strip() and not is_of_other_page(field.value):
        hint = "write the whole headline; leave it if it was printed so"
        yield DoubtfulValue.at(field.span, f"the {name} ends with points, as if it were cut off", hint=hint)


def _years(raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A `year` that is another than that of `date`, which alone is used."""
    year = fields["year"].strip()
    if re.fullmatch(r"\d{4}", year) and re.match(r"\d{4}", fields["date"]) and year not in fields["date"]:
        message = f'"year" is "{year}", and "date" is "{excerpt(fields["date"])}", which is used'
        yield DuplicateField.at(raw["year"].span, message, hint="delete the one that is wrong")


def _address(raw: Mapping[str, TitleField], fields: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A date of which the year is not that in the address; on the last day of a year, both may be right."""
    found, date = _DAY_IN_ADDRESS.search(fields["url"]), issued(fields)[0]
    if found is None or date is None or "archive." in fields["url"]:
        return
    year, month = int(found["year"] or found["y"]), int(found["month"] or found["m"])
    if year != date.year and not _is_near(date, year, month):
        message = f'"date" is "{date}", and the address is of {year}-{month:02}'
        yield DoubtfulValue.at(raw["date"].span, message, hint="see which of the two is right")


def _is_near(date: PartialDate, year: int, month: int) -> bool:
    first, last = (date.month, date.month) if date.month else (1, 12)
    at = 12 * year + month
    return 12 * date.year + first - 1 <= at <= 12 * date.year + last + 1
