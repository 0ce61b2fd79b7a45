"""`briefs build`: the whole site."""

import re
from pathlib import Path

import pytest

from briefarchive.build.run import near_limits

from ..cases import by_cases
from .conftest import Run


def test_the_site_is_built_where_it_is_asked_for(briefs: Run, sound: Path, tmp_path: Path) -> None:
    result = briefs("--root", sound, "build", "-o", tmp_path / "site")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "The site is in site.")
    assert "Good" in (tmp_path / "site" / "archive" / "2014" / "2014-05-01-good.html").read_text()
    assert not (sound / "build").exists()


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


@pytest.mark.parametrize("url", ["example.org", "https://me:word@example.org/", "https://example.org/?q"])
def test_what_is_no_address_is_refused(url: str, briefs: Run, sound: Path) -> None:
    assert briefs("--root", sound, "build", "--base-url", url).exit_code == 2
    (sound / "docs").mkdir()
    (sound / "docs/conf.py").write_text(f'extensions = ["briefarchive.site"]\nhtml_baseurl = "{url}"\n')
    result = briefs("--root", sound, "build")
    assert result.exit_code == 1
    assert f'html_baseurl: "{url}" is no' in result.output


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_faults_are_told_and_only_strict_fails_for_them(strict: list[str], code: int, briefs: Run, root: Path) -> None:
    result = briefs("--root", root, "build", *strict)
    assert result.exit_code == code
    assert "2014-05-02-bad.md:4:13: WARNING: V201" in result.output
    assert "1 fault was found" in result.output
    assert (root / "build" / "html" / "archive" / "2014" / "2014-05-02-bad.html").is_file()


@pytest.mark.parametrize(("drafts", "there"), [([], False), (["--drafts"], True)])
def test_drafts_are_built_on_request(drafts: list[str], there: bool, briefs: Run, sound: Path) -> None:
    draft = "---\ntitle: Draft\ndate: 2014-05-03\nstatus: draft\n---\nText.\n"
    (sound / "archive" / "2014" / "2014-05-03-draft.md").write_text(draft)
    assert briefs("--root", sound, "build", *drafts).exit_code == 0
    assert (sound / "build" / "html" / "archive" / "2014" / "2014-05-03-draft.html").exists() is there


def test_a_configuration_without_the_extension_is_told_what_to_add(briefs: Run, sound: Path) -> None:
    (sound / "docs").mkdir()
    (sound / "docs" / "conf.py").write_text('language = "en"\n')
    brief = next((sound / "archive").rglob("*.md"))
    for command in (("build",), ("preview", brief)):
        result = briefs("--root", sound, *command)
        assert result.exit_code == 1
        assert 'docs/conf.py does not load the archive; add to it: extensions = ["briefarchive.site"]' in result.output


def test_a_configuration_that_fails_gives_1_and_says_why(briefs: Run, sound: Path) -> None:
    (sound / "docs").mkdir()
    (sound / "docs" / "conf.py").write_text("extensions = ['briefarchive.site']\n1 / 0\n")
    result = briefs("--root", sound, "build")
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.output


@pytest.mark.parametrize(
    "output", ["", "archive", "archive/2014", "bib", "bib/new", "docs", "docs/../archive", "link", ".."]
)
def test_a_site_is_never_written_among_its_sources_or_around_them(output: str, briefs: Run, sound: Path) -> None:
    (sound / "docs").mkdir()
    (sound / "link").symlink_to("archive")
    before = sorted(sound.parent.rglob("*"))
    result = briefs("--root", sound, "build", "-o", sound / output)
    assert result.exit_code == 2
    held = "the whole archive" if output == ".." else "the sources of the site"
    assert f"holds {held}; choose another folder" in result.output
    assert sorted(sound.parent.rglob("*")) == before


@pytest.mark.parametrize("link", ["build", "build/html", "build/html/archive", "build/html/_static/theme.css"])
def test_a_link_in_the_default_folder_is_not_followed(link: str, briefs: Run, sound: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (sound / link).parent.mkdir(parents=True, exist_ok=True)
    (sound / link).symlink_to(elsewhere)
    result = briefs("--root", sound, "build")
    assert result.exit_code == 2
    assert f'"root/{link}" is a link' in result.stderr
    assert list(elsewhere.iterdir()) == []


def test_a_link_that_the_user_names_is_followed(briefs: Run, sound: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (sound / "build").symlink_to(tmp_path / "elsewhere")
    assert briefs("--root", sound, "build", "-o", sound / "build").exit_code == 0
    assert (tmp_path / "elsewhere/archive/2014/2014-05-01-good.html").is_file()


@pytest.mark.parametrize("name", ["file/site", 300 * "x"])
def test_a_folder_that_cannot_be_made_is_told(name: str, briefs: Run, sound: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = briefs("--root", sound, "build", "-o", tmp_path / name)
    assert result.exit_code == 1
    assert "the site's folder cannot be made: " in result.output
    assert (tmp_path / "file").read_text() == "mine"


def test_the_site_of_somebody_else_is_not_written_over(briefs: Run, sound: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("mine")
    result = briefs("--root", sound, "build", "-o", tmp_path / "site")
    assert result.exit_code == 2
    assert '"site" has an "index.html" that no build has put there' in result.stderr
    assert [path.name for path in (tmp_path / "site").rglob("*")] == ["index.html"]
    assert (tmp_path / "site/index.html").read_text() == "mine"


@by_cases
def test_four_fifths_of_a_limit_are_told(files: int, size: int, sentences: list[str]) -> None:
    assert list(near_limits(files, size)) == sentences
