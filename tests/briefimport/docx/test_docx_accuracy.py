"""How exactly Word files are read, over many that were written in ways drawn by lot."""

import random

from ..drawn import drawn
from ..measuring import Score, read_bytes
from .word_files import BOX, word_file

FILES = 320


def test_word_files_that_were_drawn_by_lot_are_read_as_well_as_text() -> None:
    draw = random.Random(20141017)
    score = Score()
    for _ in range(FILES):
        content = drawn(draw)
        data, quirks = word_file(content, draw)
        (document,) = read_bytes(data, "drawn.docx")
        score.count(document, content, BOX, note=quirks)
    assert score.is_good(), score.shown()
