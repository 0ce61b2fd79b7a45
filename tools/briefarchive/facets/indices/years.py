"""Pages by year."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief
from .. import addresses
from ..catalogue import Catalogue
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option
from ..views import Group, IndexPage, Link
from .lists import group_by_month, index_page, link_groups


def _all_years(entries: Entries) -> Iterator[IndexPage]:
    links = tuple(YEARS.counted_links(entries))
    yield replace(index_page(YEARS, entries, len(links)), groups=(Group(title="", links=links),))


def _complete(entries: Entries, page: IndexPage, year: int, briefs: Sequence[Brief]) -> IndexPage:
    """Add links to the neighbouring years and, if the site has PDFs, to the volumes of the year."""
    years, _ = list(entries.catalogue.by_year), entries.gettext
    place = years.index(year)
    neighbours = (YEARS.link(entries, other) for other in years[max(place - 1, 0) : place + 2] if other != year)
    volumes = _volumes(year, len(briefs), entries)
    return replace(page, related=link_groups((_("Nearest years"), neighbours), (_("For print (PDF)"), volumes)))


def _volumes(year: int, briefs: int, entries: Entries) -> Iterator[Link]:
    name, _ = f"{YEARS.name}-{year}", entries.gettext
    part = _("Part {number}")
    names = {part.format(number=number): addresses.volume_part_name(name, number) for number in range(1, briefs + 1)}
    names = {_("The year in one volume"): name} | names
    links = (Link(text=text, address=addresses.volume_address(part)) for text, part in names.items())
    return (link for link in links if link.address in entries.pdfs)


def _describe_years(catalogue: Catalogue) -> str:
    years = list(catalogue.by_year)
    return f"the briefs are from {years[-1]} to {years[0]}" if years else "there are no briefs"


YEARS: Facet[int] = Facet(
    name="year",
    noun=gettext_noop("year"),
    label=gettext_noop("Years"),
    count_forms=ngettext_noop("{number} year", "{number} years"),
    brief_terms=lambda _, brief: (brief.date.year,),
    group=lambda catalogue: catalogue.by_year,
    link=lambda _, year: Link(text=str(year), address=addresses.year_address(year)),
    pages=FacetPages(
        folder="years", index_pages=_all_years, complete=_complete, group_items=group_by_month, exports=True
    ),
    filter=Filter(name="year", is_number=True, is_single=True, example=gettext_noop("From one year.")),
    option=Option(metavar="YYYY", help="From one year.", where_to_look=_describe_years, is_number=True),
)
