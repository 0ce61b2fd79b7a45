"""Decides on which day a text was published, from the dates above, in and below it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...legacy import PrintedDate
from ...rules import DateDecided, DateMissing
from ..brief_draft import BriefDraft
from ..filing import FILED
from ..kinds import date_beside, dates_between_signs
from ..people.unlabelled_lines import is_long
from ..sources.publisher_names import is_name
from .dating import Dated, choose_date, dateline_of
from .printed import UNPUBLISHED, Reading, Role, day_and_other_words

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

    draft: BriefDraft

    def decide(self) -> None:
        """Take the date of publication, and set the others aside."""
        chosen, self.draft.today = choose_date(self.draft.head_dates, self.draft.tail_dates, self.draft.context.todays)
        for dated in (*self.draft.head_dates, *self.draft.tail_dates):
            if dated is not chosen:
                own = self.draft.head_dates and dated is self.draft.head_dates[0]
                reason = "the page’s own date" if own else "another date of the page"
                self.draft.set_aside(dated.line, dated.text, reason)
        if (chosen is None or self._is_above_title(chosen)) and self._take_dateline(before=chosen):
            return
        if chosen and self._is_among_sources(chosen) and self._take_dateline():
            self.draft.set_aside(chosen.line, chosen.text, "another date of the page")
            return
        if chosen is None and self._take_date_beside():
            return
        if chosen is None:
            hint = "write it in the column “date” of the plan and decide “import”, or on a line of its own in the text"
            self.draft.note(DateMissing, 1, "no date of publication was found", hint=hint)
            return
        self._publish(chosen)

    def _publish(self, chosen: Dated) -> None:
        """Make *chosen* the date of the brief, and report what is uncertain about it."""
        day, other_words = day_and_other_words(chosen.text)
        self.draft.published = PrintedDate(
            date=chosen.reading.date, text=day, line=chosen.line, is_month=chosen.reading.is_month
        )
        if other_words:
            self.draft.set_aside(chosen.line, other_words, "words beside a date or a name")
        dates = (*self.draft.head_dates, *self.draft.tail_dates)
        days = {dated.reading.date for dated in dates if dated.reading.role is Role.UNLABELLED}
        if chosen.reading.role is Role.UNLABELLED and len(days) >= _DAYS_OF_CHRONOLOGY:
            message = f'"{chosen.text}" is one of {len(days)} dates in lines of their own, as chronologies have'
            self.draft.note(DateDecided, chosen.line, message, hint="compare it with the old page")
        if chosen.reading.is_month:
            message = f'"{chosen.text}" says no day: the first of the month was taken'
            hint = "write the day in the plan, if another file gives it"
            self.draft.note(DateDecided, chosen.line, message, hint=hint)
        if chosen.reading.reason:
            self.draft.doubtful = True
            message = f'"{chosen.text}" was read as {chosen.reading.date}: {chosen.reading.reason}'
            self.draft.note(DateDecided, chosen.line, message, hint="compare it with the old page")

    def _is_above_title(self, dated: Dated) -> bool:
        """Return whether a date stands where pages print the day on which they are shown."""
        title = self.draft.title_element
        return dated.reading.role is Role.UNLABELLED and title is not None and dated.line < title.line

    def _is_among_sources(self, dated: Dated) -> bool:
        """Return whether an unlabelled date is below a source, whose date it may be."""
        is_unlabelled = dated.reading.role is Role.UNLABELLED and dated in self.draft.tail_dates
        return is_unlabelled and any(source.line < dated.line for source in self.draft.sources)

    def _take_dateline(self, before: Dated | None = None) -> bool:
        """Take the date with which the text begins, and leave it there; only one *before* that of the page."""
        datelines = [dateline_of(element.text, self.draft.context.order) for element in self.draft.body[:_HEAD]]
        if sum(dateline is not None for dateline in datelines) > 1:
            # Several paragraphs begin with a day in a chronology.
            return False
        for element, dateline in zip(self.draft.body, datelines[:_DATELINES], strict=False):
            if dateline and not (before and before.reading.date <= dateline.reading.date):
                if before:
                    self.draft.today = before.reading.date
                    self.draft.set_aside(before.line, before.text, "the page’s own date")
                self.draft.published = PrintedDate(date=dateline.reading.date, line=element.line)
                printed = element.text[dateline.start : dateline.end]
                message = f'the date was taken from the beginning of the text, "{printed}"'
                self.draft.note(DateDecided, element.line, message)
                return True
        return False

    def _take_date_beside(self) -> bool:
        """Take a day from a short line around the text, and leave it there: “Note of 4 December 2006”.

        Above the text, anything may be beside it. Elsewhere it must be the only day: below the text, as that of the
        last change, or anywhere on the page.
        """
        body, order = self.draft.body, self.draft.context.order
        lines_of_body = [(element.line, element.text) for element in body]
        above = list(itertools.takewhile(lambda line: not is_long(line[1]), lines_of_body))
        above += [(words.line, words.text) for words in self.draft.aside if words.reason in _ABOVE]
        above += [(self.draft.title_element.line, self.draft.title)] if self.draft.title_element else []
        for line, text in above:
            dates = () if is_long(text) else dates_between_signs(text, order)
            if len(dates) == 1 and dates[0].reading.role not in UNPUBLISHED:
                self._take(dates[0].reading, line, f'the date was taken from the line "{text}"')
                return True
        dated_lines = [
            Dated(line=line, text=text, reading=date.reading)
            for line, text in (*lines_of_body, *((words.line, words.text) for words in self.draft.aside))
            if not is_long(text)
            for date in dates_between_signs(text, order)
        ]
        last_paragraph = max((line for line, text in lines_of_body if is_long(text)), default=0)
        todays = {*self.draft.context.todays, self.draft.today}
        days = [
            dated
            for dated in dated_lines
            if dated.reading.role not in UNPUBLISHED and not dated.reading.is_month and dated.reading.date not in todays
            if self._is_own(dated.text)
        ]
        all_dates = (*self.draft.head_dates, *self.draft.tail_dates, *dated_lines)
        changes = [dated for dated in all_dates if dated.reading.role is Role.OTHER]
        return (
            self._take_only(
                [dated for dated in days if dated.line > last_paragraph], 'the date was taken from the line "{}"'
            )
            or self._take_only(changes, '"{}" says when the page was changed last')
            or self._take_only(days, 'the date was taken from the line "{}"')
        )

    def _is_own(self, text: str) -> bool:
        """Return whether a line's day may be the page's: in “© 2014” and “Coast Radio, 4 May 2015”, it is not."""
        beside = date_beside(text, self.draft.context.order)
        return not _RIGHTS.search(text) and (beside is None or not is_name(beside[2]))

    def _take_only(self, dated_lines: Sequence[Dated], message: str) -> bool:
        """Take the day that all these lines name; *message* has a placeholder for the text of the first."""
        if len({dated.reading.date for dated in dated_lines}) != 1:
            return False
        first = dated_lines[0]
        self._take(first.reading, first.line, message.format(first.text))
        return True

    def _take(self, reading: Reading, line: int, message: str) -> None:
        """Make a day, whose words stay where they are, the date of the brief."""
        self.draft.published = PrintedDate(date=reading.date, line=line, is_month=reading.is_month)
        self.draft.note(DateDecided, line, message)
