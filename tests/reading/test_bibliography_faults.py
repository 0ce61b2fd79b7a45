"""Each rule about bibliographies on files: `<code>/valid/*.bib`, `<code>/invalid/*.bib` and what is said of these."""

from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic
from briefarchive.reading.bibliography import FAULTS, read_bibliography

CASES = Path(__file__).parent / "cases" / "bibliography"
VALID = sorted(CASES.glob("*/valid/*.bib"))
INVALID = sorted(CASES.glob("*/invalid/*.bib"))


def readable_name(case: Path) -> str:
    return f"{case.parts[-3]}-{case.stem}"


def faults_of(case: Path) -> tuple[Diagnostic, ...]:
    return read_bibliography("bib/case.bib", case.read_bytes().decode())[1]


def line_of(fault: Diagnostic) -> str:
    span = fault.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return f"{place}: {fault.code} {fault.message}\n" + (f"  hint: {fault.hint}\n" if fault.hint else "")


@pytest.mark.parametrize("case", VALID, ids=readable_name)
def test_a_valid_case_has_no_fault_at_all(case: Path) -> None:
    assert faults_of(case) == ()


@pytest.mark.parametrize("case", INVALID, ids=readable_name)
def test_an_invalid_case_has_the_faults_that_stand_beside_it_its_own_rule_among_them(case: Path) -> None:
    faults = faults_of(case)

    assert "".join(map(line_of, faults)) == case.with_suffix(".diagnostics.txt").read_text(encoding="utf-8")
    assert case.parts[-3] in {fault.code for fault in faults}


def test_every_rule_has_cases_of_both_kinds() -> None:
    # The cases of a file with too many entries are in test_growth_of_texts.
    codes = {fault.code for fault in FAULTS} - {"C141"}

    assert {case.parts[-3] for case in VALID} == codes
    assert {case.parts[-3] for case in INVALID} == codes


@pytest.mark.parametrize("rule", FAULTS, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: type) -> None:
    assert rule.__doc__
    assert len(rule.__doc__) > 60
