"""Terms are found by whatever they are called."""

import pytest

from briefarchive.model import Country, CountryCode, Person, PersonId, Topic, TopicId, Vocabulary
from briefarchive.reading.nearest import TermSearch, UnknownTermError
from briefarchive.reading.vocabularies.countries import iso_countries

from ..cases import by_cases

TOPICS = {
    TopicId("natural-gas"): Topic(
        id=TopicId("natural-gas"),
        labels={"en": "Natural gas", "zh": "天然气", "ru": "Природный газ"},
        synonyms=("LNG",),
    ),
    TopicId("lng"): Topic(id=TopicId("lng"), labels={"en": "Liquefied gas"}, synonyms=("Gas",)),
    TopicId("gas-fields"): Topic(id=TopicId("gas-fields"), labels={"en": "Fields"}, synonyms=("gas",)),
}
PEOPLE = {PersonId(one): Person(id=PersonId(one), name="Ann Example") for one in ("ann-example", "ann-example-2")}
VOCABULARY = Vocabulary(countries=iso_countries(), topics=TOPICS, people=PEOPLE)


@by_cases
def test_a_country_is_found_by_code_and_name_in_any_language(called: str, code: str) -> None:
    assert TermSearch(VOCABULARY, "countries").find(called) == code


def test_every_name_of_every_country_in_every_language_finds_it_alone() -> None:
    search = TermSearch(VOCABULARY, "countries")
    for country in iso_countries().values():
        names = {country.code, *country.labels.values()} - {"Congo"}  # there are two
        assert {search.find(name) for name in names} == {country.code}


def test_a_name_of_two_countries_is_asked_about() -> None:
    with pytest.raises(UnknownTermError, match="name of several"):
        TermSearch(VOCABULARY, "countries").find("Congo")


@pytest.mark.parametrize(
    "called", ["natural-gas", "Natural gas", "NATURAL GAS", "天然气", "природный газ", "natural_gas"]
)
def test_a_topic_is_found_by_id_and_label(called: str) -> None:
    assert TermSearch(VOCABULARY, "topics").find(called) == "natural-gas"


def test_an_id_goes_before_a_synonym_of_another_term() -> None:
    assert TermSearch(VOCABULARY, "topics").find("LNG") == "lng"


def test_a_name_of_several_is_told_with_all_of_them() -> None:
    with pytest.raises(UnknownTermError, match=r'"gas" is the name of several: "lng" \(Liquefied gas\), "gas-fields"'):
        TermSearch(VOCABULARY, "topics").find("gas")
    with pytest.raises(UnknownTermError, match=r'"ann-example" \(Ann Example\), "ann-example-2"'):
        TermSearch(VOCABULARY, "people").find("Ann Example")


def test_an_unknown_name_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UnknownTermError, match=r'there is no country "Kazahkstan"; did you mean "KZ" \(Kazakhstan\)\?'):
        TermSearch(VOCABULARY, "countries").find("Kazahkstan")
    with pytest.raises(UnknownTermError, match=r"look it up in archive/vocabulary/people\.yaml, or add it there"):
        TermSearch(VOCABULARY, "people").find("Zed")


def test_an_addition_of_the_vocabulary_is_found_by_its_names() -> None:
    union = Country(code=CountryCode("EU"), labels={"en": "European Union"}, synonyms=("欧盟",), former_names=("EEC",))
    search = TermSearch(Vocabulary(countries={**iso_countries(), union.code: union}), "countries")
    assert {search.find(name) for name in ("eu", "European union", "欧盟", "EEC")} == {"EU"}
