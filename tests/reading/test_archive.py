"""The whole archive: one bad file never hides another."""

from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.storage.cache import cache_folder

GOOD = "---\ntitle: Good\ndate: {date}\n---\nText {{cite:p}}`good-2014`.\n"
LONG = b"---\ntitle: Long\ndate: 2014-01-01\n---\n" + b"a" * 1_000_000

BROKEN: dict[str, tuple[bytes, str]] = {
    "archive/2014/2014-01-01-empty.md": (b"", "F105"),
    "archive/2014/2014-01-01-latin.md": (b"---\ntitle: Z\xfcrich\ndate: 2014-01-01\n---\n", "F103"),
    "archive/2014/2014-01-01-binary.md": (bytes(range(256)), "F103"),
    "archive/2014/2014-01-01-nul.md": (b"---\ntitle: a\x00b\ndate: 2014-01-01\n---\n", "F201"),
    "archive/2014/2014-01-01-yaml.md": (b"---\ntitle: a: b\n---\n", "F201"),
    "archive/2014/2014-01-01-alias.md": (b"---\ntitle: *a\ndate: 2014-01-01\n---\n", "F203"),
    "archive/2014/2014-01-01-open.md": (b"---\ntitle: a\n", "F105"),
    "archive/2014/2014-01-01-long.md": (LONG, "F102"),
    "archive/2014/2014-01-01-mark.md": (b"\xef\xbb\xbf---\ntitle: a\ndate: 2014-01-01\n---\n", "F105"),
    "archive/2014/Bad Name.md": (b"---\ntitle: a\ndate: 2014-01-01\n---\n", "F107"),
    "archive/2014/2014-01-01-deep.md": (b"---\ntitle: " + b"[" * 5_000 + b"\n---\n", "F201"),
    "bib/broken.bib": (b"@online{one, title = {A}\n@online{two-2014, title = {B}}\n", "C101"),
    "bib/latin.bib": (b"@online{x, title = {\xfc}}", "F103"),
    "archive/vocabulary/topics.yaml": (b"a: [", "F201"),
}


def _write(root: Path, path: str, data: bytes | str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def _good(root: Path) -> None:
    _write(root, "archive/2014/2014-05-01-first.md", GOOD.format(date="2014-05-01"))
    _write(root, "archive/2015/2015-01-01-last.md", GOOD.format(date="2015-01-01"))
    _write(root, "bib/2014.bib", "@online{good-2014, title = {Good}, publisher = {A Press}, date = {2014}}\n")
    _write(root, "archive/vocabulary/people.yaml", "a-person: {name: A Person}\n")


@pytest.mark.parametrize("cache", [True, False])
def test_broken_files_are_told_and_hide_no_others(cache: bool, tmp_path: Path) -> None:
    _good(tmp_path)
    for path, (data, _) in BROKEN.items():
        _write(tmp_path, path, data)
    (tmp_path / "archive" / "2014" / "2014-01-01-folder.md").mkdir()
    (tmp_path / "archive" / "2014" / "2014-01-01-link.md").symlink_to("2014-05-01-first.md")
    (tmp_path / "archive" / "elsewhere").symlink_to("/etc")
    for _ in range(2):
        reading = read_archive(tmp_path, cache=cache)
        codes = {diagnostic.span.path: diagnostic.code for diagnostic in reversed(reading.diagnostics)}
        assert codes == {path: code for path, (_, code) in BROKEN.items()} | {
            "archive/2014/2014-01-01-folder.md": "F104",
            "archive/2014/2014-01-01-link.md": "F101",
            "archive/elsewhere": "F101",
        }
        assert {"2014-05-01-first", "2015-01-01-last"} <= reading.archive.briefs.keys()
        assert list(reading.archive.sources) == ["good-2014", "two-2014"]
        assert "a-person" in reading.archive.vocabulary.people


@pytest.mark.parametrize("link", ["archive", "archive/vocabulary", "bib"])
def test_a_folder_that_is_a_link_is_told_and_nothing_of_it_is_read(link: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    _good(outside)
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside / link)
    reading = read_archive(root, cache=False)
    assert [(diagnostic.code, diagnostic.span.path) for diagnostic in reading.diagnostics] == [("F101", link)]
    assert (dict(reading.archive.briefs), dict(reading.archive.sources)) == ({}, {})
    assert not reading.archive.vocabulary.people


def test_an_empty_root_is_an_empty_archive(tmp_path: Path) -> None:
    reading = read_archive(tmp_path)
    assert (dict(reading.archive.briefs), dict(reading.archive.sources), reading.diagnostics) == ({}, {}, ())
    assert not cache_folder(tmp_path).exists()


def test_briefs_and_sources_that_cannot_be_read_are_known_to_be_there(tmp_path: Path) -> None:
    _write(tmp_path, "archive/2014/2014-01-01-a.md", "---\ntitle A\n---\nText {cite:p}`one`.\n")
    _write(tmp_path, "archive/2014/2014-01-02-b.md", "no head")
    _write(tmp_path, "archive/2014/2014-01-03-c.md", b"\xff")
    _write(tmp_path, "bib/2014.bib", "@online{one,\n  title = {A\n}\n@online{two, title = {B}}\n")
    _write(tmp_path, "bib/latin.bib", b"@online{three, title = {\xfc}}")
    for _ in range(2):
        archive = read_archive(tmp_path).archive
        assert list(archive.unread_briefs) == ["2014-01-01-a", "2014-01-02-b", "2014-01-03-c"]
        assert [ref.target for text in archive.texts for ref in text.references] == ["one"]
        assert not archive.briefs
        assert list(archive.sources) == ["two"]
        assert archive.unread_bibliographies == ("bib/2014.bib", "bib/latin.bib")


def test_briefs_are_in_the_order_of_date_and_id_wherever_they_stand(tmp_path: Path) -> None:
    for path, date in [
        ("z/2014-03-01-b", "2014-03-01"),
        ("a/2014-03-01-c", "2014-03-01"),
        ("b/2013-01-01-d", "2015-01-01"),
    ]:
        _write(tmp_path, f"archive/{path}.md", GOOD.format(date=date))
    assert list(read_archive(tmp_path).archive.briefs) == ["2014-03-01-b", "2014-03-01-c", "2013-01-01-d"]


def test_diagnostics_are_in_the_order_of_files_and_lines_and_none_is_told_twice(tmp_path: Path) -> None:
    _write(tmp_path, "archive/2014/2014-01-02-b.md", "---\nx: y\ntitle: a\n---\n# One\n")
    _write(tmp_path, "archive/2014/2014-01-01-a.md", "")
    _write(tmp_path, "bib/a.bib", "@online{a}")
    diagnostics = read_archive(tmp_path).diagnostics
    assert [diagnostic.order for diagnostic in diagnostics] == sorted({diagnostic.order for diagnostic in diagnostics})
    assert len({diagnostic.span.path for diagnostic in diagnostics}) == 3


def test_of_a_key_or_an_id_that_stands_twice_the_first_counts(tmp_path: Path) -> None:
    for number in (4, 5):
        _write(tmp_path, f"bib/201{number}.bib", f"@online{{a-2014, title = {{From 201{number}}}}}\n")
        _write(tmp_path, f"archive/201{number}/2014-01-01-a.md", GOOD.format(date="2014-01-01"))
    archive = read_archive(tmp_path).archive
    assert [source.title for source in archive.sources.values()] == ["From 2014"]
    assert [brief.path for brief in archive.briefs.values()] == ["archive/2014/2014-01-01-a.md"]


def test_a_text_in_the_folder_of_vocabularies_is_no_brief(tmp_path: Path) -> None:
    _write(tmp_path, "archive/vocabulary/README.md", "About the vocabularies")
    assert read_archive(tmp_path).diagnostics == ()


@pytest.mark.parametrize("cache", [True, False])
def test_a_brief_that_names_no_language_is_in_that_of_the_archive(cache: bool, tmp_path: Path) -> None:
    _good(tmp_path)
    _write(tmp_path, "archive/2015/2015-01-02-named.md", "---\ntitle: A\ndate: 2015-01-02\nlanguage: en\n---\nText.\n")
    _write(tmp_path, "archive/2015/2015-01-03-other.md", "---\ntitle: A\ndate: 2015-01-03\nlanguage: pt\n---\nText.\n")
    for language in ("en", "es", "zh"):  # what is in the cache says nothing of the configuration
        _write(tmp_path, "docs/conf.py", f'language = "{language}"\n')
        briefs = read_archive(tmp_path, cache=cache).archive.briefs
        languages = {brief.id[11:]: brief.language for brief in briefs.values()}
        assert languages == {"first": language, "last": language, "named": "en", "other": "pt"}
