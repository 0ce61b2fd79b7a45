"""JSON Lines, read line by line by json."""

import json

import pytest
from hypothesis import given

from briefarchive.exporting.records import BRIEF_FIELDS, SOURCE_FIELDS, records_of_briefs, records_of_sources
from briefarchive.exporting.table import json_lines
from briefarchive.facets.publication import Publication
from briefarchive.model import Source

from .samples import BBC, FULL, HOSTILE, make_brief, make_selection, sources


def test_a_brief_is_a_line_with_every_field() -> None:
    (line,) = json_lines(records_of_briefs(make_selection([FULL], [BBC]), Publication())).decode().splitlines()
    brief = json.loads(line)

    assert list(brief) == BRIEF_FIELDS
    assert (brief["title"], brief["countries"], brief["sources"]) == ("Agreements", ["CN", "RU"], ["bbc", "tass"])
    assert (brief["url"], brief["replaces"]) == (None, [])


def test_nothing_is_an_empty_file() -> None:
    assert json_lines([]) == b""


@given(sources())
def test_nothing_is_lost(source: Source) -> None:
    selection = make_selection([make_brief("2014-10-17-x", cites=("a-key",))], [source])
    (line,) = json_lines(records_of_sources(selection)).decode().splitlines()
    read = json.loads(line)

    assert list(read) == SOURCE_FIELDS
    assert read["title"] == (source.title or None)
    assert read["translated_title"] == (source.translated_title or None)
    assert read["authors"] == [str(name) for name in source.authors]
    assert read["date"] == (str(source.issued) if source.issued else None)
    assert read["note"] == (source.note or None)
    assert bool(read["url"]) == bool(source.url)
    assert read["cited_by"] == ["2014-10-17-x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_record_is_one_line_whatever_ends_a_line(text: str) -> None:
    written = json_lines([{"a": text}, {"a": [text]}]).decode()

    assert [json.loads(line)["a"] for line in written.splitlines()] == [text, [text]]
