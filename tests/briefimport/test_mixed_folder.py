"""What a closing foundation hands over, imported by one command: the archive is sound, and no fault is passed over."""

import json
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefarchive.cli import main

from .contents import Said, said
from .docx.word_files import word_file
from .quirks import Content
from .sites import page_of
from .test_import_runs import files_of
from .texts import text_of
from .wxr.wordpress import export, noise, post

# So many of each there are, and so many briefs are there as a text and a page, a page and a Word file, a text and a
# page in the ZIP archive.
TEXTS, PAGES, WORD_FILES, POSTS, PACKED, SHARED = 60, 20, 10, 12, 5, 4
BROKEN = {"cut-off.docx", "cut-off.xml", "junk.txt", "old.doc", "torn.zip"}
LANGUAGES = ("en", "en", "en", "ru", "de")


def distinct(draw: random.Random, number: int) -> Said:
    """A brief with a paragraph that no other has, the quotation marks of one kind and addresses that can be real."""
    content = said(draw, LANGUAGES[number % len(LANGUAGES)])
    own = " ".join("".join(draw.choices("abdefgiklmnoprstuvz", k=draw.randint(3, 9))) for _ in range(120))
    sources = tuple(
        replace(one, url=one.url.replace(".com/", ".org/"), publisher=one.publisher.replace(".com", ".org"))
        for one in content.sources
    )
    paragraphs = (*(one.replace('"', "") for one in content.paragraphs), f"{own.capitalize()}.")
    return replace(content, paragraphs=paragraphs, sources=sources)


def as_content(content: Said) -> Content:
    """The same for the formats whose files are made of less."""
    sources = tuple((one.publisher, one.title, one.url) for one in content.sources)
    people = (*content.compilers, *content.editors)
    return Content(
        date=content.date, title=content.title, paragraphs=content.paragraphs, sources=sources, compilers=people
    )


def mixed_folder(folder: Path, draw: random.Random) -> int:
    """Files of every format whose texts overlap, five of them broken; the number of different texts."""
    folder.mkdir()
    number = TEXTS + PAGES + WORD_FILES + POSTS + PACKED - 3 * SHARED
    briefs = [distinct(draw, place) for place in range(number)]
    pages = briefs[TEXTS - SHARED :][:PAGES]
    word_files = briefs[TEXTS + PAGES - 2 * SHARED :][:WORD_FILES]
    posts = briefs[-POSTS - (PACKED - SHARED) :][:POSTS]
    packed = [*briefs[:SHARED], *briefs[-(PACKED - SHARED) :]]
    for one, content in enumerate(briefs[:TEXTS]):
        (folder / f"text-{one}.txt").write_bytes(text_of(content, draw).data)
    for one, content in enumerate(pages):
        (folder / f"page-{one}.html").write_bytes(page_of(content, draw).data)
    for one, content in enumerate(word_files):
        (folder / f"word-{one}.docx").write_bytes(word_file(as_content(content), draw, box="no")[0])
    items = [post(one, as_content(content), draw).xml for one, content in enumerate(posts, start=1)]
    site = export([*items, *(noise(draw, 1_000 + one) for one in range(4))], draw)
    (folder / "site.xml").write_bytes(site)
    with zipfile.ZipFile(folder / "more.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in enumerate(packed):
            archive.writestr(f"old/{one}.html", page_of(content, draw).data)
    (folder / "cut-off.docx").write_bytes((folder / "word-0.docx").read_bytes()[:900])
    (folder / "cut-off.xml").write_bytes(site[: site.index(b"<item>")] + b"<item><title>")
    (folder / "junk.txt").write_bytes(draw.randbytes(5_000))
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "torn.zip").write_bytes((folder / "more.zip").read_bytes()[:2_000])
    return number


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_mixed_folder_becomes_a_sound_archive_by_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, root = tmp_path / "old-site", tmp_path / "archive"
    number = mixed_folder(folder, random.Random(20260105))
    run("init", root)
    monkeypatch.chdir(root)
    reports = ("--report", tmp_path / "report.json", "--report", tmp_path / "report.html")
    run("import", folder, "--mapping", tmp_path / "mapping.yaml", *reports, code=1)

    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    totals = report["totals"]
    assert {one["file"] for one in report["files"] if one["status"] == "refused"} == BROKEN
    assert totals["written"] == number
    assert totals["united"] == 3 * SHARED
    assert totals["words_lost"] == totals["words_invented"] == 0
    assert "<h1>Report of the import" in (tmp_path / "report.html").read_text("utf-8")

    found = json.loads(run("check", "--format", "json"))
    assert {one["code"] for one in found} <= {"C216", "I101", "S143"}, "notices only"
    run("build", "-o", tmp_path / "site")
    assert len(list((tmp_path / "site").glob("archive/20*/*.html"))) > number / 2

    before = files_of(root)
    run("import", folder, "--mapping", tmp_path / "mapping.yaml", "--quiet", code=1)
    assert files_of(root) == before
