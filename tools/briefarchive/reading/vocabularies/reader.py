"""Reads the vocabularies `topics.yaml`, `countries.yaml`, `people.yaml` and `publishers.yaml`."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from babel import Locale

from ...diagnostics import Diagnostic, DiagnosticList, Rule, Span
from ...model import (
    Country,
    CountryCode,
    PartialDate,
    Period,
    Person,
    PersonId,
    Publisher,
    PublisherId,
    Topic,
    TopicId,
    Vocabulary,
)
from ...model.vocabulary import find_label
from .. import rules
from ..configuration import read_identity
from ..fields import KINDS, VOCABULARY_FIELDS
from ..front_matter import yaml
from ..front_matter.writer import write_flow_scalar, write_scalar
from ..nearest import Nearest, TermSearch, quote_names
from .countries import iso_countries
from .entry import Entry, read_entries, readable_name
from .publishers import fold_name
from .relations import relate_terms

FOLDER = "archive/vocabulary"
NAMES = tuple(VOCABULARY_FIELDS)

_QUOTES = "\"'“”‘’„«»"
_FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d_][^,]*), (?P<given>[^\W\d_][^,]*)")
_NAME_SUFFIX = re.compile(r"(?:Jr|Sr|Inc|Ltd|LLC|PhD|MD|[IVX]+)\.?")
_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ -][A-Z]{2,})+")


def read_vocabulary(root: Path) -> tuple[Vocabulary, list[Diagnostic]]:
    """Read all four files; a missing one is empty, but countries need no file."""
    diagnostics, language = DiagnosticList(), read_identity(root).text_language
    read = {name: read_entries(path := f"{FOLDER}/{name}.yaml", root / path, diagnostics) for name in NAMES}
    entries = {name: entries for name, (entries, _) in read.items()}
    iso = iso_countries(language)
    vocabulary = Vocabulary(
        countries={
            **iso,
            **{CountryCode(entry.id): _read_country(entry, iso, language) for entry in entries["countries"]},
        },
        topics={TopicId(entry.id): _read_topic(entry, language) for entry in entries["topics"]},
        people={PersonId(entry.id): _read_person(entry, language) for entry in entries["people"]},
        language=language,
        unread=frozenset(name for name, (_, is_whole) in read.items() if not is_whole),
    )
    search = TermSearch(vocabulary, "countries")
    publishers = {PublisherId(entry.id): _read_publisher(entry, vocabulary, search) for entry in entries["publishers"]}
    nameless = {"publishers"} if not all(entry.field_text("name") for entry in entries["publishers"]) else set()
    vocabulary = replace(vocabulary, publishers=publishers, unread=vocabulary.unread | nameless)
    diagnostics += _find_namesakes(vocabulary.people.values())
    return relate_terms(vocabulary, diagnostics), diagnostics.to_list()


def _read_country(entry: Entry, iso: Mapping[CountryCode, Country], language: str) -> Country:
    code = CountryCode(entry.id)
    values = entry.read_values(VOCABULARY_FIELDS["countries"], language)
    labels = {**(iso[code].labels if code in iso else {}), **values.pop("label", {})}
    if not find_label(labels, language):
        _report_missing_label(entry, language)
        labels[language] = entry.id
    memberships = _read_memberships(entry, values.pop("members", ()))
    is_group = code not in iso and len(code) > 2
    if is_group and not any(name in entry.places or name in entry.misnamed for name in ("members", "replaced_by")):
        message, hint = f'the group "{entry.id}" has no members', "list their codes, for example members: [KZ, RU]"
        entry.diagnostics.append(rules.GroupWithoutMembers.flag(entry.span, message, hint=hint))
    return Country(
        code=code,
        labels=labels,
        language=language,
        members=tuple(memberships),
        memberships={code: periods for code, periods in memberships.items() if periods},
        span=entry.span,
        places=entry.places,
        **values,
    )


def _report_missing_label(entry: Entry, language: str) -> None:
    node = entry.find_node("label")
    if isinstance(node, yaml.Mapping):
        _, label = node.entries.get(language, (None, None))
        is_blank = isinstance(label, yaml.Scalar) and label.is_text and not label.value.strip()
        is_given = label is not None and not is_blank
    else:
        is_given = "label" in entry.places
    if not is_given and "label" not in entry.misnamed:  # an invalid label is reported already
        example = f'for example "label: {{{language}: {readable_name(entry.id)}}}"'
        name = Locale.parse(language, sep="-").get_display_name("en")
        entry.report(entry.span, f'"{entry.id}" needs a label in {name}', example)


def _read_memberships(entry: Entry, codes: Iterable[str]) -> dict[CountryCode, tuple[Period, ...]]:
    """Return the periods of each member of a group; none for a member without dates."""
    node = entry.find_node("members")
    if not isinstance(node, yaml.Mapping):
        return dict.fromkeys(map(CountryCode, codes), ())
    memberships: dict[CountryCode, tuple[Period, ...]] = {}
    for code, (key, value) in node.entries.items():
        entry.places[f"members.{len(memberships)}"] = key.span
        periods = list(_read_periods(entry, code, value))
        _check_order(entry, code, periods)
        memberships[CountryCode(code)] = tuple(period for period, _ in periods)
    return memberships


def _read_periods(entry: Entry, code: str, node: yaml.Node) -> Iterator[tuple[Period, Span]]:
    if isinstance(node, yaml.Scalar) and node.is_null:
        return
    for item in node.items if isinstance(node, yaml.Sequence) else (node,):
        if not isinstance(item, yaml.Mapping) or not item.entries.keys() <= {"from", "to"}:
            hint = 'for example "members: [DE, FR]" or "members: {DE: {from: 1958}}"'
            message = f'the membership of "{code}" in "{entry.id}" must have a "from", a "to", or both'
            entry.report(item.span, message, hint)
            continue
        dates = {name: _read_date(entry, name, value) for name, (_, value) in item.entries.items()}
        if None not in dates.values() and dates:
            yield Period(since=dates.get("from"), until=dates.get("to")), item.span


def _read_date(entry: Entry, name: str, node: yaml.Node) -> PartialDate | None:
    # YAML would read a year as a number and a date as a date; here both are texts.
    date = PartialDate.parse(node.value) if isinstance(node, yaml.Scalar) else None
    if date is None:
        hint = "write a year, a month or a day, for example 1973, 1973-01 or 1973-01-01"
        entry.report(node.span, f'"{name}" in "members" of "{entry.id}" is not a date', hint)
    return date


def _check_order(entry: Entry, code: str, periods: list[tuple[Period, Span]]) -> None:
    """Report a period that ends before it begins, or begins before the previous one has ended."""
    before: Period | None = None
    for period, span in periods:
        problem = ""
        if period.until and period.since and period.since.parts > period.until.last_parts:
            problem = "ends before it begins"
        elif before and not (before.until and period.since and before.until.parts <= period.since.last_parts):
            problem = "begins before the one in front of it ends"
        if problem:
            message = f'a membership of "{code}" in "{entry.id}" {problem}'
            entry.diagnostics.append(rules.ImpossiblePeriod.flag(span, message, hint="correct “from” or “to”"))
        before = period


def _read_topic(entry: Entry, language: str) -> Topic:
    values = entry.read_values(VOCABULARY_FIELDS["topics"], language)
    labels = values.pop("label", {})
    if not find_label(labels, language):
        _report_missing_label(entry, language)
    _report_review(entry, values.get("review", ()))
    places = entry.places
    return Topic(id=TopicId(entry.id), labels=labels, language=language, span=entry.span, places=places, **values)


def _read_person(entry: Entry, language: str) -> Person:
    values = {"name": entry.id, **entry.read_values(VOCABULARY_FIELDS["people"], language)}
    kinds, kind = VOCABULARY_FIELDS["people"]["kind"].choices, values.pop("kind", "")
    _check_kind(entry, kind, kinds, rules.MalformedEntry)
    if not _is_orcid(orcid := values.get("orcid", "")):
        message = f'the check digit of "{orcid}", the ORCID iD of "{entry.id}", is wrong'
        entry.report(entry.place("orcid"), message, "copy it again, or leave the field out")
        del values["orcid"]
    entry.diagnostics.extend(_find_unspoken_name(entry))
    return Person(id=PersonId(entry.id), kind=kind if kind in kinds else kinds[0], span=entry.span, **values)


def _find_unspoken_name(entry: Entry) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the name of a person is not written as it is spoken."""
    node, name = entry.find_node("name"), entry.field_text("name")
    proper = name if entry.field_text("kind") else _spoken_form(name)
    if isinstance(node, yaml.Scalar) and proper != name:
        # Not certain: capitals may hide a “McDonald”, and “Wu, Jiao” is spoken as “Wu Jiao”.
        is_sure = proper == _strip_quotes(name)
        hint = f'write "{proper}"'
        if "," in name:
            hint += "; a name that is spoken with the family name first has no comma either"
        message = f'the name "{name}" is not written as it is spoken'
        yield rules.UnspokenName.suggest(node.span, message, write_flow_scalar(proper), hint=hint, sure=is_sure)


def _find_namesakes(people: Iterable[Person]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each person with the same name as an earlier one, and nothing to distinguish the two."""
    first: dict[str, Person] = {}
    for person in people:
        if person.replaced_by or not person.span:
            continue
        earlier = first.setdefault(fold_name(_spoken_form(person.name)), person)
        has_two_ids = bool(person.orcid and earlier.orcid and person.orcid != earlier.orcid)
        is_distinct = has_two_ids or person.kind != earlier.kind or person.note or earlier.note
        if earlier is not person and not is_distinct:
            message = f'"{person.id}" has the name of "{earlier.id}"'
            hint = f'if they are one person, add "replaced_by: {earlier.id}"; else say in "note" who is who'
            yield rules.PersonTwice.flag(person.span, message, hint=hint)


def _spoken_form(name: str) -> str:
    spoken_name = _strip_quotes(name)
    parts = _FAMILY_FIRST.fullmatch(spoken_name)
    if parts and not _NAME_SUFFIX.fullmatch(parts["given"]):
        spoken_name = f"{parts['given']} {parts['family']}"
    return spoken_name.title() if _CAPITALS.fullmatch(spoken_name) else spoken_name


def _strip_quotes(name: str) -> str:
    """Remove the quotation marks around a name, but not those around a nickname within it."""
    return name.strip(_QUOTES + " ") if name[:1] in _QUOTES and name[-1:] in _QUOTES else name


def _check_kind(entry: Entry, kind: str, kinds: tuple[str, ...], rule: Rule) -> None:
    if kind and kind not in kinds:
        nearest, name, place = Nearest(quote_names(kinds)), kind.replace(" ", "-"), entry.place("kind")
        hint, new = nearest.hint(name) or f"the kinds are {', '.join(kinds)}", nearest.exact(name)
        entry.diagnostics.append(rule.suggest(place, f'unknown kind "{kind}"', new, hint=hint, sure=bool(new)))


def _is_orcid(text: str) -> bool:
    """Return whether the check digit of an ORCID iD is correct (ISO 7064, 11-2), or there is none."""
    total = functools.reduce(lambda total, digit: 2 * (total + int(digit)), text.replace("-", "")[:15], 0)
    return not text or text[-1] == "0123456789X"[(12 - total % 11) % 11]


def _read_publisher(entry: Entry, vocabulary: Vocabulary, search: TermSearch) -> Publisher:
    values = {"name": entry.id, **entry.read_values(VOCABULARY_FIELDS["publishers"], language="")}
    _check_kind(entry, values.get("kind", ""), KINDS, rules.UnknownPublisherKind)
    if (country := values.get("country")) and not vocabulary.may_have("countries", country):
        message, place = f'unknown country code "{country}"', entry.place("country")
        hint, code = search.hint(country), search.exact(country)
        fault = rules.UnknownPublisherCountry.suggest(place, message, write_scalar(code), hint=hint, sure=bool(code))
        entry.diagnostics.append(fault)
        values["country"] = None
    _report_review(entry, values.get("review", ()))
    if claim := values.get("state_media"):
        values["state_media"] = replace(claim, span=entry.place("state_media.source"))
    return Publisher(id=PublisherId(entry.id), span=entry.span, places=entry.places, **values)


def _report_review(entry: Entry, notes: Iterable[str]) -> None:
    for number, text in enumerate(notes):
        message = f'to review in "{entry.id}": {text}'
        entry.diagnostics.append(rules.ReviewNote.flag(entry.place(f"review.{number}"), message))
