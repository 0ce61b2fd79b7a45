"""Files beside the pages, and sites that are no published ones."""

from pathlib import Path

import pytest

from ..pages import differences
from .building import HARBOUR, BuiltSite, build
from .conftest import CONF, with_address


def test_files_of_the_archive_take_the_place_of_what_would_be_made(tmp_path: Path) -> None:
    root = with_address(tmp_path / "archive", CONF + 'html_extra_path = ["extra"]\n')
    extra = root / "docs/extra"
    extra.mkdir()
    site = build(root)
    text = (site.outdir / "robots.txt").read_text("utf-8")
    assert text.endswith("Sitemap: https://example.org/b/sitemap.xml\n")
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
    assert (site.outdir / "robots.txt").read_text("utf-8") == text
    assert "There is no page" in (site.outdir / "404.html").read_text("utf-8")


def test_a_preview_is_hidden_from_search_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLIFY", "true")
    monkeypatch.setenv("CONTEXT", "deploy-preview")
    site = build(with_address(tmp_path / "archive"))
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
