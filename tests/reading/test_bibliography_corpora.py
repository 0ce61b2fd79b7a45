"""Bibliographies of others: every opening of an entry is a source or is refused with a reason.

An opening is `@type{` or `@type(` at the start of a line, with spaces before and within, except `@comment`,
`@string` and `@preamble`. In these files none stands inside a comment, so the count needs no correction.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from briefarchive.reading.bibliography import read_bibliography

SHARED = Path(__file__).parents[3] / "shared" / "bibliographies"
FILES = sorted(SHARED.glob("*/*.bib"))
OPENING = re.compile(r"^[ \t]*@[ \t]*(?!comment|string|preamble)[A-Za-z_]+\s*[{(]", re.IGNORECASE | re.MULTILINE)
REFUSED = frozenset({"C101", "C102", "C103", "C104", "C105", "C119"})

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the bibliographies are not beside the repository")


def read(path: Path) -> tuple[int, int, Counter[str]]:
    """Openings, sources read, and refusals by code."""
    text = path.read_bytes().decode()
    sources, faults = read_bibliography(path.name, text)
    return len(OPENING.findall(text)), len(sources), Counter(fault.code for fault in faults if fault.code in REFUSED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:40])
def test_every_opening_is_read_or_refused(path: Path) -> None:
    openings, sources, refused = read(path)

    assert sources + refused.total() == openings


@pytest.mark.parametrize(
    ("corpus", "openings", "sources", "refused"),
    [
        ("tugboat_PD", 3644, 3644, {}),
        ("better-bibtex-fixtures_MIT", 2100, 2022, {"C101": 1, "C103": 37, "C105": 40}),
    ],
)
def test_the_figures_of_a_corpus(corpus: str, openings: int, sources: int, refused: dict[str, int]) -> None:
    counted = [read(path) for path in FILES if path.parent.name == corpus]

    assert sum(count for count, _, _ in counted) == openings
    assert sum(count for _, count, _ in counted) == sources
    assert sum((codes for _, _, codes in counted), Counter()) == refused


def test_no_source_of_a_corpus_has_markup_in_its_address_or_a_date_out_of_range() -> None:
    for path in FILES:
        for source in read_bibliography(path.name, path.read_bytes().decode())[0]:
            assert re.fullmatch(r"(https?://[^\s<>\"{}\\]+)?", source.url, re.IGNORECASE)
            assert source.issued is None or 1000 <= source.issued.year <= 2100


def test_a_bibliography_that_was_kept_with_care_is_hardly_reported() -> None:
    (path,) = [one for one in FILES if one.parent.name == "tugboat_PD"]
    faults = read_bibliography(path.name, path.read_bytes().decode())[1]
    told = Counter(fault.code for fault in faults if fault.code >= "C120")

    # The one is “Addison-Wesley Publishing Company” as an author, without a second pair of braces.
    assert told == {"C121": 1}
