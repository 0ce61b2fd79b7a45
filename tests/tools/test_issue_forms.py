"""The forms for issues offer what the vocabulary has, and are such as GitHub accepts."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import issue_forms
from briefarchive.model import Country, CountryCode, Topic, TopicId, Vocabulary
from briefarchive.reading.vocabularies.reader import read_vocabulary
from issue_forms import countries, outdated, topics, with_lists

ROOT = Path(__file__).parents[2]
EXCERPT = Path(__file__).parents[1] / "excerpt"
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")

# GitHub's schema for forms: what each kind of element may have in `attributes`, and what it must have.
ATTRIBUTES = {
    "markdown": ({"value"}, {"value"}),
    "input": ({"label", "description", "placeholder", "value"}, {"label"}),
    "textarea": ({"label", "description", "placeholder", "value", "render"}, {"label"}),
    "dropdown": ({"label", "description", "multiple", "options", "default"}, {"label", "options"}),
    "checkboxes": ({"label", "description", "options"}, {"label", "options"}),
}
TOP = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}


def _vocabulary(*terms: Country | Topic) -> Vocabulary:
    return Vocabulary(
        countries={term.code: term for term in terms if isinstance(term, Country)},
        topics={term.id: term for term in terms if isinstance(term, Topic)},
    )


def _country(code: str, name: str) -> Country:
    return Country(code=CountryCode(code), labels={"en": name})


def _topic(id_: str, name: str, parent: str | None = None) -> Topic:
    return Topic(id=TopicId(id_), labels={"en": name}, parent=TopicId(parent) if parent else None)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The forms of this repository with the lists of another vocabulary than its own."""
    shutil.copytree(ROOT / ".github/ISSUE_TEMPLATE", tmp_path / ".github/ISSUE_TEMPLATE")
    shutil.copytree(EXCERPT / "archive/vocabulary", tmp_path / "archive/vocabulary")
    with (tmp_path / "archive/vocabulary/topics.yaml").open("a", encoding="utf-8") as file:
        file.write('sample: {label: {en: "Yes: a #sample"}}\n')
    for path, text in outdated(tmp_path):
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def test_forms_that_were_made_are_up_to_date(made: Path) -> None:
    assert list(outdated(made)) == []


def test_countries_have_their_codes_and_stand_by_name() -> None:
    vocabulary = _vocabulary(_country("ZW", "Zimbabwe"), _country("AX", "Åland Islands"), _country("AL", "Albania"))
    assert countries(vocabulary) == ["AX – Åland Islands", "AL – Albania", "ZW – Zimbabwe"]


def test_topics_stand_below_those_that_are_broader() -> None:
    gas, pipelines = _topic("gas", "Gas", "energy"), _topic("pipelines", "Pipelines", "gas")
    vocabulary = _vocabulary(pipelines, _topic("trade", "Trade"), gas, _topic("energy", "Energy"))
    assert topics(vocabulary) == ["Trade", "Energy", "Energy › Gas", "Energy › Gas › Pipelines"]


def test_only_the_list_below_its_announcement_is_written_anew() -> None:
    form = (
        "body:\n  - attributes:\n      options: # from the vocabulary: kinds\n        - old\n        - older\n"
        "      multiple: true\n  - attributes:\n      options:\n        - mine\n"
    )
    assert with_lists(form, {"kinds": ["New"]}) == form.replace("        - old\n        - older\n", '        - "New"\n')


def test_a_list_that_is_not_there_yet_is_written() -> None:
    form = "      options: # from the vocabulary: kinds\n"
    assert with_lists(form, {"kinds": ["One", "Two"]}) == form + '        - "One"\n        - "Two"\n'


@pytest.mark.parametrize(
    "name", ["No", "1.0", "a: b", "# x", '"', "\\", "'", "x\n- y", "${{ x }}", "\u2028", "欧盟", " - "]
)
def test_whatever_a_name_holds_it_stays_one_choice(name: str) -> None:
    form = with_lists("options: # from the vocabulary: kinds\n", {"kinds": [name, "last"]})
    assert yaml.safe_load(form) == {"options": [name, "last"]}


def test_checking_tells_of_a_stale_form_and_writing_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / ".github/ISSUE_TEMPLATE/brief.yml"
    form.parent.mkdir(parents=True)
    form.write_text("options: # from the vocabulary: topics\n  - old\n", "utf-8")
    topics_file = tmp_path / "archive/vocabulary/topics.yaml"
    topics_file.parent.mkdir(parents=True)
    topics_file.write_text("energy: {label: {en: Energy}}\n", "utf-8")
    monkeypatch.setattr(issue_forms, "ROOT", tmp_path)
    assert issue_forms.main(["--check"]) == 1
    assert "old" in form.read_text("utf-8")
    assert "brief.yml does not fit the vocabulary" in capsys.readouterr().err
    assert issue_forms.main([]) == 0
    assert form.read_text("utf-8") == 'options: # from the vocabulary: topics\n  - "Energy"\n'
    assert issue_forms.main(["--check"]) == 0


def _form(path: Path) -> dict[str, Any]:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(form, dict)
    return form


def test_there_is_a_form_for_a_correction_a_source_and_a_brief() -> None:
    assert {path.stem for path in FORMS} == {"brief", "correction", "source"}
    names = [_form(path)["name"] for path in FORMS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_github_asks_for_and_nothing_that_it_does_not_know(path: Path) -> None:
    form = _form(path)
    assert {"name", "description", "body"} <= form.keys() <= TOP
    assert all(isinstance(form[key], str) and form[key].strip() for key in ("name", "description", "title"))
    for element in form["body"]:
        allowed, needed = ATTRIBUTES[element["type"]]
        assert needed <= element["attributes"].keys() <= allowed
        assert element.keys() <= {"type", "id", "attributes", "validations"}
        assert element.get("validations", {"required": True}).keys() == {"required"}
        assert all(isinstance(value, bool | list) or value.strip() for value in element["attributes"].values())


def test_every_country_and_topic_can_be_chosen_for_a_brief(made: Path) -> None:
    vocabulary, _ = read_vocabulary(made)
    body = _form(made / ".github/ISSUE_TEMPLATE/brief.yml")["body"]
    offered = {one["id"]: one["attributes"]["options"] for one in body if one["type"] == "dropdown"}
    assert "RU – Russia" in offered["countries"]
    assert "Yes: a #sample" in offered["topics"]
    assert len(offered["countries"]) == len(vocabulary.countries)
    assert len(offered["topics"]) == len(vocabulary.topics)
