"""Changes of the archive: publications, corrections, withdrawals and renamings."""

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from ..i18n import format_count, ngettext_noop
from ..model import Archive, Brief, Status
from ..model.names import alias_address, is_former_page
from . import addresses
from .entries import Entries
from .indices.lists import paginate
from .views import ChangeView, Group, IndexPage
from .wording import format_date

_LENGTH = 200
_COUNTED = ngettext_noop("{number} change", "{number} changes")


class ChangeKind(StrEnum):
    """What happened to a brief. On one day, what readers of an older version must know comes first."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    PUBLISHED = "published"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefChange:
    """A change on a day: with the *texts* of corrections or a withdrawal, or with the *address* before a renaming."""

    day: datetime.date
    kind: ChangeKind
    brief: Brief
    texts: tuple[str, ...] = ()
    address: str = ""

    @property
    def since_withdrawn(self) -> bool:
        """Whether the brief was withdrawn later."""
        return self.brief.status is Status.WITHDRAWN and self.kind is not ChangeKind.WITHDRAWN


def list_changes(archive: Archive) -> list[BriefChange]:
    """Return all changes of an archive with a known date, the latest first; drafts have none."""
    briefs = (brief for brief in archive.briefs.values() if not brief.is_draft)
    return sorted((change for brief in briefs for change in _list_brief_changes(brief, archive.moves)), key=_order)


def _order(change: BriefChange) -> tuple[int, int, int, str, str]:
    """Sort by date, the latest first, then by kind and by the date of the event, the latest first."""
    brief = change.brief
    return -change.day.toordinal(), [*ChangeKind].index(change.kind), -brief.date.toordinal(), brief.id, change.address


def _list_brief_changes(brief: Brief, moves: Mapping[str, datetime.date]) -> Iterator[BriefChange]:
    if brief.published:
        yield BriefChange(day=brief.published, kind=ChangeKind.PUBLISHED, brief=brief)
    notes: dict[datetime.date, list[str]] = {}
    for correction in brief.corrections:
        notes.setdefault(correction.date, []).append(correction.note)
    for day, texts in notes.items():
        yield BriefChange(day=day, kind=ChangeKind.CORRECTED, brief=brief, texts=tuple(texts))
    if brief.status is Status.WITHDRAWN and (withdrawal := brief.withdrawal):
        yield BriefChange(day=withdrawal.date, kind=ChangeKind.WITHDRAWN, brief=brief, texts=(withdrawal.reason,))
    # An address on an older site, from which a text was imported, was never an address in this archive.
    for address in filter(is_former_page, {*map(alias_address, brief.aliases)} - {addresses.brief_address(brief)}):
        move_day = moves.get(f"{address.removesuffix('.html')}.md")
        if move_day and not (brief.published and move_day < brief.published):  # else the old address was never public
            yield BriefChange(day=move_day, kind=ChangeKind.RENAMED, brief=brief, address=address)


def change_pages(entries: Entries) -> Iterator[IndexPage]:
    """Yield the pages that list all changes by day, the latest first."""
    changes = [change_view(change, entries) for change in list_changes(entries.catalogue.archive)]
    # Corrections of a brief on one day are one entry, but are counted one by one, as on other pages.
    number = sum(max(len(change.texts), 1) for change in changes)
    page = IndexPage(
        address=addresses.CHANGES,
        kind="changes",
        shows="changes",
        title=entries.gettext("Changes"),
        feed=addresses.FEED_OF_CHANGES,
    )

    def group(part: Sequence[ChangeView]) -> tuple[Group, ...]:
        """Group changes by day."""
        days = itertools.groupby(part, key=lambda change: format_date(change.day, entries.language))
        return tuple(Group(title=day, changes=tuple(of_day)) for day, of_day in days)

    for part in paginate(page, changes, _COUNTED, entries, group, size=_LENGTH):
        yield replace(part, count_text=format_count(*_COUNTED, number, entries.language))


def change_view(change: BriefChange, entries: Entries) -> ChangeView:
    """Return a change as lists show it."""
    brief, original = change.brief, entries.catalogue.find_translation_source(change.brief)
    replacements = entries.catalogue.replaced_by.get(brief.id, ()) if change.kind is ChangeKind.WITHDRAWN else ()
    return ChangeView(
        kind=change.kind.value,
        brief=entries.brief(brief),
        day=change.day,
        texts=change.texts,
        original=entries.brief(original) if original else None,
        address=change.address,
        since_withdrawn=change.since_withdrawn,
        replacements=tuple(map(entries.brief, replacements)),
    )
