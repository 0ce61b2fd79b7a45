"""A reader's visit to pages of a site, with an ear for all that a page must not do."""

from collections.abc import Iterator

from selenium import webdriver
from selenium.common.exceptions import UnexpectedAlertPresentException

from ..screens import complaints, heard


def misdeeds(browser: webdriver.Chrome, address: str, pages: list[str]) -> Iterator[str]:
    """What went wrong while *pages* of the site at *address* were opened."""
    for page in pages:
        complaints(browser)
        heard(browser)
        try:
            browser.get(f"{address}/{page}")
            # A script that ran has left its mark, or is about to: handlers of pictures fire a little later.
            ran = browser.execute_script("return Object.keys(window).filter(name => /pwn/i.test(name)).join()")
        except UnexpectedAlertPresentException as error:
            yield f"{page}: a dialog: {error.alert_text}"
            continue
        if ran:
            yield f"{page}: a script ran: {ran}"
        told = heard(browser)
        asked = [one["request"]["url"] for one in told.get("Network.requestWillBeSent", ())]
        yield from (f"{page}: a request to {url}" for url in asked if not url.startswith(f"{address}/"))
        yield from (f"{page}: a dialog: {one['message']}" for one in told.get("Page.javascriptDialogOpening", ()))
        yield from (f"{page}: the console says: {message}" for message in complaints(browser))
