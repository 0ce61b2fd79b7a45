"""Classical BibTeX, read by pybtex and by the archive's own reader."""

import re

import pytest
from hypothesis import given
from pybtex.database import Entry, parse_string

from briefarchive.model import Source
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN

from .samples import HOSTILE, make_source, one_line, sources, written_in


def read(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries.items())


def decoded(source: Source) -> Source:
    (again,), _ = read_bibliography("bib/x.bib", written_in("bibtex", [source]))
    return again


def _readable(text: str) -> str:
    """A text without the characters that reading takes out."""
    return one_line(FORBIDDEN.sub("", one_line(text)))


@given(sources())
def test_nothing_is_lost(source: Source) -> None:
    again = decoded(source)

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
    entries = read(written_in("bibtex", [source]))

    assert list(entries) == ["k"]
    assert set(entries["k"].fields) <= {"title", "note", "language", "pages", "year"}
    assert not re.search(r"\\(?:input|write)", written_in("bibtex", [source]))
