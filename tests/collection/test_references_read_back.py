"""Every source of the collection, in each format for references, as another program reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefarchive.model import Source
from briefarchive.reading.archive import read_archive

from ..exporting.readers import Told, by_bibtexparser, by_citeproc, by_pybtex, by_rispy, expected
from ..exporting.samples import written_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return list(read_archive(ROOT, cache=False).archive.sources.values())


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("ris", by_rispy),
        ("csl-json", by_citeproc),
        ("bibtex", by_pybtex),
        ("bibtex", by_bibtexparser),
        ("biblatex", by_bibtexparser),
    ],
)
def test_authors_title_date_type_and_address_read_back_the_same(
    form: str, read: Callable[[str], dict[str, Told]], sources: list[Source]
) -> None:
    told = read(written_in(form, sources))

    assert told == {source.key: expected(source, form) for source in sources}
