"""Pictures of the site to look at, at four widths, light and dark: `nox -s look`. No test, since taste is not one.

They are written to `build/look`.
"""

import argparse
import functools
import http.server
import itertools
import re
import threading
import time
from pathlib import Path

from selenium import webdriver

from .screens import chromium, screen

WIDTHS = (390, 820, 1280, 1920)
PAGES = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Take a picture of each whole page."""
    parser = argparse.ArgumentParser("nox -s look --")
    parser.add_argument("--site", type=Path, default=Path("build/html"), help="the folder of a built site")
    parser.add_argument("pages", nargs="*", default=PAGES, help="addresses of pages, if not the usual ones")
    options = parser.parse_args()
    out = Path("build/look")
    out.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(_Handler, directory=str(options.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, chromium("--hide-scrollbars") as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page, width, appearance in itertools.product(options.pages, WIDTHS, ("light", "dark")):
            name = re.sub("[/?=]", "-", page.replace(".html", ""))
            with screen(browser, width, appearance):
                browser.get(f"http://127.0.0.1:{server.server_address[1]}/{page}")
                _take_picture(browser, width, out / f"{name}-{width}-{appearance}.png")
        server.shutdown()


def _take_picture(browser: webdriver.Chrome, width: int, file: Path) -> None:
    if "?" in browser.current_url:
        time.sleep(2)  # a script answers
    height = min(int(browser.execute_script("return document.documentElement.scrollHeight")), 8_000)
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.save_screenshot(str(file))


if __name__ == "__main__":
    main()
