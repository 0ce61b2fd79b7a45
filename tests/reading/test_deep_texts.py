"""What stands too deep is told and shown; nothing is lost."""

import pytest

from briefarchive.reading.markdown.dialect import make_parser

from ..scanning import scan


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
    _, found = scan("archive/2014/x.md", text, 1)
    assert [one.code for one in found] == ["S106"]
    shown = "".join(child.content for token in make_parser().parse(text) for child in token.children or ())
    assert shown == text


@pytest.mark.parametrize("text", ["> " * 38 + "WORD", "- " * 19 + "WORD"])
def test_what_the_parser_can_read_is_read(text: str) -> None:
    _, found = scan("archive/2014/x.md", text, 1)
    assert found == []
    assert "WORD" in "".join(token.content for token in make_parser().parse(text))
