"""Rules of family M that look at the calendar, or at the history of the repository."""

import datetime
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from ..model import Archive, Brief
from .metadata import days_of_notes
from .relations import find_uses


class DateInFuture(Rule):
    """The event of a brief is still to come. A slip in the year would put it at the head of every list.

    The brief is published all the same: to hold it back until a day, give it a day of publication (`published`).
    """

    code = "M204"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every breach of the rule on a day."""
        # East of here, tomorrow has begun.
        latest = today + datetime.timedelta(days=1)
        for brief in archive.briefs.values():
            if brief.date > latest and "date" in brief.places:
                hint = "nothing, if the event is still to come; else mend the year"
                yield cls.at(brief.place("date"), f'the date "{brief.date}" lies in the future', hint=hint)


class NoteInFuture(Rule):
    """The date of a correction or of a withdrawal lies in the future, by a slip in the year for instance.

    Until that day, the site does not tell of the correction, and shows the brief as if it were not withdrawn.
    """

    code = "M216"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every breach of the rule on a day."""
        latest = today + datetime.timedelta(days=1)
        for brief in archive.briefs.values():
            for day, name, what in days_of_notes(brief):
                if day > latest:
                    message = f'the date "{day}" of {what} lies in the future'
                    yield cls.at(brief.place(name), message, hint="mend the date")


class HeldBack(Rule):
    """The day of publication of a brief is still to come, and the brief is held back until then.

    It has no page, and stands in no list, count, search, feed or export; nor do sources that only it cites. A site that
    is built every day shows it on the day (in UTC).
    """

    code = "M220"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every brief that is held back on a day."""
        for brief in archive.briefs.values():
            if brief.published and brief.is_held_back(today):
                yield cls.at(brief.place("published"), f"the brief is held back until {brief.published}")


class ReferenceToHeldBack(Rule):
    """A published brief names one that is held back, and so has no page yet that the name could lead to.

    Until the day comes, the page says “a brief that is not published yet” in the place of its title. Hold both back
    until the same day, or name the other brief later.
    """

    code = "M222"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every place that names a brief which is held back on a day."""
        held = {brief.id: brief for brief in archive.briefs.values() if brief.is_held_back(today)}
        named = ((held[other], span) for other, span in find_uses(archive.released(today), held.keys()))
        for other, span in named if held else ():
            until = f" until {other.published}" if other.published else ""
            hint = "hold this brief back as well, or name the other one when it has a page"
            yield cls.at(span, f'"{other.id}" is held back{until}, and has no page yet', hint=hint)


class DayOfPublicationNotWritten(Rule):
    """A brief does not say when it was published, and the history of the repository does.

    Citations take the day from the history. Whoever gets the files without their history, such as a shallow clone or a
    copy, could not cite the brief in the same way. On the main branch, `briefs check --fix` writes the day into the
    field `published`.
    """

    code = "M221"
    severity = Severity.NOTICE
    fixable = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        """Every brief whose day of publication is that of the history."""
        for brief in archive.briefs.values():
            if brief.published and "published" not in brief.places and "date" in brief.places:
                message = f"the brief does not say that it was published on {brief.published}"
                hint = f'write "published: {brief.published}" below "date"'
                yield cls.at(brief.place("date"), message, hint=hint, fix=(_written_below(brief),))


def _written_below(brief: Brief) -> Replacement:
    """What puts the day of publication on a line of its own, below that of the event."""
    line = brief.place("date").end_line + 1
    span = Span(path=brief.path, line=line, column=1, end_line=line, end_column=1)
    return Replacement(span=span, text=f"published: {brief.published}\n")


CALENDAR_RULES = (DateInFuture, NoteInFuture, HeldBack, ReferenceToHeldBack)
HISTORY_RULES = (DayOfPublicationNotWritten,)
