"""How exactly exports of WordPress are read, over many posts that were written in ways drawn by lot."""

import random

from briefarchive.diagnostics import Diagnostic
from briefimport.document import LegacyDocument

from ..drawn import NAMES, drawn
from ..measuring import Score, read_bytes
from .wordpress import Made, export, noise, post

EXPORTS, POSTS = 16, 20


def test_posts_that_were_drawn_by_lot_are_read_as_well_as_text() -> None:
    draw = random.Random(20190501)
    score = Score()
    for _ in range(EXPORTS):
        made = [post(number, drawn(draw), draw) for number in range(1, POSTS + 1)]
        _count(made, draw, score)
    assert score.files == EXPORTS * POSTS
    assert score.is_good(), score.shown()


def _count(made: list[Made], draw: random.Random, score: Score) -> None:
    items = [one.xml for one in made] + [noise(draw, 1_000 + number) for number in range(8)]
    draw.shuffle(items)
    found = read_bytes(export(items, draw, NAMES), "site.xml")
    errors = [one for one in found if isinstance(one, Diagnostic) and one.severity == "error"]
    assert not errors
    documents = {one.origin: one for one in found if isinstance(one, LegacyDocument)}
    for number, one in enumerate(made, start=1):
        document = documents[f"site.xml#post-{number}"]
        score.count(document, one.content, *one.beside, note=one.quirks)
        statuses = {hint.value for hint in document.hints.statuses}
        assert statuses == {"published" if "<wp:status><![CDATA[publish" in one.xml else "draft"}
        assert document.hints.titles[0].value == one.content.title
