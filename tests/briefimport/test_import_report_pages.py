"""The report of an import as pages for a person."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from selenium import webdriver

from briefimport import import_exports, write_report
from briefimport.report import pages

from ..screens import complaints, faults_of_accessibility, screen
from ..security.corpus import hostile_briefs
from .test_runs import EXPORT, export

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> </pre></details> {{ 7*7 }} \u202egnp.exe &amp; ]]>"

PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>A page</title></head><body><article>
<p>May 8, 2015</p>{}</article></body></html>""".format(
    "".join(f"<p>海港与北岸之间的新渡轮航线开通，第{number}艘渡轮每天往返，运送旅客和货物。</p>" for number in range(9))
)


def make_report(root: Path, tmp_path: Path) -> Path:
    """A report with a file of each outcome, a page of HTML and texts that want to be more than text."""
    folder = tmp_path / "in"
    export(folder, "a.txt", f"{HOSTILE}\n\n{EXPORT}\n\n{HOSTILE}")
    export(folder, "b.txt", EXPORT.replace("May 4, 2015", "04/05/2015").replace("pier", "jetty of stone"))
    export(folder, "c.txt", EXPORT.replace("\nMay 4, 2015\n", "").replace("pier", "quay"))
    export(folder, "<b>bold<b>.txt", EXPORT.replace("Oslo", "Bergen").replace("May 4", "June 7"))
    (folder / "d.txt").write_bytes(b"\x00\x01\x02")
    export(folder, "e.html", PAGE)
    export(folder, "list.csv", "file,date\nnone.txt,2015-05-04\n")
    report = import_exports(root, [folder])
    file = tmp_path / "out" / "report.html"
    write_report(report, file)
    return file


def test_page_needs_nothing_else_and_forbids_it(root: Path, tmp_path: Path) -> None:
    text = make_report(root, tmp_path).read_text("utf-8")
    page = BeautifulSoup(text, "html.parser")
    policy = str(page.select_one("meta[http-equiv=Content-Security-Policy]")["content"])  # type: ignore[index]
    style = page.select_one("style").string  # type: ignore[union-attr]
    digest = base64.b64encode(hashlib.sha256(str(style).encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not page.select("script, link, img, iframe, object, form, [style], [onerror], [onload], b")
    assert all(re.fullmatch(r"report(-\d+)?\.html(#f\d+)?", str(link["href"])) for link in page.select("a"))


def test_texts_of_strangers_stay_text(root: Path, tmp_path: Path) -> None:
    page = BeautifulSoup(make_report(root, tmp_path).read_text("utf-8"), "html.parser")
    text = page.get_text()
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "<b>bold<b>.txt" in text
    assert 'list.csv:2:1 I243 warning no text was found for the row of "none.txt"' in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", str(page))


def test_attacks_stay_text(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "attacks"
    attacks = [attack.decode("utf-8", "replace") for attack in hostile_briefs()]
    for number in range(60):  # several in each file, since it is files that take long
        texts = attacks[number::60]
        sources = "\n\n".join(f"X – “{text[:200]}”" for text in texts)
        export(folder, f"{number:03}.txt", "\n\n".join(["May 4, 2015", *texts, "Sources:", sources]))
    report = import_exports(root, [folder], dry_run=True)
    assert len(report.files) > 50
    file = tmp_path / "report.html"
    write_report(report, file)
    for path in sorted(tmp_path.glob("report*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert not page.select("script, link, img, iframe, object, embed, form, svg, math, style:not(head style)")
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        assert not [link for link in page.select("a") if ":" in str(link["href"])]


def test_page_tells_what_was_read_guessed_and_set_aside(root: Path, tmp_path: Path) -> None:
    page = BeautifulSoup(make_report(root, tmp_path).read_text("utf-8"), "html.parser")
    files = {str(article.select_one("h3 bdi").get_text()): article for article in page.select("article")}  # type: ignore[union-attr]
    assert set(files) == {"a.txt", "b.txt", "c.txt", "d.txt", "e.html", "<b>bold<b>.txt"}
    rows = [[cell.get_text() for cell in row.select("td")] for row in files["b.txt"].select("tbody tr")]
    date = next(row for row in rows if row[0] == "date")
    assert (date[1], date[2], "day" in date[3] or "month" in date[3]) == ("2015-04-05", "doubtful", True)
    assert any(row[:2] == ["topic", "shipping"] and "×" in row[3] for row in rows)
    assert any("Tuesday" in row[1] or "Monday" in row[1] for row in rows if len(row) == 3)
    original, brief = files["b.txt"].select("pre")
    assert "04/05/2015" in original.get_text()
    assert "date: 2015-04-05" in brief.get_text()
    assert "I102" in files["c.txt"].get_text()
    assert [tag.get_text().strip()[:7] for tag in files["c.txt"].select("pre")] == ["Monday "]
    totals = page.select_one("main > section").get_text(" ")  # type: ignore[union-attr]
    assert re.search(r"words lost\s+0\b", totals)
    named = {row.strong.get_text(): row.select("a") for row in page.select(".kind")}  # type: ignore[union-attr]
    assert [str(link["href"]).partition("#")[2] for link in named["I102"]] == [str(files["c.txt"].h3["id"])]  # type: ignore[index]


def test_long_report_is_split_and_shrinks_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "FILES_ON_A_PAGE", 2)
    file = make_report(root, tmp_path)
    assert sorted(path.name for path in file.parent.iterdir()) == ["report-2.html", "report-3.html", "report.html"]
    first = BeautifulSoup(file.read_text("utf-8"), "html.parser")
    assert [link.get_text() for link in first.select("header nav a")] == ["1", "2", "3"]
    places = {row.strong.get_text(): str(row.a["href"]) for row in first.select(".kind")}  # type: ignore[union-attr, index]
    assert {"I102": "report-2.html#f4", "I201": "report-3.html#f5"}.items() <= places.items()
    write_report(import_exports(root, [tmp_path / "in" / "a.txt"]), file)
    assert [path.name for path in file.parent.iterdir()] == ["report.html"]


def test_json_says_how_sure_each_guess_is(root: Path, tmp_path: Path) -> None:
    report = import_exports(root, [export(tmp_path / "in")])
    write_report(report, tmp_path / "report.json")
    data = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert data == report.to_data()
    guesses = {(guess["field"], guess["value"]): guess for guess in data["files"][0]["guesses"]}
    assert guesses["date", "2015-05-04"]["confidence"] == "sure"
    assert guesses["compiler", "Ada Example"]["confidence"] == "sure"
    assert next(guess for (field, _), guess in guesses.items() if field == "title")["confidence"] == "doubtful"
    assert data["files"][0]["words_lost"] == {}
    assert data["totals"]["words_lost"] == data["totals"]["words_invented"] == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_page_has_no_fault_of_accessibility(
    root: Path, tmp_path: Path, browser: webdriver.Chrome, serve: Callable[..., str], width: int
) -> None:
    address = serve(make_report(root, tmp_path).parent)
    complaints(browser)  # of pages that other tests opened
    with screen(browser, width):
        browser.get(f"{address}/report.html")
        assert faults_of_accessibility(browser) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert not [complaint for complaint in complaints(browser) if "favicon" not in complaint]
