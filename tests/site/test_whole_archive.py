"""The pages about the whole archive, what pages say of themselves, and files beside them."""

from pathlib import Path
from typing import Any

import pytest

from ..building import once
from ..cases import by_cases
from ..pages import differences
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


@by_cases
def test_pages_show(published: BuiltSite, page: str, shows: dict[str, Any]) -> None:
    assert differences(published.page(page), shows) == {}


def test_changes_tell_what_was_published_corrected_and_withdrawn(published: BuiltSite) -> None:
    items = [" ".join(item.get_text(" ").split()) for item in published.page("changes.html").select("section.group li")]
    title = "A harbour opens: “ships & <trade>”"
    assert items == [
        "Withdrawn A brief that was wrong It was about another harbour. Replaced by The brief that replaces it",
        f"Corrected {title} Names the right harbour.",
        f"Published {title}",
    ]


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
        assert differences(site.page(page), {"meta[name=robots] @content": ["noindex"]}) == {}
    assert site.page("index.html").find("link", rel="canonical")["href"] == "https://example.org/b/"
    assert (site.outdir / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (site.outdir / "sitemap.xml").exists()


def test_a_site_without_an_address_has_no_file_that_needs_one(site: BuiltSite) -> None:
    assert not (site.outdir / "sitemap.xml").exists()
    assert not (site.outdir / "feeds").exists()
    assert (site.outdir / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    assert not site.page("index.html").find_all(["link", "a"], href=lambda link: link and "feeds/" in link)
