"""Sites that are built once and looked at by many tests."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefarchive.site.fonts import site_fonts

from ..building import once
from ..cases import alter
from .building import HARBOUR, BuiltSite, build, configure, copy_archive

CASES = Path(__file__).parent / "cases"
CONF = 'project = "Briefs & more"\nextensions = ["briefarchive.site"]\nhtml_baseurl = "https://example.org/b/"\n'


def _fixture(name: str, make: Callable[[Path], Path]) -> Any:
    @pytest.fixture(scope="session", name=name)
    def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
        return once(tmp_path_factory, f"site-{name}", lambda folder: build(make(folder / "archive")))

    return built


def with_address(root: Path, conf: str = CONF) -> Path:
    """The archive of the tests with a configuration, in which it knows its address, and with a day of publication."""
    configure(copy_archive(root), head=conf)
    alter(root, f"{HARBOUR}.md", old="date: 2014-05-02", new="date: 2014-05-02\npublished: 2014-05-08")
    return root


def _with_own_look(root: Path) -> Path:
    shutil.copytree(CASES / "own-look", copy_archive(root), dirs_exist_ok=True)
    (root / "docs/fonts").mkdir()
    display = next(data for name, data in site_fonts({}).files.items() if "brief-display-greek" in name)
    (root / "docs/fonts/Own.woff2").write_bytes(display)
    return root


def _with_many_sources(root: Path) -> Path:
    """A publisher whose sources fill three pages; the newest are on the first."""
    (root / "bib").mkdir(parents=True)
    (root / "archive/2014").mkdir(parents=True)
    entry = "@online{{bbc-{0}-story, title={{Story of {0}}}, publisher={{BBC}}, date={{{0}}}}}\n"
    (root / "bib/all.bib").write_text("".join(map(entry.format, range(1700, 1950))))
    keys = ", ".join(map("bbc-{}-story".format, range(1700, 1950)))
    (root / "archive/2014/2014-01-01-a.md").write_text(f"---\ntitle: A\ndate: 2014-01-01\nsources: [{keys}]\n---\n")
    return root


site = _fixture("site", copy_archive)
published = _fixture("published", with_address)
own = _fixture("own", _with_own_look)
translated = _fixture("translated", lambda root: shutil.copytree(CASES / "translations", root))
pictured = _fixture("pictured", lambda root: shutil.copytree(CASES / "pictures", root))
sorted_lists = _fixture("sorted_lists", lambda root: shutil.copytree(CASES / "sorting", root))
many_sources = _fixture("many_sources", _with_many_sources)
