"""What a brief rests on: who tells it, how it was seen, and the sentence about both."""

import pytest

from briefarchive.facets.evidence import find_teller, make_legends
from briefarchive.model import Claim, Publisher, Vocabulary
from briefarchive.pictures.squares import Run

from ..cases import cases
from .conftest import source


@pytest.mark.parametrize(*cases("facets/cases/tellers_by_publisher.csv"))
def test_who_tells_it_follows_from_the_kind_of_the_publisher(kind: str, teller: str) -> None:
    assert find_teller(source("a", publisher="p", publisher_kind=kind), Vocabulary()) == teller


@pytest.mark.parametrize(("kind", "teller"), [("news-agency", "state"), ("", "state"), ("government", "official")])
def test_state_media_are_those_of_which_a_source_says_so(kind: str, teller: str) -> None:
    publisher = Publisher(id="p", name="P", kind=kind, state_media=Claim(source="a-report"))
    vocabulary = Vocabulary(publishers={"p": publisher})
    assert find_teller(source("a", publisher="p", publisher_kind=kind), vocabulary) == teller


def test_headlines_and_listings_have_one_form() -> None:
    runs = (
        Run(teller="press", seen="original", count=1),
        Run(teller="press", seen="headline", count=2),
        Run(teller="other", seen="listing", count=3),
    )
    (_, colours), (_, forms) = make_legends(runs, "en")
    assert [(row.mark, row.text, row.count) for row in forms] == [
        ("any original", "read", 1),
        ("any headline", "headline or listing only", 5),
    ]
    assert [(row.mark, row.count) for row in colours] == [("press original", 3), ("other original", 3)]
