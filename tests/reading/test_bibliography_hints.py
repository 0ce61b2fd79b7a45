"""What a hint about a bibliography says is followed to the letter, and so is its fix: the fault goes and none comes."""

import re
from collections import Counter
from pathlib import Path

import pytest

from briefarchive.checking.fixes import mend
from briefarchive.diagnostics import Diagnostic
from briefarchive.reading.bibliography import FAULTS, read_bibliography
from briefarchive.reading.edits import Edit, Offsets, edited

FOLDER = Path(__file__).parent / "cases" / "bibliography"
CASES = sorted(FOLDER.glob("*/invalid/*.bib"))
FIXED = sorted(FOLDER.glob("*/fixed/*.bib"))
WRITE = re.compile(r'(?:write|did you mean) "(.*?)"(?:$|, or| \(|\?)')
DELETE = re.compile(r'delete the "(.*?)"')
PATH = "bib/case.bib"


def readable_name(case: Path) -> str:
    return f"{case.parts[-3]}-{case.stem}"


def faults_of(text: str) -> tuple[Diagnostic, ...]:
    return read_bibliography(PATH, text)[1]


def followed(text: str, fault: Diagnostic) -> str | None:
    """The text after a hint was followed; None for one that leaves it to the author what to write."""
    hint = fault.hint or ""
    if "for example" in hint:
        return None
    if (found := WRITE.search(hint)) is not None:
        return edited(text, [Edit(*Offsets(text).of(fault.span), found[1])])
    if (found := DELETE.search(hint)) is not None:
        start, end = Offsets(text).of(fault.span)
        assert text[start:end] == found[1]
        return edited(text, [Edit(start, end, "")])
    return None


@pytest.mark.parametrize("case", CASES, ids=readable_name)
def test_a_hint_that_is_followed_to_the_letter_mends_the_fault(case: Path) -> None:
    text = case.read_bytes().decode()
    before = faults_of(text)
    for fault in before:
        if (after := followed(text, fault)) is None:
            continue
        assert not Counter(one.code for one in faults_of(after)) - Counter(one.code for one in before), fault.hint
        assert len(faults_of(after)) < len(before), fault.hint


def mended(case: Path, root: Path) -> str:
    """The text of a case with its fixes made, as `briefs check --fix` makes them."""
    (root / "bib").mkdir()
    (root / PATH).write_bytes(case.read_bytes())
    mend(root, lambda: faults_of((root / PATH).read_bytes().decode()))
    return (root / PATH).read_bytes().decode()


@pytest.mark.parametrize("fixed", FIXED, ids=readable_name)
def test_a_case_is_mended_as_the_file_beside_it_says_and_nothing_is_left_to_mend(fixed: Path, tmp_path: Path) -> None:
    expected = fixed.read_bytes().decode()

    assert mended(fixed.parents[1] / "invalid" / fixed.name, tmp_path) == expected
    assert not [one for one in faults_of(expected) if one.fix]


def test_every_case_with_a_fix_has_a_mended_file() -> None:
    mendable = {case for case in CASES if any(one.fix for one in faults_of(case.read_bytes().decode()))}

    assert {case.parents[1] / "invalid" / case.name for case in FIXED} == mendable
    # What key an entry lacks can be told only where the briefs are known.
    assert {case.parts[-3] for case in mendable} >= {rule.code for rule in FAULTS if rule.fixable} - {"C103"}
