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


def test_a_page_in_another_language_keeps_its_own_title() -> None:
    item = item_of(
        title="中俄之间合作",
        translated_title="Cooperation",
        romanized_title="Zhōng-É",
        authors=(Name(family="Wu", given="Jiao", family_first=True), Name(literal="World Bank")),
        publisher_name="新华网",
        issued=PartialDate(year=2014, month=10, day=14),
        accessed=PartialDate(year=2014, month=10),
        url="https://example.org/a",
        archive_url="https://web.archive.org/web/a",
        archive_date=PartialDate(year=2015),
        language="zh-Hans",
        doi="10.1234/a",
        note="A note",
    )

    assert item == {
        "id": "k",
        "type": "webpage",
        "title": "中俄之间合作",
        "author": [{"family": "Wu", "given": "Jiao", "static-ordering": True}, {"literal": "World Bank"}],
        "container-title": "新华网",
        "issued": {"date-parts": [[2014, 10, 14]]},
        "accessed": {"date-parts": [[2014, 10]]},
        "URL": "https://example.org/a",
        "DOI": "10.1234/a",
        "language": "zh-Hans",
        "note": "A note. Translated title: Cooperation. Romanized title: Zhōng-É. "
        "Archived 2015 at <https://web.archive.org/web/a>.",
        "custom": {
            "translated-title": "Cooperation",
            "romanized-title": "Zhōng-É",
            "archive-url": "https://web.archive.org/web/a",
            "archive-date": "2015",
        },
    }


def test_a_year_that_is_about_right_says_so() -> None:
    item = item_of(issued=PartialDate(year=2014), fields={"year": "ca. 2014"})

    assert item["issued"] == {"date-parts": [[2014]], "circa": True}


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
