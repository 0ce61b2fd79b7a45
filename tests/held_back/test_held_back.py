"""Travels in time: a brief with a day of publication to come is nowhere until that day, and everywhere from it on."""

import datetime
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from briefarchive.cli import main

from ..building import published

DAY = datetime.date(2027, 3, 1)
EVE = DAY - datetime.timedelta(days=1)
NAME = "zanzibar-dock"  # stands in the id, the sources and the old address of the brief that is held back
WORD = "Quintessential"  # stands in its title, text and summary, and nowhere else

ARCHIVE = Path(__file__).parent / "archive"
HELD = (ARCHIVE / f"archive/2026/2026-02-02-{NAME}.md").read_text("utf-8")
SHOWN = (ARCHIVE / "archive/2026/2026-01-01-port.md").read_text("utf-8")
EXPORTS = ("bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "oai", "atom")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two briefs, one of which is held back, and of a source that only this one cites."""
    return shutil.copytree(ARCHIVE, tmp_path / "root")


def _run(root: Path, day: datetime.date, *arguments: str) -> Result:
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    environment = {"SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "COLUMNS": "200"}
    return CliRunner().invoke(main, ["--root", str(root), *arguments], env=environment)


def _name_the_one_held_back(root: Path) -> None:
    """Let the other brief name it, in its text and in its front matter."""
    names = (f"{start}2026-02-02-{NAME}" for start in ("", "#", "brief:"))
    links = "".join(f" []({name}{end})" for name in names for end in ("", ".md", ".md#quay", ".html", "/index.html"))
    text = SHOWN.replace("opened {", f"is open as {{brief}}`2026-02-02-{NAME}`{links} {{")
    named = text.replace("countries:", f"replaces: [2026-02-02-{NAME}]\ntranslation_of: 2026-02-02-{NAME}\ncountries:")
    (root / "archive/2026/2026-01-01-port.md").write_text(named)


def _text(page: bytes) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").get_text().split())


def test_a_site_shows_it_on_its_day_and_not_before(root: Path) -> None:
    _name_the_one_held_back(root)
    site = root.parent / "site"
    build = ("build", "--pdf", "--jobs", "1", "-o", str(site))
    first = _run(root, EVE, *build)
    assert first.exit_code == 0, first.stdout + first.stderr
    before = published(site)
    telling = [name for name, data in before.items() if NAME in name or NAME.encode() in data or WORD.encode() in data]
    assert telling == []
    assert "as a document that is not in the archive" in _text(before["archive/2026/2026-01-01-port.html"])
    assert "not in the archive" in _run(root, EVE, "search", "--site", str(site), "open as").stdout
    assert [name for name in before if name.startswith(("countries/TZ", "topics/docks", "people/a-writer"))] == []
    assert _run(root, EVE, "search", "--site", str(site), WORD).stdout.count(NAME) == 0

    # Nothing has changed but the day.
    assert _run(root, DAY, *build).exit_code == 0
    after = published(site)
    page = f"archive/2026/2026-02-02-{NAME}"
    wanted = {f"{page}.html", f"{page}.pdf", f"old/{NAME}/index.html", "countries/TZ.html", "topics/docks.html"}
    assert wanted <= after.keys()
    assert all(WORD.encode() in after[name] for name in ("index.html", "countries/TZ.html", f"{page}.html"))
    assert NAME in _run(root, DAY, "search", "--site", str(site), WORD).stdout


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_has_it_on_its_day_and_not_before(root: Path, form: str) -> None:
    _name_the_one_held_back(root)
    before, after = (_run(root, day, "export", form) for day in (EVE, DAY))
    assert before.exit_code == after.exit_code == 0, before.stderr + after.stderr
    assert WORD not in before.stdout
    assert NAME not in before.stdout
    assert WORD in after.stdout


def test_it_is_printed_and_built_on_request_only(root: Path) -> None:
    pdf = ("pdf", f"2026-02-02-{NAME}", "-o", str(root.parent / "pdf"))
    refused = _run(root, EVE, *pdf)
    assert refused.exit_code == 2
    assert f"is held back until {DAY}" in refused.stderr
    assert _run(root, EVE, *pdf, "--drafts").exit_code == 0
    assert _run(root, DAY, *pdf).exit_code == 0
    site = root.parent / "site"
    assert _run(root, EVE, "build", "--drafts", "--jobs", "1", "-o", str(site)).exit_code == 0
    assert (site / f"archive/2026/2026-02-02-{NAME}.html").is_file()


def test_it_can_be_previewed(root: Path) -> None:
    assert _run(root, EVE, "preview", f"2026-02-02-{NAME}", "-o", str(root.parent / "page")).exit_code == 0
    assert WORD in (root.parent / f"page/archive/2026/2026-02-02-{NAME}.html").read_text("utf-8")


def test_the_check_says_until_when_and_finds_no_fault(root: Path) -> None:
    result = _run(root, EVE, "check")
    assert result.exit_code == 0
    assert f"M220 the brief is held back until {DAY}" in result.stdout
    assert "M220" not in _run(root, DAY, "check").stdout


@pytest.mark.parametrize("slip", ["published: 1 March 2027, I hope", "published: 2027-13-01", "publishd: 2027-03-01"])
def test_a_slip_in_the_day_publishes_nothing(root: Path, slip: str) -> None:
    file = root / f"archive/2026/2026-02-02-{NAME}.md"
    file.write_text(HELD.replace(f"published: {DAY}", slip), "utf-8")
    assert _run(root, EVE, "check").exit_code == 1
    assert WORD not in _run(root, DAY, "export", "jsonl").stdout


def test_an_event_to_come_is_published_at_once(root: Path) -> None:
    file = root / "archive/2030/2030-01-01-summit.md"
    file.parent.mkdir()
    file.write_text(SHOWN.replace("2026-01-01", "2030-01-01"), "utf-8")
    site = root.parent / "site"
    assert _run(root, EVE, "build", "--strict", "--jobs", "1", "-o", str(site)).exit_code == 0
    assert (site / "archive/2030/2030-01-01-summit.html").is_file()
