"""The shelf: what it shows, and what it says."""

import datetime

from briefarchive.facets.entries import Entries
from briefarchive.facets.shelf import Period, Periods, Shelves
from briefarchive.pictures.shelf import Shelf
from briefarchive.pictures.squares import OFF, Run

from ..cases import by_cases
from .conftest import brief, entries, source


def _entries() -> Entries:
    sources = [source(key, publisher="wire", publisher_kind="news-agency") for key in "ab"] + [source("c")]
    briefs = [
        brief("2014-05-21-a", cites=("a",), countries=("RU",)),
        brief("2014-10-17-b", cites=("a", "b", "c"), countries=("RU",)),
        brief("2016-01-01-c", cites=("c",), countries=("CN",)),
    ]
    made: Entries = entries(briefs, sources)
    return made


def test_it_has_a_column_for_each_brief_and_says_when_events_were() -> None:
    figure = Shelves(_entries()).whole()
    assert figure
    assert isinstance(figure.picture, Shelf)
    assert [column.year for column in figure.picture.columns] == [2014, 2014, 2016]
    assert figure.picture.columns[0].label == "May 21, 2014: A, 1 source"
    assert figure.sentence == "Each column is a brief, each square a source."
    assert [(row.text, row.count) for row in figure.legends[0][1]] == [("News agency", 3), ("Other", 2)]
    assert figure.address == "figures/shelf.csv"


def test_its_table_has_a_row_for_each_brief() -> None:
    figure = Shelves(_entries()).whole()
    assert figure
    assert tuple(head.text for head in figure.table.counts) == ("Sources", "News agency", "Other")
    assert [(row.key, row.texts[1].text, row.counts) for row in figure.table.rows] == [
        ("2014-05-21", "A", (1, 1, 0)),
        ("2014-10-17", "B", (3, 2, 1)),
        ("2016-01-01", "C", (1, 0, 1)),
    ]


def test_the_briefs_of_a_country_are_lit() -> None:
    made = _entries()
    figure = Shelves(made).of_briefs("countries/RU.html", "Russia", made.catalogue.by_country["RU"])
    assert figure
    assert isinstance(figure.picture, Shelf)
    assert [column.is_lit for column in figure.picture.columns] == [True, True, False]
    assert figure.picture.columns[2].address == ""
    assert figure.title == "Russia on the shelf"
    assert figure.sentence == "In colour: 2 briefs."
    assert [row.text for row in figure.legends[0][1]] == ["News agency", "Other", "the rest of the archive"]
    assert figure.address == "figures/countries/RU/shelf.csv"
    assert len(figure.table.rows) == 2


def test_the_sources_of_a_publisher_are_lit() -> None:
    made = _entries()
    briefs = [made.catalogue.archive.briefs[name] for name in ("2014-10-17-b", "2014-05-21-a")]
    figure = Shelves(made).of_publisher("publishers/wire.html", "wire", "wire", briefs)
    assert figure
    assert isinstance(figure.picture, Shelf)
    assert figure.picture.columns[1].runs == (
        Run(teller="agency", seen="unrecorded", count=2),
        Run(teller=OFF, seen="", count=1),
    )
    assert figure.sentence == "In colour: what 2 briefs cite of this publisher."


def test_a_single_brief_needs_no_shelf() -> None:
    made = _entries()
    assert Shelves(made).of_briefs("countries/CN.html", "China", made.catalogue.by_country["CN"]) is None
    assert Shelves(entries([])).whole() is None


def test_many_briefs_are_shown_by_quarter() -> None:
    briefs = [brief(f"{2014 + n % 2}-{n % 12 + 1:02}-01-x{n}", cites=("a",)) for n in range(61)]
    briefs[0] = brief("2014-01-01-x0", cites=("a",), countries=("RU",))
    briefs[2] = brief("2014-03-01-x2", cites=("a",), countries=("RU",))
    made = entries(briefs, [source("a", publisher_kind="journal")])
    whole = Shelves(made).whole()
    assert whole
    assert isinstance(whole.picture, Shelf)
    assert not whole.picture.single
    assert len(whole.picture.columns) == 8
    assert sum(column.total for column in whole.picture.columns) == 61
    assert [label for label, _ in whole.legends] == ["Who published it"]
    assert (whole.picture.columns[0].address, whole.table.rows[0].key) == ("years/2014.html", "2014-Q1")
    lit = Shelves(made).of_briefs("countries/RU.html", "Russia", made.catalogue.by_country["RU"])
    assert lit
    assert isinstance(lit.picture, Shelf)
    assert lit.picture.columns[0].label == "Q1 2014: 2 briefs, 2 sources"
    assert [column.is_lit for column in lit.picture.columns] == [True, *[False] * 7]
    assert [(row.key, row.counts) for row in lit.table.rows] == [("2014-Q1", (2, 2, 2))]


@by_cases
def test_few_years_are_shown_by_quarter_and_very_many_by_tens(
    years: tuple[int, int], day: str, number: int, key: str, written: str
) -> None:
    periods = Periods(*years)
    found = periods.find(datetime.date.fromisoformat(day))
    assert found in periods.all
    assert (len(periods.all), found.key, found.written("en")) == (number, key, written)
    assert Period(2014, 4).written("es") == "T4 2014"
