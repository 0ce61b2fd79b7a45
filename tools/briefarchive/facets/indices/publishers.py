"""Pages by publisher, with its sources and the briefs that cite them."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import PublisherId, Source
from .. import addresses
from ..catalogue import UNNAMED
from ..entries import Entries
from ..views import Group, IndexPage, Link
from ..wording import language_name
from .lists import directory, paginated

_PUBLISHERS = Link(text="Publishers", address=addresses.PUBLISHERS)


def publisher_pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of publishers, and the sources of each."""
    by_publisher = entries.catalogue.by_publisher
    links = [entries.publisher(publisher, len(sources)) for publisher, sources in by_publisher.items()]
    yield from directory("publishers", "Publishers", addresses.PUBLISHERS, links, "publisher")
    for publisher, sources in by_publisher.items():
        page = _about(entries, publisher)
        for part, numbered in paginated(page, sources):
            yield replace(numbered, groups=_sources_by_year(part, entries))


def _about(entries: Entries, publisher: PublisherId) -> IndexPage:
    known = entries.catalogue.archive.vocabulary.publishers.get(publisher)
    lines = []
    if known and publisher != UNNAMED:
        lines = [
            ("Kind", known.kind.replace("-", " ")),
            ("Country", entries.country(known.country).text if known.country else ""),
            ("Writes in", language_name(known.language, entries.language) if known.language else ""),
            ("Also known as", ", ".join(known.aliases)),
            ("Note", known.note),
        ]
    return IndexPage(
        address=addresses.of_publisher(publisher),
        kind="publisher",
        title=entries.publisher(publisher).text,
        title_lang=entries.publisher(publisher).lang,
        trail=(_PUBLISHERS,),
        about=tuple((label, text) for label, text in lines if text),
        website=known.url if known else "",
        unit="source",
    )


def _sources_by_year(sources: Sequence[Source], entries: Entries) -> tuple[Group, ...]:
    years = itertools.groupby(sources, key=lambda source: str(source.issued.year) if source.issued else "No date")
    return tuple(Group(title=year, sources=tuple(map(entries.published_source, group))) for year, group in years)
