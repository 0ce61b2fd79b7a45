"""When a brief was published and revised, in words."""

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..i18n import words
from ..model import Brief, Original
from .citing.plain import web_link
from .entries import Entries
from .views import Publishing
from .wording import written_date


def find_publication(brief: Brief, entries: Entries) -> Publishing:
    """When *brief* was published: elsewhere first, if it was, and in this archive."""
    first = brief.original
    file = str(PurePosixPath(brief.path).with_name(first.file)) if first and first.file else ""
    return Publishing(
        elsewhere=_elsewhere(first, entries) if first else "",
        url=web_link(first.url) if first else "",
        file=file if file in entries.catalogue.archive.attachments else "",
        here=_here(brief, entries.language),
        days=tuple(_days(brief, entries.language)),
    )


def _elsewhere(first: Original, entries: Entries) -> str:
    """“First published October 17, 2014, by China Daily”; “elsewhere” where neither is known."""
    day = f" {written_date(first.date, entries.language)}" if first.date else ""
    publisher = f" by {entries.publisher(first.publisher).text}" if first.publisher else ""
    comma = "," if day and publisher else ""
    return f"First published{day}{comma}{publisher}" if day or publisher else "First published elsewhere"


def _here(brief: Brief, language: str) -> str:
    """“First published November 25, 2026, last revised November 27, 2026”."""
    published = written_date(brief.published, language) if brief.published else ""
    revised = f"last revised {written_date(brief.revised, language)}" if brief.revised else ""
    if published:
        published = f"in this archive since {published}" if brief.original else f"first published {published}"
    text = ", ".join(filter(None, (published, revised)))
    return text[:1].upper() + text[1:]


def _days(brief: Brief, language: str) -> Iterator[tuple[str, datetime.date, str]]:
    texts = words(language)
    if brief.published:
        label = texts.gettext("In this archive since") if brief.original else texts.gettext("Published")
        yield label, brief.published, written_date(brief.published, language)
    if brief.revised:
        yield texts.gettext("Revised"), brief.revised, written_date(brief.revised, language)
