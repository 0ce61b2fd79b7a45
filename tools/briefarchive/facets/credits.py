"""Who had which part in a brief, in words."""

from collections.abc import Iterable, Iterator

from ..model import Brief, PersonId
from .citing.contributor import contributor
from .entries import Entries
from .views import Credit, Credited


def list_credits(brief: Brief, entries: Entries) -> tuple[Credit, ...]:
    """Those who had each part in *brief*, below the words for it; parts that nobody had are left out."""
    return tuple(
        Credit(label=label, people=tuple(_credited(person, entries) for person in people))
        for label, people in _parts(brief)
        if people
    )


def describe_roles(person: PersonId, briefs: Iterable[Brief]) -> str:
    """The part that somebody had in the *briefs* of a work, as a list tells it: “Edited and translated”."""
    words = {"By": "Written"}
    labels = dict.fromkeys(label for brief in briefs for label, people in _parts(brief) if person in people)
    parts = [words.get(label, label.removesuffix(" by")) for label in labels]
    return " and ".join([*parts[:1], *(part.lower() for part in parts[1:])])


def _parts(brief: Brief) -> Iterator[tuple[str, tuple[PersonId, ...]]]:
    yield "By", brief.authors
    yield "Compiled by", brief.compilers
    yield "Edited by", brief.editors
    yield "Translated by", brief.translators


def _credited(person: PersonId, entries: Entries) -> Credited:
    orcid = contributor(person, entries.catalogue.archive.vocabulary).orcid
    return Credited(link=entries.person(person), orcid=orcid)
