"""New publishers whose names are probably none are told at once."""

from pathlib import Path

from briefarchive.checking.archive import read_archive
from briefimport import import_exports
from briefimport.composing.registers import doubt_of

from ..cases import by_cases


@by_cases
def test_name_that_looks_like_navigation_or_a_date_is_doubted(name: str, *, is_doubtful: bool) -> None:
    assert bool(doubt_of(name)) is is_doubtful


def test_doubtful_publisher_is_told_and_carries_a_note_to_review(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "rates.txt"
    text = "May 4, 2015\n\nThe port was opened again.\n\nSources:\n"
    path.write_text(f"{text}Webmaster – “Rates fall”\nCoast Radio – “Ferry to open”\n", "utf-8")
    report = import_exports(root, [path])
    (told,) = (one for one in report.diagnostics if one.code == "I309")
    assert '"Webmaster"' in told.message
    reading = read_archive(root)
    doubted = [one for one in reading.archive.vocabulary.publishers.values() if one.review]
    assert [one.name for one in doubted] == ["Webmaster"]
    assert "V121" in {one.code for one in reading.diagnostics}
