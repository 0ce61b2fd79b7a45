"""All briefs in one list."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..entries import Entries
from ..exported_lists import ALL
from ..views import Group, IndexPage
from ..wording import BRIEFS
from .lists import paginated

LENGTH = 1_000
"""Briefs on one page. A page of so many has half a megabyte, and a browser sorts it at once."""


def pages_of_all_briefs(entries: Entries) -> Iterator[IndexPage]:
    """All briefs, those on the latest events first."""
    briefs = [brief for of_year in entries.catalogue.by_year.values() for brief in of_year]
    title = entries.words.gettext("All briefs")
    page = IndexPage(
        address=addresses.BRIEFS, kind="briefs", shows="table", title=title, exported=ALL, feed=addresses.FEED
    )
    for part, numbered in paginated(page, briefs, BRIEFS, entries, size=LENGTH):
        yield replace(numbered, groups=(Group(title="", briefs=tuple(map(entries.listed, part))),))
