"""What a brief rests on: who tells it, how it was seen, and the sentence about both."""

import pytest

from briefarchive.facets.brief_page import brief_page
from briefarchive.facets.entries import Entries
from briefarchive.facets.evidence import find_teller, make_evidence, make_legends
from briefarchive.model import Claim, Publisher, Seen, Vocabulary
from briefarchive.pictures.squares import Run
from briefarchive.reading.configuration import Publication

from ..cases import cases
from .conftest import brief, entries, source


@pytest.mark.parametrize(*cases("facets/cases/tellers_by_publisher.csv"))
def test_who_tells_it_follows_from_the_kind_of_the_publisher(kind: str, teller: str) -> None:
    assert find_teller(source("a", publisher="p", publisher_kind=kind), Vocabulary()) == teller


@pytest.mark.parametrize(("kind", "teller"), [("news-agency", "state"), ("", "state"), ("government", "official")])
def test_state_media_are_those_of_which_a_source_says_so(kind: str, teller: str) -> None:
    publisher = Publisher(id="p", name="P", kind=kind, state_media=Claim(source="a-report"))
    vocabulary = Vocabulary(publishers={"p": publisher})
    assert find_teller(source("a", publisher="p", publisher_kind=kind), vocabulary) == teller


def test_squares_are_in_drawing_order() -> None:
    kinds = [("journal", None), ("newspaper", Seen.LISTING), ("newspaper", Seen.ORIGINAL), ("newspaper", Seen.ORIGINAL)]
    sources = [source(f"s{n}", publisher_kind=kind, seen=seen) for n, (kind, seen) in enumerate(kinds)]
    evidence = make_evidence(sources, Vocabulary(), "en")
    assert evidence
    assert evidence.runs == (
        Run(teller="press", seen="original", count=2),
        Run(teller="press", seen="listing", count=1),
        Run(teller="research", seen="unrecorded", count=1),
    )


def test_a_sentence_says_who_tells_it_in_which_languages_and_what_was_not_read() -> None:
    sources = [
        source("a", publisher_kind="news-agency", language="en", seen=Seen.HEADLINE),
        source("b", publisher_kind="news-agency", language="en-GB", seen=Seen.LISTING),
        source("c", publisher_kind="journal", language="zh-Hans", seen=Seen.COPY),
        source("d", publisher_kind="blog"),
    ]
    evidence = make_evidence(sources, Vocabulary(), "en")
    assert evidence
    assert evidence.label == "4 sources: 2 from news agencies, 1 from research, and 1 other"
    assert evidence.sentence == (
        "Cites 4 sources: 2 from news agencies, 1 from research, and 1 other; 2 in English, 1 in Chinese, and "
        "1 whose language is not recorded. Of 2, only the headline or an entry in a list was seen. "
        "How 1 was seen is not recorded."
    )


def test_what_nobody_has_recorded_is_called_so() -> None:
    evidence = make_evidence([source("a", publisher_kind="newspaper", language="en")], Vocabulary(), "en")
    assert evidence
    assert evidence.sentence == "Cites 1 source: 1 from the press; 1 in English. How it was seen is not recorded."


def test_without_sources_there_is_nothing_to_show() -> None:
    assert make_evidence([], Vocabulary(), "en") is None


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


def test_pages_lists_and_sources_have_it() -> None:
    one = brief("2014-01-01-a", cites=("a", "b"))
    made: Entries = entries([one], [source("a", publisher="p", publisher_kind="journal"), source("b")])
    page = brief_page(one, made, Publication())
    assert page.evidence == made.listed(one).evidence
    assert page.evidence
    assert page.evidence.total == 2
    assert [(view.teller, view.teller_name, view.seen) for view in page.sources] == [
        ("research", "Research", "unrecorded"),
        ("other", "Other", "unrecorded"),
    ]
    assert [row.text for row in page.legends[1][1]] == ["how it was seen is not recorded"]
