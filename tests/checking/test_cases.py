"""Every rule has files that break it, with what is then said, and files that keep it, about which nothing is said."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from briefarchive import checking
from briefarchive.bibtex import errors as syntax
from briefarchive.checking import ARCHIVE_RULES, CALENDAR_RULES, DAY_NOT_WRITTEN, READING_RULES, rule
from briefarchive.checking.fixes import apply_fixes
from briefarchive.checking.loading import TEXT_RULES
from briefarchive.checking.rule import UnknownOptionalRule
from briefarchive.diagnostics import Diagnostic, Severity, list_rules, make_rule, read_manual
from briefarchive.reading import rules as reading
from briefimport import RULES as IMPORT_RULES
from briefimport import rules as import_rules

from .laying import OF_SHORT_BRIEFS, TODAY, diagnose, find_cases, lay, name_case

# These depend on what a disk can hold, on large files or on a mistake of ours; they are tested elsewhere.
OF_THE_DISK = {"F101", "F102", "F104", "F116", "F121", "F125", "S115", "S118", "S146", "S147"}
# These have their cases with the reader of bibliographies.
OF_THE_BIBLIOGRAPHY = {rule.code for rule in READING_RULES if rule.code.startswith("C1")} - {"C150"}
RULES = (*READING_RULES, *TEXT_RULES, UnknownOptionalRule, *ARCHIVE_RULES, *CALENDAR_RULES)


def _told(diagnostics: Iterable[Diagnostic]) -> str:
    lines = (
        f"{one.span}: {one.code} {one.severity}: {one.message}\n" + (f"  hint: {one.hint}\n" if one.hint else "")
        for one in diagnostics
    )
    return "".join(lines)


@pytest.mark.parametrize("case", find_cases("invalid"), ids=name_case)
def test_a_file_that_breaks_a_rule_gives_the_diagnostics_beside_it_and_is_mended_at_once(
    case: Path, tmp_path: Path, *, write_cases: bool
) -> None:
    root = tmp_path / "archive"
    lay(case, root)
    diagnostics = diagnose(root, TODAY)
    text = _told(diagnostic for diagnostic in diagnostics if diagnostic.code not in OF_SHORT_BRIEFS - {case.parts[-3]})
    expected = case.with_name(f"{case.name}.diagnostics.txt")
    if write_cases:
        expected.write_text(text, "utf-8")
    assert expected.is_file(), "run pytest tests/checking --write-cases, and read the file that it writes"
    assert text == expected.read_text("utf-8")
    assert f": {case.parts[-3]} " in text
    if any(diagnostic.fix for diagnostic in diagnostics) and apply_fixes(root, lambda: diagnose(root)):
        assert apply_fixes(root, lambda: diagnose(root)) == ()


@pytest.mark.parametrize("case", find_cases("valid"), ids=name_case)
def test_a_file_that_keeps_a_rule_gives_no_error(case: Path, tmp_path: Path) -> None:
    lay(case, tmp_path / "archive")
    diagnostics = diagnose(tmp_path / "archive", TODAY)
    assert not [one for one in diagnostics if one.code == case.parts[-3] or one.severity is Severity.ERROR]


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_every_rule_has_cases_of_both_kinds(kind: str) -> None:
    codes = {rule.code for rule in RULES} - OF_THE_DISK - OF_THE_BIBLIOGRAPHY
    assert {case.parts[-3] for case in find_cases(kind)} == codes


def test_codes_are_given_once_and_every_rule_has_its_page() -> None:
    rules = (*checking.RULES, *IMPORT_RULES)
    assert len({rule.code for rule in rules}) == len(rules)
    assert {rule.code for rule in rules} == {
        *read_manual(),
        *read_manual(Path(import_rules.__file__).with_name("manual")),
    }
    assert all(len(rule.manual) > 40 for rule in rules)


def test_a_rule_has_the_name_of_its_class_and_of_what_its_module_calls_it() -> None:
    for module in (syntax, reading, rule, import_rules):
        assert {rule.name: rule for rule in list_rules(vars(module))}.items() <= vars(module).items()
    assert all(
        rule.name == type(rule).__name__ for rule in (*TEXT_RULES, *ARCHIVE_RULES, *CALENDAR_RULES, DAY_NOT_WRITTEN)
    )


def test_a_rule_without_a_page_in_the_manual_says_where_to_write_it() -> None:
    with pytest.raises(LookupError, match=r'first write it: "## S999 ReportedRule: …" in manual/S\.md'):
        make_rule("S999")
