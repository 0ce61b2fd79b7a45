"""Every hostile input is refused or harmless, and every ordinary one is accepted and shown."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rich.console import Console
from selenium import webdriver

from briefarchive.checking import check
from briefarchive.checking.archive import read_archive
from briefarchive.checking.report import as_json, print_text
from briefarchive.diagnostics import Diagnostic, Severity
from briefarchive.exporting.choice import select
from briefarchive.exporting.format import RecordFormat
from briefarchive.exporting.formats import FORMATS
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.publication import Publication
from briefarchive.reading.decoding import NO_NAME
from briefarchive.storage.files import digest

from ..building import build_site
from .corpus import Case, Laid, lay, own_cases, shared_cases
from .harm import harm_in
from .visit import misdeeds

CASES = [*shared_cases(), *own_cases()]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Stand:
    """A folder that is served.

    Attributes:
        link: It leads to the site of each case in turn.
        address: That of the site.
        visited: Lists, by their digests, as they were with earlier cases. Briefs are visited with each case: what they
            show lies beside their pages.
    """

    link: Path
    address: str
    visited: set[tuple[str, str]] = field(default_factory=set)


@pytest.fixture(params=CASES, ids=lambda case: case.id)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture
def laid(case: Case, tmp_path: Path) -> Laid:
    return lay(case, tmp_path)


@pytest.fixture(scope="session")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages of the base."""
    folder = tmp_path_factory.mktemp("base")
    laid = lay(Case(id="base", must="accept", files={}), folder)
    assert check(read_archive(laid.root)) == ()
    assert build_site(laid.root, folder / "site", warning=io.StringIO()) == 0
    return _pages(folder / "site")


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Stand:
    folder = tmp_path_factory.mktemp("stand")
    return Stand(folder / "site", f"{serve(folder)}/site")


def test_it_is_judged_and_built_without_harm(
    case: Case,
    laid: Laid,
    tmp_path: Path,
    unharmed: dict[str, bytes],
    stand: Stand,
    browser: webdriver.Chrome,
) -> None:
    found = check(read_archive(laid.root, cache=False))
    told = _report(found, laid.root)
    warning = io.StringIO()
    # What the check refuses is built as well: no wall may rest on another.
    warnings = build_site(laid.root, tmp_path / "site", warning=warning)
    told += warning.getvalue()
    errors = [one for one in found if one.severity is Severity.ERROR]

    assert not laid.marker.exists()
    assert not _CONTROL.search(told)
    assert not [text for text in case.build_output_absent if text in told]
    assert "Traceback" not in told
    assert "[briefs.wall]" not in told
    assert warnings is not None
    _export(laid.root, tmp_path / "site")
    assert list(harm_in(tmp_path / "site")) == []
    stand.link.unlink(missing_ok=True)
    stand.link.symlink_to(tmp_path / "site")
    changed = {(page, digest(data)) for page, data in _pages(tmp_path / "site").items() if unharmed.get(page) != data}
    assert list(misdeeds(browser, stand.address, sorted(page for page, _ in changed - stand.visited))) == []
    stand.visited.update(one for one in changed if not one[0].startswith("archive/"))
    if case.must == "refuse":
        assert {one.span.path for one in errors} & {_shown(path) for path in laid.paths}
    if case.must == "accept":
        assert errors == []
        _assert_intact(case, tmp_path / "site")
    pages = list((tmp_path / "site").rglob("*.html"))
    _assert_absent(case.absent_from_pages, pages)
    exports = [file for name in ("exports", "exported") for file in (tmp_path / "site" / name).rglob("*.*")]
    _assert_absent(case.absent_lines, [*pages, *exports])


def _assert_absent(patterns: tuple[str, ...], files: list[Path]) -> None:
    for pattern in patterns:
        assert [file for file in files if re.search(pattern, _text(file), re.MULTILINE)] == []


def _text(file: Path) -> str:
    """What a file says; a table in Parquet is no text, and its texts are found in it all the same."""
    return file.read_bytes().decode("utf-8", "replace")


def _export(root: Path, site: Path) -> None:
    """Every format there is, beside the pages and the exports that a site has anyway."""
    catalogue = Catalogue(read_archive(root).archive)
    (site / "exported").mkdir()
    for form in FORMATS:
        for sources in (False,) if isinstance(form, RecordFormat) else (False, True):
            data = form.export(select(catalogue, {}), Publication(base_url="https://briefs.example"), sources=sources)
            (site / f"exported/{form.name}-{sources}{form.suffix.replace('.csl', '')}").write_bytes(data)


def _report(found: tuple[Diagnostic, ...], root: Path) -> str:
    stream = io.StringIO()
    print_text(found, Console(file=stream, highlight=False, markup=False, emoji=False), root)
    "".join(as_json(found))
    return stream.getvalue()


def _shown(path: str) -> str:
    """A path as diagnostics have it."""
    return path.encode("unicode_escape").decode() if NO_NAME.search(path) else path


def _assert_intact(case: Case, site: Path) -> None:
    pages = (BeautifulSoup(page.read_text("utf-8"), "html.parser").get_text() for page in site.rglob("*.html"))
    text = "\n".join(pages)
    assert [one for one in case.present if one not in text] == []


def _pages(site: Path) -> dict[str, bytes]:
    return {page.relative_to(site).as_posix(): page.read_bytes() for page in sorted(site.rglob("*.html"))}
