"""Decides on which day a text was published, from the dates above, in and below it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...legacy import PrintedDate
from ...rules import DateDecided, DateMissing
from ..filing import FILED
from ..kinds import date_beside
from ..parts import Parts
from ..people.unsaid import SHORT, is_long
from ..sources.publisher_names import is_name
from .dating import Dated, choose_date, dateline_of
from .printed import UNPUBLISHED, Reading, Role, day_and_rest, find_dates

# So many paragraphs are looked at for days with which they begin.
_HEAD = 10
# So many days in lines of their own are those of a chronology.
_DAYS_OF_CHRONOLOGY = 3
# Why lines are set aside that stand above a text and may say when it was published.
_ABOVE = frozenset({"above the title", "words above the title", "the name of the site", FILED})
# A dateline may stand below a heading or a summary.
_DATELINES = 3
# A line about rights has the year of the site.
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)


@dataclass(slots=True)
class Publication:
    """The decision for one text."""

    parts: Parts

    def decide(self) -> None:
        """Take the date of publication, and set the others aside."""
        choice = choose_date(self.parts.head_dates, self.parts.tail_dates, self.parts.context.todays)
        chosen, self.parts.today = choice.chosen, choice.today
        for dated in (*self.parts.head_dates, *self.parts.tail_dates):
            if dated is not chosen:
                own = self.parts.head_dates and dated is self.parts.head_dates[0]
                reason = "the page’s own date" if own else "another date of the page"
                self.parts.set_aside(dated.line, dated.text, reason)
        if (chosen is None or self._is_above_title(chosen)) and self._take_dateline(before=chosen):
            return
        if chosen and self._is_among_sources(chosen) and self._take_dateline():
            self.parts.set_aside(chosen.line, chosen.text, "another date of the page")
            return
        if chosen is None and self._take_date_beside():
            return
        if chosen is None:
            hint = "write it in the column “date” of the plan, or on a line of its own in the text"
            self.parts.note(DateMissing, 1, "no date of publication was found", hint=hint)
            return
        self._publish(chosen)

    def _publish(self, chosen: Dated) -> None:
        """Make *chosen* the date of the brief, and report what is uncertain about it."""
        day, rest = day_and_rest(chosen.text)
        self.parts.published = PrintedDate(
            date=chosen.reading.date, text=day, line=chosen.line, is_month=chosen.reading.is_month
        )
        if rest:
            self.parts.set_aside(chosen.line, rest, "words beside a date or a name")
        dates = (*self.parts.head_dates, *self.parts.tail_dates)
        days = {one.reading.date for one in dates if one.reading.role is Role.UNSAID}
        if chosen.reading.role is Role.UNSAID and len(days) >= _DAYS_OF_CHRONOLOGY:
            message = f'"{chosen.text}" is one of {len(days)} dates in lines of their own, as chronologies have'
            self.parts.note(DateDecided, chosen.line, message, hint="compare it with the old page")
        if chosen.reading.is_month:
            message = f'"{chosen.text}" says no day: the first of the month was taken'
            hint = "write the day in the plan, if another file gives it"
            self.parts.note(DateDecided, chosen.line, message, hint=hint)
        if chosen.reading.reason:
            self.parts.doubtful = True
            message = f'"{chosen.text}" was read as {chosen.reading.date}: {chosen.reading.reason}'
            self.parts.note(DateDecided, chosen.line, message, hint="compare it with the old page")

    def _is_above_title(self, dated: Dated) -> bool:
        """Return whether a date stands where pages print the day on which they are shown."""
        title = self.parts.title_element
        return dated.reading.role is Role.UNSAID and title is not None and dated.line < title.line

    def _is_among_sources(self, dated: Dated) -> bool:
        """Return whether an unlabelled date is below a source, whose date it may be."""
        unsaid = dated.reading.role is Role.UNSAID and dated in self.parts.tail_dates
        return unsaid and any(source.line < dated.line for source in self.parts.sources)

    def _take_dateline(self, before: Dated | None = None) -> bool:
        """Take the date with which the text begins, and leave it there; only one *before* that of the page."""
        datelines = [dateline_of(element.text, self.parts.context.order) for element in self.parts.body[:_HEAD]]
        if sum(found is not None for found in datelines) > 1:
            # Several paragraphs begin with a day in a chronology.
            return False
        for element, found in zip(self.parts.body, datelines[:_DATELINES], strict=False):
            if found and not (before and before.reading.date <= found.reading.date):
                if before:
                    self.parts.today = before.reading.date
                    self.parts.set_aside(before.line, before.text, "the page’s own date")
                self.parts.published = PrintedDate(date=found.reading.date, text="", line=element.line)
                printed = element.text[found.start : found.end]
                message = f'the date was taken from the beginning of the text, "{printed}"'
                self.parts.note(DateDecided, element.line, message)
                return True
        return False

    def _take_date_beside(self) -> bool:
        """Take a day from a short line around the text, and leave it there: “Note of 4 December 2006”.

        Above the text, anything may be beside it. Elsewhere it must be the only day: below the text, as that of the
        last change, or anywhere on the page.
        """
        body, order = self.parts.body, self.parts.context.order
        above = [(one.line, one.text) for one in itertools.takewhile(lambda one: not is_long(one.text), body)]
        above += [(one.line, one.text) for one in self.parts.aside if one.reason in _ABOVE]
        above += [(self.parts.title_element.line, self.parts.title)] if self.parts.title_element else []
        for line, text in above:
            dates = find_dates(text, order) if len(text) <= SHORT else ()
            if len(dates) == 1 and dates[0].reading.role not in UNPUBLISHED:
                self._take(dates[0].reading, line, f'the date was taken from the line "{text}"')
                return True
        lines = [*((one.line, one.text) for one in body), *((one.line, one.text) for one in self.parts.aside)]
        said = [
            (line, text, one.reading) for line, text in lines if len(text) <= SHORT for one in find_dates(text, order)
        ]
        last = max((one.line for one in body if is_long(one.text)), default=0)
        todays = {*self.parts.context.todays, self.parts.today}
        days = [
            one
            for one in said
            if one[2].role not in UNPUBLISHED and not one[2].is_month and one[2].date not in todays
            if self._is_own(one[1])
        ]
        dated = (*self.parts.head_dates, *self.parts.tail_dates)
        changed = [*((one.line, one.text, one.reading) for one in dated), *said]
        return (
            self._take_only([one for one in days if one[0] > last], 'the date was taken from the line "{}"')
            or self._take_only(
                [one for one in changed if one[2].role is Role.OTHER], '"{}" says when the page was changed last'
            )
            or self._take_only(days, 'the date was taken from the line "{}"')
        )

    def _is_own(self, text: str) -> bool:
        """Return whether a line's day may be the page's: in “© 2014” and “Coast Radio, 4 May 2015”, it is not."""
        beside = date_beside(text, self.parts.context.order)
        return not _RIGHTS.search(text) and (beside is None or not is_name(beside[2]))

    def _take_only(self, found: Sequence[tuple[int, str, Reading]], message: str) -> bool:
        """Take the day that all these lines name; *message* has a placeholder for the text of the first."""
        if len({reading.date for *_, reading in found}) != 1:
            return False
        line, text, reading = found[0]
        self._take(reading, line, message.format(text))
        return True

    def _take(self, reading: Reading, line: int, message: str) -> None:
        """Make a day, whose words stay where they are, the date of the brief."""
        self.parts.published = PrintedDate(date=reading.date, text="", line=line, is_month=reading.is_month)
        self.parts.note(DateDecided, line, message)
