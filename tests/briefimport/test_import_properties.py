"""What holds for every file, whatever is in it."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from briefimport.document import LegacyDocument
from briefimport.text.layout import read_layout

from ..cases import load_cases
from .reading import composed, read_bytes

PIECES = st.sampled_from(load_cases(__file__)["pieces"])
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
    documents = read_bytes(data[:place] + junk + data[place + left_out :], name)
    assert all(isinstance(document, LegacyDocument) or document.code != "I210" for document in documents)


@given(st.sampled_from(["<html>", ""]), st.binary(max_size=400))
def test_no_bytes_make_the_import_fail(start: str, data: bytes) -> None:
    documents = read_bytes(start.encode() + data, "x.txt")
    assert all(isinstance(document, LegacyDocument) or document.code != "I210" for document in documents)


@given(EXPORTS)
def test_every_word_of_any_text_is_accounted_for_and_its_brief_can_be_read(text: str) -> None:
    brief = composed(read_layout(f"May 4, 2015\n\nThe ferry line opened.\n\n{text}", "x.txt", "0" * 64))
    if brief is not None:
        assert not brief.markup.references
        assert not brief.markup.headings
