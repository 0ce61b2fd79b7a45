"""The scan of a text: what it names, each at its place, at a cost that grows with the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from briefarchive.diagnostics import Span
from briefarchive.reading.characters import replace_invisible
from briefarchive.reading.markdown.dialect import make_parser
from briefarchive.reading.markdown.roles import citation_targets

from ..cases import by_cases
from ..costs import assert_linear
from ..scanning import scan

ROLES = ["cite:p", "cite:t", "brief", "country", "topic", "person", "source", "publisher"]
PIECES = [
    *"aé能 \n\t*_`[]()<>!#|&\\-+:{}~=.^\"'",
    *(f"{{{role}}}`a`" for role in ROLES),
    *("\n\n", "\n> ", "\n- ", "\n1. ", "```", ":::{note}\n", "\n:::\n", "[^1]: ", "\n: ", "    ", "](x:y)", "<b>"),
    *("{cite:p}`{see}a{p. 3}, b`", "| a | b |\n|---|---|\n", "{cite:p}`", "\n\t"),
]
SIGNS = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)
KEY = st.text("abc019-:._", min_size=1, max_size=8)
NOTE = st.text("ab 1.,", max_size=8)


def _references(text: str) -> list[str]:
    markup, _ = scan("x.md", text)
    return [f"{one.role} {one.target} {one.span.line}:{one.span.column}" for one in markup.references]


def _cut(text: str, span: Span) -> str:
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def _codes(text: str) -> list[str]:
    return [f"{one.code} {one.span.line}:{one.span.column}" for one in scan("x.md", text)[1]]


@by_cases
def test_a_reference_has_its_role_its_target_and_its_place(text: str, expected: list[str]) -> None:
    assert _references(text) == expected


def test_lines_are_counted_from_the_line_on_which_the_text_begins() -> None:
    markup, _ = scan("x.md", "\n{topic}`a`", first_line=10)
    assert markup.references[0].span == Span(path="x.md", line=11, column=9, end_column=10)


def test_links_and_images_have_their_addresses() -> None:
    text = "[a](https://example.org/a)\n<https://example.org/b> ![c](c.png)\n\n:::{image} d.png\n:alt: D\n:::\n"
    markup, diagnostics = scan("x.md", text)
    assert [(text_link.target, text_link.image, str(text_link.span)) for text_link in markup.links] == [
        ("https://example.org/a", False, "x.md:1:1"),
        ("https://example.org/b", False, "x.md:2:1"),
        ("c.png", True, "x.md:2:25"),
        ("d.png", True, "x.md:4:12"),
    ]
    assert diagnostics == []


# Each fault has its cases with the check; here are places within others, and what only looks like a fault.
@by_cases
def test_what_is_not_of_the_dialect_is_a_fault_at_its_place(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_what_is_nested_deeper_than_eight_directives_is_not_read() -> None:
    opening = [f"{':' * (20 - n)}{{note}}" for n in range(10)]
    closing = [":" * (11 + n) for n in range(10)]
    text = "\n".join([*opening, "{topic}`a`", *closing])
    assert _codes(text) == ["S108 9:14"]
    assert _references(text) == []


@given(st.lists(st.tuples(NOTE, KEY, NOTE), min_size=1, max_size=5), st.sampled_from([",", ", ", " , "]))
def test_citations_are_read_as_sphinxcontrib_bibtex_reads_them(
    targets: list[tuple[str, str, str]], between: str
) -> None:
    text = between.join(
        f"{before and f'{{{before}}}'}{key}{after and f'{{{after}}}'}" for before, key, after in targets
    )
    ours = [(target.key, target.before, target.after) for target in citation_targets(text)]
    assert ours == [tuple(target) for target in parse_citation_targets(text)]


@given(st.text(alphabet="ab{}, \n`"))
def test_the_keys_of_a_citation_are_where_they_are_said_to_be(text: str) -> None:
    for target in citation_targets(text):
        assert text[target.offset : target.offset + len(target.key)] == target.key


@given(st.text() | SIGNS)
@example("{cite:p}`\n")
@example("|a|\n|-|\n|`|`{topic}`a`|")
@example("- \t{topic}`a`\n\t  {topic}`b`")
@example(">\t\t{topic}`a`")
@example("{cite:p}`=[{0}`")
@example("{cite:p}`(a;b)`")
def test_no_text_makes_the_scan_fail_and_each_reference_is_cut_out_of_it(text: str) -> None:
    text = text.replace("\r", "\n")
    markup, diagnostics = scan("x.md", text)
    lines = text.split("\n")
    for reference in markup.references:
        assert _cut(replace_invisible(text), reference.span) == reference.target
    for span in (*(diagnostic.span for diagnostic in diagnostics), *(text_link.span for text_link in markup.links)):
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


@by_cases
def test_the_cost_of_a_scan_grows_with_the_text_and_no_faster(repeated: str) -> None:
    assert_linear(lambda text: scan("x.md", text), lambda size: repeated * size, 75)


def test_the_keys_of_a_citation_are_found_in_one_pass() -> None:
    """This would run for days if it took the square of the text, as patterns that give back what they took do."""
    assert list(citation_targets(" " * 300_000 + "{")) == [("{", "", "", 300_000)]


@pytest.mark.parametrize("mark", ["[", "![", "[^a]", "{cite:p}`a` ", "**a", "# a\n", "|a|b|\n|-|-|\n"])
def test_a_text_of_far_too_many_marks_is_not_searched(mark: str) -> None:
    markup, diagnostics = scan("x.md", mark * 60_000, first_line=7)
    assert (markup.references, markup.links, markup.headings) == ((), (), ())
    assert [(diagnostic.code, str(diagnostic.span)) for diagnostic in diagnostics] == [("S115", "x.md:7:1")]


def test_a_long_honest_text_is_not_too_much() -> None:
    assert scan("x.md", "A sentence (of some length), which ends here.\n\n" * 7_000)[1] == []


def test_a_line_of_a_non_breaking_space_moves_no_place() -> None:
    markup, _ = scan("x.md", "\u00a0\nSee {topic}`a`.\n\n> \u00a0\n> See {topic}`b`.")
    assert [str(reference.span) for reference in markup.references] == ["x.md:2:13", "x.md:5:15"]


def test_a_text_is_known_by_its_script_and_the_countries_that_it_names() -> None:
    markup, _ = scan("x.md", "Russia `Russia` sells. " * 20)
    assert (markup.script, markup.countries) == ("Latn", ("RU",))
    markup, _ = scan("x.md", "`Russia` sells. " * 20)
    assert markup.countries == ()


@pytest.mark.parametrize(
    "text",
    [
        "> " * 40 + "WORD",
        "> " * 5_000 + "WORD",
        "- " * 25 + "WORD",
        "\n".join("  " * n + "- x" for n in range(25)) + " WORD",
    ],
)
def test_lists_and_quotations_that_are_too_deep_are_told_and_stay(text: str) -> None:
    _, diagnostics = scan("x.md", text)
    assert [diagnostic.code for diagnostic in diagnostics] == ["S106"]
    words = "".join(child.content for token in make_parser().parse(text) for child in token.children or ())
    assert words == text


@pytest.mark.parametrize("text", ["> " * 38 + "WORD", "- " * 19 + "WORD"])
def test_what_the_parser_can_read_is_read(text: str) -> None:
    _, diagnostics = scan("x.md", text)
    assert diagnostics == []
    assert "WORD" in "".join(token.content for token in make_parser().parse(text))
