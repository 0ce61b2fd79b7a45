"""The scripts for reading in a real browser: cards, keys, appearance, permanent links; and what is there without."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By

from ..cases import by_cases
from ..pages import see
from ..scenes import Step, play
from .building import HARBOUR, BuiltSite


@pytest.fixture(scope="module")
def address(site: BuiltSite, serve: Callable[[Path], str]) -> str:
    """Where the site is served."""
    return serve(site.outdir)


@pytest.fixture
def page(browser: webdriver.Chrome, address: str) -> Iterator[webdriver.Chrome]:
    """The browser on a brief, on a wide screen; it is as it was afterwards."""
    size = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    still = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}  # nothing moves while it is clicked
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", still)
    browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "local_storage"})
    browser.get(f"{address}/{HARBOUR}.html")
    ActionChains(browser).move_by_offset(1, 1).perform()
    yield browser
    ActionBuilder(browser).clear_actions()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@by_cases
def test_readers_read(page: webdriver.Chrome, address: str, scene: str, steps: list[Step]) -> None:
    play(page, address, steps)


def test_each_citation_can_be_copied(page: webdriver.Chrome, address: str) -> None:
    rows = page.find_elements(By.CSS_SELECTOR, ".cite-row:has([data-copy])")
    assert len(rows) == 5
    for row in rows:
        button = row.find_element(By.CSS_SELECTOR, "[data-copy]")
        assert button.accessible_name == f"Copy {row.find_element(By.TAG_NAME, 'dt').text}"
        button.click()
        see(page, {".toast": ["Copied"]})
        page.execute_script("document.querySelector('.toast').remove()")
        text = row.find_element(By.CLASS_NAME, "citation-text").get_property("textContent")
        play(page, address, [{"copied": text.strip()}])
