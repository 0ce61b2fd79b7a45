"""`briefs search`: the site's own search in the terminal."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result

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
    return [entry["id"] for entry in json.loads(result.stdout)]


def test_without_node_the_message_says_what_to_install(
    briefs: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = briefs("--root", built, "search", "gas")
    assert result.exit_code == 1
    assert "apt-get install nodejs" in result.stderr


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
