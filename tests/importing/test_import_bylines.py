"""Bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.importing.text.bylines import read_byline

BYLINES = {
    "Compiled and edited by Ada Example": (("Ada Example",), ()),
    "COMPILED AND EDITED BY ADA EXAMPLE": (("ADA EXAMPLE",), ()),
    "Compiled by A. B. Example and Ben O’Sample; edited by Cy Muster": (
        ("A. B. Example", "Ben O’Sample"),
        ("Cy Muster",),
    ),
    "Compiled by: Ada Example": (("Ada Example",), ()),
    "By Ada Example, Ben Sample, and Cy Muster": (("Ada Example", "Ben Sample", "Cy Muster"), ()),
    "Edited by Ada Example.": ((), ("Ada Example",)),
    "Author: Ada Example, Jr.": (("Ada Example, Jr.",), ()),
    "(Compiled by Ada Example, Research Intern)": (("Ada Example",), ()),
    "编辑：张三、李四": (("张三", "李四"), ()),
    "Compiled and edited by the MobileGov Team": ((), ()),
}


@pytest.mark.parametrize("text", [text for text in BYLINES if "Team" not in text])
def test_names_are_read_from_bylines(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert (byline.compilers, byline.editors) == BYLINES[text]


@pytest.mark.parametrize("text", ["Compiled and edited by the editors", "By staff", "Edited by the editorial team"])
def test_byline_without_a_name_names_nobody(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.nobody
    assert not byline.compilers


@pytest.mark.parametrize(
    "text",
    [
        "By Friday, the port was closed.",
        "By 2015, all was done",
        "Edited volumes are rare.",
        "By train",
        "Authors differ",
    ],
)
def test_sentence_is_no_byline(text: str) -> None:
    assert read_byline(text) is None


@given(st.text(max_size=120))
def test_no_text_makes_the_reader_of_bylines_fail(text: str) -> None:
    read_byline(text)
