"""The page of results and the search boxes, as a reader uses them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from briefarchive.site.security_headers import headers

from ..cases import by_cases
from ..pages import see
from ..scenes import Step, play
from ..screens import complaints, requested

STATUS = "[data-place=status]"


@pytest.fixture(scope="module")
def address(searched: Path, serve: Callable[[Path], str]) -> str:
    """Where the site is served."""
    return serve(searched)


@by_cases
def test_readers_search(browser: webdriver.Chrome, address: str, scene: str, steps: list[Step]) -> None:
    play(browser, address, steps)


def evidence(browser: webdriver.Chrome) -> list[object]:
    """Of each entry on the page: what it says of its sources, and how large its squares are, and who tells them."""
    return browser.execute_script("""
        const tellers = (strip) => [...new Set([...strip.querySelectorAll("path")].map((path) => path.classList[0]))];
        return [...document.querySelectorAll(".entry")].filter((entry) => entry.offsetParent).map((entry) => {
            const strip = entry.querySelector(".strip");
            if (!strip) return [];
            const { width, height } = strip.getBoundingClientRect();
            return [entry.querySelector(":scope > p").firstChild.textContent, width, height, ...tellers(strip)];
        });
    """)


def test_a_result_has_the_squares_and_the_button_that_it_has_in_a_list(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/topics/finance.html")
    listed = evidence(browser)
    browser.get(f"{address}/search.html?q=topic:finance")
    see(browser, {STATUS: f"{len(listed)} result"})
    assert evidence(browser) == listed
    title = browser.find_element(By.CSS_SELECTOR, "[data-place=results] .title > a").text
    see(
        browser,
        {
            "[data-place=results] .strip @name": ["2 sources: Press 2"],
            "[data-place=results] .keep @name": [f"Save: {title}"],
            "[data-place=results] .keep @data-keep": ["archive/2014/2014-10-17-swap.html"],
        },
    )


def test_pages_say_nothing_in_the_console_and_ask_nobody_else_under_the_headers_of_the_site(
    browser: webdriver.Chrome, searched: Path, serve: Callable[..., str]
) -> None:
    address = serve(searched, headers())
    complaints(browser)
    requested(browser)
    browser.get(f"{address}/search.html?q=PRC")
    see(browser, {STATUS: "10 results"})
    assert complaints(browser) == []
    urls = requested(browser)
    assert [url for url in urls if not url.startswith((f"{address}/", "data:image/svg+xml"))] == []
    browser.get(f"{address}/index.html")
    refused = browser.execute_async_script(
        "const done = arguments[0];"
        "WebAssembly.compile(new Uint8Array([0,97,115,109,1,0,0,0])).then(() => done('runs'), (e) => done(e.name))"
    )
    assert refused == "CompileError", "pages themselves may not compile programs"


def test_a_site_without_an_index_and_a_browser_without_room_say_what_to_do(
    browser: webdriver.Chrome, plain: Path, searched: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    browser.get(f"{serve(plain)}/search.html?q=swap")
    see(browser, {STATUS: "briefs build"})
    target = shutil.copytree(searched, tmp_path / "full")
    engine = target / "search/part-0/pagefind.js"
    refused = "WebAssembly.instantiate = async () => { throw new RangeError('Out of memory'); };\n"
    engine.write_text(refused + engine.read_text("utf-8"), "utf-8")
    browser.get(f"{serve(target)}/search.html?q=PRC")
    see(browser, {STATUS: "The browser does not have enough memory for the search. Close other pages"})
    complaints(browser)
