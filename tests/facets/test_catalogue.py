"""The archive in every order in which it is shown."""

import datetime
import itertools
from typing import Any

import pytest

from briefarchive.facets.catalogue import UNNAMED, Catalogue

from .conftest import brief, catalogue, source


def _ids(groups: Any) -> dict[Any, list[str]]:
    return {key: [getattr(one, "id", None) or one.key for one in group] for key, group in groups.items()}


def test_lists_of_briefs_are_newest_first() -> None:
    made: Catalogue = catalogue([brief("2014-01-01-a"), brief("2015-01-01-b"), brief("2014-01-01-c")])
    assert [one.id for one in made.shown] == ["2015-01-01-b", "2014-01-01-c", "2014-01-01-a"]
    assert _ids(made.by_year) == {2015: ["2015-01-01-b"], 2014: ["2014-01-01-c", "2014-01-01-a"]}


def test_without_a_known_change_the_last_one_is_the_latest_event_that_has_happened() -> None:
    briefs = [brief("2014-01-01-a"), brief("2026-01-01-draft", status="draft"), brief("2030-01-01-b")]
    archive = catalogue(briefs).archive.released(datetime.date(2026, 11, 27))
    assert Catalogue(archive).last_change == datetime.date(2014, 1, 1)
    assert Catalogue(archive).last_change == Catalogue(archive, drafts=True).last_change
    assert catalogue(briefs[1:2]).last_change == datetime.date(1970, 1, 1)


def test_sources_of_a_publisher_are_latest_first_and_those_without_a_date_last() -> None:
    made: Catalogue = catalogue(
        [],
        [
            source("c", publisher="bbc"),
            source("b", publisher="bbc", issued="2014"),
            source("a", publisher="bbc", issued="2014-05"),
            source("d", publisher="bbc", issued="2014"),
            source("e"),
        ],
    )
    assert _ids(made.by_publisher) == {"bbc": ["a", "b", "d", "c"], UNNAMED: ["e"]}


def test_a_source_is_cited_by_the_briefs_that_cite_or_list_it_oldest_first() -> None:
    made: Catalogue = catalogue(
        [brief("2015-01-01-lists", sources=("a",)), brief("2014-01-01-cites", cites=("a", "b", "a"), sources=("a",))]
    )
    assert _ids(made.cited_by) == {"a": ["2014-01-01-cites", "2015-01-01-lists"], "b": ["2014-01-01-cites"]}


def test_a_brief_is_named_by_those_that_refer_to_it_or_replace_it() -> None:
    made: Catalogue = catalogue(
        [
            brief("2014-01-01-a"),
            brief("2015-01-01-b", names=("brief 2014-01-01-a",)),
            brief("2016-01-01-c", replaces=("2014-01-01-a",)),
        ]
    )
    assert [one.id for one in made.naming(made.shown[-1])] == ["2016-01-01-c", "2015-01-01-b"]
    assert _ids(made.replaced_by) == {"2014-01-01-a": ["2016-01-01-c"]}


def test_before_and_after_stands_another_text_and_no_other_version_of_the_same() -> None:
    before, text, after = (brief(f"2014-0{month}-01-x") for month in (1, 2, 3))
    chinese = brief("2014-02-01-x-zh", language="zh", translation_of=text.id)
    later = brief("2014-03-02-x-zh", language="zh", translation_of=after.id)
    made = catalogue([before, text, after, chinese, later])
    assert made.neighbours(before) == (None, text)
    assert made.neighbours(text) == (before, after)
    assert made.neighbours(chinese) == (before, later)
    assert made.neighbours(after) == (text, None)
    assert made.neighbours(later) == (chinese, None)


@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_a_translation_stands_for_a_work_whose_original_is_not_shown(status: str) -> None:
    original = brief("2014-01-01-a", status=status, countries=("CN",))
    russian = brief("2014-01-02-ru", language="ru", translation_of=original.id, countries=("CN",))
    chinese = brief("2014-01-01-zh", language="zh", translation_of=original.id, countries=("CN",))
    made: Catalogue = catalogue([original, chinese, russian])
    assert _ids(made.by_country) == {"CN": [russian.id]}
    assert made.versions(original) == made.versions(chinese) == (russian, chinese)


def test_translations_of_translations_and_of_one_another_are_one_work() -> None:
    first = brief("2014-01-01-a")
    second = brief("2014-01-01-b", language="zh", translation_of=first.id)
    third = brief("2014-01-01-c", language="ru", translation_of=second.id)
    circle = [
        brief("2015-01-01-x", translation_of="2015-01-01-y"),
        brief("2015-01-01-y", language="zh", translation_of="2015-01-01-x"),
    ]
    itself = brief("2016-01-01-z", translation_of="2016-01-01-z")
    lost = [brief(f"2017-01-01-{tag}", language=tag, translation_of="2017-01-01-gone") for tag in ("ja", "zh")]
    made: Catalogue = catalogue([first, second, third, *circle, itself, *lost])
    assert [[one.id[11:] for one in work.expressions] for work in made.works] == [
        ["ja", "zh"],
        ["z"],
        ["x", "y"],
        ["a", "c", "b"],
    ]


def test_a_long_chain_of_translations_is_walked_once() -> None:
    ids = [f"2014-01-01-n{number:04}" for number in range(3_000)]
    briefs = [brief(one, translation_of=before) for before, one in itertools.pairwise(["2014-01-01-gone", *ids])]
    assert len(catalogue(briefs[::-1]).works) == 1
