"""Classical BibTeX, read by pybtex and by the archive's own reader."""

import re

import pytest
from hypothesis import given
from pybtex.database import Entry, parse_string

from briefarchive.model import Name, PartialDate, Source
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN

from .samples import HOSTILE, make_source, one_line, sources, written_in


def read(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries.items())


def decoded(source: Source) -> Source:
    (again,), _ = read_bibliography("bib/x.bib", written_in("bibtex", [source]))
    return again


def test_a_page_is_what_old_styles_print() -> None:
    source = make_source(
        "xinhua-2014",
        title="中俄合作 & China",
        translated_title="Cooperation",
        romanized_title="Zhōng-É",
        authors=(Name(family="Wu", given="Jiao"), Name(literal="World Bank")),
        publisher_name="新华网",
        issued=PartialDate(year=2014, month=10, day=14),
        accessed=PartialDate(year=2014, month=10, day=17),
        url="https://example.org/a_b",
        archive_url="https://web.archive.org/a",
        language="zh",
        note="A note",
    )

    assert written_in("bibtex", [source]) == (
        "@misc{xinhua-2014,\n"
        "  title = {{中俄合作 \\& China}},\n"
        "  author = {Wu, Jiao and {World Bank}},\n"
        "  publisher = {新华网},\n"
        "  year = {2014},\n"
        "  month = oct # {~14},\n"
        "  url = {https://example.org/a_b},\n"
        "  howpublished = {新华网},\n"
        "  language = {zh},\n"
        "  note = {Translated title: Cooperation. Romanized title: Zhōng-É. A note. Accessed 2014-10-17. "
        "Archived at \\url{https://web.archive.org/a}.},\n"
        "}\n"
    )


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
