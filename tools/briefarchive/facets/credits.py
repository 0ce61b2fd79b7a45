"""Who had which part in a brief, in words."""

from collections.abc import Iterable, Iterator

from ..i18n import gettext_noop
from ..model import Brief, PersonId
from .citing.contributor import contributor
from .entries import Entries
from .views import Credit, Credited
from .wording import joined

_PARTS = {
    gettext_noop("By"): gettext_noop("Written"),
    gettext_noop("Compiled by"): gettext_noop("Compiled"),
    gettext_noop("Edited by"): gettext_noop("Edited"),
    gettext_noop("Translated by"): gettext_noop("Translated"),
}
"""What stands before the names of those who had a part, and the same in a list of what somebody did."""


def list_credits(brief: Brief, entries: Entries) -> tuple[Credit, ...]:
    """Those who had each part in *brief*, below the words for it; parts that nobody had are left out."""
    return tuple(
        Credit(label=entries.words.gettext(label), people=tuple(_credited(person, entries) for person in people))
        for label, people in _parts(brief)
        if people
    )


def describe_roles(person: PersonId, briefs: Iterable[Brief], entries: Entries) -> str:
    """The part that somebody had in the *briefs* of a work, as a list tells it: “Edited and translated”."""
    labels = dict.fromkeys(label for brief in briefs for label, people in _parts(brief) if person in people)
    parts = [entries.words.gettext(_PARTS[label]) for label in labels]
    return joined([*parts[:1], *(part.lower() for part in parts[1:])], entries.language)


def _parts(brief: Brief) -> Iterator[tuple[str, tuple[PersonId, ...]]]:
    yield from zip(_PARTS, (brief.authors, brief.compilers, brief.editors, brief.translators), strict=True)


def _credited(person: PersonId, entries: Entries) -> Credited:
    orcid = contributor(person, entries.catalogue.archive.vocabulary).orcid
    return Credited(link=entries.person(person), orcid=orcid)
