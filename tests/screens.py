"""Screens on which tests look at pages, what the browser says of them, and what axe finds there."""

import contextlib
import functools
import http.server
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium import webdriver


FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    # One process draws the pages of all sites: to start another for each costs more than to draw most pages.
    *("--disable-site-isolation-trials", "--renderer-process-limit=1"),
    "--disable-features=IsolateOrigins,site-per-process,SpareRendererForSitePerProcess",
)


@contextlib.contextmanager
def chromium(*flags: str) -> Iterator["webdriver.Chrome"]:
    """Debian's Chromium, or the one that CHROMIUM and CHROMEDRIVER name; it logs what it says and asks for."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    for flag in (*FLAGS, *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver") or "chromedriver"
    with webdriver.Chrome(options=options, service=webdriver.ChromeService(driver)) as chrome:
        # A busy machine's Chromium may say that a page is there while it still reads it, or waits for its letters.
        get = chrome.get
        complete = "return document.readyState === 'complete' && document.fonts.status === 'loaded'"
        chrome.get = lambda url: (get(url), wait(chrome, lambda page: page.execute_script(complete)))
        yield chrome


class _Quiet(http.server.SimpleHTTPRequestHandler):
    more: Mapping[str, str] = {}
    missing = ""

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *given: str | None) -> None:
        if not self.missing:
            super().send_error(code, *given)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((Path(self.directory) / self.missing).read_bytes())

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None, missing: str = "") -> Iterator[str]:
    """The address, without a slash, at which a folder is served on this machine."""
    kind = type("Handler", (_Quiet,), {"more": headers or {}, "missing": missing})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


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


def wait(browser: "webdriver.Chrome", condition: Callable[["webdriver.Chrome"], Any]) -> Any:
    """What a condition gives once it holds, also where a script draws anew what it looks at."""
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    passing = [StaleElementReferenceException]
    return WebDriverWait(browser, 60, poll_frequency=0.05, ignored_exceptions=passing).until(condition)


def complaints(browser: "webdriver.Chrome") -> list[str]:
    """What the console has said since somebody asked for it."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] in {"WARNING", "SEVERE"}]


def heard(browser: "webdriver.Chrome") -> dict[str, list[dict[str, Any]]]:
    """What has happened to the page since somebody asked for it: the parameters of each event, by its method."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    methods = {message["method"] for message in messages}
    return {method: [message["params"] for message in messages if message["method"] == method] for method in methods}


def requested(browser: "webdriver.Chrome") -> list[str]:
    """The addresses that have been fetched since somebody asked for them."""
    return [event["request"]["url"] for event in heard(browser).get("Network.requestWillBeSent", ())]


def faults_of_accessibility(browser: "webdriver.Chrome") -> list[tuple[str, list[str]]]:
    """What axe finds on the page with all that can be unfolded: rules, and the elements that break them."""
    browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true;")
    browser.execute_script(resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    report = browser.execute_async_script("axe.run({resultTypes: ['violations']}).then(arguments[0])")
    return [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in report["violations"]]
