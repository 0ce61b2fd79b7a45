"""What stands on the picture of an archive."""

from collections.abc import Callable
from typing import Any

from briefarchive.facets.home import social_card
from briefarchive.pictures.shelf import MOST_COLUMNS
from briefarchive.pictures.squares import Run

Make = Callable[..., Any]
WORDS = {"name": "The Archive", "text": "Briefs.", "accent": "#8f1d33"}


def test_briefs_are_columns_in_the_order_of_their_events(entries: Make, brief: Make, source: Make) -> None:
    briefs = [brief("2014-01-01-b", cites=("a", "b")), brief("2012-01-01-a")]
    card = social_card(entries(briefs, [source("a"), source("b")]), **WORDS)
    assert card.single
    assert card.columns == ((), (Run(teller="other", seen="unrecorded", count=2),))


def test_of_many_briefs_each_year_is_a_bar(entries: Make, brief: Make, source: Make) -> None:
    briefs = [brief(f"2012-01-01-a{number}", cites=("a",)) for number in range(MOST_COLUMNS)]
    card = social_card(entries([*briefs, brief("2014-01-01-b", cites=("a",))], [source("a")]), **WORDS)
    assert not card.single
    assert [sum(run.count for run in column) for column in card.columns] == [MOST_COLUMNS, 0, 1]


def test_an_empty_archive_has_a_name(entries: Make) -> None:
    assert social_card(entries([]), **WORDS).columns == ()
