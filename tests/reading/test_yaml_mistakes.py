"""The likely mistake in YAML that cannot be read: found where it was made, and told in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.reading.front_matter.yaml import read_yaml
from briefarchive.reading.front_matter.yaml_mistakes import likely_mistake

from ..costs import cpu

SIGNS = st.lists(st.sampled_from([*"ab:-#'\"[]{},\\|> \t\n", ": ", "\n- ", "\nkey: "]), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("title A port\ndate: 2014", "1:1", "no colon"),
        ("title: A\ndate: 2014\ncountries [CN]\ntopics: [b]", "3:1", "no colon"),
        ("aiib:\n  kind: journal\n  name AIIB\n  url: b", "3:3", "no colon"),
        ("title:A port\ndate: 2014", "1:6", "space is missing"),
        ("title: China: a survey", "1:13", "colon in it"),
        ("- title: a: b", "1:11", "colon in it"),
        ("a: 1\nb: [1, 2\nc: 3\nd: 4", "2:4", 'bracket "["'),
        ("a: {b: c\nd: 1", "1:4", 'bracket "{"'),
        ('a: "one\nb: 2\nc: "three"', "1:4", "quotation mark is not closed"),
        ("a: 'it's'\nb: 2", "1:8", "after the closing quotation mark"),
        ('a: "one" two', "1:10", "after the closing quotation mark"),
        ("a: [b] c", "1:8", "after the closing bracket"),
        ("a: [b]]", "1:7", "after the closing bracket"),
        ("a: [b, c}", "1:9", "is closed by"),
        ("a: {b: [c}", "1:8", 'bracket "["'),
        ("title A port\ncountries [GB]\ntopics: trade: [x", "2:1", "no colon"),
        ("summary A\ntitle: B: c\ndate: @d\ntopics: [a", "1:1", "no colon"),
        ("a: 1\n\tb: 2", "2:1", "tab"),
        ("  title: A port\n  of call\n  date: 2014", "2:1", "begins where a field begins"),
        ("- a: one\n  two  # three", "2:1", "begins where a field begins"),
        ("a: @b", "1:4", "begin with"),
        ("a: - b\n   - c", "1:4", "list begins"),
        ("a: 1\n----\nb: 2", "2:1", '"----"'),
        ('a: |\n  text: and: [more\nb: "c', "3:4", "quotation mark is not closed"),
        ("a: [one, # it: [\n  two]\nb: c: d", "3:5", "colon in it"),
        ('a: "one \\" two"\nb: c: d', "2:5", "colon in it"),
        ("a: 'it''s'\nb: c: d", "2:5", "colon in it"),
        ("# one: two: three\n\na: b: c", "3:5", "colon in it"),
    ],
)
def test_a_mistake_is_told_where_it_was_made(text: str, place: str, message: str) -> None:
    (found,) = read_yaml("x.yaml", text)[1]
    assert (found.code, f"{found.span.line}:{found.span.column}") == ("F201", place)
    assert message in found.message
    assert found.hint


def test_the_hint_is_the_line_as_it_should_be() -> None:
    hints = [read_yaml("x.yaml", f"{line}\ndate: 2014")[1][0].hint for line in ("title A port", "title:A port")]
    assert hints == ['write "title: A port"'] * 2


def test_what_nobody_can_explain_is_told_where_the_parser_stopped() -> None:
    found = read_yaml("x.yaml", "a: &b &c d\n")[1][-1]
    assert (found.span.line, found.message) == (1, "the fields cannot be read from here on")


@given(SIGNS)
def test_no_text_makes_the_search_fail_and_each_place_is_in_the_text(text: str) -> None:
    lines = text.split("\n")
    mistake = likely_mistake(text)
    if mistake is not None:
        assert 0 <= mistake.column < max(len(lines[mistake.row]), 1)
        assert mistake.column + mistake.length <= max(len(lines[mistake.row]), 1)


@pytest.mark.parametrize("part", ["[", '"', "'", "- ", "a: {", "a ", ": ", "a: '\n", "# "])
def test_the_search_is_linear(part: str) -> None:
    assert cpu(lambda: likely_mistake(part * 200_000)) < 5
