"""Pages by the people with a role in briefs, and their roles in words."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, PersonId
from ..catalogue import Catalogue
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option
from ..report import contributor
from ..views import Credit, Group, IndexPage
from ..wording import format_list
from .lists import drop_empty, group_by_year

_PARTS = {
    gettext_noop("By"): gettext_noop("Written"),
    gettext_noop("Compiled by"): gettext_noop("Compiled"),
    gettext_noop("Edited by"): gettext_noop("Edited"),
    gettext_noop("Translated by"): gettext_noop("Translated"),
}
"""The label before the names of people with a role, and the same role in a list of somebody's work."""


def _complete(entries: Entries, page: IndexPage, person: PersonId, _: Sequence[Brief]) -> IndexPage:
    vocabulary, note = entries.catalogue.archive.vocabulary, entries.gettext("Note")
    record, orcid = vocabulary.people[person], contributor(person, vocabulary).orcid
    about, elsewhere = drop_empty([(note, record.note)]), (("ORCID", (orcid,)),) if orcid else ()
    return replace(page, about=about, elsewhere=elsewhere, website=record.url)


def _group_with_roles(entries: Entries, person: PersonId, briefs: Sequence[Brief]) -> tuple[Group, ...]:
    versions = entries.catalogue.versions
    roles = {entries.list_entry(brief).link: describe_roles(person, versions(brief), entries) for brief in briefs}
    groups = group_by_year(entries, person, briefs)
    return tuple(
        replace(group, briefs=tuple(replace(entry, role=roles[entry.link]) for entry in group.briefs))
        for group in groups
    )


def list_credits(brief: Brief, entries: Entries) -> tuple[Credit, ...]:
    """Return the people with a role in *brief*, by the label of the role."""
    vocabulary = entries.catalogue.archive.vocabulary
    return tuple(
        (
            entries.gettext(label),
            tuple((entries.person(person), contributor(person, vocabulary).orcid) for person in people),
        )
        for label, people in _list_parts(brief)
        if people
    )


def describe_roles(person: PersonId, briefs: Iterable[Brief], entries: Entries) -> str:
    """Return the roles that somebody had in the *briefs* of a work: “Edited and translated”."""
    labels = dict.fromkeys(label for brief in briefs for label, people in _list_parts(brief) if person in people)
    parts = [entries.gettext(_PARTS[label]) for label in labels]
    return format_list([*parts[:1], *(part.lower() for part in parts[1:])], entries.language)


def _list_parts(brief: Brief) -> Iterator[tuple[str, tuple[PersonId, ...]]]:
    yield from zip(_PARTS, (brief.authors, brief.compilers, brief.editors, brief.translators), strict=True)


PEOPLE: Facet[PersonId] = Facet(
    name="person",
    noun=gettext_noop("person"),
    label=gettext_noop("People"),
    count_forms=ngettext_noop("{number} person", "{number} people"),
    brief_terms=Catalogue.list_people,
    vocabulary="people",
    link=Entries.person,
    pages=FacetPages(folder="people", complete=_complete, group_items=_group_with_roles, exports=True),
    filter=Filter(name="by", example=gettext_noop("Compiled by {name}.")),
    option=Option(metavar="ID", help="In which a person had a part."),
)
