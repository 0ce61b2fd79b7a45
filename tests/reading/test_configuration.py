"""What `conf.py` says of an archive, without running it."""

from pathlib import Path

from briefarchive.diagnostics import Span
from briefarchive.reading.configuration import Identity, read_also_check, read_identity

from ..cases import by_cases


def identity(root: Path, text: str) -> Identity:
    (root / "docs").mkdir()
    (root / "docs" / "conf.py").write_text(text, "utf-8")
    return read_identity(root)


@by_cases
def test_name_and_address_are_read_where_they_are_plain_texts(text: str, expected: Identity, tmp_path: Path) -> None:
    assert read_identity(tmp_path) == Identity()
    assert identity(tmp_path, text) == expected


def test_the_file_is_never_run(tmp_path: Path) -> None:
    project = identity(tmp_path, f"project = 'A'\nopen({str(tmp_path / 'ran')!r}, 'w')\n")
    assert project.series == "A"
    assert not (tmp_path / "ran").exists()


@by_cases
def test_a_rule_has_an_address_where_the_guide_lists_the_rules(lines: str, address: str, tmp_path: Path) -> None:
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    (tmp_path / "docs" / "conf.py").write_text(f"{lines}\n")
    assert not read_identity(tmp_path).address_of_rule("V201")
    (tmp_path / "docs" / "reference" / "rules.md").touch()
    assert read_identity(tmp_path).address_of_rule("V201") == address


def test_optional_rules_are_read_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conf.py").write_text('briefs_also_check = [\n    "C212", "S2",\n]\n')
    assert read_also_check(tmp_path) == {
        "C212": Span(path="docs/conf.py", line=2, column=5, end_column=11),
        "S2": Span(path="docs/conf.py", line=2, column=13, end_column=17),
    }


@by_cases
def test_what_is_no_text_asks_for_a_rule_that_is_not_there(text: str, asked: list[str], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "conf.py").write_text(text)
    assert list(read_also_check(tmp_path)) == asked


@by_cases
def test_texts_are_in_the_language_of_the_site_whatever_country_its_dates_are_of(language: str, expected: str) -> None:
    assert Identity(language=language).text_language == expected
