"""How exactly tables of records are read, over many that were written in ways drawn by lot."""

import random

import pytest

from briefimport.document import LegacyDocument
from briefimport.interpreting import interpret

from ..drawn import drawn
from ..measuring import Score, read_bytes
from .written import written

RECORDS, TABLES = 8, 40


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json"])
def test_tables_that_were_drawn_by_lot_are_read_as_well_as_text(kind: str) -> None:
    draw = random.Random(f"2014 {kind}")
    score = Score()
    for _ in range(TABLES):
        contents = [drawn(draw) for _ in range(RECORDS)]
        table = written(contents, draw, kind=kind)
        documents = read_bytes(table.data, table.name)
        assert len(documents) == RECORDS, (documents, table.quirks)
        for document, content in zip(documents, contents, strict=True):
            score.count(document, content, note=table.quirks)
            assert isinstance(document, LegacyDocument)
            assert interpret(document).title == content.title
    assert score.files == RECORDS * TABLES
    assert score.is_good(), score.shown()
