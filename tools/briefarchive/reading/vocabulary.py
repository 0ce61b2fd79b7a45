"""The vocabularies: `topics.yaml`, `countries.yaml`, `people.yaml` and `publishers.yaml`."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..diagnostics import Diagnostic, Rule, Severity, Span
from ..model import Country, CountryCode, Person, PersonId, Publisher, PublisherId, Topic, TopicId, Vocabulary
from . import files
from .countries import iso_countries
from .markup import allowed_address
from .schema import ID
from .yaml import Mapping, Node, Scalar, Sequence, read_yaml

FOLDER = "archive/vocabulary"
NAMES = ("countries", "topics", "people", "publishers")
_CODE = r"[A-Z][A-Z0-9]{1,9}"


class MalformedEntry(Rule):
    """An entry of a vocabulary does not have the form that its file asks for.

    Each entry is an id, a colon and its fields; the guide's page on formats lists them. A text such as `no` or
    `2014` needs quotation marks.
    """

    code = "V101"


class UnknownEntryField(Rule):
    """An entry of a vocabulary has a field that its file does not know."""

    code = "V102"


class InvalidEntryId(Rule):
    """An id in a vocabulary has other signs than it may have.

    Ids are parts of addresses: small letters, digits and hyphens for topics, people and publishers, capital letters
    for countries.
    """

    code = "V103"


class UnknownParent(Rule):
    """A topic's `parent`, or a group's member, is not in the vocabulary."""

    code = "V104"


class TopicCycle(Rule):
    """A topic is, through its broader terms, above itself."""

    code = "V105"


class NameTakenTwice(Rule):
    """Two publishers share a name or an alias, so that a source could belong to either."""

    code = "V106"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (
    MalformedEntry,
    UnknownEntryField,
    InvalidEntryId,
    UnknownParent,
    TopicCycle,
    NameTakenTwice,
)


def read_vocabulary(root: Path) -> tuple[Vocabulary, list[Diagnostic]]:
    """Read all four files; one that is missing is empty, and countries are there without any file."""
    found: list[Diagnostic] = []
    entries = {}
    for name in NAMES:
        path = f"{FOLDER}/{name}.yaml"
        entries[name] = _entries(path, root / path, found)
    iso = iso_countries()
    countries = dict(iso)
    for entry in entries["countries"]:
        countries[CountryCode(entry.id)] = _country(entry, iso.get(CountryCode(entry.id)))
    topics = {TopicId(entry.id): _topic(entry) for entry in entries["topics"]}
    vocabulary = Vocabulary(
        countries=countries,
        topics=topics,
        people={PersonId(entry.id): _person(entry) for entry in entries["people"]},
        publishers={PublisherId(entry.id): _publisher(entry) for entry in entries["publishers"]},
    )
    for entry in (entry for name in NAMES for entry in entries[name]):
        entry.leave_nothing()
    return _without_dangling(vocabulary, found), found


@dataclass(slots=True)
class _Entry:
    """One entry while it is read: takes its fields out one by one, and reports those that nobody took."""

    id: str
    fields: Mapping
    span: Span
    found: list[Diagnostic]
    taken: set[str] = field(default_factory=set)

    def text(self, name: str, pattern: str | None = None) -> str:
        node = self._take(name)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ""
        if not isinstance(node, Scalar) or not node.is_text:
            self.wrong(node.span, f'"{name}" of "{self.id}" must be a text', "put it in quotation marks")
            return ""
        text = " ".join(node.value.split())
        if pattern and not re.fullmatch(pattern, text):
            self.wrong(node.span, f'"{text}" cannot be "{name}" of "{self.id}"', None)
            return ""
        return text

    def address(self, name: str) -> str:
        text = self.text(name)
        if text and not (text.startswith(("http://", "https://")) and allowed_address(text)):
            self.wrong(self.place(name), f'"{name}" of "{self.id}" is not an http or https address', None)
            return ""
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        node = self._take(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else ()
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) and item.is_text for item in items):
            self.wrong(node.span, f'"{name}" of "{self.id}" must be a list of texts', f'write "{name}: [one, two]"')
        return tuple(" ".join(item.value.split()) for item in items if isinstance(item, Scalar) and item.is_text)

    def labels(self, name: str) -> dict[str, str]:
        node = self._take(name)
        if isinstance(node, Scalar) and node.is_text:
            return {"en": " ".join(node.value.split())}
        if not isinstance(node, Mapping):
            if node is not None:
                self.wrong(node.span, f'"{name}" of "{self.id}" must be names by language', 'write "{en: Energy}"')
            return {}
        sound = {tag: child for tag, (_, child) in node.entries.items() if isinstance(child, Scalar) and child.is_text}
        for tag in node.entries.keys() - sound.keys():
            self.wrong(node.entries[tag][1].span, f'the "{tag}" name of "{self.id}" must be a text', None)
        return {tag: " ".join(child.value.split()) for tag, child in sound.items()}

    def place(self, name: str) -> Span:
        return self.fields.entries[name][1].span if name in self.fields.entries else self.span

    def wrong(self, span: Span, message: str, hint: str | None) -> None:
        self.found.append(MalformedEntry.at(span, message, hint=hint))

    def leave_nothing(self) -> None:
        for name, (key, _) in self.fields.entries.items():
            if name not in self.taken:
                message = f'"{self.id}" has a field "{name}" that is not known'
                hint = "the fields are " + ", ".join(sorted(self.taken))
                self.found.append(UnknownEntryField.at(key.span, message, hint=hint))

    def _take(self, name: str) -> Node | None:
        self.taken.add(name)
        return self.fields.entries[name][1] if name in self.fields.entries else None


def _entries(path: str, file: Path, found: list[Diagnostic]) -> list[_Entry]:
    if not file.exists() and not file.is_symlink():
        return []
    if file.parent.is_symlink() or file.parents[1].is_symlink():  # whoever looks for briefs reports it
        return []
    data = files.read(path, file, files.DATA_LIMIT)
    text = data if isinstance(data, Diagnostic) else files.decode(path, data)
    if isinstance(text, Diagnostic):
        found.append(text)
        return []
    root, faults = read_yaml(path, text)
    found.extend(faults)
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return []
    if not isinstance(root, Mapping):
        found.append(MalformedEntry.at(root.span, "the file must hold ids with their fields"))
        return []
    pattern = _CODE if file.stem == "countries" else ID
    entries = []
    for name, (key, node) in root.entries.items():
        if not re.fullmatch(pattern, name):
            found.append(
                InvalidEntryId.at(key.span, f'"{name}" cannot be an id here', hint="see the formats in the guide")
            )
        elif not isinstance(node, Mapping):
            message = f'"{name}" must have fields, such as "label" or "name"'
            found.append(MalformedEntry.at(node.span, message, hint='write "id: {name: …}"'))
        else:
            entries.append(_Entry(name, node, key.span, found))
    return entries


def _country(entry: _Entry, iso: Country | None) -> Country:
    labels = {**(iso.labels if iso else {}), **entry.labels("label")}
    if "en" not in labels:
        entry.wrong(entry.span, f'"{entry.id}" needs a label in English', 'write "label: {en: European Union}"')
        labels["en"] = entry.id
    return Country(
        code=CountryCode(entry.id),
        labels=labels,
        synonyms=entry.texts("synonyms"),
        former_names=entry.texts("former_names"),
        members=tuple(CountryCode(code) for code in entry.texts("members")),
        note=entry.text("note"),
        span=entry.span,
    )


def _topic(entry: _Entry) -> Topic:
    labels = entry.labels("label")
    if "en" not in labels:
        entry.wrong(entry.span, f'"{entry.id}" needs a label in English', 'write "label: {en: Natural gas}"')
    parent = entry.text("parent")
    return Topic(
        id=TopicId(entry.id),
        labels=labels,
        parent=TopicId(parent) if parent else None,
        synonyms=entry.texts("synonyms"),
        note=entry.text("note"),
        span=entry.span,
        parent_span=entry.place("parent"),
    )


def _person(entry: _Entry) -> Person:
    return Person(
        id=PersonId(entry.id),
        name=_name(entry),
        orcid=entry.text("orcid", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"),
        url=entry.address("url"),
        note=entry.text("note"),
        span=entry.span,
    )


def _publisher(entry: _Entry) -> Publisher:
    country = entry.text("country", _CODE)
    return Publisher(
        id=PublisherId(entry.id),
        name=_name(entry),
        kind=entry.text("kind"),
        country=CountryCode(country) if country else None,
        language=entry.text("language"),
        aliases=entry.texts("aliases"),
        url=entry.address("url"),
        note=entry.text("note"),
        span=entry.span,
    )


def _name(entry: _Entry) -> str:
    name = entry.text("name")
    if not name:
        entry.wrong(entry.span, f'"{entry.id}" needs a "name"', 'write "id: {name: …}"')
    return name or entry.id


def _without_dangling(vocabulary: Vocabulary, found: list[Diagnostic]) -> Vocabulary:
    """The vocabulary with every parent known and no topic above itself."""
    topics = dict(vocabulary.topics)
    for topic in vocabulary.topics.values():
        if topic.parent and topic.parent not in topics:
            span = topic.parent_span or Span(path=FOLDER)
            found.append(UnknownParent.at(span, f'"{topic.parent}", the parent of "{topic.id}", is not a topic'))
            topics[topic.id] = replace(topic, parent=None)
    for topic in [topics[first] for first in _circles(topics)]:
        span = topic.parent_span or Span(path=FOLDER)
        found.append(TopicCycle.at(span, f'"{topic.id}" is above itself', hint='mend one "parent" of the circle'))
        topics[topic.id] = replace(topic, parent=None)
    for country in vocabulary.countries.values():
        for code in country.members:
            if code not in vocabulary.countries:
                message = f'"{code}", a member of "{country.code}", is not a country'
                found.append(UnknownParent.at(country.span or Span(path=FOLDER), message))
    return replace(vocabulary, topics=topics)


def _circles(topics: Dict[TopicId, Topic]) -> Iterator[TopicId]:
    """Of each circle of topics, the one that stands first in the file; each topic is looked at once."""
    order = {topic: number for number, topic in enumerate(topics)}
    seen: set[TopicId] = set()
    for start in topics:
        walk: list[TopicId] = []
        at: TopicId | None = start
        while at is not None and at not in seen:
            seen.add(at)
            walk.append(at)
            at = topics[at].parent
        if at in walk:
            yield min(walk[walk.index(at) :], key=order.__getitem__)
