"""The front page, and the picture that other sites show beside a link to it."""

from briefarchive.facets.single_pages import social_card
from briefarchive.pictures.shelf import MOST_COLUMNS
from briefarchive.pictures.squares import Run

from .conftest import brief, entries, source

CARD = {"name": "The Archive", "text": "Briefs.", "accent": "#8f1d33"}


def test_briefs_are_columns_in_the_order_of_their_events() -> None:
    briefs = [brief("2014-01-01-b", cites=("a", "b")), brief("2012-01-01-a")]
    card = social_card(entries(briefs, [source("a"), source("b")]), **CARD)
    assert card.columns == ((), (Run(teller="other", seen="unrecorded", count=2),))


def test_of_many_briefs_each_quarter_is_a_bar_as_on_the_shelf() -> None:
    briefs = [brief(f"2012-01-01-a{number}", cites=("a",)) for number in range(MOST_COLUMNS)]
    card = social_card(entries([*briefs, brief("2014-01-01-b", cites=("a",))], [source("a")]), **CARD)
    assert [sum(run.count for run in column) for column in card.columns] == [MOST_COLUMNS, *[0] * 7, 1, 0, 0, 0]
