"""Every word of a brief is printed once and in order, can be copied, and stands where it belongs."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from docutils import nodes

from .printed import Printed, builder_for
from .reading import MM, in_block, is_turned, letters_only, seen, spoken
from .structure import Tagged

ALL = yaml.safe_load((Path(__file__).parent / "cases/briefs.yaml").read_text("utf-8"))
MEASURE = 122 * MM


@pytest.fixture(scope="module")
def trees(archive: Path) -> dict[str, nodes.document]:
    """The text of each brief as the parser made it."""
    builder = builder_for(archive)
    briefs = builder.entries.catalogue.archive.briefs
    return {brief[11:]: builder.reader.read(archive, builder.page(briefs[brief])) for brief in briefs}


def said(tree: nodes.Element, *, notes: bool = False) -> Iterator[str]:
    """The pieces of a text, in order, without those of notes, or those of notes alone; signs and marks left out."""
    for text in tree.findall(nodes.Text):
        kinds = []
        parent = text.parent
        while parent is not None:
            kinds.append(type(parent).__name__)
            parent = parent.parent
        if not {"label", "footnote_reference", "CitationMark"} & {*kinds} and ("footnote" in kinds) is notes:
            yield text.astext()


def is_arabic(text: str) -> bool:
    return re.search("[\u0600-\u06ff]", text) is not None


@pytest.mark.parametrize("name", ALL)
def test_every_word_is_read_once_and_in_order(
    name: str, briefs: Mapping[str, Printed], trees: dict[str, nodes.document]
) -> None:
    read = letters_only(spoken(briefs[name]))
    pieces = [letters_only(text) for text in said(trees[name]) if not is_arabic(text)]
    at = 0
    for piece in pieces:
        position = read.find(piece, at)
        assert position >= 0, piece
        at = position + len(piece)
    whole = "|".join([*pieces, *map(letters_only, said(trees[name], notes=True))])
    for piece in filter(lambda piece: len(piece) > 25 and "http" not in piece, pieces):
        assert read.count(piece) == whole.count(piece), piece


@pytest.mark.parametrize("name", ["long", "directives"])
def test_a_note_is_read_at_its_mark_and_once(
    name: str, briefs: Mapping[str, Printed], trees: dict[str, nodes.document]
) -> None:
    read = letters_only(spoken(briefs[name]))
    pieces = [letters_only(text) for text in said(trees[name], notes=True)]
    assert pieces
    assert [piece for piece in pieces if read.count(piece) != 1 and len(piece) > 10] == []
    if name == "long":
        assert letters_only("rather than leave either.11A line may be moved by setting") in read


@pytest.mark.parametrize("name", ALL)
def test_what_is_painted_can_be_copied(
    name: str, briefs: Mapping[str, Printed], trees: dict[str, nodes.document]
) -> None:
    text = letters_only("".join(seen(briefs[name])))
    words = [letters_only(word) for text in said(trees[name]) for word in text.split()]
    # Of a word in a line of another direction PDFium may turn the letters around.
    assert [word for word in words if word not in text and not (is_arabic(word) and name != "arabic")] == []


def test_chinese_and_arabic_can_be_copied(briefs: Mapping[str, Printed]) -> None:
    pages = letters_only("".join(seen(briefs["east-asia"])))
    assert "印刷的一页从纸张开始，而不是从文字开始。纸有宽度，也有高度" in pages.replace(",", "，")
    assert "인쇄와종이" in pages
    assert "印刷と紙、ひらがなとカタカナ" in pages
    assert "تبدأ الصفحة المطبوعة بالورق لا بالحروف" in " ".join(seen(briefs["arabic"]))
    assert [
        seen(briefs["arabic"])[0].count(phrase) for phrase in ("وأجزائها", "منهما", "الجدول", "حاشية في أسفل الصفحة")
    ] == [1] * 4


@pytest.fixture(scope="module")
def each_kind(briefs: Mapping[str, Printed], volume: Printed, letter: Printed) -> list[Printed]:
    """Each text on each paper: the volumes have those of their year."""
    return [*(briefs[name] for name in ("medium", "plain", "first")), volume, letter]


def test_nothing_stands_in_a_margin(each_kind: list[Printed]) -> None:
    for printed in each_kind:
        for number, letter in in_block(printed):
            page = printed.pages[number]
            # Signs at the end of a line hang out a little, so that the edge looks straight.
            side = 22 * MM if is_turned(page) else (page.width - MEASURE) / 2
            if printed.name == "2015-03-02-medium" and "SourceSans" in letter["fontname"]:
                side = 20 * MM
            assert side - 6 < letter["x0"], (printed.name, number + 1, letter["text"], letter["x0"])
            assert letter["x1"] < page.width - side + 6, (printed.name, number + 1, letter["text"], letter["x1"])


def test_nothing_stands_outside_of_the_paper(each_kind: list[Printed]) -> None:
    edge = 10 * MM - 1
    for printed in each_kind:
        for page in printed.pages:
            for item in (*page.chars, *page.images, *page.lines, *page.rects, *page.curves):
                place = (printed.name, page.page_number)
                assert edge < item["x0"] <= item["x1"] < page.width - edge, place
                assert edge < item["top"] <= item["bottom"] < page.height - edge, place


def boxes_of_cells(printed: Printed) -> Iterator[list[tuple[float, float, float, float]]]:
    """Of each table and each page on which it stands, the boxes of its cells' letters."""
    numbers = {page.obj.objgen[0]: number for number, page in enumerate(printed.document.pages)}
    places: dict[tuple[int, int], list[dict]] = defaultdict(list)
    for number, page in enumerate(printed.pages):
        for letter in page.chars:
            if letter["mcid"] is not None and letter["text"].strip():
                places[number, letter["mcid"]].append(letter)
    for table in (element for element in Tagged(printed.document).elements if element.kind == "Table"):
        boxes = defaultdict(list)
        for cell in (element for element in table.walk() if element.kind in {"TD", "TH"}):
            letters = defaultdict(list)
            for text in (text for element in cell.walk() if element.kind != "Note" for text in element.texts):
                letters[numbers[text[0]]] += places[numbers[text[0]], text[1]]
            for number, chars in letters.items():
                if chars:
                    low, high = min(char["top"] for char in chars), max(char["bottom"] for char in chars)
                    # A letter's box is as high as its font wants it to be; letters themselves are less.
                    high -= (high - low) * 0.1
                    boxes[number].append((min(one["x0"] for one in chars), low, max(one["x1"] for one in chars), high))
        yield from boxes.values()


@pytest.mark.parametrize("name", ["long", "wide", "medium", "east-asia", "arabic"])
def test_cells_of_a_table_do_not_overlap(name: str, briefs: Mapping[str, Printed]) -> None:
    tables = list(boxes_of_cells(briefs[name]))
    assert tables
    for boxes in tables:
        for (left, top, right, bottom), (left2, top2, right2, bottom2) in itertools.combinations(boxes, 2):
            across, down = min(right, right2) - max(left, left2), min(bottom, bottom2) - max(top, top2)
            assert across < 0.5 or down < 2, (name, (left, top, right, bottom), (left2, top2, right2, bottom2))


def test_a_wide_table_turns_its_page_and_a_long_one_repeats_its_head(briefs: Mapping[str, Printed]) -> None:
    wide = briefs["wide"]
    assert [is_turned(page) for page in wide.pages] == [False, True, False, False]
    heads = [page for page in seen(wide) if "Ship Cargo Tonnes" in " ".join(page.split())]
    assert len(heads) == 2
    assert spoken(wide).count("Tonnes") == 1


def test_notes_stand_at_the_foot_of_the_page_of_their_mark(briefs: Mapping[str, Printed]) -> None:
    pages = [letters_only(page) for page in seen(briefs["long"])]
    marks, notes = [letters_only("rather than leave either"), letters_only("hard to add up")], []
    notes = [letters_only("A line may be moved by setting"), letters_only("Tables are set in lining figures")]
    for mark, note in zip(marks, notes, strict=True):
        (page,) = [page for page in pages if mark in page]
        assert page.index(mark) < page.index(note)
