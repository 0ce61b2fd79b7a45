"""A second build writes what has changed, and no more; it ends with the site that a first build would give."""

import os
import shutil
from pathlib import Path

import pytest

from .building import BuiltSite, build, copy_archive

HARBOUR = "archive/2014/2014-05-02-harbour"


@pytest.fixture
def built(tmp_path: Path) -> BuiltSite:
    """A site with its sources, which a test may change and build again."""
    return build(copy_archive(tmp_path / "archive"))


def _written(outdir: Path) -> dict[str, int]:
    return {path.relative_to(outdir).as_posix(): path.stat().st_mtime_ns for path in outdir.rglob("*.html")}


def _contents(outdir: Path) -> dict[str, bytes]:
    return {path.relative_to(outdir).as_posix(): path.read_bytes() for path in outdir.rglob("*.html")}


def _rebuilt(site: BuiltSite) -> set[str]:
    """Build again; the pages that were written or have gone, after a check that the site is that of a fresh build."""
    before = _written(site.outdir)
    build(site.root)
    after = _written(site.outdir)
    fresh = build(copy_sources(site.root, site.root.parent / "fresh"))
    assert _contents(site.outdir) == _contents(fresh.outdir)
    return {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}


def copy_sources(root: Path, target: Path) -> Path:
    shutil.copytree(root, target, ignore=shutil.ignore_patterns("build", ".cache"))
    return target


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_written_when_nothing_has_changed(built: BuiltSite) -> None:
    assert _rebuilt(built) == set()


def test_times_of_files_do_not_matter(built: BuiltSite) -> None:
    for path in built.root.rglob("*.*"):
        if "build" not in path.parts:
            os.utime(path, (2_000_000_000, 2_000_000_000))
    assert _rebuilt(built) == set()


def test_a_change_in_the_text_of_a_brief_rebuilds_that_page_alone(built: BuiltSite) -> None:
    _replace(built.root / f"{HARBOUR}.md", "A quoted line.", "Another line.")
    assert _rebuilt(built) == {f"{HARBOUR}.html"}


def test_a_new_title_rebuilds_the_pages_that_show_it(built: BuiltSite) -> None:
    _replace(built.root / "archive/2015/2015-01-05-zhongwen.md", "title: 港口一年", "title: 港口两年")
    assert _rebuilt(built) == {
        "index.html",
        "archive/2015/2015-01-05-zhongwen.html",
        "archive/2014/2014-07-02-replacement.html",  # before it in time
        f"{HARBOUR}.html",  # cites the same source, and before it on China
        "archive/2015/2015-02-01-faults.html",  # after it in time
        "countries/CN.html",
        "countries/CN/trade.html",
        "topics/trade.html",
        "years/2015.html",
        "people/bo-example.html",
        "publishers/lijibao.html",
    }


def test_a_new_name_of_a_publisher_rebuilds_the_pages_that_show_it(built: BuiltSite) -> None:
    _replace(built.root / "archive/vocabulary/publishers.yaml", "name: 例集报", "name: 例集日报, note: Renamed")
    _replace(built.root / "archive/vocabulary/publishers.yaml", "aliases: [Liji Bao]", "aliases: [例集报]")
    assert _rebuilt(built) == {
        f"{HARBOUR}.html",
        "archive/2015/2015-01-05-zhongwen.html",
        "publishers/index.html",
        "publishers/lijibao.html",
    }


def test_pages_of_a_brief_that_is_gone_go_with_it(built: BuiltSite) -> None:
    (built.root / "archive/2015/2015-01-05-zhongwen.md").unlink()
    written = _rebuilt(built)
    assert "archive/2015/2015-01-05-zhongwen.html" in written
    assert not (built.outdir / "archive/2015/2015-01-05-zhongwen.html").exists()


def test_a_page_that_somebody_deleted_is_written_again(built: BuiltSite) -> None:
    (built.outdir / "countries/CN.html").unlink()
    (built.outdir / f"{HARBOUR}.html").unlink()
    assert _rebuilt(built) == {"countries/CN.html", f"{HARBOUR}.html"}


def test_a_state_that_cannot_be_read_is_made_anew(built: BuiltSite) -> None:
    (built.root / "build/.html-doctrees/briefarchive.json").write_text('{"pages": 3')
    _replace(built.root / f"{HARBOUR}.md", "A quoted line.", "Another line.")
    assert _rebuilt(built) == {f"{HARBOUR}.html"}


def test_sphinx_build_gives_the_same_pages(tmp_path: Path) -> None:
    from sphinx.cmd.build import main

    root = copy_archive(tmp_path / "archive")
    (root / "docs").mkdir()
    (root / "docs/conf.py").write_text('project = "Archive"\nextensions = ["briefarchive.site"]\n')
    (root / "docs/index.md").write_text("# Guide\n\nText.\n")
    ours = build(root, tmp_path / "ours/html")
    assert main(["-q", "-c", str(root / "docs"), str(root), str(tmp_path / "theirs/html")]) == 0
    assert _contents(ours.outdir) == _contents(tmp_path / "theirs/html")
