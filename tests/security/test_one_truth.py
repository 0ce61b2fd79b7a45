"""The check refuses exactly what the build refuses: both are asked about the same texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.reading.addresses import address_error
from briefarchive.reading.front_matter.reader import split_front_matter
from briefarchive.text.tree import BriefReader

from ..scanning import PAGE, scan
from .corpus import own_cases, shared_cases

pytestmark = pytest.mark.corpus

PATH = "archive/2014/2014-05-21-power-of-siberia.md"
KINDS = {"S101": "role", "S102": "directive", "S103": "option", "S104": "html", "S108": "directive"}


@pytest.fixture(scope="module")
def reader() -> BriefReader:
    """The build's reader of texts."""
    return BriefReader()


def _refused_by_both(reader: BriefReader, text: str) -> tuple[set[str], set[str]]:
    markup, diagnostics = scan(PATH, text)
    checked = {KINDS[diagnostic.code] for diagnostic in diagnostics if diagnostic.code in KINDS}
    checked |= {"link" for link in markup.links if not link.image and address_error(link.target)}
    refused: list[str] = []
    reader.parse(text, PAGE, refused=refused)
    built = set(refused)
    if "role" in built and "S107" in {diagnostic.code for diagnostic in diagnostics}:
        built.discard("role") if "role" not in checked else None  # a role that names nothing is no role
    return checked, built


@pytest.mark.parametrize("case", [*shared_cases(), *own_cases()], ids=lambda case: case.id)
def test_a_case_is_refused_by_both_for_the_same_reasons(case: object, reader: BriefReader) -> None:
    for place, data in case.files.items():  # type: ignore[attr-defined]
        if place.endswith(".md"):
            text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
            checked, built = _refused_by_both(reader, split_front_matter(PATH, text).body)
            assert checked == built


PIECES = [
    *("a", "b c", "\n", "\n\n", "  ", "> ", "- ", "1. ", "| a | b |\n|---|---|\n| ", "## A\n", "\t", "\\", "**"),
    *("*", "_", "<b>", "</b>", "<!-- c -->", "<div>\n", "<?x?>", "&lt;", "&#106;", "[a](javascript:b)"),
    *("[a](https://b.example)", "![a](b.png)", "<javascript:a>", "<https://a.example>", "[a]: data:b\n", "[a]"),
    *("[^a]", "[^a]: ", "`", "``", "{cite:p}`x`", "{raw}`x`", "{brief}` `", "{eval-rst}", "```", "~~~", "````"),
    *(":::", "::::", "{note}\n", "{raw}\n", "{figure} a.png\n", "{card} B\n", "{grid}\n", "{grid-item}\n"),
    *(":class: x\n", ":name: y\n", ":alt: z\n", "---\n", "```{note}\n", "```{include} x\n"),
    *(":::{tip}\n:class: x\n", "```\n", ":::\n", "\N{NO-BREAK SPACE}", "中"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_is_refused_by_both_for_the_same_reasons(reader: BriefReader, text: str) -> None:
    checked, built = _refused_by_both(reader, text)
    assert checked == built
