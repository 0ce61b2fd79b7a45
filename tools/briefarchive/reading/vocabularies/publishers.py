"""Which publisher a name means: by id, name or alias, whatever its case, quotation marks and spaces."""

import functools
import hashlib
import re
import unicodedata
from collections import Counter

from ...diagnostics import Findings
from ...model import Publisher, PublisherId, Vocabulary
from ...model.slugs import slug
from ..addresses import find_host
from ..fields import RESERVED_IDS
from ..rules import NameTakenTwice

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉]")


@functools.lru_cache(maxsize=4_096)
def folded(name: str) -> str:
    """The form in which two spellings of one name are the same: no case, quotation marks, spaces or leading “the”."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    text = " ".join(_QUOTES.sub("", text).split())
    return text.removeprefix("the ")


class PublisherIndex:
    """Publishers by every name they have."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_name: dict[str, Publisher] = {}
        self._last: Counter[str] = Counter()
        self.found = Findings()
        for publisher in vocabulary.publishers.values():
            for name in (publisher.id, publisher.name, *publisher.aliases):
                self._add(name, publisher)
        for publisher in vocabulary.publishers.values():
            # A source may name its publisher by the host of its site; of two with one host, the first has it.
            host = find_host(publisher.url)
            for name in (host, f"www.{host}") if host else ():
                self._by_name.setdefault(folded(name), publisher)
        self.publishers: dict[PublisherId, Publisher] = dict(vocabulary.publishers)

    def find(self, name: str) -> Publisher | None:
        """The publisher of that name or alias, if the vocabulary has one or `make` made one."""
        return self._by_name.get(folded(name))

    def make(self, name: str) -> Publisher:
        """The publisher of that name, or one made of it, whose id is the slug, or else `publisher-` and a digest."""
        known = self.find(name)
        if known is not None:
            return known
        digest = hashlib.blake2b(folded(name).encode(), digest_size=4).hexdigest()
        base = slug(name) or f"publisher-{digest}"
        base = f"publisher-{base}" if base in RESERVED_IDS else base
        # Of many names with one slug, each goes on from where the last one found a free id.
        number = self._last[base] + 1
        while self._numbered(base, number) in self.publishers:
            number += 1
        self._last[base] = number
        publisher = Publisher(id=self._numbered(base, number), name=name, listed=False)
        self.publishers[publisher.id] = publisher
        self._by_name[folded(name)] = publisher
        return publisher

    @staticmethod
    def _numbered(base: str, number: int) -> PublisherId:
        return PublisherId(base if number == 1 else f"{base}-{number}")

    def _add(self, name: str, publisher: Publisher) -> None:
        key = folded(name)
        other = self._by_name.setdefault(key, publisher)
        if other is not publisher and publisher.span:
            message = f'"{name}" of "{publisher.id}" is also a name of "{other.id}"'
            self.found.append(NameTakenTwice.at(publisher.span, message, hint="keep it in one of the two entries"))
