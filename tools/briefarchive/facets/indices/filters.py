"""Facets that only the search has, as filters: who tells the sources of briefs, languages of briefs, and statuses."""

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, LanguageTag
from ...pictures.squares import TELLERS
from ..catalogue import Catalogue
from ..evidence import find_teller, teller_name
from ..facet import Facet, Filter
from ..views import Link
from ..wording import language_name


def _tellers_of(catalogue: Catalogue, brief: Brief) -> list[str]:
    told = {find_teller(source, catalogue.archive.vocabulary) for source in catalogue.list_sources(brief)}
    return [teller for teller in TELLERS if teller in told]


TELLERS_OF_SOURCES: Facet[str] = Facet(
    name="kind-of-source",
    noun=gettext_noop("kind of source"),
    label=gettext_noop("Rests on"),
    counted=ngettext_noop("{number} kind of source", "{number} kinds of sources"),
    of_brief=_tellers_of,
    link=lambda entries, teller: Link(text=teller_name(teller, entries.language)),
    filter=Filter(
        name="evidence",
        is_legend=True,
        example=gettext_noop("Briefs that rest on sources of this kind: {kind}."),
    ),
)


LANGUAGES: Facet[LanguageTag] = Facet(
    name="language",
    noun=gettext_noop("language"),
    label=gettext_noop("Languages"),
    counted=ngettext_noop("{number} language", "{number} languages"),
    of_brief=lambda _, brief: (brief.language,),
    link=lambda entries, tag: Link(text=language_name(tag, entries.language)),
    filter=Filter(name="lang", is_single=True, example=gettext_noop("In {language}.")),
)


_STATUSES = (gettext_noop("Published"), gettext_noop("Corrected"), gettext_noop("Draft"), gettext_noop("Withdrawn"))
"""What statuses are called, for the catalogues."""


STATUSES: Facet[str] = Facet(
    name="status",
    noun=gettext_noop("status"),
    label=gettext_noop("Status"),
    counted=ngettext_noop("{number} status", "{number} statuses"),
    of_brief=lambda _, brief: (brief.status.value,),
    link=lambda entries, status: Link(text=entries.words.gettext(status.capitalize())),
    filter=Filter(name="status", is_single=True, example=gettext_noop("With this status: {kind}.")),
)
