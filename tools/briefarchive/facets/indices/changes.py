"""All changes of the archive by day, and the addresses that moved on a day that nobody recorded."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from ...i18n import ngettext_noop
from ...model import Brief
from .. import addresses
from ..changes import CHANGE_LABELS, BriefChange, ChangeKind, changes, moved
from ..entries import Entries
from ..views import ChangeView, Group, IndexPage, Link
from ..wording import written_date
from .lists import paginated

_LENGTH = 200
_COUNTED = ngettext_noop("{number} change", "{number} changes")


def change_pages(entries: Entries) -> Iterator[IndexPage]:
    """All changes, the latest first; addresses that moved on a day that is not known stand at the end."""
    archive = entries.catalogue.archive
    listed = [*(view_change(one, entries) for one in changes(archive)), *_moved(entries)]
    page = IndexPage(
        address=addresses.CHANGES,
        kind="changes",
        shows="changes",
        title=entries.words.gettext("Changes"),
        feed=addresses.FEED_OF_CHANGES,
    )
    moved_ones = entries.words.gettext("Addresses that moved")
    for part, numbered in paginated(page, listed, _COUNTED, entries, size=_LENGTH):
        days = itertools.groupby(part, key=lambda one: one.written_day)
        yield replace(
            numbered, groups=tuple(Group(title=day or moved_ones, changes=tuple(group)) for day, group in days)
        )


def view_change(change: BriefChange, entries: Entries) -> ChangeView:
    """A change as lists show it."""
    brief = change.brief
    replacements = entries.catalogue.replaced_by.get(brief.id, ()) if change.kind is ChangeKind.WITHDRAWN else ()
    return ChangeView(
        kind=change.kind.value,
        label=entries.words.gettext(CHANGE_LABELS[change.kind]),
        brief=entries.brief(brief),
        day=change.day,
        written_day=written_date(change.day, entries.language),
        texts=change.texts,
        original=_original(brief, entries),
        address=change.address,
        since_withdrawn=change.since_withdrawn,
        replacements=tuple(map(entries.brief, replacements)),
    )


def _moved(entries: Entries) -> Iterator[ChangeView]:
    for address, brief in moved(entries.catalogue.archive):
        yield ChangeView(
            kind="renamed", label=entries.words.gettext("Renamed"), brief=entries.brief(brief), address=address
        )


def _original(brief: Brief, entries: Entries) -> Link | None:
    """The brief of which this one is a translation, so that readers of another language know what it is about."""
    original = entries.catalogue.archive.briefs.get(brief.translation_of) if brief.translation_of else None
    return entries.brief(original) if original and original is not brief and entries.has_page(original) else None
