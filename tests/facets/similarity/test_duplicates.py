"""Which sources are told as one, and which never are."""

from typing import Any

import pytest

from briefarchive.diagnostics import Span
from briefarchive.facets.similarity.duplicates import Duplicates, find_duplicates
from briefarchive.model import Archive, Brief, Name, PartialDate, Source

from ...cases import by_cases

TITLE = "China and Russia pledge to boost ties and cooperation"
URL = "https://www.scmp.com/news/china/article/1616123/china-and-russia-pledge"


def source(key: str, **given: Any) -> Source:
    """A source of one publisher; *issued* is written."""
    fields = {"title": TITLE, "publisher": "scmp", "publisher_name": "SCMP", "issued": "2014-10-14"} | given
    issued = PartialDate.parse(fields.pop("issued"))
    more = fields.pop("fields", {})
    fields["authors"] = tuple(Name(family=name) for name in fields.pop("authors", ()))
    return Source(key=key, type="online", span=Span(path="bib/2014.bib"), issued=issued, fields=more, **fields)


def found(*sources: Source, briefs: dict[str, Brief] | None = None) -> tuple[Duplicates, ...]:
    return find_duplicates(Archive(sources={source.key: source for source in sources}, briefs=briefs or {}))


def keys(*sources: Source) -> list[list[str]]:
    return [sorted(source.key for source in group.sources) for group in found(*sources)]


@by_cases
def test_two_entries_of_one_source_are_told(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert keys(source("a", **one), source("b", **other)) == [["a", "b"]]


@by_cases
def test_two_sources_are_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert keys(source("a", **one), source("b", **other)) == []


def test_a_series_of_press_releases_is_no_group() -> None:
    series = [
        source(f"a{day:02}", issued=f"2014-10-{day:02}", url=f"https://mfa.example/press/{day}") for day in range(1, 29)
    ]
    assert keys(*series) == []


@by_cases
def test_an_undated_source_is_none_of_several_texts_with_its_title(others: tuple[dict[str, Any], ...]) -> None:
    series = [source(f"a{number}", **other) for number, other in enumerate(others)]
    assert not any("undated" in group for group in keys(source("undated", issued=""), *series))


def test_an_undated_source_is_the_one_text_with_its_title() -> None:
    (group,) = found(source("a", issued=""), source("b"), source("c", issued="2014-10"))
    assert [source.key for source in group.sources] == ["a", "b", "c"]
    assert group.score == 76


def test_a_group_never_joins_two_dois() -> None:
    group = keys(source("a", url=URL), source("b", url=URL, doi="10.1000/abc"), source("c", url=URL, doi="10.1000/abd"))
    assert group == [["a", "b"]]


def test_a_group_can_have_three_members_and_tells_its_reasons() -> None:
    (group,) = found(source("a", url=URL), source("b", url=URL), source("c", issued="2014"))
    assert sorted(source.key for source in group.sources) == ["a", "b", "c"]
    assert group.score == 86
    assert f"same address {URL.removeprefix('https://www.')}" in group.reasons
    assert {"same title", "same publisher SCMP", "same date 2014-10-14"} <= set(group.reasons)


def test_the_surest_groups_come_first() -> None:
    other = {"title": "Another title of the same length as this", "issued": "2014"}
    groups = found(source("a", **other), source("b", **other), source("c", url=URL), source("d", url=URL))
    assert [group.score for group in groups] == [97, 86]


def test_the_entry_from_which_another_inherits_is_to_be_kept() -> None:
    (group,) = found(source("a", fields={"crossref": "B", "note": "x"}), source("b"))
    assert [source.key for source in group.sources] == ["b", "a"]


def test_a_block_of_any_size_costs_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefarchive.facets.similarity import duplicates

    looked: list[object] = []
    monkeypatch.setattr(duplicates, "weigh", lambda one, other: looked.append((one, other)))
    find_duplicates(Archive(sources={f"k{n}": source(f"k{n}", url="https://scmp.com/column") for n in range(1_000)}))
    assert len(looked) <= 8_000
