"""Selection of briefs and sources for export."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..facets.catalogue import Catalogue
from ..facets.table import FACETS, OPTIONAL
from ..model import Archive, Brief, Source

Choice: TypeAlias = Mapping[str, tuple[Any, ...]]
"""Chosen terms by facet: any term of each facet, and all of the facets; no terms select everything."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The briefs and sources to export.

    Attributes:
        briefs: The briefs, newest first; each translation is a record of its own.
        terms: The chosen terms, on one line.
        withdrawn: Matching withdrawn briefs, for formats that report deletions.
        sources: The sources of these briefs, sorted by key; only those of the chosen publishers, if any.
    """

    catalogue: Catalogue
    briefs: tuple[Brief, ...]
    sources: tuple[Source, ...]
    terms: str = ""
    withdrawn: tuple[Brief, ...] = ()

    @property
    def archive(self) -> Archive:
        """The whole archive."""
        return self.catalogue.archive


def select(catalogue: Catalogue, choice: Choice) -> Selection:
    """Select from the briefs that the catalogue shows."""
    briefs = _choose(catalogue, choice)
    sources_by_key = {source.key: source for brief in briefs for source in catalogue.list_sources(brief)}
    conditions = [
        (facet.source_term, choice[facet.name]) for facet in FACETS if facet.source_term and choice.get(facet.name)
    ]
    candidates = (sources_by_key[key] for key in sorted(sources_by_key))
    sources = tuple(source for source in candidates if all(term_of(source) in terms for term_of, terms in conditions))
    return Selection(
        catalogue=catalogue,
        briefs=briefs,
        sources=sources,
        terms=", ".join(str(term) for facet in FACETS for term in choice.get(facet.name, ())),
        withdrawn=_choose(Catalogue(catalogue.archive, briefs=catalogue.archive.withdrawn), choice),
    )


def _choose(catalogue: Catalogue, choice: Choice) -> tuple[Brief, ...]:
    """Return the briefs, in all languages, whose works match any chosen term of each facet."""
    briefs = catalogue.shown_briefs
    for facet in FACETS:
        if terms := choice.get(facet.name):
            works = facet.works(catalogue)
            matching_ids = {brief.id for term in terms for brief in catalogue.expressions(works.get(term, ()))}
            briefs = tuple(brief for brief in briefs if brief.id in matching_ids)
    return briefs


def unknown_terms(catalogue: Catalogue, choice: Choice) -> Iterator[str]:
    """Yield a message for each unknown term, with a suggestion."""
    for facet, _option in OPTIONAL:
        for term in choice.get(facet.name, ()):
            if term not in facet.known_terms(catalogue):
                yield f'there is no {facet.noun} "{term}"; {facet.hint(catalogue, str(term))}'
