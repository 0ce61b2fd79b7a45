"""What is to lie in a folder of PDFs: briefs and volumes at their addresses."""

import functools
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Span
from ..facets import addresses
from ..facets.catalogue import Catalogue
from ..facets.entries import Entries
from ..model import Brief, CountryCode, Status, TopicId
from .edition import Edition, Job
from .faults import AddressTaken
from .shelf import Order
from .volumes import Volume, bound, made_from


def orders_of_briefs(edition: Edition, briefs: Iterable[Brief]) -> Iterator[Order]:
    """A file for each brief."""
    for brief in briefs:
        address = addresses.pdf_of_brief(brief)
        yield Order(
            address=address,
            made_from=edition.made_from(brief),
            prepare=functools.partial(_alone, edition, brief, address),
        )


def orders_of_volumes(edition: Edition, volumes: Iterable[Volume]) -> Iterator[Order]:
    """A file for each volume, or for each part of one."""
    for volume in volumes:
        for part in volume.divided():
            yield Order(
                address=addresses.of_volume(part.name),
                made_from=made_from(edition, part),
                prepare=functools.partial(_bound, edition, part),
            )


def orders_of_site(edition: Edition, *, drafts: bool) -> Iterator[Order]:
    """What stands beside the pages of the site: every brief that has one, and a volume of each year."""
    catalogue = edition.entries.catalogue
    briefs = catalogue.archive.briefs.values()
    yield from orders_of_briefs(edition, (one for one in briefs if drafts or one.status is not Status.DRAFT))
    yield from orders_of_volumes(edition, (volume_of_year(catalogue, year) for year in catalogue.by_year))


def volume_of_year(catalogue: Catalogue, year: int) -> Volume:
    """The briefs of a year."""
    briefs = catalogue.by_year.get(year, ())[::-1]
    return Volume(
        name=addresses.volume_of_year(year),
        title=f"{year:04}",
        about="Briefs of the year",
        address=addresses.of_year(year),
        briefs=briefs,
    )


def volume_of_country(entries: Entries, code: CountryCode) -> Volume:
    """The briefs on a country."""
    briefs = entries.catalogue.by_country.get(code, ())[::-1]
    name = entries.country(code)
    return Volume(
        name=f"country-{code}",
        title=name.text,
        title_lang=name.lang,
        about="Briefs on the country",
        address=addresses.of_country(code),
        briefs=briefs,
    )


def volume_of_topic(entries: Entries, topic: TopicId) -> Volume:
    """The briefs on a topic, or on one below it."""
    briefs = entries.catalogue.by_topic.get(topic, ())[::-1]
    name = entries.topic(topic)
    return Volume(
        name=f"topic-{topic}",
        title=name.text,
        title_lang=name.lang,
        about="Briefs on the topic",
        address=addresses.of_topic(topic),
        briefs=briefs,
    )


def _alone(edition: Edition, brief: Brief, address: str) -> Job | tuple[Diagnostic, ...]:
    if address in edition.entries.catalogue.archive.attachments:
        message = f'"{address}" is a file beside the brief, and has the address of its PDF'
        return (AddressTaken.at(Span(path=address), message, hint="give the file another name"),)
    leaf = edition.leaf(brief)
    return leaf if isinstance(leaf, tuple) else edition.alone(leaf)


def _bound(edition: Edition, volume: Volume) -> Job | tuple[Diagnostic, ...]:
    """A volume in which a brief is wanting would be none: it is not made, and every reason is told."""
    leaves = [edition.leaf(brief) for brief in volume.briefs]
    found = [diagnostic for leaf in leaves if isinstance(leaf, tuple) for diagnostic in leaf]
    return tuple(found) or bound(edition, volume, [leaf for leaf in leaves if not isinstance(leaf, tuple)])
