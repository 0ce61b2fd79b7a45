"""Strict YAML: plain values with their places, and a fault for all else."""

from itertools import pairwise
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.diagnostics import Span
from briefarchive.reading.front_matter.yaml import Mapping, Node, Scalar, Sequence, read_yaml

from ..cases import by_cases
from ..costs import cpu

# Text that looks like YAML more often than not.
SIGNS = st.lists(
    st.sampled_from(
        [*"abAZ09é能 :-[]{},#&*!|>%@`'\"?~<=\t\n", "\n- ", ": ", "\n  ", "---\n", "<<: ", "\x85", "\u2028", "\ufeff"]
    ),
    max_size=60,
).map("".join)
# The readers get every line end as a line feed.
TEXT = (st.text() | SIGNS).map(lambda text: text.replace("\r", "\n"))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12)
# A merge key, and one that has lost the space before its list, are refused.
KEYS = WORDS.filter(lambda key: key != "<<" and not {":[", ":{"} & set(map("".join, pairwise(key))))
PLAIN = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def _value(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [_value(item) for item in node.items]
        case Mapping():
            return {key: _value(child) for key, (_, child) in node.entries.items()}
    return None


def _places(node: Node | None) -> list[Span]:
    match node:
        case Sequence():
            return [node.span, *(span for item in node.items for span in _places(item))]
        case Mapping():
            inner = (span for key, child in node.entries.values() for span in (key.span, *_places(child)))
            return [node.span, *inner]
    return [node.span] if node else []


@given(TEXT)
@example("a: \x00")
@example("a: &x [*x]\n<<: !!python/name:os.system b\n---\nc")
@example("? [a]\n: b")
@example("[" * 2000)
@example("- " * 500)
def test_no_text_makes_the_reader_fail_and_each_place_is_in_the_text(text: str) -> None:
    root, diagnostics = read_yaml("x.yaml", text, first_line=3)
    lines = text.split("\n")
    for span in [*(diagnostic.span for diagnostic in diagnostics), *_places(root)]:
        assert 3 <= span.line <= len(lines) + 2
        assert 1 <= span.column <= len(lines[span.line - 3]) + 1


@given(st.dictionaries(KEYS, PLAIN, max_size=5), st.sampled_from([None, True, False]))
def test_plain_values_are_what_pyyaml_reads(data: dict[str, Any], flow: bool | None) -> None:
    text = pyyaml.dump(data, allow_unicode=True, default_flow_style=flow, Dumper=_WithoutAliases)
    root, diagnostics = read_yaml("x.yaml", text)
    assert diagnostics == []
    assert _value(root) == pyyaml.load(text, Loader=pyyaml.BaseLoader) == data


class _WithoutAliases(pyyaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


@given(SIGNS)
def test_what_is_read_without_fault_is_what_pyyaml_reads(text: str) -> None:
    root, diagnostics = read_yaml("x.yaml", text)
    if not diagnostics and root is not None:
        assert _value(root) == pyyaml.load(text, Loader=pyyaml.CBaseLoader)


@by_cases
def test_what_is_not_plain_is_a_fault_at_its_place(text: str, code: str, place: str) -> None:
    _, diagnostics = read_yaml("x.yaml", text)
    assert [(one.code, f"{one.span.line}:{one.span.column}") for one in diagnostics] == [(code, place)]


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    root, _ = read_yaml("x.yaml", "a: 1\na: 2")
    assert _value(root) == {"a": "1"}


def test_what_stands_too_deep_is_left_out_and_the_rest_is_read() -> None:
    root, diagnostics = read_yaml("x.yaml", "a: " + "[" * 14 + "x" + "]" * 14 + "\nb: c")
    assert [diagnostic.code for diagnostic in diagnostics] == ["F207"]
    assert _value(root)["b"] == "c"


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "y", "1:30", "2014-10-17", "1_000", "0b1", "=", "-"])
def test_words_that_only_old_yaml_takes_for_something_else_are_texts(word: str) -> None:
    root, _ = read_yaml("x.yaml", f"a: [{word}]" if word != "-" else 'a: ["-"]')
    assert isinstance(root, Mapping)
    assert root.entries["a"][1].items[0].is_text


@pytest.mark.parametrize("word", ["", "~", "null", "true", "False", "1", "-2.5", "1e3", "0x1F", "0o7", ".inf", ".NaN"])
def test_numbers_truth_values_and_null_are_no_texts_unless_quoted(word: str) -> None:
    root, _ = read_yaml("x.yaml", f"a: {word}\nb: '{word}'")
    assert isinstance(root, Mapping)
    assert [child.is_text for _, child in root.entries.values()] == [False, True]


def test_the_place_of_a_value_spans_it() -> None:
    root, _ = read_yaml("x.yaml", "a: b\ncountries: [CN, 中国]", first_line=2)
    assert isinstance(root, Mapping)
    _, countries = root.entries["countries"]
    assert countries.items[1].span == Span(path="x.yaml", line=3, column=17, end_line=3, end_column=19)


def test_a_line_is_what_an_editor_shows_as_a_line() -> None:
    _, diagnostics = read_yaml("x.yaml", '\ufefftitle: "one\u2028two\x85three"\ndate: &x 2014')
    assert [str(diagnostic.span) for diagnostic in diagnostics] == ["x.yaml:2:7"]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n"])
def test_nothing_gives_nothing(text: str) -> None:
    assert read_yaml("x.yaml", text) == (None, [])


@pytest.mark.parametrize("end", ["]", "] # a comment"])
def test_a_long_line_is_not_looked_through_for_each_of_its_values(end: str) -> None:
    assert cpu(lambda: read_yaml("a.yaml", f"a: [{'b, ' * 30_000}{end}\n")) < 5


def test_a_comment_behind_the_last_line_of_a_value_is_found() -> None:
    root, _ = read_yaml("a.yaml", "a-long-name: b\n  c  # d  \n")
    assert isinstance(root, Mapping)
    value = root.entries["a-long-name"][1]
    assert isinstance(value, Scalar)
    assert (value.comment, value.comment_span) == ("# d", Span(path="a.yaml", line=2, column=6, end_column=9))
