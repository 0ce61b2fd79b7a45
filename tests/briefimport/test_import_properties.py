"""What holds for every file, whatever is in it."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from briefimport.document import LegacyDocument
from briefimport.text.layout import read_layout

from .reading import composed, read_bytes

PIECES = st.sampled_from([
    "May 4, 2015", "June 2, 2020", "2015-05-04", "04/05/2015", "Posted on May 3, 2015 | By Ada Example",
    "A Ferry Line Opens", "The ferry line opened – and closed again.",
    "It was, as one said, “a day like *any* other.”", "Home | About", "* one * two – three: four", "Sources:",
    "SOURCES", "For more information, consult the following", "sources:", "Coast Radio – “Rates fall”",
    "Coast Radio - Rates - fall", "coast.example: rates", "“Rates,” Coast Radio, 3 May 2015",
    "http://coast.example/2015/05/03/a-b_c", "(https://coast.example/x)",
    "1. Wire Service, “Port” (accessed May 4, 2015)", "海港日报：《运费下跌》", "两国代表签署了协议，", "双方将合作。",
    "Compiled and edited by Ada Example and Ben Sample", "Compiled by Ada Example; edited by Cy Muster",
    "Compiled and edited by the editors", "By Ada Example", "Share", "-----", "Tags: port",
    "    indented and then", "[^1]: note {brief}`x` <b>", "Source: Coast Radio – “A”; Wire Service – “B”",
    "Coast Radio", "“Rates fall”", "English:", "Title: Ferries",
    "a long-winded line that goes on and on until it is nearly full of-",
])  # fmt: skip
LINES = st.one_of(PIECES, st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=50))
EXPORTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"])), max_size=25).map(
    lambda rows: "".join(line + end for line, end in rows)
)


HERE = Path(__file__).parent
DRAWN = ("posts-1.xml", "site-0.warc.gz", "table-csv-0.csv", "page-000.html")
WHOLE = {
    path.name: path.read_bytes() for path in (HERE / "docx/everything.docx", *map((HERE / "drawn").joinpath, DRAWN))
}


@settings(deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 100_000), st.binary(max_size=60), st.integers(0, 60))
def test_no_damage_makes_a_reader_fail(name: str, place: int, junk: bytes, left_out: int) -> None:
    data = WHOLE[name]
    place %= len(data)
    found = read_bytes(data[:place] + junk + data[place + left_out :], name)
    assert all(isinstance(one, LegacyDocument) or one.code != "I210" for one in found)


@given(st.sampled_from(["<html>", ""]), st.binary(max_size=400))
def test_no_bytes_make_the_import_fail(start: str, data: bytes) -> None:
    found = read_bytes(start.encode() + data, "x.txt")
    assert all(isinstance(one, LegacyDocument) or one.code != "I210" for one in found)


@given(EXPORTS)
def test_every_word_of_any_text_is_accounted_for_and_its_brief_can_be_read(text: str) -> None:
    brief = composed(read_layout(f"May 4, 2015\n\nThe ferry line opened.\n\n{text}", "x.txt", "0" * 64))
    if brief is not None:
        assert not brief.markup.references
        assert not brief.markup.headings
