"""The whole archive as one immutable value: what its files say, and nothing that can be worked out from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .brief import Brief, Status
from .names import BriefId, CiteKey
from .source import Source
from .vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Briefs by id in the order of date and id, sources by key, and the vocabularies."""

    briefs: Mapping[BriefId, Brief] = field(default_factory=dict)
    sources: Mapping[CiteKey, Source] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def shown(self, *, drafts: bool = False) -> tuple[Brief, ...]:
        """The briefs that lists, feeds and search show: no withdrawn ones, and drafts only on request."""
        hidden = {Status.WITHDRAWN} if drafts else {Status.WITHDRAWN, Status.DRAFT}
        return tuple(brief for brief in self.briefs.values() if brief.status not in hidden)
