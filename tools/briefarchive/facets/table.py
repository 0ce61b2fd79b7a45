"""All facets, in the order in which they are offered. Whatever offers facets iterates over this table."""

from typing import Any

from .facet import Facet
from .indices.countries import COUNTRIES
from .indices.languages import LANGUAGES
from .indices.people import PEOPLE
from .indices.publishers import PUBLISHERS
from .indices.source_languages import SOURCE_LANGUAGES
from .indices.statuses import STATUSES
from .indices.tellers import TELLERS_OF_SOURCES
from .indices.topics import TOPICS
from .indices.years import YEARS

FACETS: tuple[Facet[Any], ...] = (
    COUNTRIES,
    TOPICS,
    YEARS,
    TELLERS_OF_SOURCES,
    LANGUAGES,
    PEOPLE,
    PUBLISHERS,
    SOURCE_LANGUAGES,
    STATUSES,
)

PAGED = tuple((facet, facet.pages) for facet in FACETS if facet.pages)
"""Those that have pages, each with them."""
FILTERED = tuple((facet, facet.filter) for facet in FACETS if facet.filter)
"""Those that have a filter of the search, each with it."""
OPTIONAL = tuple((facet, facet.option) for facet in FACETS if facet.option)
"""Those that have an option of commands, each with it."""
