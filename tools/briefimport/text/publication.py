"""The day on which a text was published, among the dates above, in and below it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..legacy import PrintedDate
from ..rules import DateDecided, DateMissing
from .dates import UNPUBLISHED, Reading, Role, day_and_rest, find_dates
from .dating import Dated, choose_date, dateline_of
from .filing import FILED
from .kinds import date_beside
from .parts import Parts
from .publisher_names import is_name
from .unsaid import SHORT, is_long

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
    """Decides which date of a text is that of its publication."""

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
        if chosen is None and (self._take_date_of_head() or self._take_date_of_foot() or self._take_last_change()):
            return
        if chosen is None:
            hint = "write it in the column “date” of the plan, or on a line of its own in the text"
            self.parts.note(DateMissing, 1, "no date of publication was found", hint=hint)
            return
        self._publish(chosen)

    def _publish(self, chosen: Dated) -> None:
        """Let *chosen* be the date of the brief, and tell what is not sure of it."""
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
        """Whether a date stands where pages print the day on which they are shown."""
        title = self.parts.title_element
        return dated.reading.role is Role.UNSAID and title is not None and dated.line < title.line

    def _is_among_sources(self, dated: Dated) -> bool:
        """Whether a date of which nothing is said stands below a source, whose date it may be."""
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

    def _take_date_of_head(self) -> bool:
        """Take the only date in a short line above the text, and leave it there: “Note of 4 December 2006”."""
        above = itertools.takewhile(lambda one: not is_long(one.text), self.parts.body)
        lines = [(one.line, one.text) for one in above]
        lines += [(one.line, one.text) for one in self.parts.aside if one.reason in _ABOVE and len(one.text) <= SHORT]
        lines += [(self.parts.title_element.line, self.parts.title)] if self.parts.title_element else []
        for line, text in lines:
            dates = find_dates(text, self.parts.context.order)
            if len(dates) == 1 and dates[0].reading.role not in UNPUBLISHED:
                self._take(dates[0].reading, line, f'the date was taken from the line "{text}"')
                return True
        return False

    def _take_date_of_foot(self) -> bool:
        """Take the only day in the short lines below the text, whatever is said of it: “（完成于2014年5月20日）”."""
        last = max((one.line for one in self.parts.body if is_long(one.text)), default=0)
        lines = [(one.line, one.text) for one in self.parts.body]
        lines += [(one.line, one.text) for one in self.parts.aside if not _RIGHTS.search(one.text)]
        below = [(line, text) for line, text in lines if line > last and len(text) <= SHORT and not self._names(text)]
        found = [
            (line, text, one.reading)
            for line, text in below
            for one in find_dates(text, self.parts.context.order)
            if one.reading.role not in UNPUBLISHED and not one.reading.is_month
        ]
        return self._take_only(found, 'the date was taken from the line "{}"')

    def _names(self, text: str) -> bool:
        """Whether a line is a name and a day, as those of newspapers and treaties are: “Coast Radio, 4 May 2015”."""
        beside = date_beside(text, self.parts.context.order)
        return beside is not None and is_name(beside[2])

    def _take_last_change(self) -> bool:
        """Take the day on which a page was changed last, if it says no other."""
        said = [(one.line, one.text, one.reading) for one in (*self.parts.head_dates, *self.parts.tail_dates)]
        said += [
            (element.line, element.text, found.reading)
            for element in self.parts.body
            if len(element.text) <= SHORT
            for found in find_dates(element.text, self.parts.context.order)
        ]
        changed = [(line, text, reading) for line, text, reading in said if reading.role is Role.OTHER]
        return self._take_only(changed, '"{}" says when the page was changed last')

    def _take_only(self, found: Sequence[tuple[int, str, Reading]], message: str) -> bool:
        """Take the day that all these lines say; *message* has a place for the text of the first."""
        if len({reading.date for *_, reading in found}) != 1:
            return False
        line, text, reading = found[0]
        self._take(reading, line, message.format(text))
        return True

    def _take(self, reading: Reading, line: int, message: str) -> None:
        """Let a day whose words stay where they are be the date of the brief."""
        self.parts.published = PrintedDate(date=reading.date, text="", line=line, is_month=reading.is_month)
        self.parts.note(DateDecided, line, message)
