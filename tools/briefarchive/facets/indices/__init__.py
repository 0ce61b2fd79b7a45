"""The pages of the indices: by country, topic, cell, year, person and publisher, and the lists of all of these."""

from collections.abc import Iterator

from ..entries import Entries
from ..views import IndexPage
from .countries import country_pages
from .people import person_pages
from .publishers import publisher_pages
from .topics import topic_pages
from .years import year_pages


def index_pages(entries: Entries) -> Iterator[IndexPage]:
    """Every page of every index, a page of a long list at a time."""
    yield from country_pages(entries)
    yield from topic_pages(entries)
    yield from year_pages(entries)
    yield from person_pages(entries)
    yield from publisher_pages(entries)
