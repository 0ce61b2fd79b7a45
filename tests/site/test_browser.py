"""The site in a real browser: the width of a phone, and what the console says. The search has tests of its own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from .building import BuiltSite

PAGES = (
    "index.html",
    "search.html",
    "countries/GB.html",
    "countries/index.html",
    "topics/index.html",
    "publishers/example-daily.html",
    "archive/2014/2014-05-02-harbour.html",
    "archive/2015/2015-02-01-faults.html",
    "docs/index.html",
    "briefs.html",
    "changes.html",
    "404.html",
)


@pytest.fixture(scope="module")
def address(site: BuiltSite, serve: Callable[[Path], str]) -> str:
    """Where the site is served."""
    return serve(site.outdir)


def test_a_mark_shows_its_source_while_the_focus_is_on_it(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/archive/2014/2014-05-02-harbour.html")
    mark = browser.find_element(By.CSS_SELECTOR, ".text a.mark")
    browser.execute_script("arguments[0].focus()", mark)
    card = browser.find_element(By.CLASS_NAME, "source-card")
    source = browser.find_element(By.ID, mark.get_attribute("href").partition("#")[2])
    assert card.is_displayed()
    assert card.text.strip()
    assert card.text.strip().rstrip(".") in source.text
    assert mark.get_attribute("aria-describedby") == card.get_attribute("id")
    assert mark.accessible_name.startswith(f"Source {mark.text}: ")
    mark.send_keys(Keys.ESCAPE)
    assert not card.is_displayed()


def test_a_citation_can_be_copied_and_the_page_says_so(browser: webdriver.Chrome, address: str) -> None:
    grant = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address}
    browser.execute_cdp_cmd("Browser.grantPermissions", grant)
    browser.get(f"{address}/archive/2014/2014-05-02-harbour.html")
    for style in browser.find_elements(By.CSS_SELECTOR, ".cite-this details"):
        if not style.get_attribute("open"):
            style.find_element(By.TAG_NAME, "summary").click()
        text = style.find_element(By.CLASS_NAME, "citation-text").get_property("textContent")
        button = style.find_element(By.TAG_NAME, "button")
        assert button.accessible_name == f"Copy the citation: {style.find_element(By.TAG_NAME, 'summary').text}"
        button.click()
        told = style.find_element(By.CSS_SELECTOR, "[role=status]")
        WebDriverWait(browser, 5).until(lambda _, told=told: told.text == "Copied")
        assert browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])") == text.strip()


def test_without_a_clipboard_a_citation_is_selected_and_copied(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/archive/2014/2014-05-02-harbour.html")
    browser.execute_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.addEventListener('copy', () => { window.copied = getSelection().toString(); });"
    )
    browser.find_element(By.CSS_SELECTOR, ".cite-this details button").click()
    WebDriverWait(browser, 5).until(lambda _: browser.execute_script("return window.copied"))
    text = browser.find_element(By.CLASS_NAME, "citation-text").text
    assert browser.execute_script("return window.copied").strip() == text


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_a_phone_and_none_complains(browser: webdriver.Chrome, address: str, page: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    )
    browser.get_log("browser")
    browser.get(f"{address}/{page}")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    told = [entry["message"] for entry in browser.get_log("browser") if entry["level"] in {"WARNING", "SEVERE"}]
    assert told == []


@pytest.mark.parametrize("page", PAGES)
def test_a_visit_asks_nobody_but_the_site(browser: webdriver.Chrome, address: str, page: str) -> None:
    browser.get_log("performance")
    browser.get(f"{address}/{page}")
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    assert f"{address}/{page}" in asked
    assert [url for url in asked if not url.startswith((f"{address}/", "data:image/svg+xml"))] == []


def test_the_appearance_can_be_changed_and_is_remembered(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/index.html")
    before = browser.execute_script("return document.documentElement.dataset.theme")
    browser.find_element(By.CLASS_NAME, "site-appearance").click()
    browser.get(f"{address}/countries/index.html")
    assert browser.execute_script("return document.documentElement.dataset.theme") != before
