"""The schemas of the vocabularies accept what the reader takes, and refuse what it reports of an entry's form."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from briefarchive.checking.editors import vocabulary_schema
from briefarchive.reading.vocabularies.reader import FOLDER, NAMES, read_vocabulary

from ..cases import by_cases
from .laying import BASE, find_cases

EXCERPT = Path(__file__).parents[1] / "excerpt"

KNOWN = {"V101", "V102", "V103", "V109", "V120"}
VOCABULARY, _ = read_vocabulary(BASE)
CASES = [case for case in find_cases("*valid", "V*") if case.suffix == ".yaml" and case.stem in NAMES]


def _accepts(name: str, data: Any) -> bool:
    return jsonschema_rs.Draft7Validator(vocabulary_schema(name, VOCABULARY)).is_valid(data)


def _codes(name: str, text: str, root: Path) -> set[str]:
    file = root / FOLDER / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return {one.code for one in read_vocabulary(root)[1]}


def _agree(name: str, text: str, root: Path) -> None:
    codes = _codes(name, text, root)
    # To YAML 1.2, which editors read, a date is a text; all else here is the same as to YAML 1.1, which PyYAML reads.
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    assert _accepts(name, data) == (not codes & KNOWN), (codes, text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parts[-3]}/{case.parts[-2]}")
def test_the_schema_and_the_reader_agree_on_each_case(case: Path, tmp_path: Path) -> None:
    _agree(case.stem, case.read_text("utf-8"), tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_vocabularies_of_the_collection_are_accepted(name: str, tmp_path: Path) -> None:
    _agree(name, (EXCERPT / FOLDER / f"{name}.yaml").read_text("utf-8"), tmp_path)


@by_cases
def test_the_schema_and_the_reader_agree_on_an_entry(name: str, text: str, tmp_path: Path) -> None:
    _agree(name, text, tmp_path)


def test_an_id_that_is_not_there_yet_is_accepted_where_ids_are_offered() -> None:
    properties = vocabulary_schema("topics", VOCABULARY)["definitions"]["entry"]["properties"]
    assert properties["parent"]["anyOf"][0] == {
        "enum": ["energy", "natural-gas", "trade"],
        "enumDescriptions": ["Energy", "Natural gas", "Trade"],
    }
    assert _accepts("topics", {"a": {"label": "A", "parent": "b"}, "b": {"label": "B"}})
    assert _accepts("publishers", {"a": {"name": "A", "country": "XX"}})


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_of_draft_7(name: str) -> None:
    schema = vocabulary_schema(name, VOCABULARY)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
