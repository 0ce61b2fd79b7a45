"""Rules that are checked where the configuration of an archive asks for them."""

from pathlib import Path

from briefarchive.checking.loading import read_archive

from ..cases import by_cases

BRIEF = "---\ntitle: A port\ndate: 2014-05-01\n{more}---\nThe port of Dover has 26% of all ships.\n"


def _codes(root: Path, asked: str, more: str = "") -> list[str]:
    (root / "archive/2014").mkdir(parents=True)
    (root / "archive/2014/2014-05-01-port.md").write_text(BRIEF.format(more=more))
    (root / "docs").mkdir()
    (root / "docs/conf.py").write_text(f"briefs_also_check = {asked}")
    return [diagnostic.code for diagnostic in read_archive(root, cache=False).diagnostics]


@by_cases
def test_a_rule_is_checked_where_its_code_or_a_beginning_of_it_is_asked_for(
    asked: str, codes: list[str], tmp_path: Path
) -> None:
    assert _codes(tmp_path, asked) == codes


@by_cases
def test_drafts_may_lack_sources_and_texts_in_other_languages_the_style(
    more: str, codes: list[str], tmp_path: Path
) -> None:
    assert _codes(tmp_path, '["C212", "S2"]', more) == codes


def test_what_was_found_before_is_told_as_soon_as_it_is_asked_for(tmp_path: Path) -> None:
    assert _codes(tmp_path, "[]") == []
    read_archive(tmp_path)
    (tmp_path / "docs/conf.py").write_text('briefs_also_check = ["S201"]')
    assert [diagnostic.code for diagnostic in read_archive(tmp_path).diagnostics] == ["S201"]
