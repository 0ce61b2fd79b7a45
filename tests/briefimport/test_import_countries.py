"""Suggestions: rather too few than a wrong one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefarchive.model import Country, CountryCode, Topic, TopicId, Vocabulary
from briefarchive.reading.vocabularies.countries import iso_countries
from briefimport.suggesting.terms import suggest_countries, suggest_topics

from ..cases import by_cases

WORLD = Vocabulary(countries=iso_countries())
TOPICS = Vocabulary(
    topics={
        TopicId("natural-gas"): Topic(
            id=TopicId("natural-gas"), labels={"en": "Natural gas", "zh": "天然气"}, synonyms=("LNG",)
        ),
        TopicId("policies"): Topic(id=TopicId("policies"), labels={"en": "Policies"}),
        TopicId("it"): Topic(id=TopicId("it"), labels={"en": "IT"}),
    }
)


def countries(*paragraphs: str, title: str = "") -> list[str]:
    return [suggestion.value for suggestion in suggest_countries(title, paragraphs, WORLD)]


@by_cases
def test_traps_suggest_no_country(text: str) -> None:
    assert countries(text) == []


@by_cases
def test_names_demonyms_and_capitals_suggest_a_country(text: str, expected: list[str]) -> None:
    assert sorted(countries(text)) == expected


CASES = yaml.load((Path(__file__).parent / "suggesting" / "countries.yaml").read_text("utf-8"), yaml.CSafeLoader)
GROUPS = {
    CountryCode(code): Country(code=CountryCode(code), labels={"en": label}, members=(CountryCode("NO"),))
    for code, label in (("EU", "European Union"), ("ASEAN", "Association of Southeast Asian Nations"))
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_countries_of_a_text_are_those_that_the_case_says(case: dict[str, Any]) -> None:
    suggestions = suggest_countries(
        case.get("title", ""),
        [case["text"]],
        Vocabulary(countries={**iso_countries(), **GROUPS}),
        language=case.get("language", "en"),
        publishers=case.get("publishers", ()),
    )
    assert sorted(suggestion.value for suggestion in suggestions) == case["countries"]


def test_country_named_twice_far_down_in_a_long_text_is_none() -> None:
    long = "The ministers spoke of fish and of ships, and of nothing else. " * 60
    assert countries("A first paragraph.", f"{long} Norway came. {long} Norway left.") == []
    assert countries("A first paragraph.", f"{long} Norway came. {long} Norway left, and Norway paid.") == ["NO"]
    assert countries("Norway sends a first paragraph.", f"{long} Norway came.") == ["NO"]


def test_countries_named_nearly_as_often_stand_in_the_order_of_the_text() -> None:
    assert countries("China and Russia signed in Moscow. China waits.", "Russia gains. Norway, Norway.")[:2] == [
        "CN",
        "RU",
    ]
    assert countries("Norway met Russia. Russia, Russia, Russia and Russia again: Norway.") == ["RU", "NO"]


def test_at_most_five_countries_are_suggested() -> None:
    text = "France, Spain, Italy, Poland, Norway, Sweden and Finland. "
    assert len(countries(text * 3)) == 5


def test_topic_is_found_by_label_synonym_plural_and_in_chinese() -> None:
    suggestions = suggest_topics("", ["LNG and natural gas, a policy and policies.", "天然气"], TOPICS)
    assert {suggestion.value for suggestion in suggestions} == {"natural-gas", "policies"}


@by_cases
def test_one_word_is_no_topic_unless_the_title_has_it(title: str, text: str, expected: list[str]) -> None:
    assert [suggestion.value for suggestion in suggest_topics(title, [text], TOPICS)] == expected


def test_acronym_is_no_common_word() -> None:
    assert not suggest_topics("", ["it is what it is, and it stays"], TOPICS)
    assert [suggestion.value for suggestion in suggest_topics("", ["IT and IT"], TOPICS)] == ["it"]


def test_of_a_topic_and_a_broader_one_the_narrower_is_suggested() -> None:
    energy = Topic(id=TopicId("energy"), labels={"en": "Energy"})
    gas = Topic(id=TopicId("gas"), labels={"en": "Natural gas"}, parent=TopicId("energy"))
    topics = Vocabulary(topics={topic.id: topic for topic in (energy, gas)})
    both = suggest_topics("", ["Energy and energy, energy and natural gas: natural gas."], topics)
    assert [(suggestion.value, suggestion.because) for suggestion in both] == [("gas", "Natural gas ×2")]
    assert [found.value for found in suggest_topics("", ["Energy, energy and natural gas."], topics)] == ["energy"]
