"""A document of any format to what it says: its text first, and its hints where the text is silent."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.decoding import BRIEF_LIMIT

from .address_dates import date_in
from .document import Hint, Hints, LegacyDocument
from .faults import DateMissing, ExportTooLarge, HintDiffers, HintTaken
from .legacy import LegacyBrief, PrintedDate
from .linked import with_addresses
from .stated import with_stated
from .text.bylines import read_byline
from .text.layout import ALONE, Context, read_parts
from .text.names import folded_name


def interpret(document: LegacyDocument, context: Context = ALONE) -> LegacyBrief:
    """What *document* says. Never fails: what is missing is said in the diagnostics."""
    document = with_stated(document)
    brief = with_addresses(read_parts(document, context), document)
    hints = document.hints
    brief = _with_people(_with_date(brief, hints), hints)
    if sum(len(block.text) for block in brief.body) > BRIEF_LIMIT:
        message = f'the text of "{brief.origin}" is longer than a brief may be, {BRIEF_LIMIT // 1_000:,} kB'
        return _noted(brief, ExportTooLarge.at(Span(path=brief.origin), message, hint="split it"))
    return brief


def day_of(hint: Hint) -> datetime.date | None:
    """The day that a hint gives, if it is one of the years of the web."""
    try:
        day = datetime.date.fromisoformat(hint.value)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


_FIRST_YEAR = 1980


def _with_date(brief: LegacyBrief, hints: Hints) -> LegacyBrief:
    span = Span(path=brief.origin)
    hint, day = next(((hint, day) for hint in hints.dates if (day := day_of(hint))), (None, None))
    if hint is None or day is None:
        return brief if brief.published else _with_date_of_name(brief)
    if brief.published is not None:
        days = [other for one in hints.dates if (other := day_of(one))]
        near = [one for one in days if _same_month(one, brief.published.date)]
        if brief.published.is_month and near and "properties" not in hint.where:
            return replace(brief, published=replace(brief.published, date=near[0], is_month=False))
        if brief.published.date in days or (brief.published.is_month and near):
            return brief
        message = f"the text says {brief.published.date}, and its {hint.where} {day}: the text was followed"
        return _noted(brief, HintDiffers.at(replace(span, line=brief.published.line), message))
    kept = tuple(one for one in brief.diagnostics if one.code != DateMissing.code)
    note = HintTaken.at(span, f"the text does not say when it was published; {day} is from the {hint.where}")
    return replace(brief, published=PrintedDate(date=day, text="", line=0), diagnostics=(*kept, note), doubtful=False)


# A file of such a name says when it was made, and nothing of the text.
_OF_A_COPY = re.compile(r"export|backup|back-up|dump|scan|copy|download", re.IGNORECASE)


def _with_date_of_name(brief: LegacyBrief) -> LegacyBrief:
    """*brief* with the day in the name of its own file or the date in its address, if there is one."""
    name = PurePosixPath(brief.origin).name
    day = date_in(f"/{name}") if "#" not in brief.origin and not _OF_A_COPY.search(name) else None
    address = next((hint.value for hint in brief.hints.addresses), "")
    where, found = ("file name", day) if day and day.day else ("address", date_in(address) if address else None)
    if found is None:
        return brief
    kept = tuple(one for one in brief.diagnostics if one.code != DateMissing.code)
    note = HintTaken.at(
        Span(path=brief.origin), f"the text does not say when it was published; {found} is from the {where}"
    )
    first = datetime.date(found.year, found.month or 1, found.day or 1)
    published = PrintedDate(date=first, text="", line=0, is_month=not found.day)
    return replace(brief, published=published, diagnostics=(*kept, note), doubtful=False)


def _same_month(one: datetime.date, other: datetime.date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _with_people(brief: LegacyBrief, hints: Hints) -> LegacyBrief:
    said = tuple(dict.fromkeys(name for hint in hints.authors for name in _names(hint.value)))
    editors = tuple(dict.fromkeys(name for hint in hints.editors for name in _names(hint.value)))
    if not said and not editors:
        return brief
    span = Span(path=brief.origin)
    if not brief.compilers and not brief.editors:
        where = (hints.authors or hints.editors)[0].where
        note = HintTaken.at(span, f"the text has no byline; {', '.join((*said, *editors))} is from the {where}")
        return _noted(replace(brief, compilers=said, editors=editors), note)
    known = {folded_name(name) for name in (*brief.compilers, *brief.editors)}
    others = [name for name in (*said, *editors) if folded_name(name) not in known]
    if not others:
        return brief
    message = f"the byline says {', '.join((*brief.compilers, *brief.editors))}, and the file {', '.join(others)}"
    return _noted(brief, HintDiffers.at(span, f"{message}: the byline was followed"))


def _names(value: str) -> Iterator[str]:
    """The people whom a field of a file names; “admin” and an address are nobody."""
    if re.search(r"[@/\\]|://", value):
        return
    byline = read_byline(f"Compiled by: {value}")
    yield from (name for name in byline.compilers if " " in name or not name.isascii()) if byline else ()


def _noted(brief: LegacyBrief, note: Diagnostic) -> LegacyBrief:
    return replace(brief, diagnostics=(*brief.diagnostics, note))
