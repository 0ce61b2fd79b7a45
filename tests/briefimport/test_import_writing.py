"""Text that is written reads back the same."""

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.loading import read_and_check
from briefarchive.reading.front_matter.writer import write_front_matter
from briefimport.composing.registers import append_entries
from briefimport.document import BROKEN, Block
from briefimport.inline.escaping import escape_paragraphs, read_plain_paragraphs, write_myst
from briefimport.text.lines.splitting import plain, split
from briefimport.text.lists import with_lists

from ..cases import by_cases, load_cases

MARKUP = load_cases(__file__)["markup"]
# One line as the reader gives it: no control characters, single spaces.
LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1, max_size=80
)


def one_line(text: str) -> str:
    return " ".join(line.text for line in split(plain(text)))


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_shown_as_it_was_printed(text: str) -> None:
    assert read_plain_paragraphs(escape_paragraphs([text])) == [text]


def test_all_markup_at_once_is_shown_as_it_was_printed() -> None:
    assert read_plain_paragraphs(escape_paragraphs(MARKUP)) == list(MARKUP)


@pytest.mark.parametrize("text", ["$400 billion – “a deal”", "snake (case) & co; 5 < 6? no: 7!", "It’s 12% – 15%"])
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    assert escape_paragraphs([text]) == f"{text}\n"


@given(st.lists(LINES.map(one_line).filter(bool), min_size=1, max_size=5))
def test_any_paragraphs_read_back_the_same(paragraphs: list[str]) -> None:
    assert read_plain_paragraphs(escape_paragraphs(paragraphs)) == paragraphs


@given(
    st.lists(st.text("*_`[]()<>#&:|~\\{}%+-=1.)! ab", min_size=1).map(one_line).filter(bool), min_size=1, max_size=4)
)
def test_any_signs_of_markup_read_back_the_same(paragraphs: list[str]) -> None:
    assert read_plain_paragraphs(escape_paragraphs(paragraphs)) == paragraphs


@by_cases
def test_title_that_yaml_would_take_for_something_else_stays_text(title: str) -> None:
    head = write_front_matter({"title": title, "date": datetime.date(2014, 10, 17)})
    assert yaml.safe_load(head.strip("-\n")) == {"title": title, "date": datetime.date(2014, 10, 17)}


@given(LINES.filter(str.strip), st.lists(LINES.filter(str.strip), max_size=9), LINES)
def test_front_matter_reads_back_the_same(title: str, sources: list[str], origin: str) -> None:
    fields = {"title": title, "sources": sources, "imported": {"from": origin}}
    body = write_front_matter(fields).removeprefix("---\n").removesuffix("---\n")
    assert yaml.safe_load(body) == {name: value for name, value in fields.items() if value}


def test_front_matter_is_what_the_reader_of_briefs_expects() -> None:
    head = write_front_matter(
        {
            "title": "Rates: down",
            "date": datetime.date(2014, 10, 17),
            "countries": ["CN", "NO"],
            "sources": ["a-2014-b"] * 1,
            "imported": {"from": "a b.txt", "sha256": "0" * 64},
        }
    )
    brief, diagnostics = read_and_check("archive/2014/2014-10-17-rates.md", (head + "Text.\n").encode())
    assert not diagnostics
    assert brief is not None
    assert (brief.title, brief.countries, brief.sources) == ("Rates: down", ("CN", "NO"), ("a-2014-b",))


def test_lines_behind_signs_become_lists() -> None:
    texts = [
        "It has two ends:",
        "- First *end*",
        "- Second",
        "Words.",
        "• One",
        "• Two",
        "- Said somebody.",
        "- Said another.",
    ]
    lines = [Block(text=text, line=number) for number, text in enumerate(texts, 1)]
    written = "It has two ends:\n\n- First \\*end\\*\n- Second\n\nWords.\n\n- One\n- Two\n\n"
    assert write_myst(list(with_lists(lines))) == f"{written}\\- Said somebody.\n\n\\- Said another.\n"


def test_lines_of_one_paragraph_behind_signs_become_lists() -> None:
    texts = ["It has two ends:", "- First", "- Second", "Words."]
    glues = ["\n\n", BROKEN, BROKEN, BROKEN]
    lines = [
        Block(text=text, markup=text.replace("- ", "\\- "), place=place, glue=glue)
        for place, (text, glue) in enumerate(zip(texts, glues, strict=True), 1)
    ]
    assert write_myst(list(with_lists(lines))) == "It has two ends:\n\n- First\n- Second\n\nWords.\n"


def test_entries_are_added_to_a_vocabulary_without_a_change_to_what_is_there() -> None:
    before = "# Ours.\na: {name: A}   # first"
    after = append_entries(before, {"no": {"name": "No: one"}, "b-c": {"name": "张三"}})
    assert after is not None
    assert after.startswith(before + "\n")
    assert yaml.safe_load(after) == {"a": {"name": "A"}, "no": {"name": "No: one"}, "b-c": {"name": "张三"}}


@pytest.mark.parametrize("before", ["a: [", "- a\n- b\n", "{a: {name: A}}\n", "a: {name: A}\n...\nb: c\n"])
def test_vocabulary_that_cannot_take_entries_is_left_alone(before: str) -> None:
    assert append_entries(before, {"b": {"name": "B"}}) is None
