"""Pages by year."""

from collections.abc import Iterator

from .. import addresses
from ..entries import Entries
from ..views import Group, IndexPage, Link
from .lists import brief_pages, by_month

_YEARS = Link(text="Years", address=addresses.YEARS)


def year_pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of years, and each year by months."""
    by_year = entries.catalogue.by_year
    links = tuple(Link(text=str(year), address=addresses.of_year(year), count=len(by_year[year])) for year in by_year)
    yield IndexPage(
        address=addresses.YEARS,
        kind="years",
        title="Years",
        groups=(Group(title="", links=links),),
        total=len(links),
        unit="year",
    )
    years = list(by_year)
    for number, year in enumerate(years):
        near = [
            Link(text=str(other), address=addresses.of_year(other)) for other in years[max(number - 1, 0) : number + 2]
        ]
        page = IndexPage(
            address=addresses.of_year(year),
            kind="year",
            title=str(year),
            trail=(_YEARS,),
            doors=(
                Group(title="Other years", links=tuple(link for link in near if link.text != str(year))),
                *_volumes(year, len(by_year[year]), entries),
            ),
        )
        yield from brief_pages(page, by_year[year], entries, by_month)


def _volumes(year: int, briefs: int, entries: Entries) -> Iterator[Group]:
    """The year for print, where the site has PDFs."""
    name = addresses.volume_of_year(year)
    names = {f"Part {number}": addresses.part_of_volume(name, number) for number in range(1, briefs + 1)}
    names = {"The year in one volume": name} | names
    links = (Link(text=text, address=addresses.of_volume(part)) for text, part in names.items())
    if there := tuple(link for link in links if link.address in entries.pdfs):
        yield Group(title="For print (PDF)", links=there)
