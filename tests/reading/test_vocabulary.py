"""The vocabularies: what an entry says, and what is wrong with it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Person, Publisher, Vocabulary
from briefarchive.reading.vocabularies.reader import read_vocabulary

SIGNS = st.lists(
    st.sampled_from(
        [*"aZ0é能 :-[]{},#&*!'\"\n", "\na: ", "\n  name: ", "label: ", "parent: a", "\nEU: ", "{en: x}", "\n  "]
    ),
    max_size=30,
).map("".join)


def _read(root: Path, **files: str) -> tuple[Vocabulary, list[Diagnostic]]:
    folder = root / "archive" / "vocabulary"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return read_vocabulary(root)


def _told(found: list[Diagnostic]) -> list[str]:
    return [f"{Path(one.span.path).stem}:{one.span.line}:{one.span.column} {one.code} {one.message}" for one in found]


def test_without_any_file_there_are_the_countries_of_iso_3166(tmp_path: Path) -> None:
    vocabulary, found = read_vocabulary(tmp_path)
    assert found == []
    assert len(vocabulary.countries) == 249
    assert vocabulary.countries["CN"].labels["en"] == "China"
    assert vocabulary.countries["CN"].label("zh") == "中国"
    assert not vocabulary.topics


def test_a_topic_has_labels_a_broader_term_synonyms_and_a_note(tmp_path: Path) -> None:
    vocabulary, found = _read(
        tmp_path,
        topics="energy: {label: Energy}\n"
        "natural-gas: {label: {en: Natural  gas, zh: 天然气}, parent: energy, synonyms: [LNG], note: All gas.}\n",
    )
    gas = vocabulary.topics["natural-gas"]
    assert found == []
    assert gas.labels == {"en": "Natural gas", "zh": "天然气"}
    assert (gas.parent, gas.synonyms, gas.note) == ("energy", ("LNG",), "All gas.")
    assert str(gas.parent_span) == "archive/vocabulary/topics.yaml:2:59"
    assert vocabulary.topics["energy"].label("zh") == "Energy"


def test_an_entry_adds_to_a_country_of_iso_3166_and_a_group_is_a_country_of_its_own(tmp_path: Path) -> None:
    vocabulary, found = _read(
        tmp_path,
        countries="RU: {synonyms: [Russian Federation], former_names: [USSR]}\n"
        "EU: {label: European Union, members: [FR, DE]}",
    )
    assert found == []
    assert vocabulary.countries["RU"].label() == "Russia"
    assert vocabulary.countries["RU"].synonyms == ("Russian Federation",)
    assert vocabulary.countries["RU"].former_names == ("USSR",)
    assert vocabulary.countries["EU"].members == ("FR", "DE")


def test_people_and_publishers_have_what_their_entries_say(tmp_path: Path) -> None:
    vocabulary, found = _read(
        tmp_path,
        people="a-person: {name: A Person, orcid: 0000-0002-1825-0097, url: 'https://example.org/a', note: N}",
        publishers="bbc: {name: BBC, kind: broadcaster, country: GB, language: en, aliases: [BBC News], url: 'http://example.org'}",
    )
    person, publisher = vocabulary.people["a-person"], vocabulary.publishers["bbc"]
    assert found == []
    assert person == Person(
        id="a-person",
        name="A Person",
        orcid="0000-0002-1825-0097",
        url="https://example.org/a",
        note="N",
        span=person.span,
    )
    assert publisher == Publisher(
        id="bbc",
        name="BBC",
        kind="broadcaster",
        country="GB",
        language="en",
        aliases=("BBC News",),
        url="http://example.org",
        span=publisher.span,
    )
    assert str(publisher.span) == "archive/vocabulary/publishers.yaml:1:1"


def test_every_fault_of_every_file_is_told_and_what_is_sound_is_kept(tmp_path: Path) -> None:
    vocabulary, found = _read(
        tmp_path,
        topics="Energy: {label: E}\ngas: {label: {en: 1, zh: 气}, colour: red}\noil: Oil\n"
        "coal: {label: Coal, synonyms: Kohle}",
        countries="XK: {synonyms: [Kosovo]}\nEU: {label: EU, members: [FR, XX]}",
        people="a: {name: no, url: 'javascript:x'}\nb: {name: B, orcid: '1'}\nc: {}",
        publishers="bbc: [",
    )
    assert sorted(_told(found)) == [
        'countries:1:1 V101 "XK" needs a label in English',
        'countries:2:1 V104 "XX", a member of "EU", is not a country',
        'people:1:20 V101 "url" of "a" is not an http or https address',
        'people:2:21 V101 "1" cannot be "orcid" of "b"',
        'people:3:1 V101 "c" needs a "name"',
        'publishers:1:6 F201 the bracket "[" is not closed',
        'topics:1:1 V103 "Energy" cannot be an id here',
        'topics:2:1 V101 "gas" needs a label in English',
        'topics:2:19 V101 the "en" name of "gas" must be a text',
        'topics:2:30 V102 "gas" has a field "colour" that is not known',
        'topics:3:6 V101 "oil" must have fields, such as "label" or "name"',
        'topics:4:31 V101 "synonyms" of "coal" must be a list of texts',
    ]
    assert vocabulary.topics["gas"].label("zh") == "气"
    assert vocabulary.topics["coal"].label() == "Coal"
    assert vocabulary.people["a"].name == "no"
    assert vocabulary.people["c"].name == "c"
    assert vocabulary.countries["XK"].label() == "XK"


def test_an_unknown_parent_is_a_fault_and_the_topic_stands_at_the_top(tmp_path: Path) -> None:
    vocabulary, found = _read(tmp_path, topics="a: {label: A, parent: z}")
    assert _told(found) == ['topics:1:23 V104 "z", the parent of "a", is not a topic']
    assert vocabulary.topics["a"].parent is None


def test_what_is_written_and_cannot_be_read_may_be_there(tmp_path: Path) -> None:
    vocabulary, found = _read(
        tmp_path,
        topics="oil: Oil\nEnergy: {label: E}\ngas: {label: Gas, parent: oil}\ncoal: &here {label: Coal}\nore: *here",
        people="a: [",
    )
    assert "V104" not in {one.code for one in found}
    assert vocabulary.may_have("topics", "oil")
    assert vocabulary.may_have("topics", "Energy")
    assert vocabulary.may_have("topics", "ore")
    assert vocabulary.may_have("topics", "energy")  # it may be the misnamed one
    assert not vocabulary.may_have("topics", "energies")
    assert vocabulary.may_have("people", "anyone")
    assert not vocabulary.may_have("publishers", "anyone")


def test_a_publisher_has_no_country_that_is_not_known(tmp_path: Path) -> None:
    vocabulary, found = _read(tmp_path, publishers="a: {name: A, country: UK}")
    assert _told(found) == ['publishers:1:23 V108 unknown country code "UK"']
    assert vocabulary.publishers["a"].country is None


def test_a_circle_of_topics_is_told_once_and_opened(tmp_path: Path) -> None:
    vocabulary, found = _read(
        tmp_path,
        topics="below: {label: X, parent: c}\n"
        "a: {label: A, parent: b}\nb: {label: B, parent: c}\nc: {label: C, parent: a}\n"
        "own: {label: O, parent: own}",
    )
    assert _told(found) == ['topics:2:23 V105 "a" is above itself', 'topics:5:25 V105 "own" is above itself']
    assert list(vocabulary.broader("below")) == ["c", "a"]
    assert list(vocabulary.broader("b")) == ["c", "a"]


@pytest.mark.parametrize(
    ("language", "named", "labels"),
    [("es", "Spanish", {"es": "Trade"}), ("es_MX", "Spanish", {"es": "Trade"}), ("de", "German", {"de": "Trade"})],
)
def test_labels_are_needed_in_the_language_of_the_archive(
    tmp_path: Path, language: str, named: str, labels: dict[str, str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conf.py").write_text(f'language = "{language}"\n', "utf-8")
    topics = f"gas: {{label: {{en: Gas}}}}\nsea: {{label: {{{language[:2]}: Mar}}}}\ntrade: {{label: Trade}}\n"
    vocabulary, found = _read(tmp_path, topics=topics)
    assert _told(found) == [f'topics:1:1 V101 "gas" needs a label in {named}']
    assert [vocabulary.topics[one].label() for one in ("gas", "sea")] == ["Gas", "Mar"]
    assert vocabulary.topics["trade"].labels == labels
    assert vocabulary.countries["DE"].label() == {"es": "Alemania", "de": "Deutschland"}[language[:2]]


def test_a_symbolic_link_in_place_of_a_vocabulary_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "archive" / "vocabulary").mkdir(parents=True)
    (tmp_path / "archive" / "vocabulary" / "topics.yaml").symlink_to("/nowhere")
    vocabulary, found = read_vocabulary(tmp_path)
    assert [one.code for one in found] == ["F101"]
    assert not vocabulary.topics


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "null"])
def test_an_empty_file_is_an_empty_vocabulary(text: str, tmp_path: Path) -> None:
    vocabulary, found = _read(tmp_path, topics=text)
    assert (dict(vocabulary.topics), found) == ({}, [])


@pytest.mark.parametrize("text", ["- a", "a text"])
def test_a_file_without_entries_is_a_fault(text: str, tmp_path: Path) -> None:
    assert _told(_read(tmp_path, people=text)[1]) == ["people:1:1 V101 the file must hold ids with their fields"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(["topics", "countries", "people", "publishers"]), SIGNS)
def test_no_text_makes_reading_a_vocabulary_fail(tmp_path: Path, name: str, text: str) -> None:
    vocabulary, found = _read(
        tmp_path, **dict.fromkeys(["topics", "countries", "people", "publishers"], "") | {name: text}
    )
    assert all(isinstance(one, Diagnostic) for one in found)
    assert all(country.label() for country in vocabulary.countries.values())
    assert all(topic.id not in vocabulary.broader(topic.id) for topic in vocabulary.topics.values())


def test_a_chain_of_topics_costs_no_more_than_its_length(tmp_path: Path) -> None:
    """Were each topic followed to the top, 20,000 of them would take 200 million steps."""
    chain = "".join(f"t{n}: {{label: T, parent: t{n + 1}}}\n" for n in range(20_000))
    vocabulary, found = _read(tmp_path, topics=chain + "t20000: {label: T}")
    assert (len(vocabulary.topics), {one.code for one in found}) == (20_001, {"V107"})
