"""A character that cannot be printed is told with its name and its place."""

from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.printing.fonts import report_unprintable
from briefarchive.printing.jobs import PrintResult

from .printed import builder_for, job_of, lay_brief

BRIEF = (Path(__file__).parent / "cases/characters.md").read_text("utf-8")
SOURCES = (Path(__file__).parent / "cases/characters.bib").read_text("utf-8")
PLACE = "archive/2014/2014-10-17-ports.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "archive/2014").mkdir(parents=True)
    (tmp_path / "bib").mkdir()
    (tmp_path / PLACE).write_text(BRIEF)
    (tmp_path / "bib/2014.bib").write_text(SOURCES)
    return tmp_path


def told(root: Path, text: str, *keys: str) -> list[str]:
    archive = read_archive(root).archive
    brief = next(iter(archive.briefs.values()))
    diagnostics = report_unprintable(root, brief, [archive.sources[key] for key in keys], text)
    return [f"{diagnostic.span} {diagnostic.code} {diagnostic.message}" for diagnostic in diagnostics]


def test_what_can_be_printed_is_not_told(root: Path) -> None:
    assert told(root, "中文 العربية", "a", "b") == []


def test_a_character_is_found_in_the_text_of_the_brief(root: Path) -> None:
    assert told(root, "Its name is แห.", "a", "b") == [
        f'{PLACE}:8:13 P101 no font for printing has "แ" (U+0E41, THAI CHARACTER SARA AE)',
        f'{PLACE}:8:14 P101 no font for printing has "ห" (U+0E2B, THAI CHARACTER HO HIP)',
    ]


def test_a_character_of_a_source_is_told_of_its_field_in_the_entry_that_is_printed(root: Path) -> None:
    assert told(root, "😀", "b") == ['bib/2014.bib:6:17 P101 no font for printing has "😀" (U+1F600, GRINNING FACE)']


def test_a_character_of_neither_is_told_of_the_brief(root: Path) -> None:
    assert told(root, "\ue000a\u0346") == [
        f'{PLACE}:1:1 P101 no font for printing has "\ue000" (U+E000, a character without a name)',
        f'{PLACE}:1:1 P101 no font for printing has "◌\u0346" (U+0346, COMBINING BRIDGE ABOVE)',
    ]


def test_of_many_characters_ten_are_told_one_by_one(root: Path) -> None:
    many = "".join(map(chr, range(0xA000, 0xA000 + 30)))
    lines = told(root, many)
    assert len(lines) == 11
    assert lines[-1] == f'{PLACE}:1:1 P101 no font for printing has 20 more characters: "{many[10:]}"'


def test_a_letter_of_a_drawing_is_told_if_it_keeps_the_brief_from_being_printed(tmp_path: Path) -> None:
    def made(drawn: str) -> PrintResult:
        brief = lay_brief(tmp_path, "![A port](port.svg)\n")
        (tmp_path / "archive/2014/port.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>', "utf-8"
        )
        return job_of(builder_for(tmp_path), brief).make()

    (diagnostic,) = made("<title>\u0e01</title><text>a <tspan>\u0e41\U0001f600</tspan></text>")
    assert diagnostic.code == "P102"
    assert 'the text `"\u0e41"` could not be displayed with a font' in diagnostic.message
    assert isinstance(made('<text>a</text><text display="none">\u0e01</text>'), bytes)
