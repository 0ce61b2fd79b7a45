"""Every rule has files that break it, with what is then said, and files that keep it, about which nothing is said."""

import datetime
import shutil
from pathlib import Path

import pytest

from briefarchive.checking import check
from briefarchive.checking.archive import read_archive
from briefarchive.checking.registry import ARCHIVE_RULES, CALENDAR_RULES, HISTORY_RULES, READING_RULES
from briefarchive.checking.text import TEXT_RULES, UnknownOptionalRule
from briefarchive.diagnostics import Diagnostic, Severity

HERE = Path(__file__).parent
TODAY = datetime.date(2016, 12, 31)
CASES = HERE / "cases"

# These depend on what a disk can hold, on large files or on a mistake of ours; they are tested elsewhere.
OF_THE_DISK = {"F101", "F102", "F104", "F116", "F121", "F125", "S115", "S118", "S146", "S147", "V122"}
# These have their cases with the reader of bibliographies.
OF_THE_BIBLIOGRAPHY = {rule.code for rule in READING_RULES if rule.code.startswith("C1")} - {"C150"}

# The cases of other rules are short; many name no countries, topics or people.
OF_SHORT_BRIEFS = {"M211"}

OPTIONAL = {rule.code for rule in TEXT_RULES if rule.optional}

OF_FILES = (*READING_RULES, *TEXT_RULES, UnknownOptionalRule)


def _cases(kind: str) -> list[Path]:
    return sorted(path for path in CASES.glob(f"*/{kind}/*") if not path.name.endswith(".diagnostics.txt"))


def _lay(case: Path, root: Path) -> None:
    """Put a case over the archive that all cases share: a brief, a vocabulary, a bibliography, or a whole folder."""
    shutil.copytree(HERE / "base", root)
    if case.parts[-3] in OPTIONAL:
        (root / "docs").mkdir()
        (root / "docs/conf.py").write_text(f'briefs_also_check = ["{case.parts[-3]}"]')
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True)
        return
    folders = {".md": f"archive/{case.name[:4]}", ".bib": "bib", ".yaml": "archive/vocabulary"}
    target = root / folders[case.suffix] / case.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(case, target)


def _told(found: tuple[Diagnostic, ...]) -> str:
    lines = []
    for one in found:
        lines.append(f"{one.span}: {one.code} {one.severity}: {one.message}")
        lines += [f"  hint: {one.hint}"] if one.hint else []
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("case", _cases("invalid"), ids=lambda case: f"{case.parts[-3]}/{case.name}")
def test_a_file_that_breaks_a_rule_gives_the_diagnostics_beside_it(
    case: Path, tmp_path: Path, *, write_cases: bool
) -> None:
    _lay(case, tmp_path / "archive")
    found = check(read_archive(tmp_path / "archive", cache=False), today=TODAY)
    told = _told(tuple(one for one in found if one.code not in OF_SHORT_BRIEFS - {case.parts[-3]}))
    expected = case.with_name(f"{case.name}.diagnostics.txt")
    if write_cases:
        expected.write_text(told, "utf-8")
    assert expected.is_file(), (
        "there is no such file yet: run pytest tests/checking --write-cases, and read what it writes"
    )
    assert told == expected.read_text("utf-8")
    assert f": {case.parts[-3]} " in told


@pytest.mark.parametrize("case", _cases("valid"), ids=lambda case: f"{case.parts[-3]}/{case.name}")
def test_a_file_that_keeps_a_rule_gives_no_error(case: Path, tmp_path: Path) -> None:
    _lay(case, tmp_path / "archive")
    found = check(read_archive(tmp_path / "archive", cache=False), today=TODAY)
    assert not [one for one in found if one.code == case.parts[-3] or one.severity is Severity.ERROR]


def test_every_rule_has_cases_of_both_kinds() -> None:
    codes = {rule.code for rule in (*OF_FILES, *ARCHIVE_RULES, *CALENDAR_RULES)} - OF_THE_DISK - OF_THE_BIBLIOGRAPHY
    assert {case.parts[-3] for case in _cases("invalid")} == codes
    assert {case.parts[-3] for case in _cases("valid")} == codes


def test_codes_are_given_once_and_every_rule_has_its_page() -> None:
    rules = (*OF_FILES, *ARCHIVE_RULES, *CALENDAR_RULES, *HISTORY_RULES)
    assert len({rule.code for rule in rules}) == len(rules)
    assert all(rule.__doc__ and len(rule.__doc__) > 40 for rule in rules)
