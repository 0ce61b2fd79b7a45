"""`briefs serve` in a real browser: pages load again by themselves, under the policy that readers' browsers get."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from ..pages import see
from ..screens import complaints, faults_of_accessibility, screen, wait
from .building import copy_archive

BRIEF = "archive/2014/2014-05-02-harbour"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the archive of the tests."""
    return copy_archive(tmp_path_factory.mktemp("live") / "archive")


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """Where it is served."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "127.0.0.1" in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture
def file(root: Path) -> Iterator[Path]:
    """The file of a brief, which is as it was afterwards."""
    path = root / f"{BRIEF}.md"
    before = path.read_text("utf-8")
    yield path
    path.write_text(before, "utf-8")


def test_a_page_loads_again_when_its_file_is_saved(browser: webdriver.Chrome, address: str, file: Path) -> None:
    browser.get_log("browser")
    browser.get(f"{address}/{BRIEF}.html")
    browser.execute_script("window.scrollTo(0, 120)")
    for title in ("A quay opens", "A lock opens"):  # and once more, from the page that was loaded again
        lines = file.read_text("utf-8").split("\n")
        title_at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
        lines[title_at] = f"title: {title}"
        file.write_text("\n".join(lines), "utf-8")
        see(browser, {"h1": title})
    wait(browser, lambda page: page.execute_script("return window.scrollY") > 0)
    # On a busy machine Chromium wonders that letters are late.
    assert [complaint for complaint in complaints(browser) if "preloaded" not in complaint] == []


def test_a_fault_is_shown_on_the_page_and_goes_when_it_is_mended(
    browser: webdriver.Chrome, address: str, file: Path
) -> None:
    before = file.read_text("utf-8")
    browser.get_log("browser")
    browser.get(f"{address}/{BRIEF}.html")
    assert "V202" not in browser.execute_script("return document.body.innerText")  # at once: the page may load again
    file.write_text(
        before.replace("\ntitle:", "\ntopics: ['<script>alert(1)</script>']\ntitle:", 1).replace(
            "\ntopics: [t", "\n# [t"
        ),
        "utf-8",
    )
    see(browser, {".faults": "<script>alert(1)</script>", ".faults pre": "^" * 11, ".faults @role": ["alert"]})
    file.write_text(before, "utf-8")
    wait(browser, lambda page: "alert(1)" not in page.execute_script("return document.body?.innerText ?? 'alert(1)'"))
    assert complaints(browser) == []


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_page_of_a_brief_that_cannot_be_read_has_no_fault_of_accessibility(
    browser: webdriver.Chrome, address: str, file: Path, appearance: str
) -> None:
    file.write_text("---\ntitle: [\n---\nText.\n", "utf-8")
    with screen(browser, 1280, appearance):
        browser.get(f"{address}/{BRIEF}.html")
        see(browser, {"h1": "This brief cannot be read"})
        # The page loads once more when the server has seen the file that was just saved.
        wait(browser, lambda page: page.find_elements(By.CSS_SELECTOR, ".faults mark"))
        assert faults_of_accessibility(browser) == []
