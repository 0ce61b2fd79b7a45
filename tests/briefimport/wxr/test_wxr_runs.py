"""Exports of WordPress to briefs of an archive; most runs stand in `runs/posts.yaml`."""

from pathlib import Path

import pytest
from click.testing import Result

from briefarchive.checking.loading import read_archive
from briefimport import Outcome, import_exports
from briefimport.wxr.reader import WxrReader

from ...cases import by_cases
from ..reading import body_of, codes, only_brief, run_import
from ..test_runs import Content, Post
from .wordpress import SITE


def blog(folder: Path, *posts: Post, name: str = "site.xml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(Content(posts=list(posts)).encode())
    return path


@by_cases
def test_what_was_not_public_is_set_aside_and_said(root: Path, tmp_path: Path, post: Post, words: str) -> None:
    report = import_exports(root, [blog(tmp_path, Post(), post)])
    (aside,) = [file for file in report.files if file.status is Outcome.SET_ASIDE]
    assert aside.file == "site.xml#post-13"
    assert words in aside.diagnostics[0].message
    assert not report.failed


@by_cases
def test_text_is_shown_as_wordpress_shows_it(root: Path, tmp_path: Path, content: str, body: str) -> None:
    import_exports(root, [blog(tmp_path, Post(text=content))])
    shown = body_of(root, only_brief(root))
    assert shown.replace("\\", "").replace("<", "") == body.replace("\\", "").replace("<", "")


def test_bytes_and_characters_that_xml_forbids_do_not_end_the_reading(root: Path, tmp_path: Path) -> None:
    path = blog(tmp_path, Post(text="The caf~ opened\x02 again. &#11;"))
    path.write_bytes(path.read_bytes().replace(b"~", b"\xe9"))
    report = import_exports(root, [path])
    assert body_of(root, only_brief(root)) == "The café opened again.\n"
    assert "I207" in codes(report)


def test_first_run_writes_the_mapping_and_the_second_follows_it(root: Path, tmp_path: Path) -> None:
    tag = ("post_tag", "ports", "Ports &amp; rail")
    terms = [("category", "shipping", "Shipping"), tag, ("category", "uncategorized", "Uncategorized")]
    path = blog(tmp_path, Post(terms=terms), Post(number=13, terms=terms[::2], text="Another text of another day."))
    mapping = tmp_path / "mapping.yaml"
    first = run_import(root, path, "--mapping", mapping, "--dry-run")
    preview = "briefs that would be written" in first.output
    assert (first.exit_code, first.output.count("I234"), preview) == (0, 1, True), first.output
    assert mapping.read_text("utf-8").splitlines()[-3:] == [
        '"Shipping": [shipping]  # category, 2 texts',
        '"Uncategorized": []  # category, 2 texts',
        '"Ports & rail":  # tag, 1 text',
    ]
    (root / "archive/vocabulary/countries.yaml").write_text("FI: {label: {en: Finland}}\n", "utf-8")
    decided = mapping.read_text("utf-8").replace('"Ports & rail":', '"Ports & rail": [fisheries, FI]')
    mapping.write_text(decided, "utf-8")
    second = run_import(root, path, "--mapping", mapping)
    assert (second.exit_code, "I234" in second.output) == (0, False), second.output
    assert mapping.read_text("utf-8") == decided
    filed = {(brief.topics, brief.countries) for brief in read_archive(root).archive.briefs.values()}
    assert filed == {(("shipping", "fisheries"), ("FI",)), (("shipping",), ())}


@by_cases
def test_mapping_that_cannot_be_followed_stops_the_import(root: Path, tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "mapping.yaml").write_text(text, "utf-8")
    result = run_import(root, blog(tmp_path, Post()), "--mapping", tmp_path / "mapping.yaml")
    assert result.exit_code == 1
    assert "mapping.yaml:" in result.output
    assert code in result.output
    assert not read_archive(root).archive.briefs


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        (b'<?xml version="1.0"?>\n<rss xmlns:wp="http://wordpress.org/export/1.2/">', True),
        (b'<br />Notice\n<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.0/">', True),
        ('<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/">'.encode("utf-16"), True),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', False),
        (b"<html><p>An export begins with &lt;rss or <rss> and wordpress.org/export/", False),
        (b"The ferry line opened.", False),
    ],
)
def test_export_is_known_by_its_content(head: bytes, fits: bool) -> None:
    assert WxrReader().fits(head) is fits


@by_cases
def test_footnotes_of_a_post_become_footnotes(root: Path, tmp_path: Path, text: str, more: str) -> None:
    report = import_exports(root, [blog(tmp_path, Post(text=text, more=more))])
    assert body_of(root, only_brief(root)) == "The port opened.[^1] Ships came.\n\n[^1]: Nobody *knows* why.\n"
    assert report.files[0].draft
    assert not report.files[0].draft.coverage.lost


@by_cases
def test_excerpt_or_description_is_the_summary(
    root: Path, tmp_path: Path, excerpt: str, more: str, summary: str
) -> None:
    import_exports(root, [blog(tmp_path, Post(more=more, fields={"excerpt": excerpt}))])
    assert only_brief(root).summary == summary


def test_table_of_redirects_has_all_addresses_and_keeps_the_rows_of_earlier_runs(root: Path, tmp_path: Path) -> None:
    table, first = tmp_path / "redirects.csv", blog(tmp_path / "a", Post())

    def run(path: Path) -> Result:
        return run_import(root, path, "--redirects", table)

    assert run_import(root, first).exit_code == 0
    page = only_brief(root).path.replace(".md", ".html")
    rows = ["address,page", f"{SITE}/2016/01/a-ferry-opens/,{page}", f"{SITE}/?p=12,{page}"]
    for _ in range(2):
        assert run(first).exit_code == 0
        assert table.read_text("utf-8").splitlines() == rows
    assert run(blog(tmp_path / "b", Post(number=13, title="A crane moves", text="It moved."))).exit_code == 0
    assert set(rows) < set(table.read_text("utf-8").splitlines())


def test_table_of_redirects_is_not_written_where_the_briefs_are_not(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "archive" / "2016").symlink_to(tmp_path / "elsewhere")
    assert run_import(root, blog(tmp_path, Post()), "--redirects", tmp_path / "redirects.csv").exit_code == 1
    assert not (tmp_path / "redirects.csv").exists()
