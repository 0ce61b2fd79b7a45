"""A second build writes what has changed, and no more; it ends with the site that a first build would give."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from briefarchive.site.builder import ArchiveHTMLBuilder

from ..building import published
from ..cases import alter, by_cases
from .building import HARBOUR, BuiltSite, build, copy_archive, grow_archive


def _written(outdir: Path) -> dict[str, int]:
    return {path.relative_to(outdir).as_posix(): path.stat().st_mtime_ns for path in outdir.rglob("*.html")}


def _rebuilt(site: BuiltSite) -> set[str]:
    """Build again; the pages that were written or have gone."""
    before = _written(site.outdir)
    build(site.root)
    after = _written(site.outdir)
    return {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}


def test_what_a_change_does_not_concern_is_not_written(tmp_path: Path) -> None:
    built = build(copy_archive(tmp_path / "archive"))
    assert _rebuilt(built) == set()
    alter(built.root, f"{HARBOUR}.md", old="A quoted line.", new="Another line.")
    assert _rebuilt(built) == {f"{HARBOUR}.html"}
    showing = {page for page in _written(built.outdir) if "Natural gas" in (built.outdir / page).read_text("utf-8")}
    alter(built.root, "archive/vocabulary/topics.yaml", old="Natural gas", new="Gas of the earth")
    assert _rebuilt(built) == showing
    assert 1 < len(showing) < len(_written(built.outdir))


def test_sphinx_build_gives_the_same_pages(tmp_path: Path) -> None:
    from sphinx.cmd.build import main

    root = grow_archive(tmp_path / "archive")
    ours = build(root, tmp_path / "ours/html")
    assert main(["-q", "-c", str(root / "docs"), str(root), str(tmp_path / "theirs/html")]) == 0
    assert published(ours.outdir) == published(tmp_path / "theirs/html")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with a guide, in which one change follows the other."""
    return build(grow_archive(tmp_path_factory.mktemp("grown") / "archive"))


@by_cases
def test_a_second_build_ends_with_the_site_of_a_first_one(
    grown: BuiltSite, tmp_path: Path, change: list[dict[str, Any]]
) -> None:
    for step in change:
        alter(grown.root, **step)
    build(grown.root)
    fresh = build(shutil.copytree(grown.root, tmp_path / "fresh", ignore=shutil.ignore_patterns("build")))
    assert published(grown.outdir) == published(fresh.outdir)


def test_files_that_servers_read_are_published_and_faults_of_the_guide_told_in_each_build(tmp_path: Path) -> None:
    root = grow_archive(tmp_path / "archive")
    (root / "docs/extra").mkdir()
    (root / "docs/extra/.htaccess").write_text("Options -Indexes")
    with (root / "docs/conf.py").open("a") as stream:
        stream.write('extensions.append("sphinx.ext.githubpages")\nhtml_extra_path = ["extra"]\n')
    with (root / "docs/edit.md").open("a") as stream:
        stream.write("\n```{nowhere}\n```\n")
    warnings = []
    for _ in range(2):
        site = build(root)
        assert (site.outdir / ".nojekyll").is_file()
        assert (site.outdir / ".htaccess").read_text() == "Options -Indexes"
        warnings.append(site.warnings)
    assert "nowhere" in warnings[0]
    assert warnings[1] == warnings[0]


@pytest.mark.parametrize(("file", "again"), [("docs/edit.md", True), ("NEWS.md", False)])
def test_what_is_saved_while_a_build_runs_is_seen_by_the_next(tmp_path: Path, file: str, *, again: bool) -> None:
    root = grow_archive(tmp_path / "archive")
    if again:
        build(root)
    text = (root / file).read_text("utf-8")

    def save(*_: object) -> None:
        (root / file).write_text(text.replace("Text", "Words").replace("building", "roof"), "utf-8")

    with pytest.MonkeyPatch.context() as patch:
        tell = ArchiveHTMLBuilder._log_diagnostics
        patch.setattr(ArchiveHTMLBuilder, "_log_diagnostics", lambda *given: (save(), tell(*given))[1])
        build(root)
    shown = build(root).page("docs/edit.html").get_text()
    assert "Words" in shown or "roof" in shown
