"""The versions of a brief on its page, and the form for a mistake."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from briefarchive.site.settings import Repository

from ..pages import differences
from ..repositories import git
from ..screens import wait
from .building import HARBOUR, BuiltSite, build, configure, copy_archive


def _commit(root: Path, day: str) -> None:
    for command in (("init", "-q", "-b", "main"), ("add", "archive", "bib"), ("commit", "-q", "-m", "Change")):
        git(root, *command, day=day)


def _append(root: Path, text: str) -> None:
    path = root / f"{HARBOUR}.md"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive on GitHub, committed once."""
    monkeypatch.setenv("GITHUB_REPOSITORY", "example/archive")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    root = copy_archive(tmp_path / "archive")
    _commit(root, "2026-01-02")
    return root


def _pages(site: BuiltSite) -> dict[str, bytes]:
    return {address: (site.outdir / address).read_bytes() for address in site.addresses()}


def test_a_commit_changes_the_page_of_the_brief_that_it_touches_which_tells_what_each_changed(root: Path) -> None:
    _append(root, "\nMore.\n")
    before = _pages(build(root))
    _commit(root, "2026-03-04")
    site = build(root)
    after = _pages(site)
    assert {address for address in after if after[address] != before[address]} == {f"{HARBOUR}.html"}
    github, digest = "https://github.com/example/archive", hashlib.sha256(f"{HARBOUR}.md".encode()).hexdigest()
    commits = git(root, "log", "--format=%h", "--abbrev=12").split()
    shows = {
        ".versions li time @datetime": ["2026-03-04", "2026-01-02"],
        ".versions li": ["March 4, 2026 Changed", "January 2, 2026 Added to the archive"],
        ".versions li a @href": [f"{github}/commit/{commit}#diff-{digest}" for commit in commits],
        ".edit a": {"Edit this page": f"{github}/edit/main/{HARBOUR}.md"},
    }
    assert differences(site.page(f"{HARBOUR}.html"), shows) == {}
    with (root / "bib/2014.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write("\n")
    _commit(root, "2026-03-05")
    assert _pages(build(root)) == after


def test_of_many_versions_the_latest_and_the_first_are_shown(root: Path) -> None:
    for day in range(10):
        _append(root, f"\nMore {day}.\n")
        _commit(root, f"2026-03-{day + 10}")
    shows = {
        ".versions li time @datetime": [*(f"2026-03-{day}" for day in range(19, 13, -1)), "2026-01-02"],
        ".versions .n": ["11"],
        ".versions a": {"All versions": f"https://github.com/example/archive/commits/main/{HARBOUR}.md"},
    }
    assert differences(build(root).page(f"{HARBOUR}.html"), shows) == {}


def test_on_gitlab_the_addresses_are_those_of_gitlab() -> None:
    repository = Repository(url="https://gitlab.example.org/a/b", branch="main")
    assert repository.difference("0123abcd", "archive/a.md") == (
        "https://gitlab.example.org/a/b/-/commit/0123abcd#e8b163dfd4bdf186663c69ab2692c4f475ef196d"
    )
    assert repository.history("archive/a.md") == "https://gitlab.example.org/a/b/-/commits/main/archive/a.md"
    query = parse_qs(urlsplit(repository.report("Correction: a", "archive/a.html")).query)
    assert query == {"issue[title]": ["Correction: a"], "issue[description]": ["archive/a.html"]}


def test_without_a_repository_a_letter_is_begun(
    tmp_path: Path, browser: webdriver.Chrome, serve: Callable[[Path], str]
) -> None:
    root = configure(copy_archive(tmp_path / "archive"), 'briefs_contact = "us@example.org"')
    address = f"{serve(build(root).outdir)}/{HARBOUR}.html"
    browser.get(address)
    browser.execute_script("getSelection().selectAllChildren(document.querySelector('article h1'))")
    query = _report(browser)
    assert query["subject"] == ["Correction: 2014-05-02-harbour"]
    assert query["body"][0].startswith(f"{address}\n\n> ")
    link = browser.find_element(By.CSS_SELECTOR, "[data-report]").get_attribute("href") or ""
    assert link.startswith("mailto:us@example.org?")
    assert "+" not in link


def _report(browser: webdriver.Chrome) -> dict[str, list[str]]:
    """What the form is asked for, as the link says after a press on it that leads nowhere."""
    browser.execute_script("addEventListener('click', (event) => event.preventDefault())")
    link = browser.find_element(By.CSS_SELECTOR, "[data-report]")
    before = link.get_attribute("href")

    def asked(_: object) -> dict[str, list[str]] | None:
        # A browser that was sent to a paragraph may move there once more after the look, and the press misses.
        browser.execute_script("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", link)
        ActionChains(browser).move_to_element(link).click().perform()
        after = link.get_attribute("href") or ""
        return parse_qs(urlsplit(after).query) if after != before else None

    return cast("dict[str, list[str]]", wait(browser, asked))


def test_the_form_has_the_page_the_paragraph_and_the_marked_words(
    root: Path, browser: webdriver.Chrome, serve: Callable[[Path], str]
) -> None:
    address = f"{serve(build(root).outdir)}/{HARBOUR}.html"
    form = {"template": ["correction.yml"], "title": ["Correction: 2014-05-02-harbour"]}
    for place in ("", "#_p1"):
        browser.get("about:blank")
        browser.get(f"{address}{place}")
        assert _report(browser) == {**form, "page": [f"{address}{place}"]}
    browser.get(address)
    browser.execute_script("getSelection().selectAllChildren(document.querySelector('#_p2'))")
    words = browser.execute_script("return getSelection().toString().trim()").split()
    query = _report(browser)
    assert (query["page"], query["wrong"][0].split()) == ([f"{address}#_p2"], words)
