"""Which sources are told as one, and which never are."""

from typing import Any

import pytest

from briefarchive.diagnostics import Span
from briefarchive.facets.similarity.duplicates import Duplicates, find_duplicates
from briefarchive.model import Archive, Brief, Name, PartialDate, Source

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
    return find_duplicates(Archive(sources={one.key: one for one in sources}, briefs=briefs or {}))


def keys(*sources: Source) -> list[list[str]]:
    return [sorted(one.key for one in group.sources) for group in found(*sources)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"issued": "2014-10"}),
        ({}, {"issued": "2014"}),
        ({"issued": "2014"}, {"issued": "2015"}),
        ({"issued": ""}, {}),
        ({"url": URL}, {}),
        ({"url": URL}, {"url": f"{URL}/amp?utm_source=x"}),
        ({"url": URL, "publisher": None}, {"url": URL}),
        ({"url": URL}, {"url": URL, "title": "Beijing and Moscow to work together"}),
        ({"url": URL, "title": "中俄承诺加强合作关系发展"}, {"url": URL}),
        ({"url": ""}, {"url": "", "archive_url": f"https://web.archive.org/web/2014/{URL}", "title": TITLE}),
        ({"doi": "10.1000/ABC"}, {"doi": "10.1000/abc", "publisher": "other", "issued": "2010"}),
        ({"doi": "10.1000/abc"}, {"url": "https://doi.org/10.1000/ABC", "publisher": "other"}),
        ({"title": "中俄承诺加强合作关系发展", "translated_title": TITLE}, {}),
        ({"fields": {"pages": "1--31"}}, {"fields": {"pages": "1"}}),
    ],
)
def test_two_entries_of_one_source_are_told(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert keys(source("a", **one), source("b", **other)) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"issued": "2014-10-15"}),
        ({"issued": "2014-10"}, {"issued": "2014-11"}),
        ({"issued": "2014"}, {"issued": "2016"}),
        ({}, {"publisher": "other"}),
        ({}, {"title": "China and Russia pledge to boost 12 ties and cooperation"}),
        ({"title": "Editorial"}, {"title": "Editorial"}),
        ({"doi": "10.1000/abc"}, {"doi": "10.1000/abd"}),
        ({"doi": "10.1000/abc", "url": URL}, {"doi": "10.1000/abd", "url": URL}),
        ({"fields": {"volume": "12"}}, {"fields": {"volume": "13"}}),
        ({"fields": {"pages": "74"}}, {"fields": {"pages": "326"}}),
        ({"authors": ["Chen"]}, {"authors": ["Berry"]}),
        ({"language": "en"}, {"language": "fr"}),
        ({"url": URL}, {"url": "https://www.scmp.com/news/china/article/1616124/another"}),
        (
            {"url": "https://www.scmp.com/column"},
            {"url": "https://www.scmp.com/column", "title": "Other words here now"},
        ),
        ({"url": "https://www.scmp.com/"}, {"url": "https://www.scmp.com/", "title": "Other words here now"}),
        ({"url": URL}, {"url": URL, "title": "Beijing and Moscow to work together", "issued": "2014-11-20"}),
        ({"url": URL, "title": "38 deals are signed"}, {"url": URL, "title": "40 deals are signed"}),
    ],
)
def test_two_sources_are_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert keys(source("a", **one), source("b", **other)) == []


def test_a_series_of_press_releases_is_no_group() -> None:
    series = [
        source(f"a{day:02}", issued=f"2014-10-{day:02}", url=f"https://mfa.example/press/{day}") for day in range(1, 29)
    ]
    assert keys(*series) == []


@pytest.mark.parametrize(
    "others",
    [
        ({}, {"issued": "2014-10-15"}),
        ({"issued": "2014"}, {"issued": "2014-10-14"}, {"issued": "2014-10-15"}),
        ({"url": f"{URL}-1"}, {"url": f"{URL}-2", "issued": "2014-10-21"}),
        ({"issued": "", "url": f"{URL}-1"}, {"issued": "", "url": f"{URL}-2"}),
    ],
)
def test_an_undated_source_is_none_of_several_texts_with_its_title(others: tuple[dict[str, Any], ...]) -> None:
    series = [source(f"a{number}", **other) for number, other in enumerate(others)]
    assert not any("undated" in group for group in keys(source("undated", issued=""), *series))


def test_an_undated_source_is_the_one_text_with_its_title() -> None:
    (group,) = found(source("a", issued=""), source("b"), source("c", issued="2014-10"))
    assert [one.key for one in group.sources] == ["a", "b", "c"]
    assert group.score == 76


def test_a_group_never_joins_two_dois() -> None:
    group = keys(source("a", url=URL), source("b", url=URL, doi="10.1000/abc"), source("c", url=URL, doi="10.1000/abd"))
    assert group == [["a", "b"]]


def test_a_group_can_have_three_members_and_tells_its_reasons() -> None:
    (group,) = found(source("a", url=URL), source("b", url=URL), source("c", issued="2014"))
    assert sorted(one.key for one in group.sources) == ["a", "b", "c"]
    assert group.score == 86
    assert f"same address {URL.removeprefix('https://www.')}" in group.reasons
    assert {"same title", "same publisher SCMP", "same date 2014-10-14"} <= set(group.reasons)


def test_the_surest_groups_come_first() -> None:
    other = {"title": "Another title of the same length as this", "issued": "2014"}
    groups = found(source("a", **other), source("b", **other), source("c", url=URL), source("d", url=URL))
    assert [group.score for group in groups] == [97, 86]


def test_the_entry_from_which_another_inherits_is_to_be_kept() -> None:
    (group,) = found(source("a", fields={"crossref": "B", "note": "x"}), source("b"))
    assert [one.key for one in group.sources] == ["b", "a"]


def test_a_block_of_any_size_costs_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefarchive.facets.similarity import duplicates

    looked: list[object] = []
    monkeypatch.setattr(duplicates, "weigh", lambda one, other: looked.append((one, other)))
    find_duplicates(Archive(sources={f"k{n}": source(f"k{n}", url="https://scmp.com/column") for n in range(1_000)}))
    assert len(looked) <= 8_000
