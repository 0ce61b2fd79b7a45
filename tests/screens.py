"""Screens on which tests look at pages, and what axe finds there."""

import contextlib
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium import webdriver


@contextlib.contextmanager
def screen(browser: "webdriver.Chrome", width: int, appearance: str = "light") -> Iterator[None]:
    """A screen of a width in pixels: that of a phone below 500."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    media = {"features": [{"name": "prefers-color-scheme", "value": appearance}]}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def faults_of_accessibility(browser: "webdriver.Chrome") -> list[tuple[str, list[str]]]:
    """What axe finds on the page with all that can be unfolded: rules, and the elements that break them."""
    browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true;")
    browser.execute_script(resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    found = browser.execute_async_script("axe.run().then(arguments[0])")
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
