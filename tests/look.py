"""Pictures and scores of the site, to look at: `nox -s look`. No test, since taste is not one, and both take minutes.

It takes pictures of pages at four widths, light and dark, and has Lighthouse judge some. Pictures and reports are
written to `build/look`.
"""

import argparse
import contextlib
import functools
import gzip
import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver

from .screens import FLAGS, chromium

WIDTHS = (390, 820, 1280, 1920)
PAGES = tuple(Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines())
JUDGED = ("index.html", "archive/2014/2014-10-17-china-russia-agreements.html", "countries/RU.html", "search.html")
LIGHTHOUSE = "lighthouse@12.8.2"
LEAST = 98


def main() -> int:
    """Take pictures, have Lighthouse judge, and fail if a score is lower than it should be."""
    parser = argparse.ArgumentParser("nox -s look --")
    parser.add_argument("--site", type=Path, default=Path("build/html"), help="the folder of a built site")
    parser.add_argument("--no-pictures", action="store_true", help="only have Lighthouse judge")
    parser.add_argument("--no-scores", action="store_true", help="only take pictures")
    parser.add_argument("pages", nargs="*", help="addresses of pages, if not the usual ones")
    options = parser.parse_args()
    out = Path("build/look")
    out.mkdir(parents=True, exist_ok=True)
    with _served(options.site) as address:
        if not options.no_pictures:
            take_pictures(address, options.pages or PAGES, out)
        if options.no_scores:
            return 0
        scores = [score for page in options.pages or JUDGED for score in judge(f"{address}/{page}", out)]
    return int(any(score < LEAST for score in scores))


def take_pictures(address: str, pages: tuple[str, ...], out: Path) -> None:
    """A picture of each whole page, at each width, light and dark."""
    for dark in (False, True):
        with chromium("--hide-scrollbars") as browser:
            media = {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
            for page in pages:
                for width in WIDTHS:
                    _picture(browser, f"{address}/{page}", width, out / _name(page, width, dark=dark))


def _picture(browser: webdriver.Chrome, address: str, width: int, file: Path) -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(address)
    if "?" in address:
        time.sleep(2)  # a script answers
    height = min(int(browser.execute_script("return document.documentElement.scrollHeight")), 8_000)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**screen, "height": height})
    browser.save_screenshot(str(file))


def _name(page: str, width: int, *, dark: bool) -> str:
    plain = page.replace(".html", "").replace("/", "-").replace("?", "-").replace("=", "-")
    return f"{plain}-{width}{'-dark' if dark else ''}.png"


def judge(address: str, out: Path) -> list[float]:
    """Lighthouse's four scores of a page, of 100."""
    report = out / "lighthouse.json"
    flags = f"--chrome-flags={' '.join(FLAGS)} --hide-scrollbars"
    quiet = ("--quiet", "--output=json", f"--output-path={report}", flags)
    environment = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    subprocess.run(["npx", "--yes", LIGHTHOUSE, address, *quiet], check=True, env=environment)
    result = json.loads(report.read_text("utf-8"))
    scores = {name: round(100 * (one["score"] or 0)) for name, one in result["categories"].items()}
    weak = [one["id"] for one in result["audits"].values() if one["score"] is not None and one["score"] < 1]
    sys.stdout.write(f"{address}: {scores}; less than full: {', '.join(weak) or 'nothing'}\n")
    return list(scores.values())


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends texts compressed, as hosts do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in {".html", ".css", ".js", ".json", ".svg"} or not path.is_file():
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes())
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the name is the library's
        """Requests are not told."""


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
