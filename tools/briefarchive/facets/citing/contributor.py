"""Somebody who had a part in a brief, as citations and records name them."""

import functools
import re
from dataclasses import dataclass

from ...bibtex.names import read_names
from ...model import Name, Person, PersonId, Vocabulary
from ...model.one_line import one_line

_JUNIOR = re.compile(r"(?P<given>[^,=\\~$]+) (?P<family>[^ ,=\\~$]+),? (?P<suffix>[JS]r\.?|II|III|IV)")
# In a list of authors these are structure, or mean something to LaTeX.
_STRUCTURE = frozenset(",=\\{}~$")
_ORCID = "https://orcid.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who had a part in a brief.

    Attributes:
        name: The name as lists of authors have it. That of an institution is whole.
        written: The name as it is spoken and shown.
        orcid: The address of their ORCID record; empty where none is known.
        is_organisation: Whether it is an institution.
    """

    name: Name
    written: str
    orcid: str = ""
    is_organisation: bool = False

    @property
    def identified(self) -> str:
        """The name as catalogues have it and the ORCID record, in the one text that simple Dublin Core has for both."""
        return "; ".join(filter(None, (self.name.inverted(), self.orcid)))


def contributor(person: PersonId, vocabulary: Vocabulary) -> Contributor:
    """Somebody by their id; one that the vocabulary does not know is called by it."""
    known = vocabulary.people.get(person)
    if known is None:
        return Contributor(name=name_in_parts(person), written=person)
    return Contributor(
        name=_cited(known),
        written=known.name,
        orcid=f"{_ORCID}{known.orcid}" if known.orcid else "",
        is_organisation=known.kind == "organisation",
    )


def _cited(person: Person) -> Name:
    if person.kind == "organisation":
        return Name(literal=one_line(person.cited_as or person.name))
    if not person.cited_as:
        return name_in_parts(person.name)
    family, comma, given = map(one_line, person.cited_as.partition(","))
    return Name(family=family, given=given) if comma and family and given else Name(literal=one_line(person.cited_as))


@functools.lru_cache(maxsize=10_000)
def name_in_parts(written: str) -> Name:
    """A name in parts; one that cannot be taken apart as one name stays whole, as does that of a body."""
    if written.startswith("The "):
        return Name(literal=one_line(written))
    bare = one_line(written.replace("{", "").replace("}", ""))
    junior = _JUNIOR.fullmatch(bare)
    listed = f"{junior['family']}, {junior['suffix']}, {junior['given']}" if junior else bare
    names, unreadable = read_names(listed) if junior or not _STRUCTURE & set(bare) else ((), ())
    return names[0] if len(names) == 1 and not unreadable else Name(literal=bare)
