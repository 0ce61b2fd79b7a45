"""The likely mistake in YAML that cannot be read: found where it was made, and told in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.reading.front_matter.yaml import read_yaml
from briefarchive.reading.front_matter.yaml_mistakes import find_mistake

from ..cases import by_cases
from ..costs import cpu

SIGNS = st.lists(st.sampled_from([*"ab:-#'\"[]{},\\|> \t\n", ": ", "\n- ", "\nkey: "]), max_size=60).map("".join)


@by_cases
def test_a_mistake_is_told_where_it_was_made(text: str, place: str, message: str) -> None:
    (diagnostic,) = read_yaml("x.yaml", text)[1]
    assert (diagnostic.code, f"{diagnostic.span.line}:{diagnostic.span.column}") == ("F201", place)
    assert message in diagnostic.message
    assert diagnostic.hint


def test_the_hint_is_the_line_as_it_should_be() -> None:
    hints = [read_yaml("x.yaml", f"{line}\ndate: 2014")[1][0].hint for line in ("title A port", "title:A port")]
    assert hints == ['write "title: A port"'] * 2


def test_what_nobody_can_explain_is_told_where_the_parser_stopped() -> None:
    diagnostic = read_yaml("x.yaml", "a: &b &c d\n")[1][-1]
    assert (diagnostic.span.line, diagnostic.message) == (1, "the fields cannot be read from here on")


@given(SIGNS)
def test_no_text_makes_the_search_fail_and_each_place_is_in_the_text(text: str) -> None:
    lines = text.split("\n")
    mistake = find_mistake(text)
    if mistake is not None:
        span = mistake.span
        assert 0 < span.column <= max(len(lines[span.line - 1]), 1)
        assert span.end_column - 1 <= max(len(lines[span.line - 1]), 1)


@pytest.mark.parametrize("part", ["[", '"', "'", "- ", "a: {", "a ", ": ", "a: '\n", "# "])
def test_the_search_is_linear(part: str) -> None:
    assert cpu(lambda: find_mistake(part * 200_000)) < 5


def test_lines_that_are_too_long_are_not_looked_through() -> None:
    assert find_mistake(f"title: {'a' * 20_000}: b") is not None
    assert find_mistake(f"title: {'a' * 40_000}: b") is None
