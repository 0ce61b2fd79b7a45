"""Every query finds what it must, in node and in a browser, in an index of one part and of several."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from selenium import webdriver

from briefarchive.search.terminal import Answer, ask
from briefarchive.site.settings import SEARCH_SCRIPTS

FILES = sorted((Path(__file__).parent / "cases/queries").glob("*.yaml"))
CASES = [row for file in FILES for row in yaml.safe_load(file.read_text("utf-8"))]
"""Queries, with the briefs that they must `match`, what may `not` be found (else all others), and what comes `first`.

Briefs are named by their ids without the date.
"""
# The order of an index in parts may differ: what a word is worth depends on how many briefs of its part have it.
UNORDERED = [case for case in CASES if "first" not in case]
ASK_ALL = (Path(__file__).parent / "cases/ask-all.js").read_text("utf-8")


def faults(cases: list[dict], answers: list[Answer]) -> list[str]:
    """What is wrong with answers, in words."""
    return [fault for case, answer in zip(cases, answers, strict=True) for fault in _faults(case, answer)]


def _faults(case: dict, answer: Answer) -> Iterator[str]:
    ids = [result["id"][len("2014-10-17-") :] for result in answer["results"]]
    match = {*case["match"]}
    if missing := match - {*ids}:
        yield f"{case['query']!r} does not find {sorted(missing)}"
    if wrong := {*ids} & {*case["not"]} if "not" in case else {*ids} - match:
        yield f"{case['query']!r} finds {sorted(wrong)}"
    if case.get("first") and ids[:1] != [case["first"]]:
        yield f"{case['query']!r} has {ids[:1]} first"
    if answer["total"] != len(ids):
        yield f"{case['query']!r} counts otherwise"


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(CASES) >= 120
    assert len({case["query"] for case in CASES}) == len(CASES)


@pytest.fixture(scope="module")
def answers(searched: Path) -> list[Answer]:
    """What node says to all of them; what it has fetched for one, it knows for those that follow."""
    return ask(searched, SEARCH_SCRIPTS, [{"query": case["query"], "limit": 50} for case in CASES])


def test_every_query_is_answered_in_node(answers: list[Answer]) -> None:
    assert faults(CASES, answers) == []


def test_every_query_is_answered_from_an_index_in_parts(parted: Path) -> None:
    assert len(json.loads((parted / "search/index.json").read_bytes())["parts"]) == 4
    answers = ask(parted, SEARCH_SCRIPTS, [{"query": case["query"], "limit": 50} for case in UNORDERED])
    assert faults(UNORDERED, answers) == []


def test_every_query_is_answered_in_a_browser_as_in_node(
    searched: Path, answers: list[Answer], browser: webdriver.Chrome, serve: Callable[[Path], str]
) -> None:
    browser.get(f"{serve(searched)}/search.html")
    browser.set_script_timeout(60)
    assert json.loads(browser.execute_async_script(ASK_ALL, [case["query"] for case in CASES])) == answers


def test_briefs_by_date_are_in_order_over_all_parts(parted: Path) -> None:
    requests = [
        {"query": query, "sort": sort, "limit": 50}
        for query in ("PRC", "俄罗斯", "俄羅斯", "country:CN", "co-operation")
        for sort in ("newest", "oldest")
    ]
    for request, answer in zip(requests, ask(parted, SEARCH_SCRIPTS, requests), strict=True):
        dates = [result["date"] for result in answer["results"]]
        assert len(dates) > 1
        assert dates == sorted(dates, reverse=request["sort"] == "newest"), request


@pytest.mark.parametrize("query", ["gas " * 2500, "中" * 10_000, '"' * 9_999, "-" * 10_000, "(" * 10_000, "a-" * 5_000])
def test_a_query_of_ten_thousand_letters_is_answered_from_its_beginning(
    query: str, answer: Callable[..., Answer]
) -> None:
    assert answer(query)["cut"] is True
