"""Sources written in BibTeX read back the same."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.bibtex.schema import NAME_FIELDS
from briefarchive.bibtex.writing import format_entry
from briefarchive.diagnostics import Span
from briefarchive.model import Places, Source
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.bibliography.sources import FORBIDDEN

from ..cases import by_cases

BIBLIOGRAPHIES = [path for path in sorted(Path(__file__).parents[1].rglob("*.bib")) if "invalid" not in path.parts]


def bare(source: Source) -> Source:
    """A source without its places, which a new form changes."""
    return replace(source, span=Span(path=""), places=Places())


def read_back(entry: str) -> dict[str, str]:
    (source,), faults = read_bibliography("bib/x.bib", entry)
    assert not [fault for fault in faults if fault.code in ("C101", "C102", "C106", "C107", "C115")]
    return dict(source.fields)


def normal(text: str) -> str:
    """One line without control characters."""
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    turns = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")
    return " ".join(kept.translate(turns).split())


def test_an_entry_has_the_canonical_form() -> None:
    fields = {"zzz": "last", "abstract": "An abstract", "url": "https://example.org/a_b", "date": "2014-10-14"}
    fields |= {"translatedtitle": "Research & development", "author": "Chen, Li and {World Bank}", "title": "研发"}
    assert format_entry("example-2014-research", "online", fields) == (
        "@online{example-2014-research,\n"
        "  title           = {研发},\n"
        "  translatedtitle = {Research \\& development},\n"
        "  author          = {Chen, Li and {World Bank}},\n"
        "  date            = {2014-10-14},\n"
        "  url             = {https://example.org/a_b},\n"
        "  abstract        = {An abstract},\n"
        "  zzz             = {last},\n"
        "}\n"
    )


@by_cases
@pytest.mark.parametrize("name", ["title", "url", "file", "note"])
def test_what_means_something_to_latex_is_kept(name: str, text: str) -> None:
    assert read_back(format_entry("k", "online", {name: text})) == {name: text}


_TEXT = st.one_of(st.text(), st.text(alphabet="\\{}$~^_-`'%&#@\"?! \n\x07abtexurl,=")).filter(
    lambda text: not FORBIDDEN.search(normal(text))  # reading takes those out
)
_FIELDS = st.dictionaries(st.sampled_from(["title", "note", "url", "file", "doi", "publisher", "date", "x-y"]), _TEXT)


@given(_FIELDS)
@example({"url": "{a}"})
@example({"url": "\\url{x}"})
def test_any_text_reads_back_the_same(fields: dict[str, str]) -> None:
    assert read_back(format_entry("k", "online", fields)) == {name: normal(text) for name, text in fields.items()}


@given(st.sampled_from(sorted(NAME_FIELDS)), st.text(alphabet="{}\\,=~ and\nAB习$\"'-", max_size=40))
def test_names_that_were_read_are_written_and_read_as_the_same(name: str, text: str) -> None:
    first = read_back(format_entry("k", "online", {name: text}))
    second = read_back(format_entry("k", "online", first))
    assert second == first


def test_all_bibliographies_of_the_tests_read_back_the_same() -> None:
    assert len(BIBLIOGRAPHIES) > 50
    for path in BIBLIOGRAPHIES:
        read, _ = read_bibliography("bib/x.bib", path.read_bytes().decode("utf-8", "replace"))
        written = "\n".join(format_entry(source.key, source.type, source.fields) for source in read)
        again, _ = read_bibliography("bib/x.bib", written)
        assert [bare(source) for source in again] == [bare(source) for source in read], path
