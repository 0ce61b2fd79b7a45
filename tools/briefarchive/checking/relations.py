"""Rules of family R: what briefs say of one another."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity, Span
from ..model import Archive, BriefId, Status
from ..reading.attachments import path_of
from ..reading.nearest import Nearest, plain
from .rule import ArchiveRule


class UnknownBrief(ArchiveRule):
    """A brief names another, in its text or in `replaces`, that is not there."""

    code = "R201"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = [(other, span) for other, span in _uses(archive) if not archive.has_brief(other)]
        nearest = Nearest(plain(archive.briefs) if unknown else ())
        for other, span in unknown:
            yield cls.at(span, f'there is no brief "{other}"', hint=nearest.hint(other))


class ReplacesCircle(ArchiveRule):
    """A brief replaces itself, directly or through others, so that each of them is older than the other.

    Delete one `replaces` of the circle: the newer brief replaces the older one.
    """

    code = "R202"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in map(archive.briefs.__getitem__, _in_circles(archive)):
            message = f'"{brief.id}" replaces itself'
            yield cls.at(brief.place("replaces"), message, hint="the newer brief replaces the older one")


def _in_circles(archive: Archive) -> list[BriefId]:
    """The briefs that stand in a circle of replacements: those that are left when all others are taken away."""
    after: dict[BriefId, int] = {brief.id: 0 for brief in archive.briefs.values()}
    for brief in archive.briefs.values():
        for other in brief.replaces:
            if other in after:
                after[other] += 1
    free = [brief for brief, count in after.items() if not count]
    while free:
        brief_id = free.pop()
        for other in archive.briefs[brief_id].replaces:
            if other in after:
                after[other] -= 1
                if not after[other]:
                    free.append(other)
        del after[brief_id]
    return [brief_id for brief_id, count in after.items() if count and archive.briefs[brief_id].replaces]


class ReferenceToDraft(ArchiveRule):
    """A brief that is published names one that is a draft, and so has no page that the name could lead to.

    Publish both together, or name the other one later.
    """

    code = "R205"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for other, span in _uses_of(archive, Status.DRAFT):
            yield cls.at(span, f'"{other}" is a draft, and has no page', hint="publish it too, or name it later")


class ReferenceToWithdrawn(ArchiveRule):
    """A brief names one that has been withdrawn: its page says when and why, and no longer what it said.

    Name what replaces it, if there is something, and see whether what rests on it still stands. `replaces` may name it.
    """

    code = "R206"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        successors = {old: brief.id for brief in archive.briefs.values() for old in brief.replaces}
        for other, span in _uses_of(archive, Status.WITHDRAWN):
            successor = successors.get(other)
            hint = f'name "{successor}", which replaces it' if successor else "see whether what rests on it still holds"
            yield cls.at(span, f'"{other}" has been withdrawn', hint=hint)


def _uses_of(archive: Archive, status: Status) -> Iterator[tuple[BriefId, Span]]:
    """Where the text of a published brief names, or leads to, a brief that has *status*."""
    wanted = {brief.id for brief in archive.briefs.values() if brief.status is status}
    for brief in archive.shown() if wanted else ():
        for ref in brief.markup.references:
            if ref.role == "brief" and ref.target in wanted:
                yield BriefId(ref.target), ref.span
        for link in brief.markup.links:
            path = None if link.image else path_of(brief.path, link.target.partition("#")[0])
            other = BriefId(PurePosixPath(path).stem) if path and path.endswith(".md") else None
            if other in wanted and other is not None:
                yield other, link.span


def _uses(archive: Archive) -> Iterator[tuple[str, Span]]:
    """Every id that `replaces` or a role names."""
    for brief in archive.briefs.values():
        yield from ((other, brief.place("replaces", number)) for number, other in enumerate(brief.replaces))
    for text in archive.texts:
        yield from ((ref.target, ref.span) for ref in text.references if ref.role == "brief")


RULES: tuple[type[ArchiveRule], ...] = (UnknownBrief, ReplacesCircle, ReferenceToDraft, ReferenceToWithdrawn)
