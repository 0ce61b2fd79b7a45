"""Countries side by side: what the script shows, and what there is without it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from ..screens import wait
from .building import BuiltSite


@pytest.fixture
def host(serve: Callable[[Path], str], site: BuiltSite) -> str:
    """The address of the site of the tests."""
    return serve(site.outdir)


def _rows(browser: webdriver.Chrome) -> dict[str, list[str]]:
    rows = browser.find_elements(By.CSS_SELECTOR, ".compared tr")
    texts = [[cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")] for row in rows]
    return {cells[0]: cells[1:] for cells in texts}


def _wait(browser: webdriver.Chrome, countries: list[str]) -> None:
    wait(browser, lambda _: _rows(browser).get("") == countries)


def test_the_countries_of_the_address_stand_side_by_side(browser: webdriver.Chrome, host: str) -> None:
    browser.get(f"{host}/compare.html?c=gb,CN,XX,GB")
    _wait(browser, ["United Kingdom", "China"])
    rows = _rows(browser)
    assert rows["Briefs"] == ["4", "2"]
    assert rows["2013"] == ["1", "·"]
    (shared,) = browser.find_elements(By.CSS_SELECTOR, "[data-shared] a")
    assert shared.get_attribute("href") == f"{host}/archive/2014/2014-05-02-harbour.html"


def test_readers_choose_others_and_the_address_follows(browser: webdriver.Chrome, host: str) -> None:
    browser.get(f"{host}/compare.html?c=GB,CN")
    _wait(browser, ["United Kingdom", "China"])
    Select(browser.find_elements(By.CSS_SELECTOR, ".compare select")[1]).select_by_value("RU")
    _wait(browser, ["United Kingdom", "Russia"])
    assert browser.current_url == f"{host}/compare.html?c=GB,RU"
    browser.back()
    _wait(browser, ["United Kingdom", "China"])


def test_without_the_script_there_is_no_empty_table(site: BuiltSite) -> None:
    page = site.page("compare.html")
    assert page.find("form", class_="compare").has_attr("hidden")
    assert page.find(class_="compared").has_attr("hidden")
    assert "named together" in page.find(class_="pairs").get_text()
