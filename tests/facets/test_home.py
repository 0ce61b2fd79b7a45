"""The front page, and the picture that other sites show beside a link to it."""

from briefarchive.facets.home import home_page, social_card
from briefarchive.pictures.shelf import MOST_COLUMNS
from briefarchive.pictures.squares import Run

from .conftest import brief, entries, source

CARD = {"name": "The Archive", "text": "Briefs.", "accent": "#8f1d33"}


def test_it_counts_and_shows_the_newest_and_the_fullest() -> None:
    briefs = [brief(f"2014-01-{day:02}-x", countries=("RU",) if day % 3 else ("RU", "CN")) for day in range(1, 11)]
    briefs[:2] = [brief(f"2014-01-0{day}-x", countries=("RU",), topics=("security",)) for day in (1, 2)]
    briefs += [
        brief("2012-01-01-x", topics=("natural-gas",), compilers=("a-person",)),
        brief("2016-01-01-d", status="draft"),
    ]
    home = home_page(entries(briefs, [source("a", publisher="bbc"), source("b")]))
    assert (home["briefs"], home["sources"], home["publishers"]) == (11, 2, 2)
    assert home["span"] == "2012–2014"
    assert [listed.date.day for listed in home["newest"]] == [10, 9, 8, 7, 6, 5, 4, 3]
    assert [(link.text, link.count) for link in home["topics"]] == [("Security", 2), ("Economy", 1)]
    assert [(link.address, link.count) for link in home["doors"]] == [
        ("briefs.html", 11),
        ("countries/index.html", 2),
        ("topics/index.html", 4),
        ("years/index.html", 2),
        ("people/index.html", 1),
        ("publishers/index.html", 2),
        ("source-languages/index.html", 0),
    ]


def test_a_translation_is_not_counted_beside_its_original() -> None:
    original = brief("2014-01-01-a", countries=("RU",))
    chinese = brief("2014-01-01-zh", language="zh", countries=("RU",), translation_of=original.id)
    home = home_page(entries([original, chinese]))
    assert (home["briefs"], len(home["newest"]), home["span"]) == (1, 1, "2014")
    assert [row.counts for row in home["places"].table.rows] == [(1,)]


def test_an_empty_archive_has_a_front_page() -> None:
    home = home_page(entries([]))
    assert (home["briefs"], home["span"], home["newest"], home["topics"]) == (0, "", (), ())
    assert social_card(entries([]), **CARD).columns == ()


def test_briefs_are_columns_in_the_order_of_their_events() -> None:
    briefs = [brief("2014-01-01-b", cites=("a", "b")), brief("2012-01-01-a")]
    card = social_card(entries(briefs, [source("a"), source("b")]), **CARD)
    assert card.columns == ((), (Run(teller="other", seen="unrecorded", count=2),))


def test_of_many_briefs_each_quarter_is_a_bar_as_on_the_shelf() -> None:
    briefs = [brief(f"2012-01-01-a{number}", cites=("a",)) for number in range(MOST_COLUMNS)]
    card = social_card(entries([*briefs, brief("2014-01-01-b", cites=("a",))], [source("a")]), **CARD)
    assert [sum(run.count for run in column) for column in card.columns] == [MOST_COLUMNS, *[0] * 7, 1, 0, 0, 0]
