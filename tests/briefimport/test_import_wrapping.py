"""Paragraphs from lines."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.legacy import LegacyBrief
from briefimport.text.lines.splitting import plain, split
from briefimport.text.lines.wrapping import join_into_paragraphs

from ..cases import by_cases, load_cases
from .reading import read_text

# Words of the lengths that texts have: of one-letter words alone, nobody can tell where a line was full.
WORDS = st.lists(
    st.sampled_from(load_cases(__file__)["words"]),
    min_size=30,
    max_size=70,
).filter(lambda words: len(set(words)) > 6)  # fmt: skip
TEXTS = st.lists(WORDS.map(lambda words: " ".join(words).capitalize() + "."), min_size=2, max_size=6)


def read(text: str) -> list[str]:
    lines = list(split(plain(text)))
    nothing = [False] * len(lines)
    return [element.text for element in join_into_paragraphs(lines, nothing, nothing)]


@given(TEXTS, st.integers(60, 110))
def test_wrapped_paragraphs_between_blank_lines_are_joined(texts: list[str], width: int) -> None:
    assert read("\n\n".join(textwrap.fill(text, width) for text in texts)) == texts


@given(TEXTS, st.integers(60, 110))
def test_wrapped_paragraphs_with_indented_first_lines_are_parted(texts: list[str], width: int) -> None:
    assert read("\n".join(textwrap.fill(text, width, initial_indent="    ") for text in texts)) == texts


@given(TEXTS)
def test_lines_that_nobody_wrapped_are_paragraphs(texts: list[str]) -> None:
    long = [f"{text} {text} {text} {text}" for text in texts]
    assert read("\n".join(long)) == long


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_are_the_same(end: str) -> None:
    assert read(f"One.{end}{end}Two.{end}") == ["One.", "Two."]


def test_compound_broken_at_its_hyphen_is_joined_without_a_space() -> None:
    text = "The port of the sanction-\nsqueezed capital was closed to all ships for a week or two\nbecause of ice."
    assert "sanction-squeezed capital" in " ".join(read(text + "\n\n" + text))


def test_chinese_lines_are_joined_without_a_space() -> None:
    line = "两国代表在会议上签署了新的渔业协议双方将共同管理北部渔场"
    assert read(f"{line}\n{line}\n{line}\n{line}。") == [f"{line * 4}。"]


def test_spaces_of_every_kind_become_one() -> None:
    assert read("A\u00a0 port\u3000and\u2009a\tpier\u00a0: open\u200b.") == ["A port and a pier: open."]


@by_cases
def test_day_of_a_source_that_a_line_end_had_cut_is_one(first: str, second: str) -> None:
    text = f"Rates fell.\n\nSources:\n\n{first}\n{second}\n\n“More of it”, Coast Radio, 5 May 2011\n"
    brief = read_text(text.encode(), "a.txt")
    assert isinstance(brief, LegacyBrief)
    assert [(bool(source.url), str(source.issued)[:4]) for source in brief.sources] == [(True, "2011"), (False, "2011")]
