"""The vocabularies: `topics.yaml`, `countries.yaml`, `people.yaml` and `publishers.yaml`."""

import contextlib
import difflib
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from babel import Locale

from ...diagnostics import Diagnostic, Findings, Replacement
from ...model import (
    Country,
    CountryCode,
    Person,
    PersonId,
    Publisher,
    PublisherId,
    Topic,
    TopicId,
    Vocabulary,
)
from ...model.vocabulary import find_label
from ..configuration import read_identity
from ..front_matter.claims import read_claim
from ..front_matter.writer import scalar
from ..front_matter.yaml import Scalar
from ..nearest import Nearest, country_names, plain
from .countries import iso_countries
from .entry import Entry, EntryFile, read_entries
from .fields import KINDS, PEOPLE_KINDS, VOCABULARY_FIELDS
from .memberships import read_memberships
from .people_names import find_namesakes, find_unspoken_name
from .rules import (
    FAULTS,
    GroupWithoutMembers,
    ReviewNote,
    UnknownPublisherCountry,
    UnknownPublisherKind,
)
from .successors import with_known_successors
from .suggestions import readable_name, readable_words
from .term_search import TermSearch, UnknownTermError, search_countries
from .topic_tree import without_faults

__all__ = ["FAULTS", "FOLDER", "KINDS", "read_vocabulary"]

FOLDER = "archive/vocabulary"
NAMES = tuple(VOCABULARY_FIELDS)


def read_vocabulary(root: Path) -> tuple[Vocabulary, list[Diagnostic]]:
    """Read all four files; one that is missing is empty, and countries are there without any file."""
    found, language = Findings(), read_identity(root).text_language
    read = {}
    for name in NAMES:
        path = f"{FOLDER}/{name}.yaml"
        read[name] = read_entries(path, root / path, found)
    entries = {name: file.entries for name, file in read.items()}
    iso = iso_countries(language)
    countries = dict(iso)
    for entry in entries["countries"]:
        countries[CountryCode(entry.id)] = _country(entry, iso.get(CountryCode(entry.id)), language)
    topics = {TopicId(entry.id): _topic(entry, language) for entry in entries["topics"]}
    vocabulary = Vocabulary(
        countries=countries,
        topics=topics,
        people={PersonId(entry.id): _person(entry) for entry in entries["people"]},
        language=language,
        unread=_unread(read),
    )
    nearest = functools.cache(lambda: Nearest(country_names(countries.values())))
    known = vocabulary
    search = functools.cache(lambda: search_countries(known))
    publishers = {PublisherId(entry.id): _publisher(entry, known, nearest, search) for entry in entries["publishers"]}
    nameless = {f"publishers/{one.id}" for one in entries["publishers"] if not one.field_text("name")}
    vocabulary = replace(vocabulary, publishers=publishers, unread=vocabulary.unread | nameless)
    for name, fields in VOCABULARY_FIELDS.items():
        for entry in entries[name]:
            entry.refuse_others(fields)
    for entry in entries["people"]:
        found += find_unspoken_name(entry)
    found += find_namesakes(vocabulary.people.values())
    return with_known_successors(without_faults(vocabulary, found), found), found.told()


def _unread(read: Mapping[str, EntryFile]) -> frozenset[str]:
    whole = {name for name, file in read.items() if not file.readable}
    return frozenset(whole | {f"{name}/{refused}" for name, file in read.items() for refused in file.refused})


def _country(entry: Entry, iso: Country | None, language: str) -> Country:
    labels = {**(iso.labels if iso else {}), **entry.labels("label", language)}
    if not find_label(labels, language):
        _report_missing_label(entry, language)
        labels[language] = entry.id
    memberships = read_memberships(entry)
    if iso is None and len(entry.id) > 2 and entry.lacks_all("members", "replaced_by"):
        message, hint = f'the group "{entry.id}" has no members', "list their codes, for example members: [KZ, RU]"
        entry.found.append(GroupWithoutMembers.at(entry.span, message, hint=hint))
    return Country(
        code=CountryCode(entry.id),
        labels=labels,
        language=language,
        synonyms=entry.texts("synonyms"),
        former_names=entry.texts("former_names"),
        members=tuple(memberships),
        memberships={code: periods for code, periods in memberships.items() if periods},
        replaced_by=CountryCode(entry.text("replaced_by")) or None,
        note=entry.text("note"),
        span=entry.span,
    )


def _report_missing_label(entry: Entry, language: str) -> None:
    if entry.lacks("label"):
        example = f'for example "label: {{{language}: {readable_words(entry.id)}}}"'
        name = Locale.parse(language, sep="-").get_display_name("en")
        entry.wrong(entry.span, f'"{entry.id}" needs a label in {name}', example)


def _topic(entry: Entry, language: str) -> Topic:
    labels = entry.labels("label", language)
    if not find_label(labels, language):
        _report_missing_label(entry, language)
    parent = entry.text("parent")
    return Topic(
        id=TopicId(entry.id),
        labels=labels,
        language=language,
        parent=TopicId(parent) if parent else None,
        synonyms=entry.texts("synonyms"),
        exact_match=entry.addresses("exact_match"),
        close_match=entry.addresses("close_match"),
        replaced_by=TopicId(entry.text("replaced_by")) or None,
        note=entry.text("note"),
        span=entry.span,
        parent_span=entry.place("parent"),
    )


def _person(entry: Entry) -> Person:
    return Person(
        id=PersonId(entry.id),
        name=_name(entry),
        kind=_kind_of_person(entry),
        cited_as=entry.text("cited_as"),
        orcid=_orcid(entry),
        url=entry.address("url"),
        replaced_by=PersonId(entry.text("replaced_by")) or None,
        note=entry.text("note"),
        span=entry.span,
    )


def _kind_of_person(entry: Entry) -> str:
    kind = entry.text("kind") or PEOPLE_KINDS[0]
    if kind in PEOPLE_KINDS:
        return kind
    message, node = f'unknown kind "{kind}" of "{entry.id}"', entry.node("kind")
    if isinstance(node, Scalar) and kind.casefold() in {"organization", *PEOPLE_KINDS}:
        meant = kind.casefold().replace("z", "s")
        entry.mend(node, message, f'write "{meant}"', meant)
        return meant
    hint = Nearest(plain(PEOPLE_KINDS)).hint(kind) or f"the kinds are {', '.join(PEOPLE_KINDS)}"
    entry.wrong(entry.place("kind"), message, hint)
    return PEOPLE_KINDS[0]


def _orcid(entry: Entry) -> str:
    """An ORCID iD, whose last sign is a check digit by ISO 7064 (11-2)."""
    text = entry.text("orcid", VOCABULARY_FIELDS["people"]["orcid"].pattern)
    total = functools.reduce(lambda total, digit: 2 * (total + int(digit)), text.replace("-", "")[:15], 0)
    if text and text[-1] != "0123456789X"[(12 - total % 11) % 11]:
        message = f'the check digit of "{text}", the ORCID iD of "{entry.id}", is wrong'
        entry.wrong(entry.place("orcid"), message, "copy it again, or leave the field out")
        return ""
    return text


def _publisher(
    entry: Entry,
    vocabulary: Vocabulary,
    nearest: Callable[[], Nearest],
    search: Callable[[], TermSearch[CountryCode]],
) -> Publisher:
    country, kind = entry.text("country"), entry.text("kind")
    if country and not vocabulary.may_have("countries", country):
        message = f'unknown country code "{country}"'
        place = entry.place("country")
        fix = tuple(Replacement(span=place, text=scalar(code)) for code in _codes(country, search()))
        entry.found.append(UnknownPublisherCountry.at(place, message, hint=nearest().hint(country), fix=fix))
        country = ""
    if kind and kind not in KINDS:
        hint = _kind_hint(kind) or "the kinds are " + ", ".join(KINDS)
        entry.found.append(UnknownPublisherKind.at(entry.place("kind"), f'unknown kind "{kind}"', hint=hint))
    review = entry.placed_texts("review")
    entry.found.extend(ReviewNote.at(place, f'to review in "{entry.id}": {text}') for text, place in review)
    return Publisher(
        id=PublisherId(entry.id),
        name=_name(entry),
        kind=kind,
        country=CountryCode(country) if country else None,
        language=entry.tag("language"),
        aliases=entry.texts("aliases"),
        url=entry.address("url"),
        state_media=read_claim(entry, VOCABULARY_FIELDS["publishers"]["state_media"]),
        review=tuple(text for text, _ in review),
        note=entry.text("note"),
        span=entry.span,
    )


def _codes(name: str, search: TermSearch[CountryCode]) -> Iterator[CountryCode]:
    """The code of the country that has a name, if only one has it."""
    with contextlib.suppress(UnknownTermError):
        yield search.find(name)


def _kind_hint(kind: str) -> str | None:
    """The kind that was meant, if it is written nearly so."""
    near = difflib.get_close_matches(kind.casefold().replace(" ", "-").replace("_", "-"), KINDS, n=1, cutoff=0.8)
    return f'did you mean "{near[0]}"?' if near else None


def _name(entry: Entry) -> str:
    name = entry.text("name")
    if not name and entry.lacks("name") and not entry.has_value("name"):
        entry.wrong(entry.span, f'"{entry.id}" needs a "name"', f'for example "name: {readable_name(entry.id)}"')
    return name or entry.id
