"""The front page: what there is, the newest briefs, and doors to the rest."""

from . import addresses
from .changes import changes
from .entries import Entries
from .indices.changes import view_change
from .views import HomePage, Link
from .wording import sort_key

_NEWEST = 8
_CHANGES = 8
_DOORS = 12


def home_page(entries: Entries) -> HomePage:
    """The view of the front page."""
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    years = list(catalogue.by_year)
    links = [entries.country(code, len(briefs)) for code, briefs in catalogue.by_country.items()]
    countries = sorted(links, key=lambda link: (-(link.count or 0), sort_key(link.text)))
    roots = [(topic, len(catalogue.by_topic.get(topic, ()))) for topic in vocabulary.narrower.get(None, ())]
    return HomePage(
        briefs=len(catalogue.works),
        sources=len(catalogue.archive.sources),
        span=f"{years[-1]}–{years[0]}" if len(years) > 1 else "".join(map(str, years)),
        newest=tuple(entries.listed(work.brief) for work in catalogue.works[:_NEWEST]),
        changes=tuple(view_change(one, entries) for one in changes(catalogue.archive)[:_CHANGES]),
        countries=tuple(countries[:_DOORS]),
        topics=tuple(entries.topic(topic, count) for topic, count in roots if count)[:_DOORS],
        years=tuple(
            Link(text=str(year), address=addresses.of_year(year), count=len(catalogue.by_year[year])) for year in years
        ),
        people=len(catalogue.by_person),
        publishers=len(catalogue.by_publisher),
    )
