"""The whole archive as one immutable value: what its files say, and nothing that can be worked out from them."""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .brief import Brief, Markup, Status
from .chart import ChartData
from .names import BriefId, CiteKey
from .source import Source
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A commit that changed a file: day in UTC, short name, and `added`, `changed`, or `renamed` to its path."""

    day: datetime.date
    commit: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Briefs by id in the order of date and id, sources by key, and the vocabularies.

    Attributes:
        attachments: Files that stand with the briefs, by root-relative path, each with its digest.
        points: The points of each picture, by root-relative path; those of an SVG are a measure of its work.
        charts: The figures of the charts in texts, by the kind of the chart and the root-relative path of its file.
        moves: The day on which each file of a brief got another path, by the path that it had, as far as that is known.
        changes: What the repository has of each brief's file, latest first, by its path.
        withheld: Briefs that `released` has taken out, since their day of publication was still to come.
        to_come: Briefs whose event is still to come on the day of `released`.
        unread_briefs: By id, what the texts of briefs refer to whose front matter cannot be read.
        unread_bibliographies: Files of which something cannot be read.
        unread_files: Files beside the briefs that are there and cannot be shown, by root-relative path.
    """

    briefs: Mapping[BriefId, Brief] = field(default_factory=dict)
    sources: Mapping[CiteKey, Source] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    attachments: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    charts: Mapping[tuple[str, str], ChartData] = field(default_factory=dict)
    moves: Mapping[str, datetime.date] = field(default_factory=dict)
    changes: Mapping[str, tuple[FileChange, ...]] = field(default_factory=dict)
    withheld: frozenset[BriefId] = frozenset()
    to_come: frozenset[BriefId] = frozenset()
    unread_briefs: Mapping[BriefId, Markup] = field(default_factory=dict)
    unread_bibliographies: tuple[str, ...] = ()
    unread_files: frozenset[str] = frozenset()

    def released(self, today: datetime.date) -> "Archive":
        """The archive as the public may see it on a day: without the briefs held back, and what only they cite.

        Sources that no brief cites stay: they are held back by nothing. Corrections and withdrawals that are dated
        later have not happened yet.
        """
        archive = self._without_notes_to_come(today)
        held = [brief for brief in archive.briefs.values() if brief.is_held_back(today)]
        return archive._without(held) if held else archive  # noqa: SLF001 — it is another value of this class

    def next_change(self, today: datetime.date) -> datetime.date | None:
        """The first day after *today* on which `released` gives something else; None if there is none."""
        return min((day for brief in self.briefs.values() for day in brief.days_to_come(today)), default=None)

    def _without_notes_to_come(self, today: datetime.date) -> "Archive":
        known = {key: brief.on_day(today) for key, brief in self.briefs.items()}
        to_come = frozenset(key for key, brief in self.briefs.items() if brief.date > today)
        if not to_come and all(known[key] is brief for key, brief in self.briefs.items()):
            return self
        return replace(self, briefs=known, to_come=to_come)

    def _without(self, held: Sequence[Brief]) -> "Archive":
        """The archive without the briefs that are held back, and what only they cite."""
        withheld = frozenset(brief.id for brief in held)
        briefs = {key: brief for key, brief in self.briefs.items() if key not in withheld}
        cited = {self.resolve_key(key) for brief in briefs.values() for key in brief.bibliography}
        hidden = {self.resolve_key(key) for brief in held for key in brief.bibliography} - cited
        sources = {key: source for key, source in self.sources.items() if key not in hidden}
        vocabulary = self._with_publishers_of(sources.values())
        return replace(self, briefs=briefs, sources=sources, vocabulary=vocabulary, withheld=withheld)

    def _with_publishers_of(self, sources: Iterable[Source]) -> Vocabulary:
        """The vocabulary without publishers that stand in no file and that none of *sources* names."""
        named = {source.publisher for source in sources}
        publishers = self.vocabulary.publishers
        kept = {one.id: one for one in publishers.values() if one.listed or one.id in named}
        return replace(self.vocabulary, publishers=kept)

    @property
    def texts(self) -> Iterator[Markup]:
        """What is in the text of each brief, also of those whose front matter cannot be read."""
        yield from (brief.markup for brief in self.briefs.values())
        yield from self.unread_briefs.values()

    def has_brief(self, name: str) -> bool:
        """Whether there is a brief of that id, be it one that cannot be read."""
        return name in self.briefs or name in self.unread_briefs

    def has_source(self, key: str) -> bool:
        """Whether there is a source of that key."""
        return key in self.sources or self.source(key) is not None

    def source(self, key: str) -> Source | None:
        """The source of that key, or the one that has it as an alias."""
        return self.sources.get(self.resolve_key(key))

    def resolve_key(self, key: str) -> CiteKey:
        """The key under which a source stands that is cited as *key*; *key* itself where none is known."""
        written = CiteKey(key)
        return written if written in self.sources else self._keys_by_alias.get(written, written)

    @functools.cached_property
    def _keys_by_alias(self) -> Mapping[CiteKey, CiteKey]:
        # The first to claim an alias has it, as the reader says when it reports the second.
        return {alias: one.key for one in reversed([*self.sources.values()]) for alias in one.aliases}

    @property
    def withdrawn(self) -> tuple[Brief, ...]:
        """The briefs that have been withdrawn: each keeps its page, and is in no list."""
        return tuple(brief for brief in self.briefs.values() if brief.status is Status.WITHDRAWN)

    def shown(self, *, drafts: bool = False) -> tuple[Brief, ...]:
        """The briefs that lists, feeds and search show: no withdrawn ones, and drafts only on request."""
        hidden = {Status.WITHDRAWN} if drafts else {Status.WITHDRAWN, Status.DRAFT}
        return tuple(brief for brief in self.briefs.values() if brief.status not in hidden)
