"""What a stranger's text costs grows with its length: by counting for our own code, by processor time within patterns.

Texts are made here, since they are large: each is refused with its place, or read and searched in proportion.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefarchive.checking import check
from briefarchive.checking.loading import read_and_check, read_archive
from briefarchive.diagnostics import Diagnostic
from briefarchive.printing.typst_code import column_widths
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.reading.languages import language_tag
from briefarchive.reading.vocabularies.reader import read_vocabulary
from briefarchive.search.segmentation import list_pinyin, list_spellings, segment_text
from briefarchive.text.nodes import split_passages
from briefarchive.text.tree import BriefReader

from .cases import by_cases
from .costs import assert_linear, cpu
from .scanning import PAGE

_HEAD = "---\ntitle: A port opens\ndate: 2014-10-17\ncountries: [CN]\n---\n"


def _read(text: str) -> tuple[Diagnostic, ...]:
    return read_and_check("archive/2014/2014-10-17-port.md", f"{_HEAD}{text}\n".encode())[1]


def _vocabulary(folder: Path, name: str, text: str) -> tuple[Diagnostic, ...]:
    file = folder / f"archive/vocabulary/{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return read_vocabulary(folder)[1]


def _is_steady(work: Callable[[int], object], size: int) -> bool:
    """The same where the work is done in C, as that of patterns is: by processor time, within one run."""
    work(100)
    return cpu(lambda: work(size)) <= 8 * max(cpu(lambda: work(size // 4)), 0.03)


@by_cases
def test_a_word_as_long_as_a_text_is_read_and_searched_in_proportion(letters: str) -> None:
    def work(size: int) -> None:
        text = letters * (size // 5)
        _read(text)
        for passage in (text, f"é {text}", f"a-b {text}"):
            segment_text(passage)
            list(list_spellings(passage))
        split_passages(reader.parse(text, PAGE))

    reader = BriefReader()

    assert _is_steady(work, 40_000)


@by_cases
def test_the_sound_of_a_title_is_found_in_proportion(letters: str) -> None:
    assert_linear(lambda text: list(list_pinyin(text)), lambda size: letters * size, 100)


@by_cases
def test_signs_between_letters_are_cut_in_proportion(signs: str) -> None:
    for end in ("", "é"):
        assert _is_steady(lambda size, end=end: segment_text(f"éa{signs * size}{end}"), 20_000)


def test_the_columns_of_a_table_are_measured_in_proportion() -> None:
    assert_linear(column_widths, lambda size: [["a port", "it opened"]] * size, 500)


def test_languages_that_are_not_known_are_looked_up_in_proportion() -> None:
    def work(number: int) -> None:
        language_tag.cache_clear()
        for index in range(number):
            language_tag(f"language {index}")

    assert_linear(work, int, 100)


def test_a_vocabulary_is_read_in_proportion(tmp_path: Path) -> None:
    people = lambda number: "".join(f"p{index}:\n  name: Name {index}\n" for index in range(number))  # noqa: E731
    assert_linear(partial(_vocabulary, tmp_path, "people"), people, 50)


@by_cases
def test_a_text_beyond_a_limit_is_refused_with_its_place(
    before: str, piece: str, times: int, code: str, line: int
) -> None:
    diagnostics = [diagnostic for diagnostic in _read(before + piece * times) if diagnostic.code == code]
    assert [(diagnostic.span.line, bool(diagnostic.hint)) for diagnostic in diagnostics] == [(line, True)]


def test_mistakes_of_one_kind_are_told_up_to_a_number() -> None:
    assert len([diagnostic for diagnostic in _read("“" * 10_000) if diagnostic.code == "S138"]) == 200
    assert len([one for one in _read("a，" * 10_000) if one.code == "S137"]) == 201  # and one for the rest


def test_a_bibliography_of_too_many_entries_is_read_up_to_the_limit() -> None:
    entries = [f"@misc{{key{number}, title = {{A}}}}\n" for number in range(10_001)]
    sources, diagnostics = read_bibliography("bib/2014.bib", "".join(entries))
    assert len(sources) == 10_000
    assert [diagnostic.span.line for diagnostic in diagnostics if diagnostic.code == "C141"] == [10_001]
    assert not [one for one in read_bibliography("bib/2014.bib", "".join(entries[1:]))[1] if one.code == "C141"]


def test_a_text_of_a_vocabulary_that_is_too_long_is_told(tmp_path: Path) -> None:
    diagnostics = _vocabulary(tmp_path, "people", f"an-editor:\n  name: {'ก' * 10_000}\n")
    assert [(diagnostic.code, diagnostic.span.line) for diagnostic in diagnostics] == [("V101", 2)]


@by_cases
def test_a_long_honest_text_is_accepted(sentence: str, tmp_path: Path) -> None:
    paragraph = f"{sentence * (400 // len(sentence))}\n\n"
    file = tmp_path / "archive/2014/2014-10-17-port.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"{_HEAD}{paragraph * (200_000 // len(paragraph))}", "utf-8")
    reading = read_archive(tmp_path, cache=False)
    assert not [one for one in check(reading) if one.code in {"S115", "S146", "S147", "F124", "F102"}]
    assert list(reading.archive.briefs)
