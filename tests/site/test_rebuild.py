"""A second build writes what has changed, and no more; it ends with the site that a first build would give."""

import os
import shutil
from pathlib import Path

import pytest

from briefarchive.build.folder import NAME, read_manifest
from briefarchive.site.builder import ArchiveHTMLBuilder

from .building import BuiltSite, build, copy_archive

HARBOUR = "archive/2014/2014-05-02-harbour"


@pytest.fixture
def built(tmp_path: Path) -> BuiltSite:
    """A site with its sources, which a test may change and build again."""
    return build(copy_archive(tmp_path / "archive"))


def _written(outdir: Path) -> dict[str, int]:
    return {path.relative_to(outdir).as_posix(): path.stat().st_mtime_ns for path in outdir.rglob("*.html")}


def _contents(outdir: Path) -> dict[str, bytes]:
    """Every file of a site but those that only builds read."""
    files = (path for path in outdir.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(outdir).as_posix(): path.read_bytes() for path in files}


def _rebuilt(site: BuiltSite) -> set[str]:
    """Build again; the pages that were written or have gone, after a check that the site is that of a fresh build."""
    before = _written(site.outdir)
    build(site.root)
    after = _written(site.outdir)
    fresh = build(copy_sources(site.root, site.root.parent / "fresh"))
    assert _contents(site.outdir) == _contents(fresh.outdir)
    return {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}


def copy_sources(root: Path, target: Path) -> Path:
    shutil.copytree(root, target, ignore=shutil.ignore_patterns("build"))
    return target


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_written_when_nothing_has_changed(built: BuiltSite) -> None:
    assert _rebuilt(built) == set()


def test_a_change_in_the_text_of_a_brief_rebuilds_that_page_alone(built: BuiltSite) -> None:
    _replace(built.root / f"{HARBOUR}.md", "A quoted line.", "Another line.")
    assert _rebuilt(built) == {f"{HARBOUR}.html"}


def test_a_new_label_of_a_topic_rebuilds_exactly_the_pages_that_show_it(built: BuiltSite) -> None:
    showing = {page for page in _written(built.outdir) if "Natural gas" in (built.outdir / page).read_text("utf-8")}
    _replace(built.root / "archive/vocabulary/topics.yaml", "Natural gas", "Gas of the earth")
    assert _rebuilt(built) == showing
    assert 1 < len(showing) < len(_written(built.outdir))


@pytest.mark.parametrize("state", [b'{"pages": 3', b"", b"\x80\x04\x95", None])
def test_a_state_that_is_not_ours_is_made_anew(built: BuiltSite, state: bytes | None) -> None:
    manifest = built.outdir / NAME
    before = manifest.read_bytes()
    page = built.outdir / f"{HARBOUR}.html"
    text = page.read_text()
    page.write_text("A page of somebody else's")
    # Right digests without the seal are somebody else's word as well.
    manifest.write_bytes(before.partition(b"\n")[2] if state is None else state)
    _rebuilt(built)
    assert page.read_text() == text
    assert manifest.read_bytes() == before


def test_what_somebody_else_put_into_the_site_is_mended_or_told(built: BuiltSite) -> None:
    script = built.outdir / "_static/appearance.js"
    before = script.read_bytes()
    script.write_text("forged")
    (built.outdir / "_static/other.js").write_text("forged")
    (built.outdir / "archive/2014/2014-01-01-fake.html").write_text("forged")
    warnings = build(built.root).warnings
    assert script.read_bytes() == before
    assert not (built.outdir / "_static/other.js").exists()
    assert '"archive/2014/2014-01-01-fake.html" lies in the folder of the site' in warnings


def test_sphinx_build_gives_the_same_pages(tmp_path: Path) -> None:
    from sphinx.cmd.build import main

    root = copy_archive(tmp_path / "archive")
    (root / "docs").mkdir()
    (root / "docs/conf.py").write_text('project = "Archive"\nextensions = ["briefarchive.site"]\n')
    (root / "docs/index.md").write_text("# Guide\n\nText.\n")
    ours = build(root, tmp_path / "ours/html")
    assert main(["-q", "-c", str(root / "docs"), str(root), str(tmp_path / "theirs/html")]) == 0
    assert _contents(ours.outdir) == _contents(tmp_path / "theirs/html")


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8ffff3f0005fe02fea7d6"
)
CHART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A chart</title></svg>'


def _guide(root: Path) -> None:
    """A guide, a picture and a configuration, as a grown archive has them."""
    (root / "docs").mkdir()
    conf = 'project = "Archive"\nextensions = ["briefarchive.site"]\nbriefs_how_to_edit = "docs/edit"\n'
    (root / "docs/conf.py").write_text(conf, "utf-8")
    (root / "docs/index.md").write_text("# Guide\n\n```{toctree}\nedit\n```\n", "utf-8")
    (root / "docs/edit.md").write_text(
        "# Edit\n\nText. ![A chart](chart.svg)\n\n```{literalinclude} ../NEWS.md\n```\n", "utf-8"
    )
    (root / "NEWS.md").write_text("A new building.\n", "utf-8")
    (root / "docs/chart.svg").write_text(CHART, "utf-8")
    (root / "archive/2014/port.png").write_bytes(PICTURE)
    _replace(root / f"{HARBOUR}.md", "A quoted line.", "A quoted line. ![A port](port.png)")


def _edit(root: Path, file: str, old: str, new: str) -> None:
    _replace(root / file, old, new)


CHANGES = {
    "text with an older time": lambda root: (
        _edit(root, f"{HARBOUR}.md", "A quoted line.", "Another line."),
        os.utime(root / f"{HARBOUR}.md", (1, 1)),
    ),
    "brief gone": lambda root: (root / "archive/2015/2015-01-05-zhongwen.md").unlink(),
    "title": lambda root: _edit(root, "archive/2015/2015-01-05-zhongwen.md", "title: 港口一年", "title: 港口两年"),
    "publisher": lambda root: _edit(root, "archive/vocabulary/publishers.yaml", "name: 例集报", "name: 例集日报"),
    "page deleted": lambda root: (root / f"build/html/{HARBOUR}.html").unlink(),
    "picture": lambda root: (root / "archive/2014/port.png").write_bytes(PICTURE + b"\0"),
    "picture deleted": lambda root: (root / "archive/2014/port.png").unlink(),
    "picture no longer shown": lambda root: _edit(root, f"{HARBOUR}.md", "![A port](port.png)", ""),
    "withdrawn": lambda root: _edit(
        root,
        f"{HARBOUR}.md",
        "status: corrected",
        "status: withdrawn\nwithdrawal: {date: 2014-08-01, reason: Wrong.}",
    ),
    "correction": lambda root: _edit(
        root, f"{HARBOUR}.md", "corrections:", "corrections:\n  - {date: 2014-05-10, note: Another.}"
    ),
    "day of publication": lambda root: _edit(
        root, f"{HARBOUR}.md", "date: 2014-05-02", "date: 2014-05-02\npublished: 2014-05-03"
    ),
    "address of the site": lambda root: _edit(
        root, "docs/conf.py", "project", 'html_baseurl = "https://example.org/"\nproject'
    ),
    "published": lambda root: _edit(
        root, "archive/2014/2014-06-01-withdrawn.md", "status: withdrawn\nwithdrawal", "x-withdrawal"
    ),
    "draft published": lambda root: _edit(root, "archive/2014/2014-08-01-draft.md", "status: draft", "language: en"),
    "source": lambda root: _edit(root, "bib/2014.bib", "{A harbour opens & <closes>}", "{A harbour closes}"),
    "source gone": lambda root: (root / "bib/undated.bib").unlink(),
    "topic": lambda root: _edit(root, "archive/vocabulary/topics.yaml", "en: Trade", "en: Commerce"),
    "person": lambda root: _edit(root, "archive/vocabulary/people.yaml", "Bo Example", "Bo Sample"),
    "alias": lambda root: _edit(root, f"{HARBOUR}.md", "old/harbour.html", "older/harbour.html"),
    "guide": lambda root: _edit(root, "docs/edit.md", "# Edit", "# Mend"),
    "what the guide includes from elsewhere": lambda root: _edit(root, "NEWS.md", "building", "roof"),
    "what the guide included from elsewhere": lambda root: _edit(
        root, "docs/edit.md", "{literalinclude} ../NEWS.md", "{note}"
    ),
    "guide's picture": lambda root: _edit(root, "docs/chart.svg", "A chart", "Another chart"),
    "guide's picture no longer shown": lambda root: _edit(root, "docs/edit.md", "![A chart](chart.svg)", ""),
    "guide's picture lost": lambda root: (root / "build/html/_images/chart.svg").unlink(),
    "a picture beside the guide's": lambda root: (root / "build/html/_images/odd.svg").write_text(CHART, "utf-8"),
    "guide's page gone": lambda root: (
        (root / "docs/edit.md").unlink(),
        _edit(root, "docs/index.md", "```{toctree}\nedit\n```", ""),
    ),
    "name": lambda root: _edit(root, "docs/conf.py", '"Archive"', '"Library"'),
    "language": lambda root: _edit(root, "docs/conf.py", "project", 'language = "en_GB"\nproject'),
    "colours of code": lambda root: _edit(root, "docs/conf.py", "project", 'pygments_style = "monokai"\nproject'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_second_build_ends_with_the_site_of_a_first_one(tmp_path: Path, change: str) -> None:
    root = copy_archive(tmp_path / "archive")
    _guide(root)
    site = build(root)
    CHANGES[change](root)
    build(root)
    fresh = build(copy_sources(root, tmp_path / "fresh"))
    assert _contents(site.outdir) == _contents(fresh.outdir)


def test_a_link_in_the_place_of_what_waits_leads_nowhere(built: BuiltSite, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "sphinx").mkdir(parents=True)
    (outside / "sphinx/data").write_text("mine")
    staged = built.outdir.with_name(".briefs-html-new")
    staged.symlink_to(outside)
    _replace(_conf(built.root), "Archive", "Library")
    build(built.root)
    assert (outside / "sphinx/data").read_text() == "mine"
    assert not built.outdir.is_symlink()
    assert not staged.exists()


def _conf(root: Path) -> Path:
    (root / "docs").mkdir()
    (root / "docs/conf.py").write_text('project = "Archive"\nextensions = ["briefarchive.site"]\n', "utf-8")
    return root / "docs/conf.py"


def test_files_that_servers_read_are_published(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    _guide(root)
    (root / "docs/extra").mkdir()
    (root / "docs/extra/.htaccess").write_text("Options -Indexes")
    with (root / "docs/conf.py").open("a") as stream:
        stream.write('extensions.append("sphinx.ext.githubpages")\nhtml_extra_path = ["extra"]\n')
    site = build(root)
    assert (site.outdir / ".nojekyll").is_file()
    assert (site.outdir / ".htaccess").read_text() == "Options -Indexes"
    build(root)
    assert (site.outdir / ".nojekyll").is_file()


def test_faults_of_the_guide_are_told_in_each_build(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    _guide(root)
    with (root / "docs/edit.md").open("a") as stream:
        stream.write("\n```{nowhere}\n```\n")
    first, again = build(root).warnings, build(root).warnings
    assert "nowhere" in first
    assert again == first


def test_a_copy_elsewhere_follows_its_own_files(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    _guide(root)
    (root / "docs/beside.txt").write_text("Beside.\n", "utf-8")
    _edit(root, "docs/edit.md", "Text.", "Text.\n\n```{literalinclude} beside.txt\n```\n")
    site = build(root)
    assert read_manifest(site.outdir).elsewhere == ("NEWS.md",)
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    build(copy)
    _edit(copy, "NEWS.md", "building", "roof")
    assert "roof" in build(copy).page("docs/edit.html").get_text()


@pytest.mark.parametrize("file", ["docs/edit.md", "NEWS.md"])
@pytest.mark.parametrize("again", [False, True])
def test_what_is_saved_while_a_build_runs_is_seen_by_the_next(tmp_path: Path, file: str, *, again: bool) -> None:
    root = copy_archive(tmp_path / "archive")
    _guide(root)
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
