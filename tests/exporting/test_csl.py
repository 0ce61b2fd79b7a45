"""CSL-JSON, read by json, by the schema's names."""

import json
from typing import Any

import pytest
from hypothesis import given

from briefarchive.model import Name, PartialDate, Source

from .samples import HOSTILE, make_source, one_line, sources, written_in

DATE_KEYS = {"date-parts", "season", "circa", "literal"}


def read(text: str) -> list[dict[str, Any]]:
    items = json.loads(text)
    assert isinstance(items, list)
    return items


def item_of(**fields: Any) -> dict[str, Any]:
    (item,) = read(written_in("csl-json", [make_source("k", **fields)]))
    return item


@given(sources())
def test_nothing_is_lost(source: Source) -> None:
    (item,) = read(written_in("csl-json", [source]))

    assert item.get("title", "") == source.title
    assert item.get("custom", {}).get("translated-title", "") == one_line(source.translated_title)
    assert item.get("custom", {}).get("romanized-title", "") == one_line(source.romanized_title)
    assert one_line(source.translated_title) in item.get("note", "")
    assert one_line(source.note) in item.get("note", "")
    assert [
        (name.get("literal", ""), name.get("family", ""), name.get("given", "")) for name in item.get("author", [])
    ] == [(one_line(name.literal), one_line(name.family), one_line(name.given)) for name in source.authors]
    assert ("URL" in item) == bool(source.url)
    assert ("archive-url" in item.get("custom", {})) == bool(source.archive_url)
    assert set(item.get("issued", {})) <= DATE_KEYS
    assert item.get("issued", {}).get("date-parts", [[]])[0] == _parts(source.issued)
    assert item.get("accessed", {}).get("date-parts", [[]])[0] == _parts(source.accessed)


def _parts(date: PartialDate | None) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part] if date else []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_string(text: str) -> None:
    written = written_in("csl-json", [make_source("k", title=text, note=text, authors=(Name(literal=text or "x"),))])

    assert written.encode("utf-8")
    assert not set(written) & set("\u2028\u2029\x85\u202e\u2066\x7f\x9f")
    assert len(written.splitlines()) == written.count("\n")
    assert read(written)[0]["title"] == text
