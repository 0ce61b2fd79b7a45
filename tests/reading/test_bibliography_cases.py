"""Each rule about bibliographies on files: `<code>/valid/*.bib`, `<code>/invalid/*.bib` and what is said of these.

A hint is followed to the letter, and a fix made as `briefs check --fix` makes it: the fault goes and none comes.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from briefarchive.checking import READING_RULES
from briefarchive.checking.fixes import apply_fixes
from briefarchive.diagnostics import Diagnostic
from briefarchive.model.lines import Edit, Lines, apply_edits
from briefarchive.reading.bibliography import read_bibliography

# Those of several files have their cases elsewhere.
FAULTS = [rule for rule in READING_RULES if "C1" < rule.code < "C150"]
CASES = Path(__file__).parent / "cases" / "bibliography"
VALID = sorted(CASES.glob("*/valid/*.bib"))
INVALID = sorted(CASES.glob("*/invalid/*.bib"))
FIXED = sorted(CASES.glob("*/fixed/*.bib"))
TO_WRITE = re.compile(r'(?:write|did you mean) "(.*?)"(?:$|, or| \(|\?)')
TO_DELETE = re.compile(r'delete the "(.*?)"')
PATH = "bib/case.bib"


def readable_name(case: Path) -> str:
    return f"{case.parts[-3]}-{case.stem}"


def text_of(case: Path) -> str:
    return case.read_bytes().decode()


def faults_of(text: str) -> tuple[Diagnostic, ...]:
    return read_bibliography(PATH, text)[1]


def line_of(fault: Diagnostic) -> str:
    span = fault.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return f"{place}: {fault.code} {fault.message}\n" + (f"  hint: {fault.hint}\n" if fault.hint else "")


def followed(text: str, fault: Diagnostic) -> str | None:
    """The text after a hint was followed; None for one that leaves it to the author what to write."""
    hint = fault.hint or ""
    if "for example" in hint:
        return None
    start, end = Lines(text).offsets(fault.span)
    if (match := TO_WRITE.search(hint)) is not None:
        return apply_edits(text, [Edit(start, end, match[1])])
    if (match := TO_DELETE.search(hint)) is not None:
        assert text[start:end] == match[1]
        return apply_edits(text, [Edit(start, end, "")])
    return None


@pytest.mark.parametrize("case", VALID, ids=readable_name)
def test_a_valid_case_has_no_fault_at_all(case: Path) -> None:
    assert faults_of(text_of(case)) == ()


@pytest.mark.parametrize("case", INVALID, ids=readable_name)
def test_an_invalid_case_has_the_faults_beside_it_and_hints_that_mend_them(case: Path) -> None:
    text = text_of(case)
    faults = faults_of(text)
    codes = Counter(diagnostic.code for diagnostic in faults)
    assert "".join(map(line_of, faults)) == case.with_suffix(".diagnostics.txt").read_text(encoding="utf-8")
    assert case.parts[-3] in codes
    for fault in faults:
        if (after := followed(text, fault)) is not None:
            codes_left = Counter(diagnostic.code for diagnostic in faults_of(after))
            assert codes_left < codes, fault.hint


@pytest.mark.parametrize("fixed", FIXED, ids=readable_name)
def test_a_case_is_mended_as_the_file_beside_it_says_and_nothing_is_left_to_mend(fixed: Path, tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / PATH).write_text(text_of(fixed.parents[1] / "invalid" / fixed.name), encoding="utf-8", newline="")
    apply_fixes(tmp_path, lambda: faults_of(text_of(tmp_path / PATH)))
    assert text_of(tmp_path / PATH) == text_of(fixed)
    assert not [diagnostic for diagnostic in faults_of(text_of(fixed)) if diagnostic.fix]


def test_every_rule_has_a_page_and_cases_of_each_kind() -> None:
    # The cases of a file with too many entries are in test_growth_of_texts.
    codes = {rule.code for rule in FAULTS} - {"C141"}
    assert all(len(rule.manual) > 60 for rule in FAULTS)
    assert {case.parts[-3] for case in VALID} == {case.parts[-3] for case in INVALID} == codes
    mendable = {case for case in INVALID if any(diagnostic.fix for diagnostic in faults_of(text_of(case)))}
    assert {case.parents[1] / "invalid" / case.name for case in FIXED} == mendable
    # What key an entry lacks can be told only where the briefs are known.
    assert {case.parts[-3] for case in mendable} >= {rule.code for rule in FAULTS if rule.fixable} - {"C103"}
