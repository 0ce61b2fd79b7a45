"""The whole archive as one immutable value: what its files say, without anything derived from them."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .brief import Brief, Status, TextMarkup
from .chart import ChartData
from .names import BriefId, CiteKey
from .source import Source
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A commit that changed a file: its day in UTC, short hash, and kind (`added`, `changed` or `renamed`)."""

    day: datetime.date
    commit: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Briefs by id, sorted by date and id; sources by key; and the vocabularies.

    Attributes:
        attachments: Digests of the files beside the briefs, by root-relative path.
        points: Pixels of each picture, by root-relative path; for an SVG, an estimate of the work to draw it.
        charts: Chart data, by the kind of chart and the root-relative path of its file.
        moves: Days on which briefs' files were moved, by old path, as far as they are known.
        changes: Commits to each brief's file, latest first, by path.
        withheld: Briefs that `public_view` left out because their publication day had not come.
        to_come: Briefs whose event lay in the future on the day given to `public_view`.
        unread_briefs: What the texts of briefs contain whose front matter cannot be read, by id.
        unread_bibliographies: Bibliography files that could not be read completely.
        unread_files: Root-relative paths of files beside the briefs that exist but cannot be shown.
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
    unread_briefs: Mapping[BriefId, TextMarkup] = field(default_factory=dict)
    unread_bibliographies: tuple[str, ...] = ()
    unread_files: frozenset[str] = frozenset()

    def public_view(self, today: datetime.date) -> "Archive":
        """Return the archive as the public may see it on a day, without held-back briefs.

        Sources stay that a public brief, withdrawn or not, cites or names, or that a claim about a publisher rests on.
        Drafts stay, and whoever lists briefs leaves them out. Corrections and withdrawals dated later are left out.
        """
        archive = self._drop_future_notes(today)
        held_back = frozenset(brief.id for brief in archive.briefs.values() if brief.is_held_back(today))
        return archive._withhold(held_back)  # noqa: SLF001 — it is another value of this class

    def next_change(self, today: datetime.date) -> datetime.date | None:
        """Return the first day after *today* on which `public_view` returns something else, if any."""
        return min((day for brief in self.briefs.values() for day in brief.days_to_come(today)), default=None)

    def _drop_future_notes(self, today: datetime.date) -> "Archive":
        briefs = {key: brief.version_on(today) for key, brief in self.briefs.items()}
        to_come = frozenset(key for key, brief in self.briefs.items() if brief.date > today)
        if not to_come and all(briefs[key] is brief for key, brief in self.briefs.items()):
            return self
        return replace(self, briefs=briefs, to_come=to_come)

    def _withhold(self, withheld: frozenset[BriefId]) -> "Archive":
        """Return the archive without some briefs, and without sources that no public text names."""
        briefs = {key: brief for key, brief in self.briefs.items() if key not in withheld}
        named_keys = {key for brief in briefs.values() if not brief.is_draft for key in brief.named_sources}
        claims = (publisher.state_media for publisher in self.vocabulary.publishers.values())
        named_keys.update(CiteKey(claim.source) for claim in claims if claim)
        shown_keys = set(map(self.resolve_key, named_keys))
        sources = {key: source for key, source in self.sources.items() if key in shown_keys}
        if not withheld and len(sources) == len(self.sources):
            return self
        publisher_ids = {source.publisher for source in sources.values()}
        publishers = {
            key: publisher
            for key, publisher in self.vocabulary.publishers.items()
            if publisher.is_listed or key in publisher_ids
        }
        vocabulary = replace(self.vocabulary, publishers=publishers)
        return replace(self, briefs=briefs, sources=sources, vocabulary=vocabulary, withheld=withheld)

    @property
    def texts(self) -> Iterator[TextMarkup]:
        """What the text of each brief contains, including those with unreadable front matter."""
        yield from (brief.markup for brief in self.briefs.values())
        yield from self.unread_briefs.values()

    def has_brief(self, name: str) -> bool:
        """Return whether a brief has that id, even if it cannot be read."""
        return name in self.briefs or name in self.unread_briefs

    def has_source(self, key: str) -> bool:
        """Return whether a source has that key or alias."""
        return key in self.sources or self.source(key) is not None

    def source(self, key: str) -> Source | None:
        """Return the source with that key or alias."""
        return self.sources.get(self.resolve_key(key))

    def resolve_key(self, key: str) -> CiteKey:
        """Return the key of the source that has *key* as key or alias, else *key* itself."""
        cite_key = CiteKey(key)
        return cite_key if cite_key in self.sources else self._keys_by_alias.get(cite_key, cite_key)

    @functools.cached_property
    def _keys_by_alias(self) -> Mapping[CiteKey, CiteKey]:
        # The first source to claim an alias keeps it; the reader reports the second.
        return {alias: source.key for source in reversed([*self.sources.values()]) for alias in source.aliases}

    @property
    def withdrawn(self) -> tuple[Brief, ...]:
        """Withdrawn briefs: each keeps its page but is in no list."""
        return tuple(brief for brief in self.briefs.values() if brief.status is Status.WITHDRAWN)

    def find_listed(self, name: BriefId | None) -> Brief | None:
        """Return the brief with that id if lists show it: it is published and not withdrawn."""
        brief = self.briefs.get(name) if name else None
        return brief if brief and brief.status in (Status.PUBLISHED, Status.CORRECTED) else None

    def list_replaced(self, brief: Brief) -> tuple[Brief, ...]:
        """Return the briefs that *brief* replaces, without drafts, which no public page or record names."""
        replaced = filter(None, map(self.briefs.get, brief.replaces))
        return tuple(former for former in replaced if not former.is_draft)

    def listed_briefs(self, *, drafts: bool = False) -> tuple[Brief, ...]:
        """Return the briefs that lists, feeds and search show: not withdrawn ones, and drafts only on request."""
        hidden = {Status.WITHDRAWN} if drafts else {Status.WITHDRAWN, Status.DRAFT}
        return tuple(brief for brief in self.briefs.values() if brief.status not in hidden)
