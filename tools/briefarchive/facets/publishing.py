"""When a brief was published and revised, in words."""

import datetime
from collections.abc import Iterator

from ..model import Brief, Original
from .citing.plain import web_link
from .entries import Entries
from .views import Publishing
from .wording import written_date


def find_publication(brief: Brief, entries: Entries) -> Publishing:
    """When *brief* was published: elsewhere first, if it was, and in this archive."""
    first = brief.original
    return Publishing(
        elsewhere=_elsewhere(first, entries) if first else "",
        url=web_link(first.url) if first else "",
        file=entries.original_address(brief),
        here=_here(brief, entries),
        days=tuple(_days(brief, entries)),
    )


def _elsewhere(first: Original, entries: Entries) -> str:
    """“First published October 17, 2014, by China Daily”; “elsewhere” where neither is known."""
    _ = entries.words.gettext
    date = written_date(first.date, entries.language) if first.date else ""
    publisher = entries.publisher(first.publisher).text if first.publisher else ""
    if date and publisher:
        return _("First published {date}, by {publisher}").format(date=date, publisher=publisher)
    if date:
        return _("First published {date}").format(date=date)
    if publisher:
        return _("First published by {publisher}").format(publisher=publisher)
    return _("First published elsewhere")


def _here(brief: Brief, entries: Entries) -> str:
    """“First published November 25, 2026, last revised November 27, 2026”."""
    _ = entries.words.gettext
    date, revised = (written_date(day, entries.language) if day else "" for day in (brief.published, brief.revised))
    if not date:
        return _("Last revised {revised}").format(revised=revised) if revised else ""
    if brief.original and revised:
        return _("In this archive since {date}, last revised {revised}").format(date=date, revised=revised)
    if brief.original:
        return _("In this archive since {date}").format(date=date)
    if revised:
        return _("First published {date}, last revised {revised}").format(date=date, revised=revised)
    return _("First published {date}").format(date=date)


def _days(brief: Brief, entries: Entries) -> Iterator[tuple[str, datetime.date, str]]:
    _ = entries.words.gettext
    if brief.published:
        label = _("In this archive since") if brief.original else _("Published on")
        yield label, brief.published, written_date(brief.published, entries.language)
    if brief.revised:
        yield _("Revised"), brief.revised, written_date(brief.revised, entries.language)
