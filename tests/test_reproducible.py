"""The same files give the same site, to the byte, whoever builds it and wherever."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .building import published

DOCS = Path(__file__).parents[1] / "docs"
EXCERPT = Path(__file__).parent / "excerpt"


def test_two_builds_in_different_surroundings_are_the_same(tmp_path: Path) -> None:
    east = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANGUAGE": "zh_CN"}
    west = {"PYTHONHASHSEED": "4242", "TZ": "Etc/GMT+12", "LC_ALL": "C.UTF-8", "LANGUAGE": "de_DE"}
    one = _built(tmp_path / "a", tmp_path / "site", east)
    two = _built(tmp_path / "b/deeper/archive of others", tmp_path / "c/build/html", west)
    assert one.keys() == two.keys()
    assert "index.html" in one
    assert [name for name in one if one[name] != two[name]] == []


def _built(root: Path, site: Path, surroundings: dict[str, str]) -> dict[str, bytes]:
    """The site of a part of the collection with the whole guide, as the bytes of its files by their names.

    The copy's times are those of the copying, and no cache comes along. What begins with a point is not published:
    it is the builder's own note of what was built. The index of the search Pagefind writes in another order each time.
    """
    for folder in (EXCERPT / "archive", EXCERPT / "bib", DOCS):
        shutil.copytree(folder, root / folder.name, copy_function=shutil.copy)
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | surroundings
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "build", "-o", str(site)]
    done = subprocess.run(command, cwd=root.parent, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    published_files = published(site)
    assert "search/index.json" in published_files
    return {address: data for address, data in published_files.items() if not address.startswith("search/")}
