"""The shelf: all briefs by the date of the event with their sources, with all or some of them highlighted."""

import datetime
import functools
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton

from ..model import Brief, BriefId, PublisherId
from ..pictures.shelf import HIGHEST_COLUMN, MOST_COLUMNS, Column, Shelf
from ..pictures.squares import OFF, Run, Runs, count_sources
from . import addresses
from .entries import Entries
from .evidence import Kind, TellerRow, make_legends, make_runs, tabulate_tellers
from .views import Figure, Link
from .wording import format_brief_count, format_date, format_source_count

_FEWEST = 2
_MOST_QUARTERS = 60
_MOST_YEARS = 100


@dataclass(frozen=True, slots=True, order=True)
class CalendarPeriod:
    """A quarter, a year or several years; *length* is in years, and 0 for a quarter."""

    year: int
    quarter: int = 0
    length: int = 1

    @property
    def key(self) -> str:
        """The period in data files: `2014-Q3`, `2014`, `2010/2019`."""
        if self.quarter:
            return f"{self.year:04}-Q{self.quarter}"
        return f"{self.year:04}" if self.length == 1 else f"{self.year:04}/{self.year + self.length - 1:04}"

    @property
    def address(self) -> str:
        """The page of its year, or the index of years."""
        return addresses.year_address(self.year) if self.length == 1 else addresses.YEARS

    @functools.cache  # noqa: B019 — few periods occur in hundreds of pictures
    def format(self, language: str) -> str:
        """Return “Q3 2014”, “2014”, “2010–2019”."""
        if self.quarter:
            day = datetime.date(self.year, 3 * self.quarter, 1)
            return str(format_skeleton("yQQQ", day, locale=language.replace("-", "_")))
        return self.key.replace("/", "–")


class Periods:
    """The periods between two years: quarters if there are few, else years, decades or centuries."""

    def __init__(self, first: int, last: int) -> None:
        years = range(first, last + 1)
        self._has_quarters = len(years) * 4 <= _MOST_QUARTERS
        self._length = 1
        while len(years) / self._length > _MOST_YEARS:
            self._length *= 10
        days = (datetime.date(year, month, 1) for year in years for month in (1, 4, 7, 10))
        self.all = tuple(dict.fromkeys(map(self.find, days)))

    def find(self, day: datetime.date) -> CalendarPeriod:
        """Return the period of a day."""
        if self._has_quarters:
            return CalendarPeriod(day.year, (day.month + 2) // 3)
        return CalendarPeriod(day.year // self._length * self._length, length=self._length)


class Shelves:
    """The shelves of an archive, with the data that they share."""

    def __init__(self, entries: Entries) -> None:
        self._entries, self._language = entries, entries.language
        self._catalogue = entries.catalogue
        self._briefs: Sequence[Brief] = [work.brief for work in entries.catalogue.works[::-1]]
        self._runs: Mapping[BriefId, Runs] = {brief.id: entries.runs(brief) for brief in self._briefs}
        self._totals = {name: count_sources(runs) for name, runs in self._runs.items()}
        self._is_single = len(self._briefs) <= MOST_COLUMNS and max(self._totals.values(), default=0) <= HIGHEST_COLUMN

    def archive_figure(self) -> Figure | None:
        """Return the shelf with everything highlighted; None without briefs."""
        if not self._briefs:
            return None
        _ = self._entries.gettext
        sentence = _("Each column is a brief, each square a source.")
        if not self._is_single:
            sentence = _("Each bar shows the sources of the briefs on events of its period.")
        return self._figure(addresses.HOME, _("The shelf"), sentence, self._runs)

    def briefs_figure(self, page: str, name: str, briefs: Sequence[Brief]) -> Figure | None:
        """Return the shelf with these briefs, newest first, highlighted; None if they are too few."""
        lit = {brief.id: self._runs[brief.id] for brief in briefs[::-1]}
        return self._lit(page, name, self._entries.gettext("In colour: {briefs}."), lit)

    def publisher_figure(self, page: str, name: str, publisher: PublisherId, briefs: Sequence[Brief]) -> Figure | None:
        """Return the shelf with the sources of a publisher highlighted in the *briefs* that cite them, newest first."""
        counts = ((brief.id, self._by_publisher.get((publisher, brief.id), Counter())) for brief in briefs[::-1])
        lit = {brief: make_runs(kinds) for brief, kinds in counts}
        return self._lit(
            page, name, self._entries.gettext("In colour: sources from this publisher, cited in {briefs}."), lit
        )

    def _lit(self, page: str, name: str, sentence: str, lit: Mapping[BriefId, Runs]) -> Figure | None:
        if len(lit) < _FEWEST:
            return None
        title = self._entries.gettext("{name} on the shelf").format(name=name)
        return self._figure(page, title, sentence.format(briefs=format_brief_count(len(lit), self._language)), lit)

    @functools.cached_property
    def _periods(self) -> Mapping[BriefId, CalendarPeriod]:
        return {brief.id: self._time.find(brief.date) for brief in self._briefs}

    @functools.cached_property
    def _time(self) -> Periods:
        return Periods(self._briefs[0].date.year, self._briefs[-1].date.year)

    @functools.cached_property
    def _totals_of_periods(self) -> Counter[CalendarPeriod]:
        totals = Counter[CalendarPeriod]()
        for name, total in self._totals.items():
            totals[self._periods[name]] += total
        return totals

    @functools.cached_property
    def _by_publisher(self) -> Mapping[tuple[PublisherId, BriefId], Counter[Kind]]:
        """The number of sources of each kind that a brief cites from each publisher."""
        counts: dict[tuple[PublisherId, BriefId], Counter[Kind]] = {}
        for brief in self._briefs:
            for source in self._catalogue.list_sources(brief):
                if source.publisher:
                    counts.setdefault((source.publisher, brief.id), Counter())[self._entries.kinds[source.key]] += 1
        return counts

    def _figure(self, page: str, title: str, sentence: str, lit: Mapping[BriefId, Runs]) -> Figure:
        """Return the picture with the sources *lit* of some briefs in colour, and its data table."""
        _, language = self._entries.gettext, self._language
        if self._is_single:
            parts = [self._draw_brief(brief, lit.get(brief.id)) for brief in self._briefs]
            heads: tuple[str, tuple[str, ...], tuple[str, ...]] = "date", (_("Event"), _("Brief")), (_("Sources"),)
        else:
            by_period: dict[CalendarPeriod, list[Runs]] = {}
            for name, runs in lit.items():
                by_period.setdefault(self._periods[name], []).append(runs)
            parts = [self._draw_period(period, by_period.get(period, ())) for period in self._time.all]
            heads = "period", (_("Time"),), (_("Briefs"), _("Sources"))
        lit_runs = [*itertools.chain.from_iterable(lit.values())]
        is_whole = len(lit) == len(self._briefs) and count_sources(lit_runs) == sum(self._totals.values())
        return Figure(
            anchor="shelf",
            title=title,
            sentence=sentence,
            picture=Shelf(columns=tuple(column for column, _row in parts), single=self._is_single, label=title),
            table=tabulate_tellers(*heads, [row for _column, row in parts if row], language),
            address=addresses.figures_address(page, "shelf"),
            legends=make_legends(lit_runs, language, forms=self._is_single, rest=not is_whole),
        )

    def _draw_brief(self, brief: Brief, runs: Runs | None) -> tuple[Column, TellerRow | None]:
        """Return the column of a brief and, if it is lit, its row."""
        year, total = brief.date.year, self._totals[brief.id]
        if runs is None:
            return Column(year=year, runs=_add_rest((), total)), None
        link = self._entries.brief(self._entries.expression(brief))
        when, number = format_date(brief.date, self._language), format_source_count(total, self._language)
        label = self._entries.gettext("{date}: {title}, {sources}")
        label = label.format(date=when, title=link.text, sources=number)
        column = Column(year=year, runs=_add_rest(runs, total), address=link.address, label=label)
        return column, (brief.date.isoformat(), (Link(text=when), link), (total,), runs)

    def _draw_period(self, period: CalendarPeriod, lit: Sequence[Runs]) -> tuple[Column, TellerRow | None]:
        """Return the bar of a period with some briefs *lit* and, if any of their sources is, its row."""
        counts = Counter[Kind]()
        for run in itertools.chain.from_iterable(lit):
            counts[run.teller, run.seen] += run.count
        runs, number = make_runs(counts), counts.total()
        bar_runs = _add_rest(runs, self._totals_of_periods[period])
        if not runs:
            return Column(year=period.year, runs=bar_runs), None
        when = period.format(self._language)
        label = self._entries.gettext("{when}: {briefs}, {sources}").format(
            when=when,
            briefs=format_brief_count(len(lit), self._language),
            sources=format_source_count(number, self._language),
        )
        column = Column(year=period.year, runs=bar_runs, address=period.address, label=label)
        return column, (period.key, (Link(text=when, address=period.address),), (len(lit), number), runs)


make_shelves = functools.lru_cache(maxsize=1)(Shelves)
"""Return the shelves of an archive, which pages of countries, topics and publishers share."""


def _add_rest(runs: Runs, total: int) -> Runs:
    rest = total - count_sources(runs)
    return (*runs, Run(teller=OFF, seen="", count=rest)) if rest else runs
