"""Rules on publishers: misspelt and unlisted names, and shared addresses."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pycountry
from rapidfuzz import fuzz, process

from ..diagnostics import Diagnostic
from ..facets.similarity.titles import fold_title, have_same_words
from ..model import Archive, Publisher, PublisherId, Source
from ..model.slugs import slug
from ..reading.front_matter.writer import write_scalar
from ..reading.languages import HAN
from ..reading.nearest import Nearest, quote_names
from ..reading.vocabularies.publishers import fold_name
from .rule import ArchiveRule, place_in_source

_LIKE = 80
# Shorter names that differ in spaces and points may be different publishers.
_SHORT = 6


class MisspeltPublisher(ArchiveRule, code="C207"):
    """A publisher's name is a misspelling of a listed one and creates a separate publisher page."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        names = _listed_names(archive)
        slips = functools.cache(lambda name: _find_misspelt(name, names))
        for source, publisher in _find_unlisted(archive):
            if listed_name := slips(publisher.name):
                name = next((name for name, text in source.fields.items() if text == source.publisher_name), "")
                message = f'the publisher "{source.publisher_name}" looks like "{listed_name}"'
                hint = f'write "{listed_name}", or add the other name to publishers.yaml'
                yield self.flag(place_in_source(source, name), message, hint=hint)


class UnlistedPublisher(ArchiveRule, code="V204"):
    """A source's publisher is not in `vocabulary/publishers.yaml`."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        names = _listed_names(archive)
        nearest = Nearest(quote_names(names.values()))
        for source, publisher in _list_first_uses(archive):
            if not _find_misspelt(publisher.name, names):
                message = f'the publisher "{publisher.name}" is not in the vocabulary'
                place = place_in_source(source, "publisher")
                yield self.flag(place, message, hint=_entry_hint(publisher, nearest))


def _find_unlisted(archive: Archive) -> Iterator[tuple[Source, Publisher]]:
    """Yield the sources with unlisted publishers; none if the vocabulary could not be read completely."""
    publishers = archive.vocabulary.publishers
    for source in () if "publishers" in archive.vocabulary.unread else archive.sources.values():
        publisher = publishers.get(source.publisher) if source.publisher else None
        if publisher and not publisher.is_listed:
            yield source, publisher


def _list_first_uses(archive: Archive) -> list[tuple[Source, Publisher]]:
    first: dict[PublisherId, tuple[Source, Publisher]] = {}
    for source, publisher in _find_unlisted(archive):
        first.setdefault(publisher.id, (source, publisher))
    return list(first.values())


def _listed_names(archive: Archive) -> dict[str, str]:
    """Return the listed names by their normalized words; of names with the same words, the first."""
    publishers = (publisher for publisher in archive.vocabulary.publishers.values() if publisher.is_listed)
    names: dict[str, str] = {}
    for name in (name for publisher in publishers for name in (publisher.name, *publisher.aliases)):
        names.setdefault(fold_title(fold_name(name)).text, name)
    return names


def _entry_hint(publisher: Publisher, nearest: Nearest) -> str:
    if "://" in publisher.name or publisher.name.startswith("www."):
        return "write the name of the site, and not its address"
    if re.search(r"\w ?/ ?\w| via ", publisher.name):
        return 'name one publisher; a news agency that wrote the text belongs in "agency"'
    hint = f'add "{publisher.id}: {{name: {write_scalar(publisher.name)}}}" to publishers.yaml'
    # In Chinese, the names of two newspapers often differ in one character.
    similar = None if HAN.search(publisher.name) else nearest.hint(publisher.name)
    return f"{similar} If not, {hint}" if similar else hint


def _find_misspelt(name: str, names: Mapping[str, str]) -> str:
    """Return the known name that *name* seems to misspell: it differs by letters in words, or in spaces and marks."""
    folded = fold_title(fold_name(name))
    closest = process.extractOne(folded.text, names.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    if closest is None:
        return ""
    listed, differing = fold_title(closest[0]), {*folded.words} - {*closest[0].split()}
    is_slip = have_same_words(folded, listed) and _place_words().isdisjoint(differing)
    is_joined = len(folded.text) > _SHORT and folded.text.replace(" ", "") == listed.text.replace(" ", "")
    return names[listed.text] if is_slip or is_joined else ""


@functools.cache
def _place_words() -> frozenset[str]:
    """Return the words in names of countries and regions, which may differ in one letter without being misspelt."""
    names = (place.name for place in (*pycountry.countries, *pycountry.subdivisions))
    return frozenset(word for name in names for word in fold_title(name).words)


class SharedPublisherAddress(ArchiveRule, code="V207"):
    """Two unlisted publishers would share one page address."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        publishers = archive.vocabulary.publishers.values()
        wanted_ids = {one.id: one.id if one.is_listed else slug(one.name) or one.id for one in publishers}
        names: dict[str, set[str]] = defaultdict(set)
        for one in publishers:
            names[wanted_ids[one.id]].add(one.name)
        for source, publisher in _list_first_uses(archive):
            if others := names[wanted_ids[publisher.id]] - {publisher.name}:
                message = f'the publisher "{source.publisher_name}" would have the same address as "{min(others)}"'
                yield self.flag(place_in_source(source, "publisher"), message, hint="give it an id in publishers.yaml")


class UnknownSourceOfClaim(ArchiveRule, code="V209"):
    """A publisher's `state_media` names a source that no file in `bib/` defines."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        claims = filter(None, (publisher.state_media for publisher in archive.vocabulary.publishers.values()))
        nearest = Nearest(quote_names(archive.sources))
        for claim in () if archive.unread_bibliographies else claims:
            if claim.span and not (claim.is_address or archive.has_source(claim.source)):
                hint = nearest.hint(claim.source) or "add the source to a file in bib/"
                yield self.flag(claim.span, f'there is no source "{claim.source}"', hint=hint)
