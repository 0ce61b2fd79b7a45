"""Hostile texts of others are found as text: nothing of them is markup in a result, and none breaks the index."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver

from ..security.corpus import hostile_briefs
from .indexing import Indexed

# What a text could bring into a page; the rest of a result is drawn by ourselves.
ALLOWED = {"LI", "TIME", "B", "DIV", "P", "A", "MARK", "SPAN", "UL", "svg", "path"}
SQUARES = {"viewBox", "width", "height", "role", "aria-label", "d"}
DRAW_ALL = (Path(__file__).parent / "cases/draw-all.js").read_text("utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, plain: Path) -> Path:
    """A site with an index of all hostile briefs that can be read."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "archive" / "2014"
    folder.mkdir(parents=True)
    for number, text in enumerate(hostile_briefs()):
        (folder / f"2014-01-01-hostile-{number}.md").write_bytes(text)
    target = shutil.copytree(plain, root / "site")
    index = Indexed(root, target)
    index.add()
    assert len(index.fragments()) > 50
    return target


def test_results_of_hostile_texts_are_text(
    hostile: Path, browser: webdriver.Chrome, serve: Callable[[Path], str]
) -> None:
    browser.get(f"{serve(hostile)}/search.html")
    browser.set_script_timeout(60)
    browser.execute_script("window.__pwned = undefined; window.alert = () => { window.__pwned = 1; };")
    count = 0
    for query in ("year:2010-2020", "script", "onerror", "javascript", "img", "svg"):
        drawn = browser.execute_async_script(DRAW_ALL, query)
        count += drawn["count"]
        assert set(drawn["names"]) <= ALLOWED
        assert set(drawn["attributes"]) <= {"class", "datetime", "href", "hreflang", "lang", "dir", *SQUARES}
        assert set(drawn["schemes"]) <= {"http:"}
    assert count > 50
    assert browser.execute_script("return window.__pwned") is None
