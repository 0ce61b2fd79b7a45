"""`briefs rules`: the rules by code, and what each of them means."""

import pytest

from briefarchive.checking.registry import FAMILIES, RULES
from briefimport import FAULTS

from .conftest import Run


def test_every_rule_is_listed_with_its_severity_by_family(briefs: Run) -> None:
    result = briefs("rules")
    rows = [line.split(maxsplit=2) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert {code: severity for code, severity, _ in rows} == {rule.code: rule.severity for rule in (*RULES, *FAULTS)}
    order = [(list(FAMILIES).index(code[0]), code) for code, _, _ in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("code", ["V201", "v201"])
def test_one_rule_is_explained(code: str, briefs: Run) -> None:
    result = briefs("rules", code)
    assert result.exit_code == 0
    assert result.output.startswith("V201 (vocabulary, error)\n\nA country code is not in ISO 3166-1")


def test_words_in_brackets_are_shown_as_they_are(briefs: Run) -> None:
    assert "`[text](address)`" in briefs("rules", "S104").output
