"""Pages as readers and engines get them: what stands on them, and what is told of faults in their texts."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefarchive import __version__

from ..building import build_site
from ..cases import by_cases
from ..pages import differences
from .building import BuiltSite, build, copy_archive
from .conftest import CASES

FAULTS = "archive/2015/2015-02-01-faults.md"


@by_cases
def test_pages_show(request: pytest.FixtureRequest, of: str, page: str, shows: dict[str, Any]) -> None:
    site: BuiltSite = request.getfixturevalue(of)
    assert differences(site.page(page), shows) == {}
    assert not site.page(page).footer or __version__ in site.page(page).footer.get_text()


def test_a_withdrawn_brief_and_a_draft_are_in_no_list(site: BuiltSite) -> None:
    for address in (address for address in site.addresses() if not address.startswith("archive/")):
        links = site.page(address).find_all("a", href=re.compile("withdrawn|draft"))
        # What was withdrawn is told as a change.
        assert not [link for link in links if link.find_parent(class_="chg") is None], address
    gone = ("exports/archive/2014/2014-06-01-withdrawn.ris", "countries/FR.html", "archive/2014/2014-08-01-draft.html")
    assert not [name for name in gone if (site.outdir / name).exists()]


@by_cases
def test_what_is_wrong_is_reported_with_line_and_column(site: BuiltSite, number: int, value: str, code: str) -> None:
    line = (site.root / FAULTS).read_text("utf-8").splitlines()[number - 1]
    assert f"{FAULTS}:{number}:{line.index(value) + 1}: WARNING: {code} " in site.warnings


def test_each_part_of_the_page_is_in_its_contents(site: BuiltSite) -> None:
    page = site.page("about.html")
    parts = [heading["id"] for heading in page.select(".prose h2")]
    assert [str(link["href"]) for link in page.select(".toc a")] == [f"#{part}" for part in parts]


def test_pages_name_the_picture_of_the_archive_where_they_know_their_address(tmp_path: Path, site: BuiltSite) -> None:
    assert not (site.outdir / "social-card.png").exists()
    assert not site.page("index.html").select('meta[property="og:image"]')
    root, outdir = copy_archive(tmp_path / "archive"), tmp_path / "out"
    assert build_site(root, outdir, base_url="https://example.org/a", warning=io.StringIO()) is not None
    built_site = BuiltSite(root, outdir, "")
    assert (outdir / "social-card.png").read_bytes().startswith(b"\x89PNG")
    for address in ("index.html", "archive/2014/2014-05-02-harbour.html", "countries/GB.html"):
        page = built_site.page(address)
        assert page.select_one('meta[property="og:image"]')["content"] == "https://example.org/a/social-card.png"
        assert page.select_one('meta[property="og:image:alt"]')["content"]


def test_changes_tell_what_was_published_corrected_and_withdrawn(published: BuiltSite) -> None:
    items = [" ".join(item.get_text(" ").split()) for item in published.page("changes.html").select("section.group li")]
    title = "A harbour opens: “ships & <trade>”"
    assert items == [
        "Withdrawn A brief that was wrong It was about another harbour. Replaced by The brief that replaces it",
        f"Corrected {title} Names the right harbour.",
        f"Published {title}",
    ]


def test_a_chart_is_described_by_its_words_and_files_are_published(pictured: BuiltSite) -> None:
    figure = pictured.page("archive/2014/2014-01-01-good.html").find("figure", class_="chart")
    assert {picture["aria-describedby"] for picture in figure.find_all("svg")} == {figure.find(class_="fig-say")["id"]}
    assert 'L112 "gone.csv" is not a CSV file' in pictured.warnings
    root, outdir = pictured.root / "archive/2014", pictured.outdir / "archive/2014"
    assert (outdir / "own.png").read_bytes() == (root / "own.png").read_bytes()
    assert [name for name in ("ships.csv", "terms.pdf") if not (outdir / name).exists()] == []


def test_a_withdrawn_brief_keeps_its_pictures_and_what_is_no_longer_shown_leaves_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    shutil.copy(CASES / "pictures/archive/2014/own.png", folder)
    head = "title: A\ndate: 2014-01-01\n"
    withdrawn = f"{head}status: withdrawn\nwithdrawal: {{date: 2014-02-01, reason: Wrong.}}\n"
    picture = "![p](own.png)"
    for fields, text, is_published in ((head, picture, True), (withdrawn, picture, True), (withdrawn, "", False)):
        (folder / "2014-01-01-a.md").write_text(f"---\n{fields}---\nText. {text}\n")
        assert (build(tmp_path).outdir / "archive/2014/own.png").exists() == is_published


def test_odd_texts_are_judged_alike_by_the_check_and_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    for name, text in yaml.safe_load((CASES / "odd-texts.yaml").read_text("utf-8")).items():
        (folder / f"2014-01-01-{name}.md").write_text(f"---\ntitle: {name}\ndate: 2014-01-01\n---\n{text}\n", "utf-8")
    warnings = build(tmp_path).warnings.splitlines()
    assert [line for line in warnings if "[briefs." not in line] == []
