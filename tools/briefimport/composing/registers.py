"""Finds people and publishers in the vocabularies, or adds them at the end, and doubts unlikely publishers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from briefarchive.model import Person, PersonId, Publisher, PublisherId, Vocabulary
from briefarchive.model.slugs import ascii_id
from briefarchive.reading.addresses import find_host, public_suffixes
from briefarchive.reading.front_matter.writer import write_scalar
from briefarchive.reading.languages import HAN
from briefarchive.reading.vocabularies.publishers import PublisherIndex, fold_name

from ..ids import make_unique, short_digest
from ..text.dates.printed import read_date
from ..text.page_furniture import is_furniture
from ..text.people.names import cased_name, folded_name, is_impersonal
from ..text.sources.publisher_names import is_domain

PEOPLE = "archive/vocabulary/people.yaml"
PUBLISHERS = "archive/vocabulary/publishers.yaml"
TOPICS = "archive/vocabulary/topics.yaml"


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PAIRS = (("(", ")"), ("[", "]"), ("（", "）"), ("«", "»"), ("“", "”"), ("《", "》"))
_MAX_NAME_LENGTH = 80


@dataclass(slots=True)
class Registers:
    """The people and publishers that a run may name; new ones are written only if a brief uses them."""

    vocabulary: Vocabulary
    index: PublisherIndex = field(init=False)
    people: dict[str, Person] = field(init=False)
    made_publishers: dict[str, Publisher] = field(default_factory=dict)
    new_people: dict[PersonId, Person] = field(default_factory=dict)
    _taken_ids: set[str] = field(init=False)
    _by_name: dict[str, Publisher] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._taken_ids = set(self.vocabulary.publishers)
        self.index = PublisherIndex(self.vocabulary)
        self.people = {}
        for person in self.vocabulary.people.values():
            self.people.setdefault(folded_name(person.name), person)

    def find_or_add_person(self, name: str) -> Person:
        """Find or add the person *name*."""
        person = self.people.get(folded_name(name))
        if person is None:
            base = ascii_id(name) or f"person-{short_digest(name)}"
            taken_ids = self.vocabulary.people.keys() | self.new_people.keys()
            person = Person(id=PersonId(make_unique(base, taken_ids)), name=cased_name(name))
            self.people[folded_name(name)] = self.new_people[person.id] = person
        return person

    def find_or_add_publisher(self, name: str) -> Publisher:
        """Find or add the publisher with this name or alias, or with the same name in another script."""
        if name not in self._by_name:
            self._by_name[name] = self._make_publisher(name)
        return self._by_name[name]

    def _make_publisher(self, name: str) -> Publisher:
        key = fold_name(name)
        base = ascii_id(name) or f"publisher-{short_digest(name)}"
        publisher = self.index.find(name) or (self.find_publisher_at(f"http://{name}") if is_domain(name) else None)
        publisher = publisher or self.made_publishers.get(key) or self._find_romanized(base, name)
        if publisher is None:
            publisher = Publisher(id=PublisherId(make_unique(base, self._taken_ids)), name=name, is_listed=False)
        if not publisher.is_listed:
            self._taken_ids.add(publisher.id)
            self.made_publishers[key] = publisher
            self.made_publishers.setdefault(publisher.id, publisher)
        return publisher

    def find_publisher_at(self, address: str) -> Publisher | None:
        """Find the publisher to whose site *address* belongs: `news.bbc.co.uk` belongs to `bbc.co.uk`."""
        host = find_host(address)
        site = public_suffixes().privatesuffix(host) if host else None
        while site and host.endswith(site):
            if publisher := self.index.find(host):
                return publisher
            host = host.partition(".")[2]
        return None

    def _find_romanized(self, base: str, name: str) -> Publisher | None:
        """Find the publisher with the id that *name* would get; Chinese names that only sound alike are different."""
        publisher = self.vocabulary.publishers.get(PublisherId(base)) or self.made_publishers.get(base)
        return publisher if publisher and not (HAN.search(name) and HAN.search(publisher.name)) else None


def append_entries(text: str, entries: Mapping[str, Mapping[str, object]]) -> str | None:
    """Append *entries* by id to the text of a vocabulary; return None if the file cannot take them.

    The existing text stays as it is, including comments. The result is read back before it is returned.
    """
    lines = "".join(f"{write_scalar(id_)}: {write_scalar(entry)}\n" for id_, entry in entries.items())
    gap = "" if not text or text.endswith("\n") else "\n"
    result = text + gap + lines
    try:
        before, after = yaml.load(text, yaml.CSafeLoader) or {}, yaml.load(result, yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    return result if after == before | dict(entries) else None


def find_doubt(name: str) -> str:
    """Return why *name* is probably not a publisher; empty if nothing suggests so."""
    if is_furniture(name) or is_impersonal(name):
        return "it looks like navigation of a page, or like an account"
    if read_date(name) or _YEAR.search(name):
        return "it has a date in it"
    if any(name.count(opening) != name.count(closing) for opening, closing in _PAIRS) or "://" in name:
        return "it looks like part of a line"
    if name.endswith((":", "：", ",")) or len(name) > _MAX_NAME_LENGTH:
        return "it looks like part of a line"
    return "" if any(map(str.isalpha, name)) else "it has no letters"
