"""How exactly exports are read: files of every format whose habits were drawn by lot, and odd ones written by hand.

Each line of an `expected.jsonl` is a text and what must be read from it; a new case is a new file and its line. Those
in `drawn/` have each habit of their kind at least once: dates, headings, quotation marks, bylines, encodings, designs.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefarchive.model import Archive
from briefimport.composing.composer import Composer
from briefimport.document import BlockKind, LegacyDocument
from briefimport.interpreting import interpret
from briefimport.legacy import LegacyBrief

from .reading import read_bytes, read_html, read_text

HERE = Path(__file__).parent
BESIDE = {BlockKind.TABLE, BlockKind.FIGURE, BlockKind.NOTE}


def expected(folder: str) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (HERE / folder / "expected.jsonl").read_text("utf-8").splitlines()]


DRAWN = defaultdict(list)
for _row in expected("drawn"):
    DRAWN[_row["file"]].append(_row)


def words(texts: Iterable[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(texts))


def spaced(text: str) -> str:
    return " ".join(text.split())


def told(brief: LegacyBrief) -> dict[str, object]:
    """What a line says of a text."""
    return {
        "date": brief.published and str(brief.published.date),
        "title": brief.title,
        "text": " ".join(words(block.text for block in brief.body if block.kind not in BESIDE)),
        "sources": sorted([spaced(source.publisher), spaced(source.title)] for source in brief.sources),
        "people": sorted(name.casefold() for name in {*brief.compilers, *brief.editors}),
    }


@pytest.mark.parametrize("file", DRAWN)
def test_a_drawn_file_is_read_as_its_lines_say(file: str) -> None:
    documents = [
        one for one in read_bytes((HERE / "drawn" / file).read_bytes(), file) if isinstance(one, LegacyDocument)
    ]
    texts = {document.origin: interpret(document) for document in documents}
    assert len(texts) == len(DRAWN[file])
    for row in DRAWN[file]:
        brief = texts[row.get("origin", file)]
        wanted = {name: value for name, value in row.items() if name not in ("file", "origin")}
        wanted["people"] = sorted(map(str.casefold, row["people"]))
        assert {name: value for name, value in told(brief).items() if name in wanted} == wanted
        assert Composer(Archive(), set()).compose(brief).coverage.is_complete


@pytest.mark.parametrize("case", expected("odd"), ids=lambda case: case["file"])
def test_odd_file_is_read_as_its_line_says(case: dict, tmp_path: Path) -> None:  # type: ignore[type-arg]
    data = (HERE / "odd" / case["file"]).read_bytes()
    brief = read_html(data, tmp_path) if case["file"].endswith(".html") else read_text(data, case["file"])
    assert isinstance(brief, LegacyBrief)
    assert brief.published is not None
    assert str(brief.published.date) == case["date"]
    assert (brief.title or None) == case["title"]
    assert words(brief.paragraphs) == words(case["paragraphs"])
    assert [[spaced(source.publisher), spaced(source.title)] for source in brief.sources] == case["sources"]
    assert sorted((*brief.compilers, *brief.editors)) == sorted(case["people"])
    if case["urls"]:
        assert [source.url for source in brief.sources] == case["urls"]
    assert Composer(Archive(), set()).compose(brief).coverage.is_complete
