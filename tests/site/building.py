"""Builds sites for tests."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.builders.html import _assets

from ..building import build_site

ARCHIVE = Path(__file__).parent / "archive"


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
