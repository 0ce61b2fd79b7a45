"""A reader's visit to pages of a site, with an ear for all that a page must not do."""

import json
from collections.abc import Iterator

from selenium import webdriver
from selenium.common.exceptions import UnexpectedAlertPresentException


def misdeeds(browser: webdriver.Chrome, address: str, pages: list[str]) -> Iterator[str]:
    """What went wrong while *pages* of the site at *address* were opened."""
    for page in pages:
        browser.get_log("browser")
        browser.get_log("performance")
        try:
            browser.get(f"{address}/{page}")
            # A script that ran has left its mark, or is about to: handlers of pictures fire a little later.
            ran = browser.execute_script("return Object.keys(window).filter(name => /pwn/i.test(name)).join()")
        except UnexpectedAlertPresentException as error:
            yield f"{page}: a dialog: {error.alert_text}"
            continue
        if ran:
            yield f"{page}: a script ran: {ran}"
        yield from (f"{page}: {what}" for what in _heard(browser, address))


def _heard(browser: webdriver.Chrome, address: str) -> Iterator[str]:
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(f"{address}/"):
                yield f"a request to {url}"
        if message["method"] == "Page.javascriptDialogOpening":
            yield f"a dialog: {message['params']['message']}"
    for entry in browser.get_log("browser"):
        if entry["level"] in {"SEVERE", "WARNING"}:
            yield f"the console says: {entry['message']}"
