"""Rules of family M on the days of a brief: those of its event, its publication, its corrections and its withdrawal."""

import datetime
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Replacement, Rule, Span
from ..model import Archive, Brief
from ..reading.brief import ID
from .relations import find_uses
from .rule import BriefRule, CalendarRule


class DateDiffersFromName(BriefRule, code="M201"):
    """The date of a brief is not the one in its file's name."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        is_named = ID.fullmatch(brief.id) is not None  # else the name has its own fault
        if is_named and "date" in brief.places and not brief.id.startswith(brief.date.isoformat()):
            message = f'the date is "{brief.date}", the file\'s name has "{brief.id[:10]}"'
            hint = f"mend the date, or give the brief another id: briefs rename {brief.id} NEW"
            yield self.at(brief.place("date"), message, hint=hint)


class NoteBeforeBrief(BriefRule, code="M212"):
    """A brief was corrected or withdrawn before the day of its event, or before that on which it was published."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        published = brief.issued.first_day if brief.issued and "published" in brief.places else None
        for day, name, what in _days_of_notes(brief) if "date" in brief.places else ():
            before = f'the brief of "{brief.date}"' if day < brief.date else ""
            if not before and published and day < published:
                before = f'the brief was published on "{published}"'
            if before:
                hint = "see which of the two days is right"
                yield self.at(brief.place(name), f'{what} is of "{day}", and {before}', hint=hint)


def _days_of_notes(brief: Brief) -> Iterator[tuple[datetime.date, str, str]]:
    """The day of each correction and of the withdrawal, with the place of it and what it is."""
    for number, correction in enumerate(brief.corrections):
        yield correction.date, f"corrections.{number}.date", "a correction"
    if brief.withdrawal:
        yield brief.withdrawal.date, "withdrawal.date", "the withdrawal"


class DateInFuture(CalendarRule, code="M204"):
    """The event of a brief is still to come. A slip in the year would put it at the head of every list."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.date > _tomorrow(today) and "date" in brief.places:
                hint = "nothing, if the event is still to come; else mend the year"
                yield self.at(brief.place("date"), f'the date "{brief.date}" lies in the future', hint=hint)


class NoteInFuture(CalendarRule, code="M216"):
    """The date of a correction or of a withdrawal lies in the future, by a slip in the year for instance."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            for day, name, what in _days_of_notes(brief):
                if day > _tomorrow(today):
                    message = f'the date "{day}" of {what} lies in the future'
                    yield self.at(brief.place(name), message, hint="mend the date")


def _tomorrow(today: datetime.date) -> datetime.date:
    """The day that has begun east of here."""
    return today + datetime.timedelta(days=1)


class HeldBack(CalendarRule, code="M220"):
    """The day of publication of a brief is still to come, and the brief is held back until then."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.published and brief.is_held_back(today):
                yield self.at(brief.place("published"), f"the brief is held back until {brief.published}")


class ReferenceToHeldBack(CalendarRule, code="M222"):
    """A published brief names one that is held back, and so has no page yet that the name could lead to."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        held = {brief.id: brief.published for brief in archive.briefs.values() if brief.is_held_back(today)}
        for other, span in find_uses(archive.released(today), held.keys()) if held else ():
            until = f" until {held[other]}" if held[other] else ""
            hint = "hold this brief back as well, or name the other one when it has a page"
            yield self.at(span, f'"{other}" is held back{until}, and has no page yet', hint=hint)


class DayOfPublicationNotWritten(Rule, code="M221"):
    """A brief does not say when it was published, and the history of the repository does."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        """Every brief whose day of publication is that of the history."""
        for brief in archive.briefs.values():
            if brief.published and "published" not in brief.places and "date" in brief.places:
                span = brief.place("date")
                below = Span(path=brief.path, line=span.end_line + 1, end_column=1)
                fix = (Replacement(span=below, text=f"published: {brief.published}\n"),)
                message = f"the brief does not say that it was published on {brief.published}"
                yield self.at(span, message, hint=f'write "published: {brief.published}" below "date"', fix=fix)


HISTORY_RULES = (DayOfPublicationNotWritten(),)
