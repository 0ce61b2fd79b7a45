"""The tree of topics, and names in several languages."""

import datetime
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.model import Country, CountryCode, PartialDate, Period, Topic, TopicId, Vocabulary


def _vocabulary(parents: Mapping[str, str | None]) -> Vocabulary:
    topics = [
        Topic(id=TopicId(name), labels={}, parent=TopicId(parent) if parent else None)
        for name, parent in parents.items()
    ]
    return Vocabulary(topics={topic.id: topic for topic in topics})


TREE = _vocabulary({"economy": None, "gas": "energy", "energy": "economy", "trade": "economy", "lost": "nowhere"})


def test_broader_topics_come_nearest_first() -> None:
    assert list(TREE.broader(TopicId("gas"))) == ["energy", "economy"]
    assert list(TREE.broader(TopicId("economy"))) == []


def test_what_is_not_there_has_and_is_no_broader_topic() -> None:
    assert list(TREE.broader(TopicId("unknown"))) == []
    assert list(TREE.broader(TopicId("lost"))) == []


def test_narrower_topics_come_in_the_order_of_the_file_and_the_top_is_under_none() -> None:
    assert TREE.narrower == {None: ("economy", "lost"), "energy": ("gas",), "economy": ("energy", "trade")}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghz") | st.none()))
def test_every_topic_is_below_one_place_and_no_walk_names_one_twice(parents: dict[str, str | None]) -> None:
    vocabulary = _vocabulary(parents)
    below = [topic for topics in vocabulary.narrower.values() for topic in topics]
    assert sorted(below) == sorted(vocabulary.topics)
    for topic in vocabulary.topics:
        walk = list(vocabulary.broader(topic))
        assert len({topic, *walk}) == len(walk) + 1


def test_a_label_is_that_of_the_language_or_english_or_the_id() -> None:
    country = Country(code=CountryCode("CN"), labels={"en": "China", "zh": "中国"})
    assert [country.label(), country.label("zh"), country.label("fr")] == ["China", "中国", "China"]
    assert Topic(id=TopicId("gas"), labels={"zh": "气"}).label("fr") == "gas"


def test_a_member_is_one_from_the_first_to_the_last_day_of_what_is_known() -> None:
    membership = Period(since=PartialDate(year=1973), until=PartialDate(year=2020, month=1))
    union = Country(
        code=CountryCode("EU"),
        labels={},
        members=(CountryCode("GB"), CountryCode("FR")),
        memberships={CountryCode("GB"): (membership,)},
    )
    days = ("1972-12-31", "1973-01-01", "2020-01-31", "2020-02-01")
    assert [len(union.list_members(datetime.date.fromisoformat(day))) for day in days] == [1, 2, 2, 1]
