"""A source's address names its publisher's first page, and leads to the page where the source stands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver

from ..cases import by_cases
from ..screens import wait
from .building import build

COUNT = 250


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A site with a publisher whose sources fill three pages; the newest are on the first."""
    root = tmp_path_factory.mktemp("places")
    (root / "archive").mkdir()
    (root / "bib").mkdir()
    entry = "@online{{bbc-{0}-story, title={{Story of {0}}}, publisher={{BBC}}, date={{{0}}}}}\n"
    (root / "bib" / "all.bib").write_text("".join(entry.format(1700 + number) for number in range(COUNT)))
    return serve(build(root).outdir)


@by_cases
def test_the_address_of_a_source_leads_to_its_page(
    browser: webdriver.Chrome, address: str, key: str, page: str
) -> None:
    browser.get("about:blank")
    browser.get_log("browser")  # of pages that other tests opened
    browser.get(f"{address}/publishers/bbc.html#{key}")
    wait(browser, lambda there: there.current_url == f"{address}/publishers/{page}#{key}")
    there = browser.execute_script("return document.querySelector(':target') !== null")
    assert there is (1700 <= int(key.split("-")[1]) < 1700 + COUNT if "-" in key else False)
    assert not browser.get_log("browser")
