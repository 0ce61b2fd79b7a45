"""Who tells the sources of briefs: a filter of the search."""

from collections.abc import Iterator

from ...i18n import gettext_noop, ngettext_noop, words
from ...model import Brief
from ...pictures.squares import TELLERS
from ..catalogue import Catalogue
from ..entries import Entries
from ..evidence import find_teller, teller_name
from ..facet import Facet, Filter, commonest
from ..views import Link


def _tellers_of(catalogue: Catalogue, brief: Brief) -> list[str]:
    told = {find_teller(source, catalogue.archive.vocabulary) for source in catalogue.list_sources(brief)}
    return [teller for teller in TELLERS if teller in told]


def _examples(entries: Entries) -> Iterator[tuple[str, str]]:
    """The commonest kind of source."""
    text = words(entries.language).gettext("Briefs that rest on sources of this kind: {kind}.")
    for teller in commonest(TELLERS_OF_SOURCES.works(entries.catalogue))[:1]:
        yield teller, text.format(kind=teller_name(teller, entries.language))


TELLERS_OF_SOURCES: Facet[str] = Facet(
    name="kind-of-source",
    noun=gettext_noop("kind of source"),
    label=gettext_noop("Rests on"),
    counted=ngettext_noop("{number} kind of source", "{number} kinds of sources"),
    of_brief=_tellers_of,
    link=lambda entries, teller: Link(text=teller_name(teller, entries.language)),
    filter=Filter(name="evidence", is_legend=True, examples=_examples),
)
