"""References for BibTeX and for biblatex, read by pybtex and by the archive's own reader."""

import re

import pytest
from hypothesis import given
from pybtex.database import Entry, parse_string

from briefarchive.model import Source
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN

from .samples import HOSTILE, make_source, one_line, sources, written_in


def read(text: str) -> Source:
    (source,), _ = read_bibliography("bib/x.bib", text)
    return source


def read_by_pybtex(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries.items())


def _readable(text: str) -> str:
    """A text without the characters that reading takes out."""
    return one_line(FORBIDDEN.sub("", one_line(text)))


@given(sources())
def test_nothing_is_lost_in_bibtex(source: Source) -> None:
    again = read(written_in("bibtex", [source]))

    assert again.title == _readable(source.title)
    assert again.issued == source.issued
    for text in (source.translated_title, source.romanized_title, source.note):
        assert _readable(text) in again.note
    links = re.findall(r"\\url\{([^{}]*)\}", written_in("bibtex", [source]))
    assert len(links) == bool(source.archive_url)
    assert bool(again.url) == bool(source.url)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_braces_or_runs_a_command(text: str) -> None:
    source = make_source("k", title=text, note=text, translated_title=text, language=text, fields={"pages": text})
    entries = read_by_pybtex(written_in("bibtex", [source]))

    assert list(entries) == ["k"]
    assert set(entries["k"].fields) <= {"title", "note", "language", "pages", "year"}
    assert not re.search(r"\\(?:input|write)", written_in("bibtex", [source]))


def test_an_entry_stays_as_the_archive_keeps_it() -> None:
    text = (
        "@online{a-2014-b,\n  title           = {研发},\n  translatedtitle = {Research \\& development},\n"
        "  author          = {Chen, Li and {World Bank}},\n  date            = {2014-10-14/2014-10-15},\n"
        "  url             = {https://example.org/a_b},\n  urldate         = {2014-10-17},\n"
        "  langid          = {chinese},\n  archiveurl      = {https://web.archive.org/a},\n}\n"
    )

    assert written_in("biblatex", [read(text)]) == text


def test_what_names_other_entries_and_files_is_left_out() -> None:
    fields = {"title": "A", "crossref": "b", "xdata": "c", "file": "/home/me/a.pdf", "related": "d", "doi": "10.1234/a"}
    (entry,) = read_by_pybtex(written_in("biblatex", [make_source("k", fields=fields, doi="10.1234/a")])).values()

    assert dict(entry.fields) == {"title": "A", "doi": "10.1234/a"}


@given(sources())
def test_nothing_is_lost_in_biblatex(source: Source) -> None:
    again = read(written_in("biblatex", [source]))

    for name in ("title", "translatedtitle", "romanizedtitle", "note", "publisher"):
        # The reader leaves out what nobody sees, and a control character may be a space to one of the two.
        texts = (again.fields.get(name, ""), source.fields.get(name, ""))
        first, second = ("".join(FORBIDDEN.sub("", one_line(text)).split()) for text in texts)
        assert first == second
    assert (again.issued, again.accessed) == (source.issued, source.accessed)
    assert bool(again.url) == bool(source.url)
    assert bool(again.archive_url) == bool(source.archive_url)


def test_a_key_cannot_end_its_entry() -> None:
    assert written_in("biblatex", [make_source("a,b}\n@x{c")]).startswith("@online{a-b-x-c,")
