"""Every kind of page in a real browser: its width, accessibility, what moves, what the console says and who is asked.

The scripts for reading and the search have tests of their own.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from selenium import webdriver

from ..screens import complaints, faults_of_accessibility, requested, screen
from .building import BuiltSite

STILL = ("index.html", "countries/GB.html", "archive/2014/2014-05-02-harbour.html", "404.html")
"""Pages that scripts leave where they are; lists get a field for filtering, and the search its results."""
PAGES = yaml.safe_load((Path(__file__).parent / "cases/browser.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def address(site: BuiltSite, serve: Callable[[Path], str]) -> str:
    """Where the site is served."""
    return serve(site.outdir)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_every_screen_complains_of_nothing_asks_nobody_but_the_site_and_is_accessible(
    browser: webdriver.Chrome, address: str, page: str
) -> None:
    browser.get("about:blank")
    complaints(browser)
    requested(browser)
    for widths, appearance in (((390, 820, 1180), "dark"), ((1280, 1920), "light")):
        for width in widths:
            with screen(browser, width, appearance):
                if width == widths[0]:
                    browser.get(f"{address}/{page}")
                    assert faults_of_accessibility(browser) == []
                assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert complaints(browser) == []
    addresses = requested(browser)
    assert f"{address}/{page}" in addresses
    assert [url for url in addresses if not url.startswith(f"{address}/")] == []


def test_on_a_phone_wide_tables_are_moved_within_their_column_and_long_words_for_an_order_cover_no_heading(
    browser: webdriver.Chrome, address: str
) -> None:
    with screen(browser, 390):
        browser.get(f"{address}/countries/GB.html")
        width, heading, sorting = browser.execute_script(_LONG)
    assert width <= 390
    assert heading <= sorting


# Puts a wide table and a long order into a list; gives the width of the page, and where heading and order meet.
_LONG = """
    const wide = document.querySelector(".col-main").appendChild(document.createElement("div"));
    wide.className = "scroll";
    wide.appendChild(document.createElement("div")).style.width = "900px";
    document.querySelector(".list-sort option").textContent = "Acontecimiento, primero el más reciente, y así todos";
    const [heading, sorting] = [document.createRange(), document.querySelector(".list-sort")];
    heading.selectNodeContents(document.querySelector(".list-tools + .group .sec"));
    const ends = [heading.getBoundingClientRect().right, sorting.getBoundingClientRect().left];
    return [document.documentElement.scrollWidth, ...ends];
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", STILL)
def test_nothing_moves_while_a_page_is_loaded(browser: webdriver.Chrome, address: str, page: str, width: int) -> None:
    # Letters of another width come in their own time; this is about what scripts and late files do.
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*.woff2"]})
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WHOLE})
    try:
        with screen(browser, width):
            browser.get(f"{address}/{page}")
            moved = browser.execute_async_script(_SHIFTS)
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        browser.get_log("browser")
    assert moved == []


# What has moved by itself, with by how much (Layout Instability API); answered when fonts and scripts have come.
_SHIFTS, _WHOLE = ((Path(__file__).parent / f"cases/{name}.js").read_text("utf-8") for name in ("shifts", "whole"))
