"""What somebody has filed a text under goes before what its words suggest."""

from pathlib import Path

from briefarchive.checking.archive import read_archive
from briefarchive.model import Brief
from briefimport import ImportReport, TermMapping, import_exports
from briefimport.legacy import LegacyBrief
from briefimport.mapping import Mapped
from briefimport.report.guesses import SURE, guesses_of

from ..cases import by_cases
from .reading import read_text

COUNTRIES = "CL: {label: {en: Chile}}\nJP: {label: {en: Japan, zh: 日本}}\nRU: {label: {en: Russia}}\n"
TEXT = (
    "The ferry line between Russia and the northern port opened again this week, as everybody in Russia expected, and "
    "the fares of the line fell by a third within a day.</p><p>Nobody in Russia knew why the crane waited so long "
    "before it moved again, or who had paid for the repair of the pier in the year before."
)
OTHER_TEXT = (
    "Two cranes were sold in Russia after a winter in which no ship had come up the river. Their buyers had promised "
    "to paint them, and the harbour master had written down which colours he would not allow near his office."
)
SOURCES = "<p><b>Sources</b></p><p>Coast Radio – “Rates fall”</p>"


def page(folder: Path, below: str, name: str = "ferry") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.html"
    head = f"<html lang='en'><body><article><h1>The {name} opens in Russia</h1><p>May 4, 2015</p><p>{TEXT}</p>"
    head = head.replace("May 4", "May 9").replace(TEXT, OTHER_TEXT) if name == "crane" else head
    path.write_text(f"{head}{SOURCES}{below}</article></body></html>", encoding="utf-8")
    return path


def imported(root: Path, *paths: Path, mapping: TermMapping | None = None) -> tuple[ImportReport, list[Brief]]:
    (root / "archive/vocabulary/countries.yaml").write_text(COUNTRIES, "utf-8")
    report = import_exports(root, paths, mapping=mapping or TermMapping())
    assert not report.failed, report.diagnostics
    reading = read_archive(root)
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    return report, list(reading.archive.briefs.values())


@by_cases
def test_stated_terms_outrank_what_the_text_suggests(root: Path, tmp_path: Path, below: str) -> None:
    report, (brief,) = imported(root, page(tmp_path, below))
    assert (brief.countries, brief.topics) == (("JP",), ("shipping",))
    assert len(brief.sources) == 1
    (draft,) = (file.draft for file in report.files)
    assert draft is not None
    (guess,) = (one for one in guesses_of(draft) if one.field == "country")
    assert guess.confidence == SURE
    assert '"Jap' in guess.because or '"Яп' in guess.because or '"日本"' in guess.because


@by_cases
def test_lines_of_a_text_state_its_categories(text: str, stated: list[str]) -> None:
    brief = read_text(f"{text}\n\nMay 4, 2015\n\nThe port was opened again.\n".encode(), "ports.txt")
    assert isinstance(brief, LegacyBrief)
    assert [hint.value for hint in brief.hints.categories] == stated


def test_words_before_the_terms_are_the_reason(root: Path, tmp_path: Path) -> None:
    below = '<footer>Posted in <a rel="category tag" href="/c/1">Japan</a></footer>'
    report, _ = imported(root, page(tmp_path, below))
    assert report.files[0].draft
    assert report.files[0].draft.countries[0].because == 'Posted in "Japan"'


def test_text_that_states_nothing_keeps_what_it_suggests(root: Path, tmp_path: Path) -> None:
    _, (brief,) = imported(root, page(tmp_path, ""))
    assert brief.countries == ("RU",)


def test_categories_of_other_articles_on_the_page_are_not_those_of_the_text(root: Path, tmp_path: Path) -> None:
    path = page(tmp_path, "")
    other = '<article><h2>Another</h2><p>Posted in <a rel="category tag" href="/c/1">Japan</a></p></article>'
    path.write_text(path.read_text("utf-8").replace("</body>", f"{other}</body>"), "utf-8")
    _, (brief,) = imported(root, path)
    assert brief.countries == ("RU",)


def test_category_of_several_texts_becomes_a_topic_and_a_tag_does_not(root: Path, tmp_path: Path) -> None:
    below = "<p>Category: Lighthouses</p><p>Tags: lamps</p>"
    report, briefs = imported(root, page(tmp_path, below), page(tmp_path, below, "crane"))
    assert {brief.topics for brief in briefs} == {("lighthouses",)}
    assert read_archive(root).archive.vocabulary.topics["lighthouses"].label() == "Lighthouses"  # type: ignore[index]
    assert [one.code for one in report.diagnostics if one.code in ("I234", "I236")] == ["I234", "I236"]
    assert [one.span.path for one in read_archive(root).diagnostics if one.code == "V121"] == [
        "archive/vocabulary/topics.yaml"
    ]


def test_category_that_a_person_has_decided_becomes_no_topic(root: Path, tmp_path: Path) -> None:
    paths = (page(tmp_path, "<p>Category: Lighthouses</p>", name) for name in ("ferry", "crane"))
    _, briefs = imported(root, *paths, mapping=TermMapping(terms={"lighthouses": Mapped()}))
    assert not any("lighthouses" in brief.topics for brief in briefs)


def test_name_that_is_category_and_tag_of_one_text_is_counted_once(root: Path, tmp_path: Path) -> None:
    below = "<p>Category: Lighthouses</p><p>Tags: Lighthouses</p>"
    copies = [page(tmp_path / folder, below) for folder in ("a", "b")]
    copies[1].write_text(copies[1].read_text("utf-8") + "<!-- saved again -->", "utf-8")
    report, (brief,) = imported(root, *copies)
    assert "lighthouses" not in brief.topics
    assert 'the category "Lighthouses" of 1 text has' in " ".join(one.message for one in report.diagnostics)


def test_tags_that_nobody_has_decided_are_told_in_one_line(root: Path, tmp_path: Path) -> None:
    tags = ", ".join(f"lamp of kind {letter}" for letter in "abcdefghij")
    report, _ = imported(root, page(tmp_path, f"<p>Tags: {tags}</p>"))
    [told] = [one.message for one in report.diagnostics if one.code == "I234"]
    assert told.startswith('10 tags ("lamp of kind a", ')
    assert told.endswith(", …) have no topic or country")
