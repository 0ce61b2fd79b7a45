"""Pictures of the site to look at, at four widths, light and dark: `nox -s look`. No test, since taste is not one.

They are written to `build/look`.
"""

import argparse
import itertools
import re
import time
from pathlib import Path

from selenium import webdriver

from .screens import chromium, screen, served

WIDTHS = (390, 820, 1280, 1920)
PAGES = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()


def main() -> None:
    """Take a picture of each whole page."""
    parser = argparse.ArgumentParser("nox -s look --")
    parser.add_argument("--site", type=Path, default=Path("build/html"), help="the folder of a built site")
    parser.add_argument("pages", nargs="*", default=PAGES, help="addresses of pages, if not the usual ones")
    options = parser.parse_args()
    out = Path("build/look")
    out.mkdir(parents=True, exist_ok=True)
    with served(options.site) as address, chromium("--hide-scrollbars") as browser:
        for page, width, appearance in itertools.product(options.pages, WIDTHS, ("light", "dark")):
            name = re.sub("[/?=]", "-", page.replace(".html", ""))
            with screen(browser, width, appearance):
                browser.get(f"{address}/{page}")
                _take_picture(browser, width, out / f"{name}-{width}-{appearance}.png")


def _take_picture(browser: webdriver.Chrome, width: int, file: Path) -> None:
    if "?" in browser.current_url:
        time.sleep(2)  # a script answers
    height = min(int(browser.execute_script("return document.documentElement.scrollHeight")), 8_000)
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.save_screenshot(str(file))


if __name__ == "__main__":
    main()
