"""The vocabularies: what an entry says; what is wrong with one, and is told, the cases of the check say."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefarchive.diagnostics import Diagnostic, Severity
from briefarchive.model import Vocabulary
from briefarchive.reading.fields import VOCABULARY_FIELDS, Field
from briefarchive.reading.vocabularies.countries import find_frequent_countries
from briefarchive.reading.vocabularies.reader import NAMES, read_vocabulary

from ..cases import by_cases, extract
from ..costs import assert_linear

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


@by_cases
def test_a_vocabulary_says_what_its_case_says(
    files: dict[str, str], told: list[str] | None, says: dict[str, Any], tmp_path: Path
) -> None:
    vocabulary, diagnostics = _read(tmp_path, **files)
    assert extract(vocabulary, says) == says
    assert told in (None, _told(diagnostics))


def test_what_is_written_and_cannot_be_read_may_be_there(tmp_path: Path) -> None:
    topics = "oil: Oil\nEnergy: {label: E}\ngas: {label: Gas, parent: oil}\ncoal: &here {label: Coal}\nore: *here"
    vocabulary, diagnostics = _read(tmp_path, topics=topics, people="a: [")
    assert "V104" not in {diagnostic.code for diagnostic in diagnostics}
    assert all(vocabulary.may_have(name, "anything") for name in ("topics", "people"))
    assert not vocabulary.may_have("publishers", "anyone")


def test_a_circle_of_topics_is_told_once_and_opened(tmp_path: Path) -> None:
    topics = (
        "below: {label: X, parent: c}\na: {label: A, parent: b}\nb: {label: B, parent: c}\nc: {label: C, parent: a}\n"
    )
    vocabulary, diagnostics = _read(tmp_path, topics=f"{topics}own: {{label: O, parent: own}}")
    assert _told(diagnostics) == [
        'topics:2:23 V105 "a" is its own ancestor',
        'topics:5:25 V105 "own" is its own ancestor',
    ]
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
    vocabulary, diagnostics = _read(tmp_path, topics=topics)
    assert _told(diagnostics) == [f'topics:1:1 V101 "gas" needs a label in {named}']
    assert [vocabulary.topics[topic_id].label() for topic_id in ("gas", "sea")] == ["Gas", "Mar"]
    assert vocabulary.topics["trade"].labels == labels
    assert vocabulary.countries["DE"].label() == {"es": "Alemania", "de": "Deutschland"}[language[:2]]


def test_a_symbolic_link_in_place_of_a_vocabulary_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "archive" / "vocabulary").mkdir(parents=True)
    (tmp_path / "archive" / "vocabulary" / "topics.yaml").symlink_to("/nowhere")
    vocabulary, diagnostics = read_vocabulary(tmp_path)
    assert [diagnostic.code for diagnostic in diagnostics] == ["F101"]
    assert not vocabulary.topics


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(NAMES), SIGNS)
def test_no_text_makes_reading_a_vocabulary_fail(tmp_path: Path, name: str, text: str) -> None:
    vocabulary, diagnostics = _read(tmp_path, **dict.fromkeys(NAMES, "") | {name: text})
    assert all(isinstance(diagnostic, Diagnostic) for diagnostic in diagnostics)
    assert all(country.label() for country in vocabulary.countries.values())
    assert all(topic.id not in vocabulary.broader(topic.id) for topic in vocabulary.topics.values())


@pytest.mark.parametrize("field", ["parent", "replaced_by"])
def test_a_chain_of_topics_costs_no_more_than_its_length(tmp_path: Path, field: str) -> None:
    def chain(length: int) -> str:
        return "".join(f"t{n}: {{label: T, {field}: t{n + 1}}}\n" for n in range(length)) + f"t{length}: {{label: T}}"

    assert_linear(lambda text: _read(tmp_path, topics=text), chain, 300)


IDS = {"countries": "EU", "topics": "a", "people": "a", "publishers": "a"}
OTHERS = {"topics": "energy: {label: Energy}\nnatural-gas: {label: Gas}\n", "people": "molly-bradtke: {name: X}\n"}
EXAMPLES = [(name, field) for name, fields in VOCABULARY_FIELDS.items() for field in fields.values()]


@pytest.mark.parametrize(("vocabulary", "field"), EXAMPLES, ids=lambda one: one.name if isinstance(one, Field) else one)
def test_the_example_of_each_field_is_read(vocabulary: str, field: Field, tmp_path: Path) -> None:
    dict_values = VOCABULARY_FIELDS[vocabulary].values()
    others = "".join(
        f"  {one.name}: X\n" for one in dict_values if one is not field and (one.required or one.name == "label")
    )
    values, codes = [], []
    for lines in (others or "  {}\n", f"{others}  {field.name}: {field.example}\n"):
        read, diagnostics = _read(tmp_path, **{vocabulary: f"{IDS[vocabulary]}:\n{lines}{OTHERS.get(vocabulary, '')}"})
        values.append(getattr(getattr(read, vocabulary)[IDS[vocabulary]], field.name.replace("label", "labels")))
        codes = [diagnostic.code for diagnostic in diagnostics if diagnostic.severity is not Severity.NOTICE]
    assert values[0] != values[1]
    assert codes == []


@by_cases
def test_countries_that_a_text_names_are_counted_by_whole_names(text: str, codes: tuple[str, ...]) -> None:
    assert find_frequent_countries(text) == codes
