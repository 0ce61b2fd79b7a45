"""What is to lie in a folder of PDFs: briefs and volumes at their addresses."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from ..checking.print_rules import AddressTaken, NotPrinted, TooMuchToPrint
from ..diagnostics import Diagnostic, Span
from ..facets import addresses
from ..facets.entries import Entries
from ..facets.views import Link
from ..model import Brief, BriefId, CountryCode, Status, TopicId
from ..storage import files
from . import fonts
from .edition import Edition, Job
from .shelf import Order
from .volumes import HEAVIEST_VOLUME, Volume, bound, made_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is to be printed, in a form that can be sent to another process.

    Attributes:
        brief: A brief that is printed alone; or else
        volume: a volume, or a part of one, without its briefs.
        bound: The ids of these.
    """

    brief: BriefId | None = None
    volume: Volume | None = None
    bound: tuple[BriefId, ...] = ()

    def __str__(self) -> str:
        return self.volume.name if self.volume else str(self.brief)


def orders_of_briefs(edition: Edition, briefs: Iterable[Brief]) -> Iterator[Order]:
    """A file for each brief."""
    for brief in briefs:
        address = addresses.pdf_of_brief(brief)
        yield Order(
            address=address,
            made_from=edition.made_from(brief),
            prepare=functools.partial(_alone, edition, brief, address),
            item=Item(brief=brief.id),
        )


def orders_of_volumes(edition: Edition, volumes: Iterable[Volume]) -> Iterator[Order]:
    """A file for each volume, or for each part of one."""
    for volume in volumes:
        yield from (_order_of_part(edition, part) for part in volume.divided(edition.about_weight_of))


def _order_of_part(edition: Edition, part: Volume) -> Order:
    return Order(
        address=addresses.of_volume(part.name),
        made_from=made_from(edition, part),
        prepare=functools.partial(_bound, edition, part),
        item=Item(volume=replace(part, briefs=()), bound=tuple(brief.id for brief in part.briefs)),
    )


def order_of(edition: Edition, item: Item) -> Order:
    """The order for an item, as this process would make it.

    Raises:
        ChangedError: One of its briefs is not there.
    """
    known = edition.entries.catalogue.archive.briefs
    try:
        if item.brief is not None:
            return next(orders_of_briefs(edition, [known[item.brief]]))
        volume = cast("Volume", item.volume)  # an item is one or the other
        return _order_of_part(edition, replace(volume, briefs=tuple(known[one] for one in item.bound)))
    except KeyError as error:
        raise files.ChangedError(str(error.args[0])) from error


def orders_of_site(edition: Edition, *, drafts: bool) -> Iterator[Order]:
    """What stands beside the pages of the site: every brief that has one, and a volume of each year."""
    catalogue = edition.entries.catalogue
    briefs = catalogue.archive.briefs.values()
    yield from orders_of_briefs(edition, (one for one in briefs if drafts or one.status is not Status.DRAFT))
    years = (replace(volume_of_year(edition.entries, year), may_lack=True) for year in catalogue.by_year)
    yield from orders_of_volumes(edition, years)


def volume_of_year(entries: Entries, year: int) -> Volume:
    """The works of a year, each once, in the language of the archive if it is there in it."""
    briefs = entries.catalogue.by_year.get(year, ())
    return Volume(
        name=addresses.volume_of_year(year),
        title=f"{year:04}",
        about="Briefs of the year",
        address=addresses.of_year(year),
        briefs=_bound_once(entries, briefs),
    )


def volume_of_country(entries: Entries, code: CountryCode) -> Volume:
    """The works on a country, each once."""
    briefs = entries.catalogue.by_country.get(code, ())
    return _volume_on("country", code, entries.country(code), addresses.of_country(code), _bound_once(entries, briefs))


def volume_of_topic(entries: Entries, topic: TopicId) -> Volume:
    """The works on a topic, or on one below it, each once."""
    briefs = entries.catalogue.by_topic.get(topic, ())
    return _volume_on("topic", topic, entries.topic(topic), addresses.of_topic(topic), _bound_once(entries, briefs))


def _volume_on(kind: str, term: str, name: Link, address: str, briefs: tuple[Brief, ...]) -> Volume:
    return Volume(
        name=f"{kind}-{term}",
        title=name.text,
        title_lang=name.lang,
        about=f"Briefs on the {kind}",
        address=address,
        briefs=briefs,
    )


def _bound_once(entries: Entries, briefs: tuple[Brief, ...]) -> tuple[Brief, ...]:
    """The briefs of a volume, the earliest first: of a work in several languages, one."""
    return tuple(sorted(map(entries.expression, briefs), key=lambda brief: (brief.date, brief.id)))


def _alone(edition: Edition, brief: Brief, address: str) -> Job | tuple[Diagnostic, ...]:
    if address in edition.entries.catalogue.archive.attachments:
        message = f'"{address}" is a file beside the brief, and has the address of its PDF'
        return (AddressTaken.at(Span(path=address), message, hint="give the file another name"),)
    leaf = edition.leaf(brief)
    return leaf if isinstance(leaf, tuple) else edition.alone(leaf)


def _bound(edition: Edition, volume: Volume) -> Job | tuple[Diagnostic, ...]:
    """A volume; or why there is none: it was asked for with a brief that cannot be printed."""
    if absent := fonts.missing(volume.title):
        name = f"no font for printing has {' '.join(absent)}"
        return (_not_bound(volume, f"{name}, which stands in its title"),)
    leaves, lacking = [], []
    for brief in volume.briefs:
        leaf = edition.leaf(brief)
        if not isinstance(leaf, tuple):
            leaves.append(leaf)
        elif volume.may_lack:
            lacking.append(brief)
        else:  # what is wrong with a brief is told in full where it is printed alone
            return (_not_bound(volume, f'"{brief.id}" cannot be printed: {leaf[0].message}'),)
    while sum(leaf.whole_weight for leaf in leaves) > HEAVIEST_VOLUME:
        heaviest = max(leaves, key=lambda leaf: leaf.whole_weight)
        if not volume.may_lack:
            what = "more text, cells of tables or points of pictures"
            message = f'"{volume.name}" has {what} than can be bound; most is in "{heaviest.brief.id}"'
            return (TooMuchToPrint.at(_place(volume), message, hint="ask for fewer briefs"),)
        leaves.remove(heaviest)
        lacking.append(heaviest.brief)
    if not leaves:
        return (_not_bound(volume, "none of its briefs can be printed"),)
    return bound(edition, volume, leaves, lacking)


def _not_bound(volume: Volume, why: str) -> Diagnostic:
    return NotPrinted.at(_place(volume), f'"{volume.name}" was not bound: {why}')


def _place(volume: Volume) -> Span:
    """A volume is no file: what is wrong with it is told at the folder of its briefs."""
    return Span(path=volume.briefs[0].path.rpartition("/")[0])
