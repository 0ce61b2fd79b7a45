"""Builds sites for tests."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.builders.html import _assets

from ..building import build_site

ARCHIVE = Path(__file__).parent / "archive"
HARBOUR = "archive/2014/2014-05-02-harbour"
CONF = 'project = "Archive"\nextensions = ["briefarchive.site"]\n'
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8ffff3f0005fe02fea7d6"
)
CHART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A chart</title></svg>'


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site on disk, with what its build warned of."""

    root: Path
    outdir: Path
    warnings: str

    def page(self, address: str) -> BeautifulSoup:
        return BeautifulSoup((self.outdir / address).read_text("utf-8"), "html.parser")

    def addresses(self) -> list[str]:
        pages = (page.relative_to(self.outdir) for page in self.outdir.rglob("*.html"))
        return sorted(page.as_posix() for page in pages if page.parts[0] != "_static")


def build(root: Path, outdir: Path | None = None, *, drafts: bool = False) -> BuiltSite:
    """Build the archive at *root*."""
    # Sphinx remembers digests of static files as long as a process lives, which is longer here than in use.
    _assets._file_checksum_inner.cache_clear()
    warning = io.StringIO()
    target = outdir or root / "build" / "html"
    assert build_site(root, target, drafts=drafts, warning=warning) is not None
    return BuiltSite(root, target, warning.getvalue())


def copy_archive(target: Path) -> Path:
    """A copy of the archive of the tests, which a test may change."""
    shutil.copytree(ARCHIVE, target, ignore=shutil.ignore_patterns("build"))
    return target


def configure(root: Path, settings: str = "", head: str = CONF) -> Path:
    """Give an archive a configuration."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/conf.py").write_text(f"{head}{settings}\n", "utf-8")
    return root


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change a part of a file that is there."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def grow_archive(target: Path) -> Path:
    """The same with a guide, a picture and a configuration, as a grown archive has them."""
    root = configure(copy_archive(target), 'briefs_how_to_edit = "docs/edit"')
    (root / "docs/index.md").write_text("# Guide\n\n```{toctree}\nedit\n```\n", "utf-8")
    shown = "![A chart](chart.svg)\n\n```{literalinclude} ../NEWS.md\n```"
    (root / "docs/edit.md").write_text(f"# Edit\n\nText. {shown}\n", "utf-8")
    (root / "NEWS.md").write_text("A new building.\n", "utf-8")
    (root / "docs/chart.svg").write_text(CHART, "utf-8")
    (root / "archive/2014/port.png").write_bytes(PICTURE)
    edit(root, f"{HARBOUR}.md", "A quoted line.", "A quoted line. ![A port](port.png)")
    return root
