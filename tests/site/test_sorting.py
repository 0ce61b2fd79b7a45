"""Readers sort the lists of index pages, and the address keeps how."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from ..screens import wait
from .building import build

PUBLISHERS = """\
bbc: {name: BBC, kind: broadcaster, country: GB}
tass: {name: TASS, kind: news-agency, country: RU}
xinhua: {name: Xinhua, kind: news-agency, country: CN}
"""
TOPICS = """\
trade: {label: {en: Trade}}
energy: {label: {en: Energy}}
gas: {label: {en: Gas}, parent: energy}
"""
BRIEFS = {
    "2014-01-02-zebra": ("Zebras are sold", "GB", "trade", ("bbc-2011-b",)),
    "2014-03-04-apple": ("Apples are sold", "GB", "gas", ("bbc-2011-b", "tass-2012-a", "xinhua-2013-c")),
    "2013-05-06-mango": ("“Mangoes” are sold", "RU", "gas", ("bbc-2010-z", "bbc-2012-a")),
}
SOURCES = {
    "bbc-2010-z": ("BBC", "Zoos", "2010-01-02"),
    "bbc-2011-b": ("BBC", "Bees", "2011-03-04"),
    "bbc-2012-a": ("BBC", "Ants", "2012"),
    "tass-2012-a": ("TASS", "A", "2012"),
    "xinhua-2013-c": ("Xinhua", "C", "2013"),
}


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def _archive(root: Path) -> Path:
    _write(root, "archive/vocabulary/publishers.yaml", PUBLISHERS)
    _write(root, "archive/vocabulary/topics.yaml", TOPICS)
    for name, (title, country, topic, keys) in BRIEFS.items():
        cited = " ".join(f"A fact {{cite:p}}`{key}`." for key in keys)
        head = f"title: {title}\ndate: {name[:10]}\ncountries: [CN, {country}]\ntopics: [{topic}]\n"
        _write(root, f"archive/{name[:4]}/{name}.md", f"---\n{head}---\n{cited}\n")
    for day in range(1, 7):
        head = f"title: Fair {'of ships' if day % 2 else 'of trains'} {day}\ndate: 2012-01-0{day}\ncountries: [FR]\n"
        _write(root, f"archive/2012/2012-01-0{day}-fair.md", f"---\n{head}---\nIt opened.\n")
    entries = (
        f"@online{{{key}, title={{{title}}}, publisher={{{publisher}}}, date={{{day}}}, url={{https://e.org/{key}}}}}\n"
        for key, (publisher, title, day) in SOURCES.items()
    )
    _write(root, "bib/all.bib", "".join(entries))
    return root


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Where the site of this small archive is served."""
    return serve(build(_archive(tmp_path_factory.mktemp("sorting"))).outdir)


def _texts(browser: webdriver.Chrome, selector: str) -> list[str]:
    return [one.text for one in browser.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()]


def _sort(browser: webdriver.Chrome, text: str) -> None:
    Select(browser.find_element(By.CSS_SELECTOR, ".list-sort select")).select_by_visible_text(text)


def test_briefs_are_sorted_by_title_and_number_of_sources_and_back(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/countries/CN.html")
    titles, headings = ".entry-title a", ".group h2"
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
    wait(browser, lambda page: _texts(page, ".src .st") == ["“Ants”", "“Bees”", "“Zoos”"])
    _sort(browser, "Date, earliest first")
    assert _texts(browser, ".src .st") == ["“Zoos”", "“Bees”", "“Ants”"]
    assert _texts(browser, ".group h2") == []
    _sort(browser, "Date, latest first")
    assert _texts(browser, ".group h2") == ["2012", "2011", "2010"]
    browser.get(f"{address}/publishers/bbc.html?sort=constructor")
    wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, ".list-sort").is_displayed())
    assert _texts(browser, ".src .st") == ["“Ants”", "“Bees”", "“Zoos”"]


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
    browser.get(f"{serve(build(_archive(tmp_path)).outdir)}/countries/CN--2.html?sort=date")
    titles = ["“Mangoes” are sold", "Zebras are sold", "Apples are sold"]
    wait(browser, lambda page: _texts(page, ".entry-title a") == titles)
    assert browser.find_elements(By.CSS_SELECTOR, "nav.pager") == []
    _sort(browser, "Event, latest first")
    assert _texts(browser, ".entry-title a") == ["Apples are sold", "Zebras are sold", "“Mangoes” are sold"]
    assert _texts(browser, ".group h2") == ["Briefs"]


def test_the_address_keeps_filter_and_order(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/countries/FR.html?filter=trains&sort=date")
    trains = [f"Fair of trains {day}" for day in (2, 4, 6)]
    wait(browser, lambda page: _texts(page, ".entry-title a") == trains)
    box = browser.find_element(By.CSS_SELECTOR, ".narrow-list input")
    assert box.get_attribute("value") == "trains"
    box.send_keys(" 4")
    wait(browser, lambda page: _texts(page, ".entry-title a") == trains[1:2])
    assert browser.current_url.endswith("FR.html?filter=trains+4&sort=date")
