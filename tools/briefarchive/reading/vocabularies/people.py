"""Names of people: one that stands in two entries, and one that is not written as it is spoken."""

import re
from collections.abc import Iterable, Iterator

from ...diagnostics import Diagnostic, Replacement
from ...model import Person
from ..front_matter.writer import scalar_in_flow
from ..front_matter.yaml import Scalar
from ..rules import PersonTwice, UnspokenName
from .entry import Entry
from .publishers import folded

_MARKS = "\"'“”‘’„«»"
_FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d_][^,]*), (?P<given>[^\W\d_][^,]*)")
_NO_GIVEN_NAME = re.compile(r"(?:Jr|Sr|Inc|Ltd|LLC|PhD|MD|[IVX]+)\.?")
_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ -][A-Z]{2,})+")


def find_unspoken_name(entry: Entry) -> Iterator[Diagnostic]:
    """What is told of the name in an entry of a person."""
    node, name = entry.node("name"), entry.field_text("name")
    meant = name if entry.field_text("kind") else _as_spoken(name)
    if isinstance(node, Scalar) and meant != name:
        # Capitals may hide those of “McDonald”, and “Wu, Jiao” is spoken as “Wu Jiao”.
        fix = (Replacement(span=node.span, text=scalar_in_flow(meant)),) if meant == _without_marks(name) else ()
        hint = f'write "{meant}"'
        if "," in name:
            hint += "; a name that is spoken with the family name first has no comma either"
        yield UnspokenName.at(node.span, f'the name "{name}" is not written as it is spoken', hint=hint, fix=fix)


def find_namesakes(people: Iterable[Person]) -> Iterator[Diagnostic]:
    """People who have the name of one before them, and nothing that tells the two apart."""
    first: dict[str, Person] = {}
    for person in people:
        if person.replaced_by or not person.span:
            continue
        other = first.setdefault(folded(_as_spoken(person.name)), person)
        if other is not person and not _are_told_apart(person, other):
            message = f'"{person.id}" has the name of "{other.id}"'
            hint = f'if they are one person, add "replaced_by: {other.id}"; else say in "note" who is who'
            yield PersonTwice.at(person.span, message, hint=hint)


def _are_told_apart(one: Person, other: Person) -> bool:
    has_two_ids = bool(one.orcid and other.orcid and one.orcid != other.orcid)
    return has_two_ids or one.kind != other.kind or bool(one.note or other.note)


def _as_spoken(name: str) -> str:
    plain = _without_marks(name)
    parts = _FAMILY_FIRST.fullmatch(plain)
    if parts and not _NO_GIVEN_NAME.fullmatch(parts["given"]):
        plain = f"{parts['given']} {parts['family']}"
    return plain.title() if _CAPITALS.fullmatch(plain) else plain


def _without_marks(name: str) -> str:
    """A name without the quotation marks around it; a nickname within it keeps its own."""
    return name.strip(_MARKS + " ") if name[:1] in _MARKS and name[-1:] in _MARKS else name
