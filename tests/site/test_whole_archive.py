"""The pages about the whole archive: all briefs, changes, the page for addresses without one, and their files."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from ..building import once
from ..screens import wait
from .building import HARBOUR, BuiltSite, build, configure, copy_archive, edit

CONF = 'project = "Briefs & more"\nextensions = ["briefarchive.site"]\nhtml_baseurl = "https://example.org/b/"\n'


def archive(folder: Path, conf: str = CONF) -> Path:
    """The archive of the tests, with a day of publication and a configuration."""
    root = configure(copy_archive(folder / "archive"), head=conf)
    edit(root, f"{HARBOUR}.md", "---\n", "---\npublished: 2014-05-08\n")
    return root


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site that knows its address."""
    return once(tmp_path_factory, "published", lambda folder: build(archive(folder)))


def changed(site: BuiltSite) -> list[tuple[str, str]]:
    """Day and words of each change on the page."""
    sections = site.page("changes.html").find_all("section", class_="group")
    return [
        (section.h2.get_text(), " ".join(item.get_text(" ").split()))
        for section in sections
        for item in section.find_all("li")
    ]


def test_changes_tell_what_was_published_corrected_withdrawn_and_moved(published: BuiltSite) -> None:
    title = "A harbour opens: “ships & <trade>”"
    assert changed(published) == [
        (
            "July 1, 2014",
            "Withdrawn A brief that was wrong It was about another harbour. Replaced by The brief that replaces it",
        ),
        ("May 9, 2014", f"Corrected {title} Names the right harbour."),
        ("May 8, 2014", f"Published {title}"),
    ]


def test_all_briefs_stand_by_the_days_of_events_and_with_that_of_publication(published: BuiltSite) -> None:
    rows = [
        [cell.time["datetime"] if cell.time else "" for cell in (row.find_all("td")[0], row.find_all("td")[3])]
        for row in published.page("briefs.html").tbody.find_all("tr")
    ]
    assert [day for day, _ in rows] == ["2015-02-01", "2015-01-05", "2014-07-02", "2014-05-02", "2013-12-31"]
    assert [day for _, day in rows] == ["", "", "", "2014-05-08", ""]


def test_pages_name_their_whole_address_and_what_they_are(published: BuiltSite) -> None:
    def told(page: str) -> dict[str, str]:
        soup = published.page(page)
        canonical = soup.find("link", rel="canonical")
        tags = {tag["property"]: tag["content"] for tag in soup.find_all("meta", property=True)}
        return tags | ({"canonical": canonical["href"]} if canonical else {})

    harbour = told(f"{HARBOUR}.html")
    assert harbour["canonical"] == harbour["og:url"] == f"https://example.org/b/{HARBOUR}.html"
    assert harbour["og:title"] == "A harbour opens: “ships & <trade>”"
    assert (harbour["og:type"], harbour["article:published_time"]) == ("article", "2014-05-08")
    country = told("countries/GB.html")
    assert (country["og:type"], country["og:title"]) == ("website", "United Kingdom")
    assert country["og:site_name"] == "Briefs & more"
    assert told("index.html")["canonical"] == "https://example.org/b/"
    assert told("404.html") == {}


def test_the_page_for_missing_ones_has_links_from_the_root(published: BuiltSite) -> None:
    page = published.page("404.html")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    links = [one["href"] for one in page.find_all(href=True)] + [one["src"] for one in page.find_all(src=True)]
    assert all(link.startswith(("/b/", "#")) for link in links)
    for link in (urlsplit(link).path.removeprefix("/b/") for link in links if not link.startswith("#")):
        assert (published.outdir / link).is_file(), link


def test_files_of_the_archive_take_the_place_of_what_would_be_made(tmp_path: Path) -> None:
    root = archive(tmp_path, CONF + 'html_extra_path = ["extra"]\n')
    extra = root / "docs/extra"
    extra.mkdir()
    site = build(root)
    made = (site.outdir / "robots.txt").read_text("utf-8")
    assert made.endswith("Sitemap: https://example.org/b/sitemap.xml\n")
    (extra / "robots.txt").write_text("User-agent: *\nDisallow: /drafts/\n", "utf-8")
    (extra / "404.html").write_text("<title>Gone</title>", "utf-8")
    for _ in range(2):
        again = build(root)
        assert (again.outdir / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /drafts/\n"
        assert (again.outdir / "404.html").read_text("utf-8") == "<title>Gone</title>"
        assert "is no part of it" not in again.warnings
    for file in ("robots.txt", "404.html"):
        (extra / file).unlink()
    build(root)
    assert (site.outdir / "robots.txt").read_text("utf-8") == made
    assert "There is no page" in (site.outdir / "404.html").read_text("utf-8")


def test_a_preview_is_hidden_from_search_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLIFY", "true")
    monkeypatch.setenv("CONTEXT", "deploy-preview")
    site = build(archive(tmp_path))
    for page in ("index.html", f"{HARBOUR}.html", "docs/index.html"):
        assert site.page(page).find("meta", attrs={"name": "robots"})["content"] == "noindex", page
    assert site.page("index.html").find("link", rel="canonical")["href"] == "https://example.org/b/"
    assert (site.outdir / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (site.outdir / "sitemap.xml").exists()


def test_a_site_without_an_address_has_no_file_that_needs_one(site: BuiltSite) -> None:
    assert not (site.outdir / "sitemap.xml").exists()
    assert not (site.outdir / "feeds").exists()
    assert (site.outdir / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    assert not site.page("index.html").find_all(["link", "a"], href=lambda link: link and "feeds/" in link)


@pytest.fixture(scope="module")
def host(site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address at which the site is served."""
    return serve(site.outdir, missing="404.html")


def test_a_missing_page_is_explained_at_any_depth_and_its_words_can_be_searched(
    browser: webdriver.Chrome, host: str
) -> None:
    browser.get(f"{host}/archive/2014/2014-05-02-deep_harbour.html")
    box = browser.find_element(By.CSS_SELECTOR, "main input[type=search]")
    assert box.get_attribute("value") == "deep harbour"
    link = browser.find_element(By.CSS_SELECTOR, "main .try a")
    assert link.get_attribute("href") == f"{host}/index.html"
    # The style sheet came from the root as well.
    assert browser.execute_script("return getComputedStyle(document.body).margin") == "0px"


def _column(browser: webdriver.Chrome, number: int) -> list[str]:
    cells = browser.find_elements(By.CSS_SELECTOR, f".all-briefs tbody td:nth-child({number})")
    return [cell.text for cell in cells]


def test_all_briefs_are_sorted_by_keyboard_and_readers_are_told(browser: webdriver.Chrome, host: str) -> None:
    browser.get(f"{host}/briefs.html")
    event, title, *_ = browser.find_elements(By.CSS_SELECTOR, ".all-briefs th")
    days = _column(browser, 1)
    title.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    wait(browser, lambda _: title.get_attribute("aria-sort") == "ascending")
    names = _column(browser, 2)
    assert event.get_attribute("aria-sort") is None
    assert names[0].startswith("A brief with faults")
    assert browser.current_url == f"{host}/briefs.html?sort=title"
    title.find_element(By.TAG_NAME, "button").send_keys(Keys.SPACE)
    wait(browser, lambda _: title.get_attribute("aria-sort") == "descending")
    assert _column(browser, 2) == names[::-1]
    event.find_element(By.TAG_NAME, "button").click()
    wait(browser, lambda _: event.get_attribute("aria-sort") == "descending")
    assert _column(browser, 1) == days
    assert browser.current_url == f"{host}/briefs.html"
