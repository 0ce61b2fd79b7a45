"""What holds for every export, whatever is in it."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.diagnostics import Diagnostic
from briefimport.document import LegacyDocument
from briefimport.interpreting import interpret
from briefimport.wxr.paragraphs import parse_post
from briefimport.wxr.shortcodes import collect_footnotes, resolve_shortcodes

from ...cases import load_cases
from ..html.pages import PAGES
from ..reading import composed, read_bytes
from .wordpress import export, item

PIECES = st.sampled_from(load_cases(__file__)["pieces"])
CONTENTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), PAGES)


def read(content: str) -> list[LegacyDocument | Diagnostic]:
    return read_bytes(export([item(7, "A title of four words", content)], random.Random(3)), "site.xml")


@given(CONTENTS)
def test_every_word_of_a_post_is_accounted_for_and_its_brief_can_be_read(content: str) -> None:
    for document in read(f"The ferry line opened again.\n\n{content}"):
        if isinstance(document, LegacyDocument):
            composed(interpret(document))


@given(CONTENTS)
def test_paragraphs_change_no_word(content: str) -> None:
    content = f"Words {content}"
    shown = "".join(parse_post(content).itertext())
    bare = "".join(parse_post(content.replace("\n", " ")).itertext())
    assert "".join(shown.split()) == "".join(bare.split())


@given(CONTENTS)
def test_shortcodes_that_are_not_shown_are_set_aside(content: str) -> None:
    resolved = resolve_shortcodes(content, lambda _: "")
    for one in resolved.shortcodes:
        assert one in content


@pytest.mark.parametrize("piece", ["[ref]", " ((", "((a", " " * 50, "<sup data-fn=", '[ref]<sup data-fn="a">'])
def test_many_openings_of_footnotes_cost_no_more_than_their_length(piece: str) -> None:
    content = piece * (300_000 // len(piece))
    start = time.process_time()
    assert collect_footnotes(content, '[{"id": "a", "content": "A note"}]')[0]
    assert time.process_time() - start < 5


@pytest.mark.parametrize("piece", ["<!--", "<item>", "<rss ", "</rss>", "<![CDATA[", "<!---->", "</item>", "<channel"])
def test_many_marks_cost_no_more_than_their_length(piece: str) -> None:
    posts = export([item(1, "A title", "Some words.")], random.Random(5))
    start = time.process_time()
    read_bytes(posts.replace(b"</channel>", piece.encode() * (1_000_000 // len(piece)) + b"</channel>"), "site.xml")
    assert time.process_time() - start < 10
