"""Sources of a change that are nearly the same as others; of all pairs, only those of the change are looked at."""

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Rule, Severity
from ..facets.similarity.candidates import pairs, prepare
from ..facets.similarity.duplicates import Evidence, merge_command, weigh
from ..model import Archive, CiteKey, Source
from ..reading.bibliography import read_bibliography
from ..reading.decoding import decode
from ..storage.revision import Change

_Content = tuple[str, str, frozenset[tuple[str, str]]]


class NearDuplicate(Rule):
    """A change adds or alters a source so that it is nearly the same as another.

    Entered twice, a source has two places in lists, and each names half of the briefs that cite it. The message says
    what the two have in common; `briefs sources duplicates` compares in the same way and shows both entries side by
    side. Cite the one that was there, and delete the new entry. If briefs cite both already, `briefs sources merge`
    makes them one. If they are two texts after all, give each what tells them apart: its date, its own address, its
    volume or pages.
    """

    code = "C211"
    severity = Severity.WARNING


def near_duplicates(archive: Archive, change: Change) -> Iterator[Diagnostic]:
    """The sources that *change* added or altered, each with the one to which it is most alike.

    Args:
        archive: The archive with the change in it.
        change: What has changed.
    """
    before = [
        source for path in sorted(change.before) if path.endswith(".bib") for source in _sources_before(path, change)
    ]
    new = _new_sources(archive, change, before)
    if not new:
        return
    old = {source.key for source in before}
    alike: dict[CiteKey, tuple[Evidence, Source]] = {}
    for one, other in pairs(prepare(archive.sources.values()), of=new):
        if evidence := weigh(one, other):
            told, known = _told_and_known(one.source, other.source, new)
            if told.key not in alike or _order(evidence, known) < _order(*alike[told.key]):
                alike[told.key] = evidence, known
    for key, (evidence, known) in alike.items():
        message = f'"{key}" looks like "{known.key}": {"; ".join(evidence.reasons)}'
        hint = f'cite "{known.key}" instead, and delete this entry'
        if key in old:
            hint = f'cite "{known.key}" instead, or run “{merge_command((known.key, key))}”'
        yield NearDuplicate.at(archive.sources[key].span, message, hint=hint)


def _new_sources(archive: Archive, change: Change, before: Iterable[Source]) -> frozenset[CiteKey]:
    """Keys of entries that the change added or altered; one that it only moved is neither."""
    known = {_content(source) for source in before}
    present = (source for source in archive.sources.values() if source.span.path in change.paths)
    return frozenset(source.key for source in present if _content(source) not in known)


def _sources_before(path: str, change: Change) -> tuple[Source, ...]:
    text = decode(path, change.before[path])
    return read_bibliography(path, text)[0] if isinstance(text, str) else ()


def _content(source: Source) -> _Content:
    return source.key, source.type, frozenset(source.fields.items())


def _told_and_known(one: Source, other: Source, new: frozenset[CiteKey]) -> tuple[Source, Source]:
    """Which of the two is told of: the new one; of two new ones, that which stands later."""
    later_first = sorted((one, other), key=lambda source: (source.key in new, source.span), reverse=True)
    return later_first[0], later_first[1]


def _order(evidence: Evidence, known: Source) -> tuple[int, CiteKey]:
    return -evidence.score, known.key
