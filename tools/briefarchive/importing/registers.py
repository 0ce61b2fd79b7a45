"""New people and publishers: found in the vocabularies, or added at the end of their files."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from ..model import Person, PersonId, Publisher, PublisherId, Vocabulary
from ..reading.publishers import PublisherIndex, folded
from .matter import scalar
from .romanizing import ascii_id, short_digest, unique

PEOPLE = "archive/vocabulary/people.yaml"
PUBLISHERS = "archive/vocabulary/publishers.yaml"


@dataclass(slots=True)
class Registers:
    """The people and publishers that a run may name; those it adds are written only if a brief uses them."""

    vocabulary: Vocabulary
    index: PublisherIndex = field(init=False)
    people: dict[str, Person] = field(init=False)
    made: dict[str, Publisher] = field(default_factory=dict)
    new_people: dict[PersonId, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index = PublisherIndex(self.vocabulary)
        self.people = {}
        for person in self.vocabulary.people.values():
            self.people.setdefault(_folded_name(person.name), person)

    def person(self, name: str) -> Person:
        """The person of that name."""
        known = self.people.get(_folded_name(name))
        if known is None:
            base = ascii_id(name) or f"person-{short_digest(name)}"
            taken = self.vocabulary.people.keys() | self.new_people.keys()
            known = Person(id=PersonId(unique(base, taken)), name=name)
            self.people[_folded_name(name)] = self.new_people[known.id] = known
        return known

    def publisher(self, name: str, _script: str = "") -> Publisher:
        """The publisher of that name or alias."""
        key = folded(name)
        known = self.index.find(name) or self.made.get(key)
        if known is None:
            base = ascii_id(name) or f"publisher-{short_digest(name)}"
            taken = self.vocabulary.publishers.keys() | {publisher.id for publisher in self.made.values()}
            known = Publisher(id=PublisherId(unique(base, taken)), name=name, listed=False)
        if not known.listed:
            self.made[key] = known
        return known


def with_entries(text: str, names: Mapping[str, str]) -> str | None:
    """The text of a vocabulary with *names* by id at its end; None if that file cannot take them.

    What stands in the file is left as it is, comments and all. The result is read back before it is given.
    """
    lines = "".join(f"{scalar(id_)}: {scalar({'name': name})}\n" for id_, name in names.items())
    gap = "" if not text or text.endswith("\n") else "\n"
    result = text + gap + lines
    try:
        before, after = yaml.safe_load(text) or {}, yaml.safe_load(result)
    except yaml.YAMLError:
        return None
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    expected = before | {id_: {"name": name} for id_, name in names.items()}
    return result if after == expected else None


def _folded_name(name: str) -> str:
    return " ".join(re.sub(r"[.,]", " ", unicodedata.normalize("NFKC", name).casefold()).split())
