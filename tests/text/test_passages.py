"""The passages of a text: what the search finds."""

import pytest
from docutils import nodes

from briefarchive.text.nodes import CitationGroup, CitationMark, CitationReference
from briefarchive.text.passages import passages
from briefarchive.text.tree import BriefReader


def found(text: str) -> list[str]:
    return list(passages(BriefReader().parse("archive/2014/2014-01-01-a.md", text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One\ntwo\n\nthree", ["One two", "three"]),
        ("## Part\n\nText", ["Part", "Text"]),
        ("A [*link*](https://a.example) and **more**", ["A link and more"]),
        (
            "As {brief}`two <b> words <2014-01-01-b>` and {brief}`the\nother <2014-01-01-b>` say",
            ["As two <b> words <2014-01-01-b> and the other say"],
        ),
        ("- one\n  - two\n- three", ["one", "two", "three"]),
        ("1. one\n2. two", ["one", "two"]),
        ("| a | b |\n| - | - |\n| c | d |", ["a", "b", "c", "d"]),
        ("line\\\nbreak", ["line break"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
        ("&lt;script> &amp;amp; “quotes”", ["<script> &amp; “quotes”"]),
        ("中国**与**巴西", ["中国与巴西"]),
        ("Text.[^a]\n\n[^a]: A note.", ["Text.", "A note."]),
        ("```\none\ntwo\n```", ["one two"]),
        (":::{note}\nIn a note\n:::", ["In a note"]),
        (":::{dropdown} Title\nHidden\n:::", ["Title", "Hidden"]),
        (
            "::::{tab-set}\n:::{tab-item} One\nFirst\n:::\n:::{tab-item} Two\nSecond\n:::\n::::",
            ["One", "First", "Two", "Second"],
        ),
        ("```{epigraph}\nWords\n\n— A poet\n```", ["Words", "A poet"]),
        (
            "```{chart} a.csv\n:kind: bar\n:title: Ships: all\n:unit: Tonnes\n\nA caption.\n\nMore.\n```",
            ["Ships: all", "A caption.", "More."],
        ),
        ("", []),
    ],
)
def test_passages_are_the_words_of_the_text(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_marks_of_citations_are_left_out_with_the_space_before_them() -> None:
    mark = CitationMark("1", refuri="#source-1", ids=["a"], title="A", alone=True)
    group = CitationGroup("", "[", nodes.Text("1"), nodes.Text("]"))
    text = nodes.container(
        "",
        nodes.paragraph(
            "", "It opened\N{NO-BREAK SPACE}", mark, nodes.Text(" and closed "), group, nodes.Text(". Then")
        ),
    )
    assert passages(text) == ("It opened and closed. Then",)


def test_deep_quotations_are_read() -> None:
    text = nodes.container("", nodes.paragraph("", "here"))
    for _ in range(200):
        text = nodes.container("", text)
    assert passages(text) == ("here",)


def test_plain_cite_is_a_citation_in_brackets() -> None:
    text = "{cite}`a` {cite:p}`a` {cite:t}`a`"
    made = BriefReader().parse("archive/2014/2014-01-01-a.md", text).findall(CitationReference)
    assert [(one["target"], one["textual"]) for one in made] == [("a", False), ("a", False), ("a", True)]
