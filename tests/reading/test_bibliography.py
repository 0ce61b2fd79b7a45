"""What the fields of an entry come to mean."""

from typing import Any

import pytest

from briefarchive.diagnostics import Span
from briefarchive.model import Seen, Source
from briefarchive.reading.bibliography import read_bibliography

from ..cases import by_cases, extract


def source(body: str, entry_type: str = "online") -> Source:
    sources, _ = read_bibliography("bib/x.bib", f"@{entry_type}{{key, {body}}}")
    return sources[0]


@by_cases
def test_a_bibliography_says_what_its_case_says(text: str, told: list[str] | None, sources: Any) -> None:
    read, faults = read_bibliography("bib/x.bib", text)
    assert extract({source.key: source for source in read}, sources) == sources
    assert told in (None, [f"{diagnostic.span} {diagnostic.code} {diagnostic.message}" for diagnostic in faults])


@by_cases
def test_an_entry_tells_how_it_was_seen_and_which_agencies_wrote_it(
    fields: str, seen: Seen | None, agencies: tuple[str, ...]
) -> None:
    read = source(f"title = {{A}}, {fields}")
    assert (read.seen, read.agencies) == (seen, agencies)


def test_the_place_of_the_key_and_of_each_value_is_exact() -> None:
    text = '\ufeff\r\n  @online{first,\r\n\ttitle = "One",\r\n  year=2014, note = {a\r\nb} # "c"}'
    (read,), _ = read_bibliography("bib/x.bib", text)
    assert read.span == Span(path="bib/x.bib", line=2, column=11, end_line=2, end_column=16)
    assert read.places["title"] == Span(path="bib/x.bib", line=3, column=11, end_line=3, end_column=14)
    assert read.places["year"] == Span(path="bib/x.bib", line=4, column=8, end_line=4, end_column=12)
    assert read.places["note"] == Span(path="bib/x.bib", line=4, column=22, end_line=5, end_column=8)


@by_cases
def test_the_address_is_a_web_address_or_empty(fields: str, url: str) -> None:
    assert source(f"title = {{One}}, {fields}").url == url


@by_cases
def test_the_publisher_is_who_brought_it_out(entry_type: str, fields: str, publisher: str, container: str) -> None:
    read = source(f"title={{One}}, {fields}", entry_type)
    assert (read.publisher_name, read.container_title) == (publisher, container)


@by_cases
def test_the_title_is_shown_with_its_subtitle(fields: str, title: str) -> None:
    assert source(fields).title == title


LANGUAGES = """
    english=en American=en-US ngerman=de chinese=zh chinese-hans=zh-Hans chinese-hant=zh-Hant russian=ru arabic=ar
    brazilian=pt-BR french=fr japanese=ja portuguese=pt hebrew=he kazakh=kk zh-hant=zh-Hant zh-Hans-CN=zh-Hans-CN
    en_us=en-US de-DE=de-DE rus=ru deu=de chi=zh Deutsch=de Français=fr 中文=zh русский=ru
    klingonese= e= ../en= en-= =
"""


@pytest.mark.parametrize("case", LANGUAGES.split())
def test_the_language_is_a_tag_whether_a_name_a_code_or_a_tag_is_given(case: str) -> None:
    name, _, tag = case.partition("=")
    assert source(f"title={{T}}, langid={{{name}}}").language == tag
