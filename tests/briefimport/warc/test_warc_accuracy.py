"""How exactly captures of web sites are read, over many pages that were written and sent in ways drawn by lot."""

import gzip
import random

from briefarchive.diagnostics import Diagnostic
from briefimport.document import LegacyDocument

from ..drawn import drawn
from ..measuring import Score, read_bytes
from .crawls import SITE, Crawl, Page, page, picture

CRAWLS, PAGES = 16, 20


def test_pages_that_were_drawn_by_lot_are_read_as_well_as_text() -> None:
    draw = random.Random(20160102)
    score = Score()
    for _ in range(CRAWLS):
        made = [page(number, drawn(draw), draw) for number in range(1, PAGES + 1)]
        _count(made, draw, score)
    assert score.files == CRAWLS * PAGES
    assert score.is_good(), score.shown()


def _count(made: list[Page], draw: random.Random, score: Score) -> None:
    crawl = Crawl(compressed=draw.random() < 0.6)
    crawl.answer(f"{SITE}/robots.txt", b"User-agent: *", kind="text/plain")
    for number, one in enumerate(made, start=1):
        crawl.request(one.address)
        if draw.random() < 0.2:
            crawl.answer(one.address, b"<html><p>An earlier form of the page.", day="2012-03-04")
        digest = crawl.send(one, draw)
        if draw.random() < 0.2:
            crawl.answer(one.address, b"<html><p>Not found", status="404 Not Found", day="2017-03-04")
        if draw.random() < 0.2:
            crawl.revisit(one.address, digest, "2018-03-04")
        if one.beside:
            crawl.answer(f"{SITE}/img/{number}.png", picture(), kind="image/png")
        if draw.random() < 0.1:
            crawl.answer(f"{SITE}/tag/{number}/", one.source.encode())
    data = crawl.data
    if not data.startswith(b"\x1f\x8b") and draw.random() < 0.3:
        data = gzip.compress(data)
    found = read_bytes(data, "site.warc.gz")
    errors = [one for one in found if isinstance(one, Diagnostic) and one.severity == "error"]
    assert not errors
    documents = {one.origin: one for one in found if isinstance(one, LegacyDocument)}
    assert len(documents) == len(made)
    for one in made:
        document = documents[f"site.warc.gz#{one.address}"]
        score.count(document, one.content, *one.beside, note=one.quirks)
        assert document.hints.addresses[0].value == one.address
        assert len(document.attachments) == len(one.beside)
