"""What an answer tells beside the briefs: passages, reasons, pages of the indices, suggestions, counts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from bs4 import BeautifulSoup

from briefarchive.checking.loading import read_archive
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.single_pages import search_examples
from briefarchive.search.terminal import Answer

from ..cases import by_cases

Ask = Callable[..., Answer]


def shown(pieces: list[dict]) -> str:
    """A passage as it is drawn, with its marks in brackets."""
    return "".join(f"[{piece['text']}]" if piece["mark"] else piece["text"] for piece in pieces)


def at(answer: Any, place: str) -> Any:
    """What stands at a place in an answer, as `results.0.reasons`."""
    for part in place.split("."):
        answer = answer[int(part)] if isinstance(answer, list) else answer[part]
    return answer


def has(found: Any, wanted: Any) -> bool:
    """Whether all that is wanted is there; a list of pieces is one passage."""
    match wanted:
        case dict():
            return all(name in found and has(found[name], value) for name, value in wanted.items())
        case list():
            return len(found) == len(wanted) and all(map(has, found, wanted))
        case str() if isinstance(found, list):
            return shown(found) == wanted
        case _:
            return bool(found == wanted)


@by_cases
def test_answers_tell(answer: Ask, query: str | dict[str, Any], told: dict[str, Any]) -> None:
    answered = answer(query) if isinstance(query, str) else answer(**query)
    for place, wanted in told.items():
        there = at(answered, place.removesuffix("+"))
        if place.endswith("+"):
            assert any(has(value, wanted[0]) for value in there), there
        else:
            assert has(there, wanted), there


@by_cases
def test_nothing_is_found_and_a_query_that_would_find_something_is_told(
    answer: Ask, query: str, suggested: str
) -> None:
    empty = answer(query)
    assert empty["total"] == 0
    assert suggested in [suggestion.get("query") for suggestion in empty["suggestions"]]
    assert answer(suggested)["total"] > 0


def test_the_link_leads_to_the_passage(answer: Ask) -> None:
    (railway,) = answer("kilometres")["results"]
    assert unquote(railway["fragment"]) == "#:~:text=with 770 kilometres&text=kilometres"
    assert "%2D" in next(hit for hit in answer("high-speed")["results"] if hit["id"].endswith("railway"))["fragment"]


def test_results_come_in_portions(answer: Ask) -> None:
    whole = [hit["id"] for hit in answer("PRC", limit=50)["results"]]
    first, second = answer("PRC", limit=4), answer("PRC", **{"from": 4, "limit": 4})
    assert [hit["id"] for hit in (*first["results"], *second["results"])] == whole[:8]
    assert first["total"] == second["total"] == len(whole)


@by_cases
def test_a_country_without_a_brief_is_told_and_no_other_is_guessed(answer: Ask, query: str, label: str) -> None:
    answered = answer(query)
    assert answered["total"] == 0
    assert label in [term.get("label") for term in answered["unknown"]]
    assert {one.get("reason") or one["kind"] for one in answered["suggestions"]} <= {"beside", "fewer"}


@by_cases
def test_or_is_taken_for_a_word_and_each_side_is_offered(answer: Ask, query: str, sides: list[str] | None) -> None:
    answered = answer(query)
    assert answered.get("or", False) == (sides is not None)
    if sides:
        assert [one["query"] for one in answered["suggestions"] if one.get("reason") == "either"] == sides


def test_each_example_finds_something_and_is_a_link_on_the_page(answer: Ask, root: Path, searched: Path) -> None:
    page = BeautifulSoup((searched / "search.html").read_text("utf-8"), "html.parser")
    links = [parse_qs(urlsplit(link["href"]).query)["q"][0] for link in page.select(".search-help a")]
    examples = [example.query for example in search_examples(Entries(Catalogue(read_archive(root).archive), "en"))]
    assert links == examples
    assert {query: answer(query)["total"] for query in examples if not answer(query)["total"]} == {}
    assert len(examples) == 13
