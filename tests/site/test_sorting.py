"""Readers sort the lists of index pages, and the address keeps how."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from ..screens import wait
from .building import build


def _archive(root: Path) -> Path:
    return shutil.copytree(Path(__file__).parent / "cases/sorting", root)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Where the site of this small archive is served."""
    return serve(build(_archive(tmp_path_factory.mktemp("sorting") / "archive")).outdir)


def _texts(browser: webdriver.Chrome, selector: str) -> list[str]:
    return [one.text for one in browser.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()]


def _sort(browser: webdriver.Chrome, text: str) -> None:
    Select(browser.find_element(By.CSS_SELECTOR, ".list-sort select")).select_by_visible_text(text)


def test_briefs_are_sorted_by_title_and_number_of_sources_and_back(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/countries/CN.html")
    titles, headings = ".title a", ".group h2"
    usual = _texts(browser, titles)
    assert usual == ["Apples are sold", "Zebras are sold", "“Mangoes” are sold"]
    assert _texts(browser, headings) == ["Briefs"]
    _sort(browser, "Title")
    assert _texts(browser, titles) == ["Apples are sold", "“Mangoes” are sold", "Zebras are sold"]
    assert _texts(browser, headings) == ["Briefs"]
    assert browser.current_url.endswith("CN.html?sort=title")
    _sort(browser, "Number of sources")
    assert _texts(browser, titles) == ["Apples are sold", "“Mangoes” are sold", "Zebras are sold"]
    _sort(browser, "Event, earliest first")
    assert _texts(browser, titles) == ["“Mangoes” are sold", "Zebras are sold", "Apples are sold"]
    _sort(browser, "Event, latest first")
    assert _texts(browser, titles) == usual
    assert browser.current_url.endswith("CN.html")


def test_the_address_sorts_and_an_unknown_word_in_it_does_not(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/publishers/bbc.html?sort=title")
    wait(browser, lambda page: _texts(page, ".src cite") == ["“Ants”", "“Bees”", "“Zoos”"])
    _sort(browser, "Date, earliest first")
    assert _texts(browser, ".src cite") == ["“Zoos”", "“Bees”", "“Ants”"]
    assert _texts(browser, ".group h2") == []
    _sort(browser, "Date, latest first")
    assert _texts(browser, ".group h2") == ["2012", "2011", "2010"]
    browser.get(f"{address}/publishers/bbc.html?sort=constructor")
    wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, ".list-sort").is_displayed())
    assert _texts(browser, ".src cite") == ["“Ants”", "“Bees”", "“Zoos”"]


def test_publishers_stand_by_number_kind_and_country(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/publishers/index.html")
    names, headings = ".letter li > a", ".letter h2"
    _sort(browser, "Number of sources")
    assert _texts(browser, names)[0] == "BBC"
    assert _texts(browser, headings) == []
    _sort(browser, "Kind")
    assert _texts(browser, headings) == ["broadcaster", "news agency"]
    _sort(browser, "Country")
    assert _texts(browser, headings) == ["China", "Russia", "United Kingdom"]
    assert _texts(browser, names) == ["Xinhua", "TASS", "BBC"]


def test_topics_are_sorted_within_their_tree(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/topics/index.html?sort=name")
    wait(browser, lambda page: _texts(page, ".tree li > a")[:1] == ["Energy"])
    assert _texts(browser, ".tree li > a") == ["Energy", "Gas", "Trade"]


def test_a_list_of_several_pages_is_sorted_as_a_whole_with_its_headings(
    browser: webdriver.Chrome, serve: Callable[[Path], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefarchive.facets.indices.lists.paginated.__kwdefaults__", {"size": 1})
    browser.get(f"{serve(build(_archive(tmp_path / 'archive')).outdir)}/countries/CN--2.html?sort=date")
    titles = ["“Mangoes” are sold", "Zebras are sold", "Apples are sold"]
    wait(browser, lambda page: _texts(page, ".title a") == titles)
    assert browser.find_elements(By.CSS_SELECTOR, "nav.pager") == []
    _sort(browser, "Event, latest first")
    assert _texts(browser, ".title a") == ["Apples are sold", "Zebras are sold", "“Mangoes” are sold"]
    assert _texts(browser, ".group h2") == ["Briefs"]


def test_the_address_keeps_filter_and_order(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/countries/FR.html?filter=trains&sort=date")
    trains = [f"Fair of trains {day}" for day in (2, 4, 6)]
    wait(browser, lambda page: _texts(page, ".title a") == trains)
    box = browser.find_element(By.CSS_SELECTOR, ".narrow-list input")
    assert box.get_attribute("value") == "trains"
    box.send_keys(" 4")
    wait(browser, lambda page: _texts(page, ".title a") == trains[1:2])
    assert browser.current_url.endswith("FR.html?filter=trains+4&sort=date")
