"""`briefs search`: the site's own search in the terminal."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from ..cases import by_cases
from .conftest import Run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive whose site is built with its index."""
    from click.testing import CliRunner

    from briefarchive.cli import main

    root = shutil.copytree(Path(__file__).parent / "cases/search", tmp_path_factory.mktemp("search") / "root")
    done = CliRunner().invoke(main, ["--root", str(root), "build", "--quiet"])
    assert done.exit_code == 0, done.output
    return root


def found(result: Result) -> list[str]:
    return [one["id"] for one in json.loads(result.stdout)]


def test_a_build_makes_the_index_and_json_tells_what_is_found(briefs: Run, built: Path) -> None:
    result = briefs("--root", built, "search", "pipeline", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "id": "2015-05-01-two",
            "title": "Gas again",
            "url": "archive/2015/2015-05-01-two.html",
            "date": "2015-05-01",
            "excerpt": "Gas, gas and a pipeline.",
        }
    ]


@by_cases
def test_options_narrow_as_the_page_does(briefs: Run, built: Path, options: list[str], wanted: set[str]) -> None:
    result = briefs("--root", built, "search", "gas", "--format", "json", *options)
    assert set(found(result)) == wanted
    assert result.exit_code == (0 if wanted else 1)


def test_text_is_for_reading(briefs: Run, built: Path) -> None:
    result = briefs("--root", built, "search", "俄罗斯")
    assert "2014-05-01  A gas contract" in result.stdout
    assert "中国与俄罗斯。" in result.stdout
    assert "2 results in" in result.stdout
    assert "country: Russia  countries/RU.html" in result.stdout


def test_nothing_found_is_told_with_what_may_help(briefs: Run, built: Path) -> None:
    result = briefs("--root", built, "search", "pipelien")
    assert result.exit_code == 1
    assert "nothing was found" in result.stdout
    assert "perhaps: pipeline" in result.stdout


def test_without_node_the_message_says_what_to_install(
    briefs: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = briefs("--root", built, "search", "gas")
    assert result.exit_code == 1
    assert "apt-get install nodejs" in result.stderr


def test_without_an_index_the_message_says_how_to_make_it(briefs: Run, built: Path, tmp_path: Path) -> None:
    result = briefs("--root", built, "search", "gas", "--site", tmp_path)
    assert result.exit_code == 1
    assert "run: briefs build" in result.stderr


def test_an_index_of_another_version_is_refused(briefs: Run, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "build/html/search", tmp_path / "search")
    entry = tmp_path / "search/part-0/pagefind-entry.json"
    entry.write_text(entry.read_text().replace('"version":"1.5.2"', '"version":"1.0.0"'))
    result = briefs("--root", built, "search", "gas", "--site", tmp_path)
    assert result.exit_code == 1
    assert "of another version; run: briefs build" in result.stderr


def test_no_script_that_lies_in_the_site_is_run(briefs: Run, built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built / "build/html", site)
    for script in (*site.rglob("*.js"), *site.rglob("wasm.*")):
        script.write_text(f'require("fs").writeFileSync({str(tmp_path / "harm")!r}, "")')
    result = briefs("--root", built, "search", "pipeline", "--format", "json", "--site", site)
    assert found(result) == ["2015-05-01-two"]
    assert not (tmp_path / "harm").exists()


def test_what_follows_two_hyphens_is_the_query(briefs: Run, built: Path) -> None:
    assert "a-gas-of-no-name" in briefs("--root", built, "search", "--", "--a-gas-of-no-name").output
