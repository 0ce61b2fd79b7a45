"""What a brief's page shows beside its text."""

import datetime
from typing import Any

from briefarchive.facets.brief_page import brief_page
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.views import BriefPage, Link
from briefarchive.facets.wording import format_date
from briefarchive.model import Correction, Original
from briefarchive.reading.configuration import Publication

from ..cases import by_cases
from .conftest import brief, catalogue, entries, source


def _page(brief: Any, entries: Entries, **options: str) -> BriefPage:
    return brief_page(brief, entries, Publication(series="An Archive", **options))


def test_a_brief_that_is_held_back_has_no_words() -> None:
    held, day = brief("2014-01-02-held", published=datetime.date(2026, 11, 28)), datetime.date(2026, 11, 27)
    one = brief("2014-01-01-a", names=(f"brief {held.id}", "brief 2014-01-03-unknown"))
    released = catalogue([one, held]).archive.public_view(day)
    assert _page(one, Entries(Catalogue(released))).references == {f"brief {held.id}": Link(text="", address="")}


@by_cases
def test_the_days_of_publication_and_revision_are_told_in_words(
    published: datetime.date | None,
    original: Original | None,
    corrections: tuple[Correction, ...],
    elsewhere: str,
    days: list[str],
) -> None:
    one = brief("2014-01-01-a", published=published, original=original, corrections=corrections)
    page = _page(one, entries([one], [source("x", publisher="bbc", publisher_name="BBC")]))
    assert page.elsewhere == elsewhere
    assert [f"{label} {format_date(day)}" for label, day in page.days] == days
