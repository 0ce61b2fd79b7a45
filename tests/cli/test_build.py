"""`briefs build`: the whole site."""

import re
from pathlib import Path

import pytest

from briefarchive.build.run import near_limits

from ..cases import by_cases
from .conftest import Run


def canonical(site: Path) -> str:
    """What the front page of a site calls its own address."""
    found = re.search(r'rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    return found[1] if found else ""


def test_what_is_missing_without_an_address_is_said_once(briefs: Run, sound: Path) -> None:
    output = briefs("--root", sound, "build", "--strict").output
    assert output.count("The address of the site is not known") == 1
    assert "--base-url URL" in output
    assert canonical(sound / "build/html") == ""
    assert not (sound / "build/html/sitemap.xml").exists()


def test_the_address_is_given_or_configured_or_told_by_the_service_in_this_order(
    briefs: Run, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PAGES_URL", "https://institute.gitlab.io/briefs/")
    output = briefs("--root", sound, "build").output
    assert "The address of the site is https://institute.gitlab.io/briefs/, as GitLab Pages says." in output
    assert canonical(sound / "build/html") == "https://institute.gitlab.io/briefs/"
    (sound / "docs").mkdir()
    conf = 'extensions = ["briefarchive.site"]\nhtml_baseurl = "https://example." + "org"\n'
    (sound / "docs/conf.py").write_text(conf)
    assert "address" not in briefs("--root", sound, "build").output
    assert canonical(sound / "build/html") == "https://example.org/"
    assert briefs("--root", sound, "build", "--base-url", "https://other.example").exit_code == 0
    assert canonical(sound / "build/html") == "https://other.example/"


@by_cases
def test_four_fifths_of_a_limit_are_told(files: int, size: int, sentences: list[str]) -> None:
    assert list(near_limits(files, size)) == sentences
