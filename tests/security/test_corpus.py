"""Every hostile input is refused or harmless, and every ordinary one is accepted and shown."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import UnexpectedAlertPresentException

from briefarchive.checking import check
from briefarchive.checking.loading import read_archive
from briefarchive.diagnostics import Severity
from briefarchive.exporting.choice import select
from briefarchive.exporting.format import RecordFormat
from briefarchive.exporting.formats import FORMATS
from briefarchive.facets.catalogue import Catalogue
from briefarchive.reading.configuration import Publication
from briefarchive.reading.decoding import UNUSABLE_NAME

from ..building import build_site
from ..screens import complaints, heard
from .corpus import Case, Laid, batches, lay, own_cases, shared_cases
from .harm import harm_in, page_text, reported

pytestmark = pytest.mark.corpus

CASES = [*shared_cases(), *own_cases()]
BATCHES = batches(CASES)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="session")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages of the base."""
    folder = tmp_path_factory.mktemp("base")
    laid = lay(folder)
    assert check(read_archive(laid.root)) == ()
    assert build_site(laid.root, folder / "site", warning=io.StringIO()) == 0
    return _pages(folder / "site")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_is_judged(case: Case, tmp_path: Path) -> None:
    laid = lay(tmp_path, case)
    diagnostics = check(read_archive(laid.root, cache=False))
    _assert_harmless(reported(diagnostics, laid.root), laid, [case])
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if case.must == "refuse":
        assert {diagnostic.span.path for diagnostic in errors} & {_shown(path) for path in laid.paths}
    if case.must == "accept":
        assert errors == []


# What the check refuses is built as well: no wall may rest on another.
@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch[0].id)
def test_it_is_built_without_harm(batch: list[Case], tmp_path: Path) -> None:
    laid, site = lay(tmp_path, *batch), tmp_path / "site"
    warning = io.StringIO()
    assert build_site(laid.root, site, warning=warning) is not None
    _assert_harmless(warning.getvalue(), laid, batch)
    assert "[briefs.wall]" not in warning.getvalue()
    _export(laid.root, site)
    assert list(harm_in(site)) == []
    # A folder may have a full stop in its name.
    exports = [file for name in ("exports", "exported") for file in (site / name).rglob("*.*") if file.is_file()]
    # A table in Parquet is no text, and its texts are found in it all the same.
    paths = [file for file in (*site.rglob("*.html"), *exports) if file.is_file()]
    files = {file: file.read_bytes().decode("utf-8", "replace") for file in paths}
    pages = {file: text for file, text in files.items() if file.suffix == ".html"}
    texts = "\n".join(page_text(file.relative_to(site).as_posix(), page) for file, page in pages.items())
    for case in batch:
        if case.must == "accept":
            assert [text for text in case.present if text not in texts] == []
        others = {brief for one in batch if one is not case for brief in one.briefs}
        own = {file: text for file, text in pages.items() if file.stem not in others}
        for patterns, searched in ((case.absent_from_pages, own), (case.absent_lines, files)):
            for pattern in patterns:
                assert [file for file, text in searched.items() if re.search(pattern, text, re.MULTILINE)] == []


def test_no_browser_runs_or_fetches_anything(
    tmp_path: Path, unharmed: dict[str, bytes], browser: webdriver.Chrome, serve: Callable[[Path], str]
) -> None:
    families = {case.family: case for case in CASES if case.must != "accept"}
    for number, batch in enumerate(batches(families.values())):
        folder = tmp_path / str(number)
        laid = lay(folder, *batch)
        assert build_site(laid.root, folder / "site", warning=io.StringIO()) is not None
        changed = sorted(page for page, data in _pages(folder / "site").items() if unharmed.get(page) != data)
        assert list(_misdeeds(browser, serve(folder / "site"), changed)) == []


def _misdeeds(browser: webdriver.Chrome, address: str, pages: list[str]) -> Iterator[str]:
    """What went wrong while *pages* of the site at *address* were opened."""
    for page in pages:
        complaints(browser)
        heard(browser)
        try:
            browser.get(f"{address}/{page}")
            # A script that ran has left its mark, or is about to: handlers of pictures fire a little later.
            ran = browser.execute_script("return Object.keys(window).filter(name => /pwn/i.test(name)).join()")
        except UnexpectedAlertPresentException as error:
            yield f"{page}: a dialog: {error.alert_text}"
            continue
        if ran:
            yield f"{page}: a script ran: {ran}"
        events = heard(browser)
        addresses = [event["request"]["url"] for event in events.get("Network.requestWillBeSent", ())]
        yield from (f"{page}: a request to {url}" for url in addresses if not url.startswith(f"{address}/"))
        yield from (f"{page}: a dialog: {event['message']}" for event in events.get("Page.javascriptDialogOpening", ()))
        yield from (f"{page}: the console says: {message}" for message in complaints(browser))


def _assert_harmless(told: str, laid: Laid, cases: list[Case]) -> None:
    """Nothing was run, nothing came from elsewhere, and what is said on a terminal is text."""
    assert not laid.marker.exists()
    assert not _CONTROL.search(told)
    assert not [text for case in cases for text in case.build_output_absent if text in told]
    assert "Traceback" not in told


def _export(root: Path, site: Path) -> None:
    """Every format there is, beside the pages and the exports that a site has anyway."""
    catalogue = Catalogue(read_archive(root).archive)
    (site / "exported").mkdir()
    for form in FORMATS:
        for sources in (False,) if isinstance(form, RecordFormat) else (False, True):
            data = form.export(select(catalogue, {}), Publication(base_url="https://briefs.example"), sources=sources)
            (site / f"exported/{form.name}-{sources}{form.suffix.replace('.csl', '')}").write_bytes(data)


def _shown(path: str) -> str:
    """A path as diagnostics have it."""
    return path.encode("unicode_escape").decode() if UNUSABLE_NAME.search(path) else path


def _pages(site: Path) -> dict[str, bytes]:
    return {page.relative_to(site).as_posix(): page.read_bytes() for page in sorted(site.rglob("*.html"))}
