"""The passages of a text: what the search finds."""

from docutils import nodes

from briefarchive.text.nodes import CitationGroup, CitationMark, split_passages
from briefarchive.text.tree import BriefReader

from ..cases import by_cases
from ..scanning import PAGE


def found(text: str) -> list[str]:
    return list(split_passages(BriefReader().parse(text, PAGE)))


@by_cases
def test_passages_are_the_words_of_the_text(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@by_cases
def test_words_in_another_script_are_marked_with_their_language(text: str, marked: list[list[str]]) -> None:
    inlines = BriefReader().parse(text, PAGE).findall(nodes.inline)
    assert [[node["lang"], node.astext()] for node in inlines if "lang" in node] == marked


def test_marks_of_citations_are_left_out_with_the_space_before_them() -> None:
    mark = CitationMark("1", refuri="#source-1", ids=["a"], title="A", alone=True)
    group = CitationGroup("", "[", nodes.Text("1"), nodes.Text("]"))
    text = nodes.container(
        "",
        nodes.paragraph(
            "", "It opened\N{NO-BREAK SPACE}", mark, nodes.Text(" and closed "), group, nodes.Text(". Then")
        ),
    )
    assert split_passages(text) == ("It opened and closed. Then",)


def test_deep_quotations_are_read() -> None:
    text = nodes.container("", nodes.paragraph("", "here"))
    for _ in range(200):
        text = nodes.container("", text)
    assert split_passages(text) == ("here",)
