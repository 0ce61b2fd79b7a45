"""`briefs preview` draws one page and tells what is wrong with it."""

import webbrowser
from pathlib import Path

import pytest

from .conftest import Run

GOOD = "2014-05-01-good"
BAD = "2014-05-02-bad"


@pytest.mark.parametrize("wanted", [GOOD, f"root/archive/2014/{GOOD}.md", f"root/archive/../archive/2014/{GOOD}.md"])
def test_the_page_of_an_id_or_a_file_is_drawn_and_no_other(root: Path, briefs: Run, wanted: str) -> None:
    result = briefs("--root", root, "preview", wanted)
    page = root / "build" / "preview" / "archive" / "2014" / f"{GOOD}.html"
    assert result.exit_code == 0
    assert (
        result.output
        == f"The page is root/build/preview/archive/2014/{GOOD}.html. Others, to which it leads, are not built.\n"
    )
    assert "<h1>Good</h1>" in page.read_text("utf-8")
    pages = [one for one in (root / "build" / "preview").rglob("*.html") if "_static" not in one.parts]
    assert pages == [page]


def test_what_is_wrong_with_the_brief_is_told_and_nothing_of_others(root: Path, briefs: Run) -> None:
    result = briefs("--root", root, "preview", BAD)
    assert result.exit_code == 0
    assert f"root/archive/2014/{BAD}.md:4:13: V201" in result.output
    assert "4 | countries: [BRZ]" in result.output
    assert "V201" not in briefs("--root", root, "preview", GOOD).output


@pytest.mark.parametrize("wanted", ["2014-05-03-ugly", "root/archive/2014/2014-05-03-ugly.md"])
def test_a_brief_that_cannot_be_read_has_no_page(root: Path, briefs: Run, wanted: str) -> None:
    (root / "archive" / "2014" / "2014-05-03-ugly.md").write_text("---\ntitle: [\n---\nText.\n", "utf-8")
    result = briefs("--root", root, "preview", wanted)
    assert result.exit_code == 1
    assert "root/archive/2014/2014-05-03-ugly.md:" in result.output
    assert '"2014-05-03-ugly" cannot be read, and so has no page.' in result.output
    assert not (root / "build" / "preview" / "archive").exists()


def test_a_cited_entry_that_cannot_be_read_is_told_and_fails(root: Path, briefs: Run) -> None:
    brief = root / "archive" / "2014" / f"{GOOD}.md"
    brief.write_text(f"{brief.read_text('utf-8')}\nSo it was {{cite:p}}`daily-2013-deals`.\n", "utf-8")
    entry = "@online{daily-2013-deals,\n  title = {Deals}\n  url = {https://example.org/deals},\n}\n"
    (root / "bib").mkdir(exist_ok=True)
    (root / "bib" / "2013.bib").write_text(entry, "utf-8")

    result = briefs("--root", root, "preview", GOOD)

    assert result.exit_code == 1
    assert "root/bib/2013.bib:2:17: C102" in result.output
    assert 'The page lacks "daily-2013-deals"' in result.output


def test_the_page_goes_where_one_says_and_not_among_the_sources(root: Path, briefs: Run) -> None:
    assert briefs("--root", root, "preview", GOOD, "-o", "here").exit_code == 0
    assert Path("here", "archive", "2014", f"{GOOD}.html").is_file()
    refused = briefs("--root", root, "preview", GOOD, "-o", "root/archive")
    assert refused.exit_code == 2
    assert "holds the sources of the site" in refused.stderr


def test_the_browser_is_opened_on_request(root: Path, briefs: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    briefs("--root", root, "preview", GOOD)
    assert opened == []
    briefs("--root", root, "preview", GOOD, "--open")
    assert opened == [(root / "build" / "preview" / "archive" / "2014" / f"{GOOD}.html").resolve().as_uri()]
