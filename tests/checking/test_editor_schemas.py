"""The schemas for editors accept what the check accepts, and refuse what helps somebody who is typing."""

import functools
from pathlib import Path
from typing import Any, ClassVar

import jsonschema_rs
import pytest
import yaml

from briefarchive.checking.editors import brief_schema, vocabulary_schema
from briefarchive.model import Vocabulary
from briefarchive.reading.fields import FRONT_MATTER
from briefarchive.reading.front_matter.reader import split_front_matter
from briefarchive.reading.vocabularies.reader import FOLDER, NAMES, read_vocabulary

from ..cases import by_cases
from .laying import BASE, PATH, find_cases, name_case

EXCERPT = Path(__file__).parents[1] / "excerpt"
VOCABULARY, _ = read_vocabulary(BASE)


def _schema(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    return brief_schema(vocabulary) if name == "brief" else vocabulary_schema(name, vocabulary)


@functools.cache
def _validator(name: str) -> jsonschema_rs.Draft7Validator:
    return jsonschema_rs.Draft7Validator(_schema(name, VOCABULARY))


class _Loader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: to PyYAML's own 1.1, `NO` is false and a day a date."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _data(text: str) -> Any:
    return yaml.load(text, _Loader)


def _head(file: Path) -> str:
    return split_front_matter(PATH, file.read_text("utf-8")).text


@pytest.mark.parametrize("case", [path for path in find_cases("valid") if path.suffix == ".md"], ids=name_case)
def test_a_sound_front_matter_is_accepted(case: Path) -> None:
    _validator("brief").validate(_data(_head(case)))


@pytest.mark.parametrize(
    "case", [path for path in find_cases("valid") if path.suffix == ".yaml" and path.stem in NAMES], ids=name_case
)
def test_a_sound_vocabulary_is_accepted(case: Path) -> None:
    _validator(case.stem).validate(_data(case.read_text("utf-8")))


def test_the_collection_is_accepted() -> None:
    vocabulary, _ = read_vocabulary(EXCERPT)
    for name in NAMES:
        data = _data((EXCERPT / FOLDER / f"{name}.yaml").read_text("utf-8"))
        jsonschema_rs.Draft7Validator(vocabulary_schema(name, vocabulary)).validate(data)
    briefs = list((EXCERPT / "archive").glob("2*/*.md"))
    assert briefs
    for file in briefs:
        jsonschema_rs.Draft7Validator(brief_schema(vocabulary)).validate(_data(_head(file)))


@by_cases
def test_what_is_typed_is_accepted(name: str, text: str) -> None:
    _validator(name).validate(_data(text))


@by_cases
def test_what_is_typed_is_refused(name: str, text: str) -> None:
    assert not _validator(name).is_valid(_data(text))


@by_cases
def test_a_term_that_cannot_be_read_may_be_meant(unread: set[str], topic: str, *, accepted: bool) -> None:
    validator = jsonschema_rs.Draft7Validator(brief_schema(Vocabulary(unread=frozenset(unread))))
    assert validator.is_valid({"title": "One", "date": "2014-10-17", "topics": [topic]}) is accepted
    assert validator.is_valid({"title": "One", "date": "2014-10-17", "topics": []})


@pytest.mark.parametrize("name", ["brief", *NAMES])
def test_a_schema_is_one_of_draft_7(name: str) -> None:
    schema = _schema(name, VOCABULARY)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_every_field_is_described_and_each_id_stands_with_its_label() -> None:
    properties = brief_schema(VOCABULARY)["properties"]
    assert properties.keys() == FRONT_MATTER.keys()
    assert all(value["description"] for value in properties.values())
    topics = {"enum": ["energy", "natural-gas", "trade"], "enumDescriptions": ["Energy", "Natural gas", "Trade"]}
    assert {name: properties["topics"]["items"][name] for name in topics} == topics
    entry = vocabulary_schema("topics", VOCABULARY)["definitions"]["entry"]
    assert entry["properties"]["parent"]["anyOf"][0] == topics
