"""The shelf: all briefs by the day of the event, and what each rests on; and the same with some of them lit."""

import datetime
import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton

from ...i18n import counted, ngettext_noop, words
from ...model import Brief, BriefId, PartialDate, PublisherId
from ...pictures.shelf import HIGHEST_COLUMN, MOST_COLUMNS, Column, Shelf
from ...pictures.squares import OFF, Run, Runs, count_sources
from .. import addresses
from ..addresses import figures_address
from ..entries import Entries
from ..evidence import Kind, find_kind, in_drawing_order, seen_rows, tabulate_tellers, teller_rows
from ..views import Figure, FigureTable, LegendRow, Link
from ..wording import joined, paragraph, written_briefs, written_date, written_partial_date, written_sources

_FEWEST = 2
_DATES = 6
_BUSIEST = 2
_EMPTY_YEARS = 4
_MOST_QUARTERS = 60
_MOST_YEARS = 100


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter, a year, or several years; *length* is in years, and 0 for a quarter."""

    year: int
    quarter: int = 0
    length: int = 1

    @property
    def key(self) -> str:
        """`2014-Q3`, `2014`, `2010/2019`."""
        if self.quarter:
            return f"{self.year:04}-Q{self.quarter}"
        return f"{self.year:04}" if self.length == 1 else f"{self.year:04}/{self.year + self.length - 1:04}"

    @property
    def address(self) -> str:
        """The page of its year, or that of all years."""
        return addresses.of_year(self.year) if self.length == 1 else addresses.YEARS

    @functools.cache  # noqa: B019 — there are few, and hundreds of pictures have the same
    def written(self, language: str) -> str:
        """“Q3 2014”, “2014”, “2010–2019”."""
        if self.quarter:
            day = datetime.date(self.year, 3 * self.quarter, 1)
            return str(format_skeleton("yQQQ", day, locale=language.replace("-", "_")))
        return self.key.replace("/", "–")


class Periods:
    """The periods between two years: quarters if these are not too many, else years, tens of years and so on."""

    def __init__(self, first: int, last: int) -> None:
        years = range(first, last + 1)
        self._has_quarters = len(years) * 4 <= _MOST_QUARTERS
        self._length = 1
        while len(years) / self._length > _MOST_YEARS:
            self._length *= 10
        days = (datetime.date(year, month, 1) for year in years for month in (1, 4, 7, 10))
        self.all = tuple(dict.fromkeys(map(self.find, days)))

    def find(self, day: datetime.date) -> Period:
        """The period in which a day lies."""
        if self._has_quarters:
            return Period(day.year, (day.month + 2) // 3)
        return Period(day.year // self._length * self._length, length=self._length)


class Shelves:
    """Makes shelves of an archive. What they share is worked out once."""

    def __init__(self, entries: Entries) -> None:
        self._entries, self._language = entries, entries.language
        self._catalogue = entries.catalogue
        self._briefs: Sequence[Brief] = [work.brief for work in entries.catalogue.works[::-1]]

    def whole(self) -> Figure | None:
        """The shelf with everything on it; None without briefs."""
        if not self._briefs:
            return None
        _ = self._entries.words.gettext
        what = _("Each column is a brief, each square a source.")
        if not self._is_single:
            what = _("Each bar has the sources of the briefs on events of its time.")
        runs = {brief.id: self._runs(brief) for brief in self._briefs}
        sentence = paragraph([what, *time_sentences(self._briefs, self._language)], self._language)
        return self._figure(addresses.HOME, _("The shelf"), sentence, self._briefs, runs)

    def of_briefs(self, page: str, name: str, briefs: Sequence[Brief]) -> Figure | None:
        """The shelf on which these briefs, newest first, are lit; None where they are too few for a picture."""
        if len(briefs) < _FEWEST:
            return None
        lit = briefs[::-1]
        forms = ngettext_noop(
            "In colour: {number} brief, on an event of {dates}.", "In colour: {number} briefs, on events of {dates}."
        )
        sentence = counted(forms, len(lit), self._language, dates=written_months(lit, self._language))
        title = self._entries.words.gettext("{name} on the shelf").format(name=name)
        return self._figure(page, title, sentence, lit, {brief.id: self._runs(brief) for brief in lit})

    def of_publisher(self, page: str, name: str, publisher: PublisherId, briefs: Sequence[Brief]) -> Figure | None:
        """The shelf on which the sources of a publisher are lit, in the *briefs* that cite them, newest first."""
        if len(briefs) < _FEWEST:
            return None
        lit = briefs[::-1]
        runs = {brief.id: self._runs_of(publisher, brief) for brief in lit}
        number = count_sources(run for one in runs.values() for run in one if run.teller != OFF)
        forms = ngettext_noop(
            "In colour: what {briefs} cite of this publisher, {number} time in all.",
            "In colour: what {briefs} cite of this publisher, {number} times in all.",
        )
        sentence = counted(forms, number, self._language, briefs=written_briefs(len(lit), self._language))
        title = self._entries.words.gettext("{name} on the shelf").format(name=name)
        return self._figure(page, title, sentence, lit, runs)

    @functools.cached_property
    def _is_single(self) -> bool:
        return len(self._briefs) <= MOST_COLUMNS and max(map(self._total, self._briefs), default=0) <= HIGHEST_COLUMN

    @functools.cached_property
    def _periods(self) -> Periods:
        return Periods(self._briefs[0].date.year, self._briefs[-1].date.year)

    @functools.cached_property
    def _totals(self) -> Counter[Period]:
        """How many sources there are in each period."""
        totals: Counter[Period] = Counter()
        for brief in self._briefs:
            totals[self._periods.find(brief.date)] += self._total(brief)
        return totals

    def _runs(self, brief: Brief) -> Runs:
        evidence = self._entries.evidence(brief)
        return evidence.runs if evidence else ()

    def _total(self, brief: Brief) -> int:
        return count_sources(self._runs(brief))

    def _runs_of(self, publisher: PublisherId, brief: Brief) -> Runs:
        runs = in_drawing_order(self._by_publisher.get((publisher, brief.id), Counter()))
        rest = self._total(brief) - count_sources(runs)
        return (*runs, Run(teller=OFF, seen="", count=rest)) if rest else runs

    @functools.cached_property
    def _by_publisher(self) -> Mapping[tuple[PublisherId, BriefId], Counter[Kind]]:
        """How many sources of each kind a brief has of each publisher."""
        found: dict[tuple[PublisherId, BriefId], Counter[Kind]] = {}
        for brief in self._briefs:
            for source in self._catalogue.list_sources(brief):
                if source.publisher:
                    kind = find_kind(source, self._catalogue.archive.vocabulary)
                    found.setdefault((source.publisher, brief.id), Counter())[kind] += 1
        return found

    def _figure(
        self, page: str, title: str, sentence: str, lit: Sequence[Brief], runs: "dict[BriefId, Runs]"
    ) -> Figure:
        shelf = self._columns(title, runs) if self._is_single else self._bars(title, lit, runs)
        shown = [run for one in runs.values() for run in one if run.teller != OFF]
        whole = len(lit) == len(self._briefs) and all(run.teller != OFF for one in runs.values() for run in one)
        rest = () if whole else (LegendRow(mark=OFF, text=self._entries.words.gettext("the rest of the archive")),)
        return Figure(
            anchor="shelf",
            title=title,
            sentence=sentence,
            picture=shelf,
            table=self._table_of_briefs(lit, runs) if self._is_single else self._table_of_periods(lit, runs),
            address=figures_address(page, "shelf"),
            tellers=(*teller_rows(shown, self._language), *rest),
            ways_seen=seen_rows(shown, self._language) if self._is_single else (),
        )

    def _columns(self, title: str, runs: "dict[BriefId, Runs]") -> Shelf:
        columns = tuple(self._column(brief, runs.get(brief.id)) for brief in self._briefs)
        return Shelf(columns=columns, single=True, label=title, highest=self._highest(runs))

    def _column(self, brief: Brief, runs: Runs | None) -> Column:
        if runs is None:
            return Column(year=brief.date.year, runs=(Run(teller=OFF, seen="", count=self._total(brief)),))
        link = self._entries.brief(self._entries.expression(brief))
        label = self._entries.words.gettext("{date}: {title}, {sources}")
        when, number = written_date(brief.date, self._language), written_sources(self._total(brief), self._language)
        label = label.format(date=when, title=link.text, sources=number)
        return Column(year=brief.date.year, runs=runs, address=link.address, label=label)

    def _highest(self, runs: "dict[BriefId, Runs]") -> str:
        """Words at the highest column of the whole shelf, if no other is as high."""
        totals = sorted((self._total(brief), brief.date) for brief in self._briefs)
        if len(runs) < len(self._briefs) or len(totals) < _FEWEST or totals[-1][0] == totals[-2][0]:
            return ""
        text = self._entries.words.gettext("{date}: {sources}, the most")
        total, day = totals[-1]
        return text.format(date=written_date(day, self._language), sources=written_sources(total, self._language))

    def _bars(self, title: str, lit: Sequence[Brief], runs: "dict[BriefId, Runs]") -> Shelf:
        counts, briefs = self._by_period(lit, runs)
        text = self._entries.words.gettext("{when}: {briefs}, {sources}")
        columns = []
        for period in self._periods.all:
            shown = in_drawing_order(counts.get(period, Counter()))
            rest = self._totals[period] - count_sources(shown)
            off = (Run(teller=OFF, seen="", count=rest),) if rest else ()
            label = text.format(
                when=period.written(self._language),
                briefs=written_briefs(briefs[period], self._language),
                sources=written_sources(count_sources(shown), self._language),
            )
            address, label = (period.address, label) if shown else ("", "")
            columns.append(Column(year=period.year, runs=(*shown, *off), address=address, label=label))
        return Shelf(columns=tuple(columns), single=False, label=title)

    def _by_period(
        self, lit: Sequence[Brief], runs: "dict[BriefId, Runs]"
    ) -> tuple[dict[Period, Counter[Kind]], Counter[Period]]:
        """By period, how many sources of each kind are lit, and how many briefs."""
        counts: dict[Period, Counter[Kind]] = {}
        briefs: Counter[Period] = Counter()
        for brief in lit:
            period = self._periods.find(brief.date)
            briefs[period] += 1
            for run in runs[brief.id]:
                if run.teller != OFF:
                    counts.setdefault(period, Counter())[run.teller, run.seen] += run.count
        return counts, briefs

    def _table_of_briefs(self, lit: Sequence[Brief], runs: "dict[BriefId, Runs]") -> FigureTable:
        _, shown = self._entries.words.gettext, self._entries.expression
        rows = [
            (
                brief.date.isoformat(),
                (Link(text=written_date(brief.date, self._language)), self._entries.brief(shown(brief))),
                (self._total(brief),),
                runs[brief.id],
            )
            for brief in lit
        ]
        return tabulate_tellers("date", (_("Event"), _("Brief")), (_("Sources"),), rows, self._language)

    def _table_of_periods(self, lit: Sequence[Brief], runs: "dict[BriefId, Runs]") -> FigureTable:
        _ = self._entries.words.gettext
        counts, briefs = self._by_period(lit, runs)
        rows = []
        for period in sorted(counts):
            shown = in_drawing_order(counts[period])
            link = Link(text=period.written(self._language), address=period.address)
            rows.append((period.key, (link,), (briefs[period], count_sources(shown)), shown))
        return tabulate_tellers("period", (_("Time"),), (_("Briefs"), _("Sources")), rows, self._language)


def written_months(briefs: Sequence[Brief], language: str) -> str:
    """The months of events, oldest first, or the first and the last where they are many."""
    months = list(dict.fromkeys(_month(brief, language) for brief in briefs))
    if len(months) <= _DATES:
        return joined(months, language)
    return words(language).gettext("{first} to {last}").format(first=months[0], last=months[-1])


def time_sentences(briefs: Sequence[Brief], language: str) -> Iterator[str]:
    """From when to when events are, in which years most of them, and in which none."""
    _ = words(language).gettext
    first, last = _month(briefs[0], language), _month(briefs[-1], language)
    text = _("{briefs} on events from {first} to {last}.") if first != last else _("{briefs} on events of {first}.")
    yield text.format(briefs=written_briefs(len(briefs), language), first=first, last=last)
    counts = Counter(brief.date.year for brief in briefs)
    busiest = sorted(str(year) for year, number in counts.items() if number == max(counts.values()))
    if len(busiest) <= _BUSIEST and len(busiest) < len(counts):
        forms = ngettext_noop("The fullest year is {years}.", "The fullest years are {years}.")
        yield counted(forms, len(busiest), language, years=joined(busiest, language))
    empty = [str(year) for year in range(min(counts), max(counts)) if year not in counts]
    if len(empty) > _EMPTY_YEARS:
        forms = ngettext_noop("None is of {number} of the years.", "None is of {number} of the years.")
        yield counted(forms, len(empty), language)
    elif empty:
        yield _("None is of {years}.").format(years=joined(empty, language))


def _month(brief: Brief, language: str) -> str:
    return written_partial_date(PartialDate(year=brief.date.year, month=brief.date.month), language)
