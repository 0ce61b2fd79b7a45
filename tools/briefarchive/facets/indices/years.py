"""Pages by year."""

from collections.abc import Iterator
from dataclasses import replace

from ...i18n import gettext_noop, ngettext_noop
from .. import addresses
from ..catalogue import Catalogue
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option
from ..views import Group, IndexPage, Link
from .lists import brief_pages, by_month, whole_page


def _pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of years, and each year by months."""
    by_year, _ = entries.catalogue.by_year, entries.words.gettext
    links = tuple(YEARS.links(entries))
    yield replace(whole_page(YEARS, entries, len(links)), groups=(Group(title="", links=links),))
    years = list(by_year)
    for number, year in enumerate(years):
        near = [YEARS.link(entries, other) for other in years[max(number - 1, 0) : number + 2]]
        page = IndexPage(
            address=addresses.of_year(year),
            kind="year",
            title=str(year),
            trail=(YEARS.whole(entries),),
            doors=(
                Group(title=_("Other years"), links=tuple(link for link in near if link.text != str(year))),
                *_volumes(year, len(by_year[year]), entries),
            ),
        )
        yield from brief_pages(page, by_year[year], entries, by_month, facet=YEARS)


def _volumes(year: int, briefs: int, entries: Entries) -> Iterator[Group]:
    """The year for print, where the site has PDFs."""
    name, _ = f"{YEARS.name}-{year}", entries.words.gettext
    part = _("Part {number}")
    names = {part.format(number=number): addresses.part_of_volume(name, number) for number in range(1, briefs + 1)}
    names = {_("The year in one volume"): name} | names
    links = (Link(text=said, address=addresses.of_volume(part)) for said, part in names.items())
    if there := tuple(link for link in links if link.address in entries.pdfs):
        yield Group(title=_("For print (PDF)"), links=there)


def _where(catalogue: Catalogue) -> str:
    years = list(catalogue.by_year)
    return f"the briefs are from {years[-1]} to {years[0]}" if years else "there are no briefs"


YEARS: Facet[int] = Facet(
    name="year",
    noun=gettext_noop("year"),
    label=gettext_noop("Years"),
    counted=ngettext_noop("{number} year", "{number} years"),
    of_brief=lambda _, brief: (brief.date.year,),
    grouped=lambda catalogue: catalogue.by_year,
    link=lambda _, year: Link(text=str(year), address=addresses.of_year(year)),
    pages=FacetPages(
        folder="years",
        make=_pages,
        invitation=gettext_noop("All years"),
        exports=True,
    ),
    filter=Filter(name="year", is_number=True, is_single=True, example=gettext_noop("Of a year.")),
    option=Option(
        metavar="YYYY",
        help="Of a year.",
        known=lambda catalogue: catalogue.by_year,
        where=_where,
        is_number=True,
    ),
)
