"""Rules of family R: what briefs say of one another, and of old addresses."""

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..model import Archive, Brief
from .nearest import plain, suggestion
from .rule import ArchiveRule


class UnknownBrief(ArchiveRule):
    """A brief names another, in its text or in `replaces`, that is not there."""

    code = "R201"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            replaced = [(other, brief.place("replaces", number)) for number, other in enumerate(brief.replaces)]
            named = [(ref.target, ref.span) for ref in brief.markup.references if ref.role == "brief"]
            for other, span in (*replaced, *named):
                if other not in archive.briefs:
                    yield cls.at(span, f'there is no brief "{other}"', hint=suggestion(other, plain(archive.briefs)))


class AliasTaken(ArchiveRule):
    """An old address is claimed by two briefs. It can lead to one page only."""

    code = "R202"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        first: dict[str, Brief] = {}
        for brief in archive.briefs.values():
            for number, alias in enumerate(brief.aliases):
                owner = first.setdefault(alias.strip("/").casefold(), brief)
                if owner is not brief:
                    message = f'the old address "{alias}" is that of "{owner.id}" too'
                    yield cls.at(brief.place("aliases", number), message, hint="keep it in one of the two")


RULES: tuple[type[ArchiveRule], ...] = (UnknownBrief, AliasTaken)
