"""Pages of a pull request are shown in a place of their own, and only if nobody's unread code has made them."""

import json
from pathlib import Path

import pytest

import preview_place
from preview_place import reason_against

from ..cases import by_cases

REPOSITORY = "archive/previews"
PREVIEW = "https://previews.example.org/"
SITE = "https://briefs.example.org/"
PATHS = ["archive/2014/2014-10-17-port.md", "bib/2014.bib", "archive/2014/map.png"]


def test_texts_sources_and_pictures_are_shown() -> None:
    assert reason_against(REPOSITORY, PREVIEW, SITE, PATHS) == ""


@pytest.mark.parametrize(("repository", "preview"), [("", PREVIEW), (REPOSITORY, ""), ("", "")])
def test_without_a_place_nothing_is_shown(repository: str, preview: str) -> None:
    assert "no place" in reason_against(repository, preview, SITE, PATHS)


@by_cases
def test_a_place_that_is_named_wrongly_is_told_of(repository: str, preview: str) -> None:
    assert "PREVIEW_REPOSITORY is not" in reason_against(repository, preview, SITE, PATHS)


@by_cases
@pytest.mark.parametrize("site", [SITE, "http://briefs.example.org/", "https://Briefs.Example.org./a"])
def test_the_host_of_the_site_is_no_place_of_its_own(preview: str, site: str) -> None:
    assert "needs a host of its own" in reason_against(REPOSITORY, preview, site, PATHS)


def test_a_site_without_https_is_a_site() -> None:
    assert reason_against(REPOSITORY, PREVIEW, "http://briefs.example.org/", PATHS) == ""


@pytest.mark.parametrize("site", ["", "null", "briefs.example.org", "//briefs.example.org/", "https://", "https://[x"])
def test_if_nobody_knows_where_the_site_is_nothing_is_shown(site: str) -> None:
    assert "cannot be told" in reason_against(REPOSITORY, PREVIEW, site, PATHS)


@pytest.mark.parametrize("path", ["docs/conf.py", ".github/workflows/check.yml", "archive.md", "Archive/x.md", ""])
def test_pages_that_changed_code_has_made_are_not_shown(path: str) -> None:
    assert "may be anything" in reason_against(REPOSITORY, PREVIEW, SITE, [*PATHS, path])


def test_a_list_that_may_be_cut_short_is_not_believed() -> None:
    paths = [f"archive/{number}.md" for number in range(300)]
    assert "too many" in reason_against(REPOSITORY, PREVIEW, SITE, paths)
    assert reason_against(REPOSITORY, PREVIEW, SITE, paths[1:]) == ""


def test_the_command_prints_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paths.json").write_text(json.dumps(["docs/a\n::error::b"]), "utf-8")
    for name, value in zip(preview_place.VARIABLES, (REPOSITORY, PREVIEW, SITE), strict=True):
        monkeypatch.setenv(name, value)
    assert preview_place.main([str(tmp_path / "paths.json")]) == 0
    assert capsys.readouterr().out == (
        "The change touches files outside archive/ and bib/, so its pages may be anything.\n"
    )
    assert preview_place.main([]) == 2
