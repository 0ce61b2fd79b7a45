"""Finds publishers by id, name or alias, ignoring case, quotation marks and spaces."""

import functools
import hashlib
import re
import unicodedata
from collections import Counter

from ...diagnostics import DiagnosticList
from ...model import Publisher, PublisherId, Vocabulary
from ...model.names import normalize_name
from ...model.slugs import slug
from ..addresses import find_host
from ..fields import RESERVED_IDS
from ..rules import NameTakenTwice

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉]")


@functools.lru_cache(maxsize=4_096)
def fold_name(name: str) -> str:
    """Fold case, quotation marks, white space and a leading “the”, so that variants of a name compare equal."""
    text = "".join(char for char in normalize_name(name) if unicodedata.category(char) != "Cf")
    text = " ".join(_QUOTES.sub("", text).split())
    return text.removeprefix("the ")


class PublisherIndex:
    """An index of publishers by all their names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_name: dict[str, Publisher] = {}
        self._last: Counter[str] = Counter()
        self.diagnostics = DiagnosticList()
        for publisher in vocabulary.publishers.values():
            for name in (publisher.id, publisher.name, *publisher.aliases):
                self._add(name, publisher)
        for publisher in vocabulary.publishers.values():
            # A source may name its publisher by the host of its site; if two share a host, the first wins.
            host = find_host(publisher.url)
            for name in (host, f"www.{host}") if host else ():
                self._by_name.setdefault(fold_name(name), publisher)
        self.publishers: dict[PublisherId, Publisher] = dict(vocabulary.publishers)

    def find(self, name: str) -> Publisher | None:
        """Return the publisher with this name, from the vocabulary or created by `make`."""
        return self._by_name.get(fold_name(name))

    def make(self, name: str) -> Publisher:
        """Return the publisher with this name, or create one whose id is a slug or `publisher-` and a digest."""
        existing = self.find(name)
        if existing is not None:
            return existing
        digest = hashlib.blake2b(fold_name(name).encode(), digest_size=4).hexdigest()
        base = slug(name) or f"publisher-{digest}"
        base = f"publisher-{base}" if base in RESERVED_IDS else base
        # Names that share a slug are numbered; continue after the last number.
        number = self._last[base] + 1
        while self._numbered(base, number) in self.publishers:
            number += 1
        self._last[base] = number
        publisher = Publisher(id=self._numbered(base, number), name=name, is_listed=False)
        self.publishers[publisher.id] = publisher
        self._by_name[fold_name(name)] = publisher
        return publisher

    @staticmethod
    def _numbered(base: str, number: int) -> PublisherId:
        return PublisherId(base if number == 1 else f"{base}-{number}")

    def _add(self, name: str, publisher: Publisher) -> None:
        key = fold_name(name)
        owner = self._by_name.setdefault(key, publisher)
        if owner is not publisher and publisher.span:
            message = f'"{name}" of "{publisher.id}" is also a name of "{owner.id}"'
            hint = "keep it in one of the two entries"
            self.diagnostics.append(NameTakenTwice.flag(publisher.span, message, hint=hint))
