"""A timeline: how many briefs of each kind are on events of each time, as a matrix."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ...i18n import counted, ngettext_noop
from ...model import Brief, CountryCode, TopicId
from ...pictures.scales import shades
from ..addresses import figures_address
from ..entries import Entries
from ..views import Figure, FigureTable, Link, Matrix, MatrixCell, MatrixRow, TableRow
from ..wording import written_briefs

_FEWEST = 3
_ROWS = 12
_COLUMNS = 12
_LENGTHS = (1, 2, 5, 10, 20, 50, 100)


def timeline_of_topic(entries: Entries, page: str, topic: TopicId, briefs: Sequence[Brief]) -> Figure | None:
    """The topics right below a topic by the time of events or, for one with nothing below it, its countries."""
    catalogue = entries.catalogue
    below = [one for one in catalogue.archive.vocabulary.narrower.get(topic, ()) if one in catalogue.by_topic]
    if below:
        return _timeline(entries, page, briefs, {entries.topic(one): catalogue.by_topic[one] for one in below})
    codes = catalogue.count_countries(briefs)
    named = [code for code, _ in codes.most_common() if code not in catalogue.countries_of_all][:_ROWS]
    return _timeline(entries, page, briefs, {entries.country(code): _on_country(code, briefs) for code in named})


def timeline_of_pair(entries: Entries, page: str, briefs: Sequence[Brief]) -> Figure | None:
    """The topics that are below no other, by the time of events."""
    catalogue = entries.catalogue
    rows: dict[TopicId, list[Brief]] = {topic: [] for topic in catalogue.archive.vocabulary.narrower.get(None, ())}
    for brief in briefs:
        for topic in catalogue.list_topics(brief):
            if topic in rows:
                rows[topic].append(brief)
    return _timeline(entries, page, briefs, {entries.topic(topic): found for topic, found in rows.items() if found})


def _on_country(code: CountryCode, briefs: Sequence[Brief]) -> list[Brief]:
    return [brief for brief in briefs if code in brief.countries]


def _timeline(
    entries: Entries, page: str, briefs: Sequence[Brief], rows: Mapping[Link, Sequence[Brief]]
) -> Figure | None:
    years = [brief.date.year for brief in briefs]
    if len(briefs) < _FEWEST or len(set(years)) == 1 or not rows:
        return None
    _ = entries.words.gettext
    first, last = min(years), max(years)
    length = next((one for one in _LENGTHS if (last - first) // one < _COLUMNS), last)
    starts = range(first // length * length, last + 1, length)
    times = [str(year) if length == 1 else f"{year}–{year + length - 1}" for year in starts]
    most_first = sorted(rows, key=lambda link: -len(rows[link]))[:_ROWS]
    counts = {link: Counter(brief.date.year // length * length for brief in rows[link]) for link in most_first}
    return Figure(
        anchor="timeline",
        title=_("Over the years"),
        sentence=_sentence(briefs, entries.language),
        matrix=_matrix(times, starts, counts),
        table=FigureTable(
            key="term",
            texts=(_("Term"),),
            counts=(_("Briefs"), *times),
            rows=tuple(
                TableRow(
                    key=link.address.rpartition("/")[2].removesuffix(".html"),
                    texts=(link,),
                    counts=(counts[link].total(), *(counts[link][start] for start in starts)),
                )
                for link in most_first
            ),
        ),
        address=figures_address(page, "years"),
    )


def _sentence(briefs: Sequence[Brief], language: str) -> str:
    """In which year most of the events were."""
    years = Counter(brief.date.year for brief in briefs)
    year, number = min(years.items(), key=lambda item: (-item[1], item[0]))
    forms = ngettext_noop(
        "{briefs} in {years} years; at most {number} in one.", "{briefs} in {years} years; {year} has most: {number}."
    )
    total = written_briefs(len(briefs), language)
    return counted(forms, number, language, briefs=total, years=len(years), year=year)


def _matrix(times: Sequence[str], starts: Sequence[int], counts: "Mapping[Link, Counter[int]]") -> Matrix:
    shade = shades([number for row in counts.values() for number in row.values()])
    return Matrix(
        heads=tuple(Link(text=time) for time in times),
        rows=tuple(
            MatrixRow(
                head=Link(text=link.text, address=link.address, count=row.total()),
                cells=tuple(MatrixCell(count=row[start], shade=shade[row[start]]) for start in starts),
            )
            for link, row in counts.items()
        ),
    )
