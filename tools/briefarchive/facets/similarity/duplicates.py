"""Sources that are probably one, in groups, the surest first.

Candidates are found in blocks (`candidates` says how they are bounded), weighed in pairs (`evidence`), and the pairs
joined to groups from the surest down. A group never takes in what cannot be one with a member of it, such as a source
with another DOI.
"""

import shlex
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from ...model import Archive, CiteKey, Source
from .candidates import Candidate, pairs, prepare
from .evidence import Evidence, are_apart, weigh

_LARGEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """Sources that are probably one.

    Attributes:
        score: From 70 to 100: that of the least sure of the pairs which join them.
        reasons: What they have in common.
        sources: The one to keep first: one from which others inherit, else the one that most briefs cite, of these the
            one with the most fields.
        cited: How many briefs cite each.
    """

    score: int
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]
    cited: tuple[int, ...]


def find_duplicates(archive: Archive) -> tuple[Duplicates, ...]:
    """The groups of sources of *archive* that are probably one."""
    weighed = ((weigh(one, other), one, other) for one, other in pairs(prepare(archive.sources.values())))
    found = [(evidence, one, other) for evidence, one, other in weighed if evidence is not None]
    found.sort(key=lambda pair: (-pair[0].score, pair[1].source.key, pair[2].source.key))
    cited = Counter(archive.resolve_key(key) for brief in archive.briefs.values() for key in brief.bibliography)
    parents = {key.strip().casefold() for one in archive.sources.values() for key in _inherits_from(one)}
    groups = (group.duplicates(cited, parents) for group in _joined(found))
    return tuple(sorted(groups, key=lambda group: (-group.score, group.sources[0].key)))


def _inherits_from(source: Source) -> list[str]:
    return [key for name in ("crossref", "xdata") if name in source.fields for key in source.fields[name].split(",")]


@dataclass(slots=True)
class _Group:
    members: list[Candidate]
    score: int = 100
    reasons: dict[str, None] = field(default_factory=dict)

    def duplicates(self, cited: Counter[CiteKey], parents: Container[str]) -> Duplicates:
        sources = [one.source for one in self.members]
        sources.sort(
            key=lambda one: (one.key.casefold() not in parents, -cited[one.key], -len(one.fields), one.key),
        )
        counts = tuple(cited[source.key] for source in sources)
        return Duplicates(score=self.score, reasons=tuple(self.reasons), sources=tuple(sources), cited=counts)


def _joined(found: Iterable[tuple[Evidence, Candidate, Candidate]]) -> list[_Group]:
    groups: dict[CiteKey, _Group] = {}
    for evidence, one, other in found:
        here = groups.get(one.source.key) or _Group([one])
        there = groups.get(other.source.key) or _Group([other])
        if here is not there:
            if len(here.members) + len(there.members) > _LARGEST:
                continue
            if any(are_apart(a, b) for a in here.members for b in there.members):
                continue
            here.members += there.members
            here.reasons |= there.reasons
            here.score = min(here.score, there.score, evidence.score)
        here.reasons |= dict.fromkeys(evidence.reasons)
        groups |= {member.source.key: here for member in here.members}
    return list({id(group): group for group in groups.values()}.values())


def merge_command(keys: Iterable[str], *, where: Sequence[str] = ()) -> str:
    """The line that merges the sources *keys* into the first; *where* is `--root` with its folder, if it is needed."""
    words = [*keys]
    end_of_options = ["--"] if any(key.startswith("-") for key in words) else []
    return shlex.join(["briefs", *where, "sources", "merge", *end_of_options, *words])
