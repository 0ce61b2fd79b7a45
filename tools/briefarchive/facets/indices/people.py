"""Pages by the people who compiled briefs."""

from collections.abc import Iterator

from ...model import PersonId
from .. import addresses
from ..entries import Entries
from ..views import IndexPage, Link
from .lists import brief_pages, by_year, directory

_PEOPLE = Link(text="People", address=addresses.PEOPLE)


def person_pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of people, and the briefs of each."""
    by_person = entries.catalogue.by_person
    links = [entries.person(person, len(briefs)) for person, briefs in by_person.items()]
    yield from directory("people", "People", addresses.PEOPLE, links, "person")
    for person, briefs in by_person.items():
        known = entries.catalogue.archive.vocabulary.people[PersonId(person)]
        about = [("ORCID", known.orcid), ("Note", known.note)]
        page = IndexPage(
            address=addresses.of_person(person),
            kind="person",
            title=known.name,
            trail=(_PEOPLE,),
            about=tuple((label, text) for label, text in about if text),
            website=known.url,
        )
        yield from brief_pages(page, briefs, entries, by_year)
