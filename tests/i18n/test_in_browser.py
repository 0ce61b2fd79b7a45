"""Pages in Spanish and Chinese, and texts from right to left, in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from ..screens import faults_of_accessibility, screen, wait
from ..site.building import BuiltSite, build
from .conftest import ARCHIVE

ARABIC = "archive/2014/2014-07-01-mina.html"
CHINESE = "archive/2014/2014-05-02-gangkou.html"
PAGES = (
    "index.html",
    "archive/2014/2014-05-02-puerto.html",
    "search.html?q=puerto",
    "reading-list.html",
    ARABIC,
    CHINESE,
)
# Where things begin and end from the left, in pixels.
PLACES = """
return Object.fromEntries(Object.entries(arguments[0]).map(([name, selector]) => {
  const { left, right } = document.querySelector(selector).getBoundingClientRect();
  return [name, [Math.round(left), Math.round(right)]];
}));
"""


@pytest.fixture(scope="module")
def address(site: BuiltSite, serve: Callable[[Path], str]) -> str:
    """Where the site in Spanish is served."""
    return serve(site.outdir)


@pytest.fixture(scope="module", params=["es", "ar"])
def around_arabic(
    request: pytest.FixtureRequest,
    address: str,
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where a site is served whose pages run from left to right, and one whose pages run from right to left."""
    if request.param == "es":
        yield address
        return
    root = tmp_path_factory.mktemp("arabic") / "archive"
    shutil.copytree(ARCHIVE, root, ignore=shutil.ignore_patterns("build"))
    settings = root / "docs/conf.py"
    settings.write_text(settings.read_text("utf-8").replace('language = "es"', 'language = "ar"'), "utf-8")
    yield serve(build(root).outdir)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_fault_of_accessibility_or_scrolls_sideways(
    browser: webdriver.Chrome, address: str, page: str
) -> None:
    for width in (1280, 390):
        with screen(browser, width):
            browser.get(f"{address}/{page}")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
            assert width == 1280 or faults_of_accessibility(browser) == []


def test_what_scripts_draw_is_in_spanish(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/reading-list.html")
    status = wait(browser, lambda _: browser.find_element(By.CSS_SELECTOR, "[data-place] p").text)
    assert status.startswith("Su lista de lectura está vacía.")


def test_notes_stand_on_the_left_of_an_arabic_text_and_contents_on_its_right(
    browser: webdriver.Chrome, around_arabic: str
) -> None:
    parts = {"text": ".prose", "note": ".sn", "rail": ".rail", "number": ".pn", "mark": ".sn > b", "head": "h1"}
    with screen(browser, 1280):
        browser.get(f"{around_arabic}/{ARABIC}")
        at = browser.execute_script(PLACES, parts)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 1280
    text_left, text_right = at["text"]
    assert at["note"][0] >= 0
    assert at["note"][1] < text_left
    assert at["mark"][1] == at["note"][1]
    assert text_right < at["number"][0] < at["number"][1] < at["rail"][0]
    assert at["head"][1] == text_right


def test_nothing_scrolls_sideways_on_a_phone_and_pictures_run_from_left_to_right_on_every_page(
    browser: webdriver.Chrome, around_arabic: str
) -> None:
    with screen(browser, 390):
        for page in (ARABIC, "briefs.html", "index.html"):
            browser.get(f"{around_arabic}/{page}")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    years = browser.execute_script(
        "const years = [...document.querySelectorAll('.shelf .yr')];"
        "const left = (one) => one.getBoundingClientRect().left;"
        "return years.sort((a, b) => left(a) - left(b)).map((one) => one.textContent);"
    )
    assert years == ["2013", "2014"]
    assert browser.execute_script("return getComputedStyle(document.querySelector('.shelf')).direction") == "ltr"
