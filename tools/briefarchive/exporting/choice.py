"""Which briefs and sources are exported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..facets.catalogue import Catalogue
from ..facets.table import FACETS, OPTIONAL
from ..model import Archive, Brief, Source

Choice: TypeAlias = Mapping[str, tuple[Any, ...]]
"""What is asked for, by the name of a facet: of several of one kind any, of several kinds all; nothing means all."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is exported.

    Attributes:
        briefs: The briefs, newest first; a work in several languages is several, as each is a record of its own.
        withdrawn: Withdrawn briefs of which the same is true; formats that tell of what is gone have them.
        sources: The sources of these briefs by key, if publishers were asked for only theirs.
    """

    catalogue: Catalogue
    choice: Choice
    briefs: tuple[Brief, ...]
    sources: tuple[Source, ...]
    withdrawn: tuple[Brief, ...] = ()

    @property
    def archive(self) -> Archive:
        """The archive of which it is a part."""
        return self.catalogue.archive

    @property
    def terms(self) -> str:
        """All terms that were asked for, in one line."""
        return ", ".join(str(term) for facet in FACETS for term in self.choice.get(facet.name, ()))


def select(catalogue: Catalogue, choice: Choice) -> Selection:
    """What *choice* asks for, among the briefs which the catalogue shows."""
    briefs = _chosen(catalogue, choice)
    found = {source.key: source for brief in briefs for source in catalogue.list_sources(brief)}
    wanted = [(facet.of_source, choice[facet.name]) for facet in FACETS if facet.of_source and choice.get(facet.name)]
    cited = (found[key] for key in sorted(found))
    sources = tuple(one for one in cited if all(term_of(one) in terms for term_of, terms in wanted))
    return Selection(
        catalogue=catalogue,
        choice=choice,
        briefs=briefs,
        sources=sources,
        withdrawn=_chosen(Catalogue(catalogue.archive, shown=catalogue.archive.withdrawn), choice),
    )


def _chosen(catalogue: Catalogue, choice: Choice) -> tuple[Brief, ...]:
    """Return the briefs whose works are on any of the terms of each facet, in every language."""
    briefs = catalogue.shown
    for facet in FACETS:
        if terms := choice.get(facet.name):
            works = facet.works(catalogue)
            wanted = {brief.id for term in terms for brief in catalogue.expressions(works.get(term, ()))}
            briefs = tuple(brief for brief in briefs if brief.id in wanted)
    return briefs


def unknown_terms(catalogue: Catalogue, choice: Choice) -> Iterator[str]:
    """Yield a sentence for each term that is asked for and that the archive does not know, with what could be meant."""
    for facet, option in OPTIONAL:
        for term in choice.get(facet.name, ()):
            if term not in option.known(catalogue):
                yield f'there is no {facet.noun} "{term}"; {option.hint(catalogue, str(term))}'
