"""The whole archive as one immutable value: what its files say, and nothing that can be worked out from them."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .brief import Brief, Markup, Status
from .names import BriefId, CiteKey
from .source import Source
from .vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Briefs by id in the order of date and id, sources by key, and the vocabularies.

    Attributes:
        attachments: Files that stand with the briefs, by root-relative path, each with its digest.
        unread_briefs: By id, what the texts of briefs refer to whose front matter cannot be read.
        unread_sources: Keys of entries that cannot be read.
        unread_files: Files beside the briefs that are there and cannot be shown, by root-relative path.
    """

    briefs: Mapping[BriefId, Brief] = field(default_factory=dict)
    sources: Mapping[CiteKey, Source] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    attachments: Mapping[str, str] = field(default_factory=dict)
    unread_briefs: Mapping[BriefId, Markup] = field(default_factory=dict)
    unread_sources: frozenset[CiteKey] = frozenset()
    unread_files: frozenset[str] = frozenset()

    @property
    def texts(self) -> Iterator[Markup]:
        """What is in the text of each brief, also of those whose front matter cannot be read."""
        yield from (brief.markup for brief in self.briefs.values())
        yield from self.unread_briefs.values()

    def has_brief(self, name: str) -> bool:
        """Whether there is a brief of that id, be it one that cannot be read."""
        return name in self.briefs or name in self.unread_briefs

    def has_source(self, key: str) -> bool:
        """Whether a source of that key is written in `bib/`, be it in an entry that cannot be read."""
        return key in self.sources or self.source(key) is not None or key in self.unread_sources

    def source(self, key: str) -> Source | None:
        """The source of that key, or the one that has it as an alias."""
        return self.sources.get(self.key_of(key))

    def key_of(self, key: str) -> CiteKey:
        """The key under which a source stands that is cited as *key*; *key* itself where none is known."""
        written = CiteKey(key)
        return written if written in self.sources else self._keys_by_alias.get(written, written)

    @functools.cached_property
    def _keys_by_alias(self) -> Mapping[CiteKey, CiteKey]:
        # The first to claim an alias has it, as the reader says when it reports the second.
        return {alias: one.key for one in reversed([*self.sources.values()]) for alias in one.aliases}

    def shown(self, *, drafts: bool = False) -> tuple[Brief, ...]:
        """The briefs that lists, feeds and search show: no withdrawn ones, and drafts only on request."""
        hidden = {Status.WITHDRAWN} if drafts else {Status.WITHDRAWN, Status.DRAFT}
        return tuple(brief for brief in self.briefs.values() if brief.status not in hidden)
