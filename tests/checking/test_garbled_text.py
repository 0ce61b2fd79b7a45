"""Garbled letters are put back only where all of them can be told."""

import pytest

from briefarchive.checking.text.characters import GarbledText
from briefarchive.reading.markdown.text import Part, Text


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("It\u00e2\u20ac\u2122s so", "\u2019"),
        ("T\u00c3\u00bcrkiye", "\u00fc"),
        ("\u00e4\u00b8\u00ad\u00e5\u203a\u00bd", "\u4e2d\u56fd"),
    ],
)
def test_what_is_whole_is_put_back(line: str, meant: str) -> None:
    (one,) = GarbledText.check(Text(path="x.md", part=Part.BODY, lines=[line]))
    assert [part.text for part in one.fix] == [meant]


@pytest.mark.parametrize(
    "line",
    [
        "\u00e2\u20ac\u0153so\u00e2\u20ac and on",
        "\u00d0 \u00d0\u00be\u00d1\u00d1\u00d0\u00b8\u00d1 and \u00d0\u00bc\u00d0\u00b8\u00d1",
    ],
)
def test_where_letters_are_lost_it_is_told_and_left(line: str) -> None:
    (one,) = GarbledText.check(Text(path="x.md", part=Part.BODY, lines=[line]))
    assert (one.fix, one.hint) == ((), "some letters are lost; write it as the original has it")
