"""`briefs search`: the site's own search in the terminal."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import Run

BRIEF = "---\ntitle: {}\ndate: {}\ncountries: [{}]\ntopics: [energy]\nstatus: {}\n---\n{}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive whose site is built with its index."""
    from click.testing import CliRunner

    from briefarchive.cli import main

    root = tmp_path_factory.mktemp("root")
    for folder in ("archive/2014", "archive/2015", "archive/vocabulary", "docs"):
        (root / folder).mkdir(parents=True)
    (root / "archive/vocabulary/topics.yaml").write_text("energy:\n  label: {en: Energy}\n")
    (root / "archive/vocabulary/countries.yaml").write_text("BRICS:\n  label: {en: BRICS}\n  members: [BR, CN, IN]\n")
    (root / "docs/conf.py").write_text('extensions = ["briefarchive.site"]\nproject = "P"\n')
    for name, *values in (
        ("2014-05-01-one", "A gas contract", "2014-05-01", "CN", "published", "The price of gas. 中国与俄罗斯。"),
        ("2015-05-01-two", "Gas again", "2015-05-01", "RU", "published", "Gas, gas and a pipeline."),
        ("2015-05-02-draft", "A draft on gas", "2015-05-02", "RU", "draft", "Gas."),
    ):
        (root / f"archive/{name[:4]}/{name}.md").write_text(BRIEF.format(*values), "utf-8")
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


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], {"2014-05-01-one", "2015-05-01-two"}),
        (["--country", "RU"], {"2015-05-01-two"}),
        (["--country", "Russia"], {"2015-05-01-two"}),
        (["--country", "RU", "--country", "CN"], set()),
        (["--year", "2014"], {"2014-05-01-one"}),
        (["--year", "2014", "--year", "2015"], {"2014-05-01-one", "2015-05-01-two"}),
        (["--year", "2013-2014"], {"2014-05-01-one"}),
        (["--topic", "energy"], {"2014-05-01-one", "2015-05-01-two"}),
        (["--limit", "1", "--sort", "newest"], {"2015-05-01-two"}),
        (["--limit", "1", "--sort", "oldest"], {"2014-05-01-one"}),
    ],
)
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


@pytest.mark.parametrize("arguments", [("gas", "--contry", "RU"), ("--contry=RU", "gas")])
def test_a_misspelt_option_is_no_query(briefs: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = briefs("--root", tmp_path, "search", *arguments)
    assert result.exit_code == 2
    assert "No such option '--contry'. Did you mean '--country'?" in " ".join(result.output.split())


def test_what_follows_two_hyphens_is_the_query(briefs: Run, built: Path) -> None:
    assert "a-gas-of-no-name" in briefs("--root", built, "search", "--", "--a-gas-of-no-name").output
