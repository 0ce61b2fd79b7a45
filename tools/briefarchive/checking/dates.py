"""The rule of family M that looks at the calendar."""

import datetime
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Severity
from ..model import Archive
from .metadata import days_of_notes


class DateInFuture(Rule):
    """The date of a brief, a correction or a withdrawal lies in the future, by a slip in the year.

    A brief of the future stands at the head of every list.

    `briefs check` goes by the day on which it runs. A build does not look, so that it gives the same site on every day.
    """

    code = "M204"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every breach of the rule on a day."""
        # East of here, tomorrow has begun.
        latest = today + datetime.timedelta(days=1)
        for brief in archive.briefs.values():
            if brief.date > latest and "date" in brief.places:
                yield cls.at(brief.place("date"), f'the date "{brief.date}" lies in the future', hint="mend the year")
            for day, name, what in days_of_notes(brief):
                if day > latest:
                    message = f'the date "{day}" of {what} lies in the future'
                    yield cls.at(brief.place(name), message, hint="mend the date")
