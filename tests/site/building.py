"""Builds sites for tests."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.builders.html import _assets

from ..building import build_site
from ..cases import alter

ARCHIVE = Path(__file__).parent / "archive"
GROWN = Path(__file__).parent / "cases/grown"
HARBOUR = "archive/2014/2014-05-02-harbour"
CONF = 'project = "Archive"\nextensions = ["briefarchive.site"]\n'


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


def grow_archive(target: Path) -> Path:
    """The same with a guide, a picture and a configuration, as a grown archive has them."""
    shutil.copytree(GROWN, copy_archive(target), dirs_exist_ok=True)
    alter(target, f"{HARBOUR}.md", old="A quoted line.", new="A quoted line. ![A port](port.png)")
    return target
