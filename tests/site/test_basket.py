"""Readers keep briefs and sources, and take them along: as files for reference managers, as a list, as a link."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from briefarchive.checking.archive import read_archive
from briefarchive.facets.citing.report import as_source
from briefarchive.facets.publication import Publication
from briefarchive.model import BriefId, CiteKey

from ..exporting.readers import Told, by_citeproc, by_pybtex, by_rispy, expected
from ..screens import faults_of_accessibility, wait
from .building import BuiltSite, build, configure, copy_archive

BRIEF = "2014-05-02-harbour"
HARBOUR = f"archive/2014/{BRIEF}.html"
READERS: dict[str, tuple[str, Callable[[str], dict[str, Told]]]] = {
    "RIS": ("ris", by_rispy),
    "BibTeX": ("bibtex", by_pybtex),
    "CSL-JSON": ("csl-json", by_citeproc),
}


@pytest.fixture
def address(site: BuiltSite, serve: Callable[[Path], str], browser: webdriver.Chrome) -> str:
    """Where the site is served, with an empty basket: each address has a storage of its own."""
    browser.get("about:blank")
    return serve(site.outdir)


def _keep(browser: webdriver.Chrome, selector: str) -> None:
    button = browser.find_element(By.CSS_SELECTOR, selector)
    button.send_keys(Keys.ENTER)
    wait(browser, lambda _: button.get_attribute("aria-pressed") == "true")


def _count(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.CSS_SELECTOR, "[data-kept]").text


def _open(browser: webdriver.Chrome) -> WebElement:
    browser.find_element(By.CSS_SELECTOR, "[data-basket]").send_keys(Keys.ENTER)
    wait(browser, lambda page: page.find_elements(By.CSS_SELECTOR, ".panel"))
    return browser.find_element(By.CSS_SELECTOR, ".panel")


def _press(within: WebElement, text: str) -> None:
    next(one for one in within.find_elements(By.TAG_NAME, "button") if one.text == text).click()


def _saved(browser: webdriver.Chrome, within: WebElement, label: str) -> str:
    """The text of the file that a button saves."""
    browser.execute_script(
        "window.saved = null; URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; });"
        "return '#'; };"
    )
    _press(within, label)
    wait(browser, lambda page: page.execute_script("return window.saved"))
    return str(browser.execute_script("return window.saved"))


def test_what_is_kept_is_counted_listed_and_let_go_of(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/{HARBOUR}")
    assert _count(browser) == ""
    _keep(browser, ".acts .keep")
    _keep(browser, ".src .keep")
    assert _count(browser) == "2"
    browser.get(f"{address}/countries/GB.html")
    assert _count(browser) == "2"
    kept = browser.find_element(By.CSS_SELECTOR, f'.keep[data-keep="{HARBOUR}"]')
    assert kept.get_attribute("aria-pressed") == "true"
    panel = _open(browser)
    rows = panel.find_elements(By.CSS_SELECTOR, "li a")
    assert rows[0].get_attribute("href") == f"{address}/{HARBOUR}"
    panel.find_element(By.CSS_SELECTOR, "li button").click()
    assert len(panel.find_elements(By.CSS_SELECTOR, "li")) == 1
    assert kept.get_attribute("aria-pressed") == "false"
    _press(panel, "Undo")
    _press(panel, "Remove all")
    assert "Your basket is empty" in panel.text
    assert _count(browser) == ""
    _press(panel, "Undo")
    assert len(panel.find_elements(By.CSS_SELECTOR, "li")) == 2
    assert _count(browser) == "2"


def test_the_files_have_just_what_was_kept_as_it_is_in_the_archive(
    browser: webdriver.Chrome, address: str, site: BuiltSite
) -> None:
    browser.get(f"{address}/{HARBOUR}")
    for button in browser.find_elements(By.CSS_SELECTOR, ".acts .keep, .src > .keep"):
        button.send_keys(Keys.ENTER)
    archive = read_archive(site.root).archive
    keys = {archive.resolve_key(key) for key in archive.briefs[BriefId(BRIEF)].bibliography}
    wait(browser, lambda page: _count(page) == str(len(keys) + 1))
    panel = _open(browser)
    brief = as_source(archive.briefs[BriefId(BRIEF)], archive.vocabulary, Publication())
    for label, (form, read) in READERS.items():
        told = read(_saved(browser, panel, label))
        known = told.pop(BRIEF)
        assert (known.title, known.authors) == (brief.title, expected(brief, form).authors)
        assert told == {key: expected(archive.sources[CiteKey(key)], form) for key in keys}


def test_a_source_that_was_kept_on_its_publishers_page_is_exported_alone(
    browser: webdriver.Chrome, address: str, site: BuiltSite
) -> None:
    browser.get(f"{address}/publishers/example-daily.html")
    key = CiteKey(str(browser.find_element(By.CSS_SELECTOR, ".published .src").get_attribute("id")))
    _keep(browser, ".published .src > .keep")
    told = by_pybtex(_saved(browser, _open(browser), "BibTeX"))
    assert told == {key: expected(read_archive(site.root).archive.sources[key], "bibtex")}


def test_the_reading_list_has_references_and_a_link_that_can_be_sent(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/{HARBOUR}")
    citation = browser.find_element(By.CSS_SELECTOR, ".citation-text").text
    source = browser.find_element(By.CSS_SELECTOR, ".src cite").text
    _keep(browser, ".acts .keep")
    _keep(browser, ".src .keep")
    panel = _open(browser)
    panel.find_element(By.LINK_TEXT, "Reading list").click()
    wait(browser, lambda page: len(page.find_elements(By.CSS_SELECTOR, ".reading > li")) == 2)
    brief, cited = browser.find_elements(By.CSS_SELECTOR, ".reading > li")
    assert brief.find_element(By.CSS_SELECTOR, ".reference").text == citation
    assert brief.find_element(By.TAG_NAME, "a").get_attribute("href") == f"{address}/{HARBOUR}"
    assert cited.find_element(By.CSS_SELECTOR, "cite").text == source
    grant = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address}
    browser.execute_cdp_cmd("Browser.grantPermissions", grant)
    _press(browser.find_element(By.CSS_SELECTOR, "main"), "Copy a link to this list")
    wait(browser, lambda page: page.find_element(By.CSS_SELECTOR, "main [role=status]").text == "Copied")
    link = browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert link.startswith(f"{address}/reading-list.html#{BRIEF},")
    browser.execute_script("localStorage.clear()")
    browser.get("about:blank")
    browser.get(link)
    wait(browser, lambda page: len(page.find_elements(By.CSS_SELECTOR, ".reading > li")) == 2)
    assert _count(browser) == ""
    told = by_rispy(_saved(browser, browser.find_element(By.CSS_SELECTOR, "main"), "RIS"))
    assert len(told) == 2
    _press(browser.find_element(By.CSS_SELECTOR, "main"), "Keep all in my basket")
    wait(browser, lambda page: _count(page) == "2")


def test_what_a_link_names_and_is_not_there_is_told_and_what_is_no_id_is_passed_over(
    browser: webdriver.Chrome, address: str
) -> None:
    wrong = "../index.html,%,javascript:alert(1),//example.org/a,x/<b>,2014-05-02-nothing"
    browser.get(f"{address}/reading-list.html#{wrong},{BRIEF}")
    wait(browser, lambda page: page.find_elements(By.CSS_SELECTOR, ".reading > .entry"))
    lost = [one.text for one in browser.find_elements(By.CSS_SELECTOR, ".reading > .lost")]
    assert [one.rpartition(": ")[2] for one in lost] == [
        "archive/2014/2014-05-02-nothing.html",
        "publishers/x.html#<b>",
    ]
    assert len(browser.find_elements(By.CSS_SELECTOR, ".reading > .entry")) == 1


def test_two_archives_on_one_host_have_a_basket_each(
    browser: webdriver.Chrome, site: BuiltSite, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(site.outdir)
    address = serve(tmp_path)
    browser.get(f"{address}/one/{HARBOUR}")
    _keep(browser, ".acts .keep")
    browser.get(f"{address}/two/{HARBOUR}")
    assert _count(browser) == ""


def test_only_the_formats_that_a_site_offers_are_offered(
    browser: webdriver.Chrome, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    root = configure(copy_archive(tmp_path / "archive"), 'briefs_exports = ["bibtex"]')
    browser.get(f"{serve(build(root).outdir)}/{HARBOUR}")
    _keep(browser, ".src .keep")
    panel = _open(browser)
    labels = {one.text for one in panel.find_elements(By.TAG_NAME, "button")}
    assert labels & READERS.keys() == {"BibTeX"}
    assert len(by_pybtex(_saved(browser, panel, "BibTeX"))) == 1


def test_without_a_script_the_page_says_so_and_nothing_offers_to_keep(site: BuiltSite) -> None:
    page = site.page("reading-list.html")
    assert "script" in page.find("noscript").get_text()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert all("needs-js" in button["class"] for button in site.page(HARBOUR).find_all("button"))


def test_basket_and_reading_list_have_no_fault_of_accessibility(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/{HARBOUR}")
    browser.execute_script("localStorage.setItem('appearance', 'dark')")
    _keep(browser, ".acts .keep")
    _keep(browser, ".src .keep")
    browser.get(f"{address}/reading-list.html")
    wait(browser, lambda page: len(page.find_elements(By.CSS_SELECTOR, ".reading > li")) == 2)
    _open(browser)
    assert faults_of_accessibility(browser) == []
