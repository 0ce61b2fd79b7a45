"""Finds publishers by id, name or alias, ignoring case, quotation marks and spaces."""

import functools
import hashlib
import re
import unicodedata
from collections import Counter

from ...diagnostics import DiagnosticList, Span
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
            aliases = {f"aliases.{number}": alias for number, alias in enumerate(publisher.aliases)}
            for field, name in {"id": publisher.id, "name": publisher.name, **aliases}.items():
                self._add(name, publisher, publisher.places.get(field, publisher.span))
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
        if existing := self.find(name):
            return existing
        digest = hashlib.blake2b(fold_name(name).encode(), digest_size=4).hexdigest()
        base = slug(name) or f"publisher-{digest}"
        base = f"publisher-{base}" if base in RESERVED_IDS else base
        # Names that share a slug are numbered; continue after the last number.
        number = self._last[base] + 1
        while (id_ := PublisherId(base if number == 1 else f"{base}-{number}")) in self.publishers:
            number += 1
        self._last[base] = number
        publisher = Publisher(id=id_, name=name, is_listed=False)
        self.publishers[publisher.id] = publisher
        self._by_name[fold_name(name)] = publisher
        return publisher

    def _add(self, name: str, publisher: Publisher, place: Span | None) -> None:
        owner = self._by_name.setdefault(fold_name(name), publisher)
        if owner is not publisher and place:
            message = f'"{name}" of "{publisher.id}" is also a name of "{owner.id}"'
            self.diagnostics.append(NameTakenTwice.flag(place, message, hint="keep it in one of the two entries"))
