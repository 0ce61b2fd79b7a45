"""What changed in the archive, and when: publications, corrections, withdrawals and renamings."""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ..i18n import gettext_noop, ngettext_noop
from ..model import Archive, Brief, Status
from ..model.aliases import address_of_alias, is_former_page
from . import addresses
from .entries import Entries
from .indices.lists import paginated
from .views import ChangeView, Group, IndexPage
from .wording import written_date

_LENGTH = 200
_COUNTED = ngettext_noop("{number} change", "{number} changes")


class ChangeKind(StrEnum):
    """What happened to a brief, in the order within a day: what readers of an older text must know comes first."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    PUBLISHED = "published"
    RENAMED = "renamed"


_LABELS = (gettext_noop("Withdrawn"), gettext_noop("Corrected"), gettext_noop("Published"), gettext_noop("Renamed"))
"""What they are called, for the catalogues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefChange:
    """What happened to a brief on a day.

    Attributes:
        texts: What was corrected on that day, or why the brief was withdrawn; empty for others.
        address: Where the brief was before, for one that was renamed.
    """

    day: datetime.date
    kind: ChangeKind
    brief: Brief
    texts: tuple[str, ...] = ()
    address: str = ""

    @property
    def since_withdrawn(self) -> bool:
        """Whether the brief was withdrawn later."""
        return self.brief.status is Status.WITHDRAWN and self.kind is not ChangeKind.WITHDRAWN


def changes(archive: Archive) -> list[BriefChange]:
    """All changes of an archive, the latest first.

    A brief of which nobody knows when it was published has no change of that kind. Drafts have none.
    """
    found = [one for brief in archive.briefs.values() if brief.status is not Status.DRAFT for one in _changes_of(brief)]
    renamed = ((address, brief, _day_of_move(address, archive)) for address, brief in _former_addresses(archive))
    found += [
        BriefChange(day=day, kind=ChangeKind.RENAMED, brief=brief, address=address)
        for address, brief, day in renamed
        if day and not (brief.published and day < brief.published)  # nobody could have known the old address
    ]
    return sorted(found, key=_order)


def _order(change: BriefChange) -> tuple[int, int, int, str]:
    """Latest first; on one day by kind, and then by the day of the event, the latest first."""
    brief = change.brief
    return -change.day.toordinal(), [*ChangeKind].index(change.kind), -brief.date.toordinal(), brief.id


def _changes_of(brief: Brief) -> Iterator[BriefChange]:
    if brief.published:
        yield BriefChange(day=brief.published, kind=ChangeKind.PUBLISHED, brief=brief)
    notes: dict[datetime.date, list[str]] = {}
    for correction in brief.corrections:
        notes.setdefault(correction.date, []).append(correction.note)
    for day, texts in notes.items():
        yield BriefChange(day=day, kind=ChangeKind.CORRECTED, brief=brief, texts=tuple(texts))
    if brief.status is Status.WITHDRAWN and (withdrawal := brief.withdrawal):
        yield BriefChange(day=withdrawal.date, kind=ChangeKind.WITHDRAWN, brief=brief, texts=(withdrawal.reason,))


def moved(archive: Archive) -> list[tuple[str, Brief]]:
    """Former addresses of which the history of the repository does not tell when they changed, each with its brief."""
    return [(address, brief) for address, brief in _former_addresses(archive) if not _day_of_move(address, archive)]


def _day_of_move(address: str, archive: Archive) -> datetime.date | None:
    return archive.moves.get(f"{address.removesuffix('.html')}.md")


def _former_addresses(archive: Archive) -> list[tuple[str, Brief]]:
    """Former addresses of briefs in this archive, each with its brief, by address.

    Addresses on an older site, from which a text was imported, are not among them.
    """
    pairs = (
        (address_of_alias(alias), brief)
        for brief in archive.briefs.values()
        if brief.status is not Status.DRAFT
        for alias in brief.aliases
    )
    former = {old: brief for old, brief in pairs if is_former_page(old) and old != addresses.of_brief(brief)}
    return sorted(former.items(), key=lambda pair: pair[0])


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
    brief, original = change.brief, entries.catalogue.translated_from(change.brief)
    replacements = entries.catalogue.replaced_by.get(brief.id, ()) if change.kind is ChangeKind.WITHDRAWN else ()
    return ChangeView(
        kind=change.kind.value,
        label=entries.words.gettext(change.kind.capitalize()),
        brief=entries.brief(brief),
        day=change.day,
        written_day=written_date(change.day, entries.language),
        texts=change.texts,
        original=entries.brief(original) if original and entries.has_page(original) else None,
        address=change.address,
        since_withdrawn=change.since_withdrawn,
        replacements=tuple(map(entries.brief, replacements)),
    )


def _moved(entries: Entries) -> Iterator[ChangeView]:
    for address, brief in moved(entries.catalogue.archive):
        yield ChangeView(
            kind="renamed", label=entries.words.gettext("Renamed"), brief=entries.brief(brief), address=address
        )
