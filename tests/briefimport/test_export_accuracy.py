"""How exactly exports of two formats are read whose habits were drawn by lot, and files that were written by hand."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Archive
from briefimport.composing import Composer
from briefimport.document import BlockKind
from briefimport.legacy import LegacyBrief

from .contents import Said, said
from .reading import read_html, read_text
from .sites import page_of
from .texts import text_of

FILES = 400
LANGUAGES = ("en", "en", "en", "en", "en", "en", "zh", "zh-Hant", "ru", "de")
ODD = Path(__file__).parent / "odd"
ODD_FILES = [json.loads(line) for line in (ODD / "expected.jsonl").read_text("utf-8").splitlines()]
# What stands under the picture of a page, where the picture was not saved.
CAPTION = "The port"


class Score(Counter[str]):
    """How many of the files, and of their sources, are right."""

    def add(self, brief: LegacyBrief | Diagnostic, content: Said, *, title: str) -> None:
        assert isinstance(brief, LegacyBrief)
        body = [block.text for block in brief.body if block.kind is not BlockKind.FIGURE]
        found = Counter((spaced(one.publisher), spaced(one.title)) for one in brief.sources)
        expected = Counter((one.publisher, one.title) for one in content.sources)
        self["dates"] += brief.published is not None and brief.published.date == content.date
        self["paragraphs"] += ordered(text for text in body if not text.startswith(CAPTION)) == ordered(
            content.paragraphs
        )
        self["compilers"] += folded((*brief.compilers, *brief.editors)) == folded(
            (*content.compilers, *content.editors)
        )
        self["titles"] += brief.title == title
        self["sources right"] += (found & expected).total()
        self["sources found"] += found.total()
        self["sources expected"] += expected.total()
        if brief.published and brief.paragraphs:
            self["accounts that balance"] += Composer(Archive(), set()).compose(brief).account.balances

    def check(self, files: int) -> None:
        assert self["dates"] >= 0.99 * files
        assert self["compilers"] >= 0.99 * files
        assert self["titles"] >= 0.99 * files
        assert self["paragraphs"] == files
        assert self["accounts that balance"] == files
        assert self["sources right"] >= 0.98 * self["sources expected"]
        assert self["sources right"] >= 0.98 * self["sources found"]


def spaced(text: str) -> str:
    return " ".join(text.split())


def ordered(texts: object) -> list[str]:
    return re.findall(r"\w+", " ".join(texts))  # type: ignore[arg-type]


def folded(names: tuple[str, ...]) -> list[str]:
    return [name.casefold() for name in names]


def test_texts_of_any_habit_are_read() -> None:
    draw = random.Random(20150504)
    score = Score()
    for _ in range(FILES):
        content = said(draw, draw.choice(LANGUAGES))
        made = text_of(content, draw)
        score.add(read_text(made.data, "drawn.txt"), content, title=content.title if made.has_title else "")
    score.check(FILES)


def test_pages_of_three_designs_are_read(tmp_path: Path) -> None:
    draw = random.Random(20150504)
    score = Score()
    for _ in range(FILES):
        content = said(draw, draw.choice(LANGUAGES))
        score.add(read_html(page_of(content, draw).data, tmp_path), content, title=content.title)
    score.check(FILES)


@pytest.mark.parametrize("case", ODD_FILES, ids=lambda case: case["file"])
def test_odd_file_is_read_as_its_line_says(case: dict, tmp_path: Path) -> None:  # type: ignore[type-arg]
    data = (ODD / case["file"]).read_bytes()
    brief = read_html(data, tmp_path) if case["file"].endswith(".html") else read_text(data, case["file"])
    assert isinstance(brief, LegacyBrief)
    assert brief.published is not None
    assert str(brief.published.date) == case["date"]
    assert (brief.title or None) == case["title"]
    assert ordered(brief.paragraphs) == ordered(case["paragraphs"])
    assert [[spaced(one.publisher), spaced(one.title)] for one in brief.sources] == case["sources"]
    assert sorted((*brief.compilers, *brief.editors)) == sorted(case["people"])
    if case["urls"]:
        assert [one.url for one in brief.sources] == case["urls"]
    assert Composer(Archive(), set()).compose(brief).account.balances
