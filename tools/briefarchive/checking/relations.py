"""Rules of family R: what briefs say of one another."""

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span
from ..model import Archive
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


def _uses(archive: Archive) -> Iterator[tuple[str, Span]]:
    """Every id that `replaces` or a role names."""
    for brief in archive.briefs.values():
        yield from ((other, brief.place("replaces", number)) for number, other in enumerate(brief.replaces))
    for text in archive.texts:
        yield from ((ref.target, ref.span) for ref in text.references if ref.role == "brief")


RULES: tuple[type[ArchiveRule], ...] = (UnknownBrief,)
