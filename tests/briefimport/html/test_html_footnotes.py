"""Footnotes that are sources become citations; others stay footnotes."""

from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefimport import import_exports

from ...cases import by_cases

PAGE = """<html><body><h1>A ferry opens between ports</h1><p>May 4, 2015</p>
<p>The ferry line of the northern port was opened again this week.<sup><a href="#f1" id="r1">1</a></sup> Rates
fell.<a href="#f2">[2]</a> It went on twice.<a href="#f3">3</a> And again.<a href="#f1">1</a></p>
<p>Another paragraph about the same ferry line, with more words in it.</p>
<ol><li id="f1">Coast Radio, “Rates fall,” 3 May 2015. <a href="#r1">↩</a></li>
<li id="f2">See <a href="http://web.archive.org/web/20150501000000/http://gazette.example/2015/04/30/a">Ferry to
open</a>, The Harbour Gazette</li>
<li id="f3">Nobody knows how many passengers there were, since the books were lost in the flood.</li></ol>
</body></html>"""


def test_footnotes_that_are_sources_become_citations(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(PAGE, encoding="utf-8")
    report = import_exports(root, [path])
    body = (root / report.files[0].path).read_text("utf-8").split("---\n", 2)[2]
    first, second = "coast-radio-2015-rates-fall", "harbour-gazette-2015-ferry-open"
    assert f"this week.{{cite:p}}`{first}` Rates fell.{{cite:p}}`{second}`" in body
    assert f"And again.{{cite:p}}`{first}`" in body
    assert "It went on twice.[^3]" in body
    assert body.count("[^3]: Nobody knows") == 1
    reading = read_archive(root)
    (brief,) = reading.archive.briefs.values()
    assert not brief.sources
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    source = reading.archive.sources[second]  # type: ignore[index]
    assert (source.url, str(source.issued)) == ("http://gazette.example/2015/04/30/a", "2015-04-30")
    assert source.fields["archivedate"] == "2015-05-01"


def _body(root: Path, folder: Path, words: str) -> str:
    path = folder / "rates.html"
    page = f"<html><body><h1>Rates of the port fall</h1><p>May 4, 2015</p><p>The port was opened.</p>{words}"
    path.write_text(f"{page}<p>It closes in winter, when the ice comes.</p></body></html>", encoding="utf-8")
    report = import_exports(root, [path])
    assert not report.failed
    return (root / report.files[0].path).read_text("utf-8").split("---\n", 2)[2]


@by_cases
def test_note_is_the_block_that_begins_with_its_link_back(root: Path, tmp_path: Path, mark: str, note: str) -> None:
    body = _body(root, tmp_path, f"<p>Rates fell {mark} in May.</p><p>They rose in June.</p>{note}")
    assert "Rates fell[^1] in May.\n" in body
    assert body.endswith("It closes in winter, when the ice comes.\n\n[^1]: Nobody knows.\n")


@by_cases
def test_paragraph_of_the_text_is_never_a_note(root: Path, tmp_path: Path, words: str) -> None:
    body = _body(root, tmp_path, words)
    assert "[^" not in body
    assert body.index("Rates fell.") < body.index("Ships came.") < body.index("It closes")


@pytest.mark.parametrize("text", [
    "The port was opened again this week, and the minister came from the north to see the first ship leave",
    "The port was opened",
])  # fmt: skip
def test_text_and_sources_are_found_above_notes_that_are_longer(root: Path, tmp_path: Path, text: str) -> None:
    marks = "".join(f'<sup><a href="#n{number}" id="r{number}">{number}</a></sup>' for number in (1, 2, 3))
    said = "neither the port nor the ferry was open, as the captains said when they were asked"
    notes = "".join(
        f'<li id="n{number}"><a href="#r{number}">{number}</a> In year {number} {said}.</li>' for number in (1, 2, 3)
    )
    sources = "<p>Sources:</p><p>Coast Radio – “Rates fall”</p><p>The Harbour Gazette – “Ferry to open”</p>"
    path = tmp_path / "rates.html"
    head = "<html><body><h1>Rates of the port fall</h1><p>May 4, 2015</p>"
    path.write_text(f"{head}<p>{text}.{marks}</p>{sources}<ol>{notes}</ol>", encoding="utf-8")
    report = import_exports(root, [path])
    body = (root / report.files[0].path).read_text("utf-8").split("---\n", 2)[2]
    assert body.startswith(f"{text}.[^1][^2][^3]\n\n[^1]: In year 1")
    (brief,) = read_archive(root).archive.briefs.values()
    assert len(brief.sources) == 2


@by_cases
def test_note_among_sources_is_one_by_weaker_signs(root: Path, tmp_path: Path, note: str, is_source: bool) -> None:
    pipe = " | " in note
    others = [
        "Ferry to open | Coast Radio | 1 May 2015" if pipe else "Coast Radio: Ferry to open (1 May 2015)",
        "Two ports agree | Harbour Gazette | 3 May 2015" if pipe else "Harbour Gazette: Two ports agree (3 May 2015)",
    ]
    marks = "".join(f'<sup><a href="#f{place}" id="r{place}">{place}</a></sup> so' for place in (1, 2, 3))
    items = "".join(f'<li id="f{place}">{text}</li>' for place, text in enumerate([*others, note], start=1))
    body = _body(root, tmp_path, f"<p>Rates fell {marks}.</p><ol>{items}</ol>")
    assert ("[^3]:" in body) is not is_source
    assert "[^1]" not in body
