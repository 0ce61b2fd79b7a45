"""What an answer tells beside the briefs: passages, reasons, pages of the indices, suggestions, counts."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bs4 import BeautifulSoup

from briefarchive.checking.archive import read_archive
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.search_page import search_examples
from briefarchive.search.terminal import Answer

from ..cases import by_cases

Ask = Callable[..., Answer]


def shown(pieces: list[dict]) -> str:
    """A passage as it is drawn, with its marks in brackets."""
    return "".join(f"[{piece['text']}]" if piece["mark"] else piece["text"] for piece in pieces)


def passage(answer: Answer, name: str) -> str:
    return next(shown(result["excerpt"]) for result in answer["results"] if result["id"].endswith(name))


@by_cases
def test_the_passage_with_the_words_is_shown(answer: Ask, query: str, name: str, excerpt: str) -> None:
    assert passage(answer(query), name) == excerpt


def test_a_title_is_marked_and_not_cut(answer: Ask) -> None:
    (swap,) = answer("currency swap")["results"]
    assert shown(swap["title"]) == "China and Russia agree on a [currency swap]"


def test_a_passage_of_a_source_says_so(answer: Ask) -> None:
    (swap,) = answer('"trade agreement"')["results"]
    assert swap["where"] == "source"


@by_cases
def test_another_name_is_told_as_the_reason(answer: Ask, query: str, reasons: list[dict]) -> None:
    assert answer(query)["results"][0]["reasons"] == reasons


@by_cases
def test_the_page_of_that_name_comes_first(answer: Ask, query: str, kind: str, title: str) -> None:
    first = answer(query)["pages"][0]
    assert (first["kind"], first["title"], first["exact"]) == (kind, title, True)


def test_a_page_that_only_has_the_word_is_not_taken_for_it(answer: Ask) -> None:
    pages = answer("gas")["pages"]
    assert [(page["title"], page["exact"]) for page in pages] == [("Natural gas", False)]


@by_cases
def test_nothing_is_found_and_a_query_that_would_find_something_is_told(
    answer: Ask, query: str, suggested: str
) -> None:
    empty = answer(query)
    assert empty["total"] == 0
    assert suggested in [one.get("query") for one in empty["suggestions"]]
    assert answer(suggested)["total"] > 0


@by_cases
def test_a_filter_that_is_not_known_is_told_with_the_nearest(answer: Ask, query: str, name: str, wanted: str) -> None:
    empty = answer(query)
    assert [one["name"] for one in empty["unknown"]] == [name]
    assert wanted in [one["id"] for one in empty["suggestions"]]


def test_a_country_that_was_meant_is_told(answer: Ask) -> None:
    told = answer("Myanmer")["suggestions"]
    assert ("page", "countries/MM.html") in [(one["kind"], one.get("address")) for one in told]


def test_unknown_words_are_told(answer: Ask) -> None:
    assert answer("swap xyzzyq")["unknown"] == [{"text": "xyzzyq"}]


def test_counts_of_filters_are_those_of_the_briefs_found(answer: Ask) -> None:
    facets = answer("PRC", facets=True)["facets"]
    assert facets["country"]["RU"] == 4
    assert facets["year"]["2017"] == 5
    assert facets["lang"]["zh"] == 1
    narrowed = answer("PRC", facets=True, filters={"country": ["RU"]})
    assert narrowed["total"] == facets["country"]["RU"]
    assert narrowed["facets"]["lang"] == {**narrowed["facets"]["lang"], "ru": 1, "en": 2, "zh-Hant": 1}


def test_of_several_countries_each_counts_and_of_several_years_any(answer: Ask) -> None:
    both = answer("", filters={"country": ["RU", "CN"], "year": ["2014", "2017"]})
    assert [result["id"] for result in both["results"]] == ["2017-05-05-rus", "2014-10-17-swap"]


def test_the_link_leads_to_the_passage(answer: Ask) -> None:
    (railway,) = answer("kilometres")["results"]
    assert unquote(railway["fragment"]) == "#:~:text=with 770 kilometres&text=kilometres"
    assert "%2D" in next(one for one in answer("high-speed")["results"] if one["id"].endswith("railway"))["fragment"]


def test_results_come_in_portions(answer: Ask) -> None:
    whole = [one["id"] for one in answer("PRC", limit=50)["results"]]
    first, second = answer("PRC", limit=4), answer("PRC", **{"from": 4, "limit": 4})
    assert [one["id"] for one in (*first["results"], *second["results"])] == whole[:8]
    assert first["total"] == second["total"] == len(whole)


@by_cases
def test_where_no_brief_has_all_words_those_with_most_are_told(answer: Ask, query: str, near: set[str]) -> None:
    told = answer(query)
    assert {one["id"][len("2014-10-17-") :] for one in told["near"]} == near


@by_cases
def test_a_country_without_a_brief_is_told_and_no_other_is_guessed(answer: Ask, query: str, label: str) -> None:
    told = answer(query)
    assert told["total"] == 0
    assert label in [one.get("label") for one in told["unknown"]]
    assert {one.get("reason") or one["kind"] for one in told["suggestions"]} <= {"beside", "fewer"}


def test_a_code_is_a_word_where_no_filter_asks_for_it(answer: Ask) -> None:
    assert "Norway" not in [one.get("label") for one in answer("zeppelin NO")["unknown"]]
    assert answer("country:NO")["unknown"] == [{"name": "country", "text": "NO", "label": "Norway"}]


@by_cases
def test_or_is_taken_for_a_word_and_each_side_is_offered(answer: Ask, query: str, sides: list[str] | None) -> None:
    told = answer(query)
    assert told.get("or", False) == (sides is not None)
    if sides:
        assert [one["query"] for one in told["suggestions"] if one.get("reason") == "either"] == sides


def test_each_example_finds_something_and_is_a_link_on_the_page(answer: Ask, root: Path, searched: Path) -> None:
    page = BeautifulSoup((searched / "search.html").read_text("utf-8"), "html.parser")
    links = [parse_qs(urlsplit(link["href"]).query)["q"][0] for link in page.select(".search-help a")]
    examples = [one.query for one in search_examples(Entries(Catalogue(read_archive(root).archive), "en"))]
    assert links == examples
    assert {query: answer(query)["total"] for query in examples if not answer(query)["total"]} == {}
    assert len(examples) == 13
