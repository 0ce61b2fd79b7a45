"""Pages by the people who had a part in briefs."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Brief, PersonId
from .. import addresses
from ..citing.contributor import contributor
from ..credits import roles_of
from ..entries import Entries
from ..views import Group, IndexPage, Link
from .lists import brief_pages, by_year, directory

_PEOPLE = Link(text="People", address=addresses.PEOPLE)


def person_pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of people, and the briefs of each."""
    by_person = entries.catalogue.by_person
    links = [entries.person(person, len(briefs)) for person, briefs in by_person.items()]
    yield from directory("people", "People", addresses.PEOPLE, links, "person")
    for person, briefs in by_person.items():
        vocabulary = entries.catalogue.archive.vocabulary
        known, orcid = vocabulary.people[PersonId(person)], contributor(person, vocabulary).orcid
        page = IndexPage(
            address=addresses.of_person(person),
            kind="person",
            title=known.name,
            trail=(_PEOPLE,),
            about=(("Note", known.note),) if known.note else (),
            elsewhere=(("ORCID", (orcid,)),) if orcid else (),
            website=known.url,
        )
        yield from brief_pages(page, briefs, entries, functools.partial(_with_roles, person))


def _with_roles(person: PersonId, briefs: Sequence[Brief], entries: Entries) -> tuple[Group, ...]:
    """Briefs under their years, each with the part that *person* had in it."""
    versions = entries.catalogue.versions
    roles = {entries.listed(brief).link: roles_of(person, versions(brief)) for brief in briefs}
    groups = by_year(briefs, entries)
    return tuple(
        replace(group, briefs=tuple(replace(one, role=roles[one.link]) for one in group.briefs)) for group in groups
    )
