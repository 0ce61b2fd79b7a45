"""Readers look around, and keep what they find: on pages of lists, in the basket and in reading lists."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver

from briefarchive.checking.loading import read_archive
from briefarchive.facets.report import source_from_brief
from briefarchive.model import BriefId, CiteKey
from briefarchive.reading.configuration import Publication

from ..cases import by_cases
from ..exporting.readers import Told, by_citeproc, by_pybtex, by_rispy, expected
from ..pages import see
from ..scenes import Step, play
from ..screens import wait
from .building import HARBOUR, BuiltSite, build, configure, copy_archive
from .conftest import CASES

Serve = Callable[..., str]
PAGE = f"{HARBOUR}.html"
BRIEF = BriefId(Path(HARBOUR).name)
READERS: dict[str, tuple[str, Callable[[str], dict[str, Told]]]] = {
    "RIS": ("ris", by_rispy),
    "BibTeX": ("bibtex", by_pybtex),
    "CSL-JSON": ("csl-json", by_citeproc),
}
_SAVE = "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return '#'; };"


@pytest.fixture
def address(site: BuiltSite, serve: Serve, browser: webdriver.Chrome) -> str:
    """Where the site is served, with an empty basket: each address has a storage of its own."""
    browser.get("about:blank")
    return serve(site.outdir, missing="404.html")


@by_cases
def test_readers_look_around(
    browser: webdriver.Chrome, serve: Serve, request: pytest.FixtureRequest, scene: str, of: str, steps: list[Step]
) -> None:
    play(browser, serve(request.getfixturevalue(of).outdir, missing="404.html"), steps)


@by_cases
def test_a_list_of_several_pages_is_sorted_as_a_whole_with_its_headings(
    browser: webdriver.Chrome, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Step]
) -> None:
    monkeypatch.setattr("briefarchive.facets.indices.lists.paginate.__kwdefaults__", {"size": 1})
    play(browser, serve(build(shutil.copytree(CASES / "sorting", tmp_path / "archive")).outdir), steps)


def _saved(browser: webdriver.Chrome, address: str, label: str) -> str:
    """The text of the file that a button of the basket saves."""
    play(browser, address, [{"run": f"window.saved = null; {_SAVE}"}, {"press button": label}])
    return str(wait(browser, lambda page: page.execute_script("return window.saved")))


def test_the_files_have_just_what_was_kept_as_it_is_in_the_archive(
    browser: webdriver.Chrome, address: str, site: BuiltSite
) -> None:
    archive = read_archive(site.root).archive
    keys = {archive.resolve_key(key) for key in archive.briefs[BRIEF].bibliography}
    buttons = "document.querySelectorAll('.acts .keep, .src > .keep').forEach((one) => one.click())"
    play(browser, address, [{"open": PAGE}, {"see": {".acts .keep": "Save"}}])  # scripts add it after the page is shown
    play(browser, address, [{"run": buttons}, {"see": {"[data-kept]": [str(len(keys) + 1)]}}])
    play(browser, address, [{"press on": {"[data-basket]": "ENTER"}}])
    brief = source_from_brief(archive.briefs[BRIEF], archive.vocabulary, Publication())
    for label, (form, read) in READERS.items():
        entries = read(_saved(browser, address, label))
        entry = entries.pop(BRIEF)
        assert (entry.title, entry.authors) == (brief.title, expected(brief, form).authors)
        assert entries == {key: expected(archive.sources[CiteKey(key)], form) for key in keys}


def test_a_source_that_was_kept_on_its_publishers_page_is_exported_alone_in_the_formats_of_the_site(
    browser: webdriver.Chrome, serve: Serve, tmp_path: Path
) -> None:
    site = build(configure(copy_archive(tmp_path / "archive"), 'briefs_exports = ["bibtex"]'))
    address = serve(site.outdir)
    keep = [{"press on": {".published .src > .keep": "ENTER"}}, {"press on": {"[data-basket]": "ENTER"}}]
    play(browser, address, [{"open": "publishers/example-daily.html"}, *keep])
    see(browser, {".panel button": "BibTeX"})
    assert READERS.keys() & {one.text for one in browser.find_elements("css selector", "button")} == {"BibTeX"}
    key = CiteKey(str(site.page("publishers/example-daily.html").select_one(".published .src")["id"]))
    entries = by_pybtex(_saved(browser, address, "BibTeX"))
    assert entries == {key: expected(read_archive(site.root).archive.sources[key], "bibtex")}


def test_two_archives_on_one_host_have_a_basket_each(
    browser: webdriver.Chrome, site: BuiltSite, serve: Serve, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(site.outdir)
    keep = [{"open": f"one/{PAGE}"}, {"press on": {".acts .keep": "ENTER"}}, {"see": {"[data-kept]": ["1"]}}]
    play(browser, serve(tmp_path), [*keep, {"open": f"two/{PAGE}"}, {"see": {"[data-kept]": []}}])
