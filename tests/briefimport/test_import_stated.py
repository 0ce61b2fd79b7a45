"""What somebody has filed a text under goes before what its words suggest; most runs stand in `runs/pages.yaml`."""

from pathlib import Path

from briefimport import TermMapping, import_exports
from briefimport.legacy import LegacyBrief
from briefimport.mapping import MappedTerm
from briefimport.report.guesses import SURE, list_guesses
from briefimport.text.notices import facts_of_notice

from ..cases import by_cases
from .reading import only_brief, read_text
from .test_runs import Content, export


def page(folder: Path, below: str, sample: str = "stated.html") -> Path:
    return export(folder, sample, Content(sample=sample, but={"<!-- below -->": below}).encode().decode())


@by_cases
def test_stated_terms_outrank_what_the_text_suggests(root: Path, tmp_path: Path, below: str) -> None:
    export(
        root / "archive/vocabulary", "countries.yaml", "JP: {label: {en: Japan, zh: 日本}}\nRU: {label: {en: Russia}}\n"
    )
    report = import_exports(root, [page(tmp_path, below)])
    brief = only_brief(root)
    assert (brief.countries, brief.topics) == (("JP",), ("shipping",))
    assert len(brief.sources) == 1
    draft = report.files[0].draft
    assert draft is not None
    (guess,) = (guess for guess in list_guesses(draft) if guess.field == "country")
    assert guess.confidence == SURE
    assert '"Jap' in guess.because or '"Яп' in guess.because or '"日本"' in guess.because


@by_cases
def test_lines_of_a_text_state_its_categories(text: str, stated: list[str]) -> None:
    brief = read_text(f"{text}\n\nMay 4, 2015\n\nThe port was opened again.\n".encode(), "ports.txt")
    assert isinstance(brief, LegacyBrief)
    assert [hint.value for hint in brief.hints.categories] == stated


def test_category_that_a_person_has_decided_becomes_no_topic(root: Path, tmp_path: Path) -> None:
    paths = [page(tmp_path, "<p>Category: Lighthouses</p>", sample) for sample in ("stated.html", "other.html")]
    report = import_exports(root, paths, mapping=TermMapping(terms={"lighthouses": MappedTerm()}))
    assert not any("lighthouses" in file.draft.topics for file in report.files if file.draft)


@by_cases
def test_notice_of_a_publishing_system_says_when_where_and_by_whom(
    text: str, people: list[str], stated: list[str]
) -> None:
    title, story = "The ferries run again", "The port was opened again.\n\nBoth ports expect more ships this year."
    for layout in (f"{title}\n{text}\n\n{story}\n", f"{title}\n\n{story}\n\n{text}\n"):
        brief = read_text(layout.encode(), "ports.txt")
        assert isinstance(brief, LegacyBrief)
        assert brief.published is None or str(brief.published.date) == "2015-05-04"
        assert (brief.published is None) == ("2015" not in text)
        assert list(brief.compilers) == people
        assert [hint.value for hint in (*brief.hints.categories, *brief.hints.tags)] == stated
        assert brief.paragraphs == tuple(story.split("\n\n"))


@by_cases
def test_what_only_begins_as_a_notice_states_nothing(text: str) -> None:
    assert not facts_of_notice(text)
