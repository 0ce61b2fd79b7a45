"""Rules of family C: citations and the bibliography."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity
from ..model import Archive, Source
from .nearest import plain, suggestion
from .rule import ArchiveRule


class UnknownSource(ArchiveRule):
    """A brief cites or lists a key that no file in `bib/` defines.

    Check the spelling, or add the source to the file of the year in which it appeared.
    """

    code = "C201"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        names: dict[str, str] = {}
        for brief in archive.briefs.values():
            listed = [(key, brief.place("sources", number)) for number, key in enumerate(brief.sources)]
            cited = [(ref.target, ref.span) for ref in brief.markup.references if ref.cites or ref.role == "source"]
            for key, span in (*listed, *cited):
                if key not in archive.sources:
                    names = names or plain(archive.sources)
                    hint = suggestion(key, names) or "add the source to a file in bib/"
                    yield cls.at(span, f'there is no source "{key}"', hint=hint)


class WrongYearsFile(ArchiveRule):
    """A source stands in the file of another year than that in which it appeared.

    Sources of 2014 are in `bib/2014.bib`; those without a date are in `bib/undated.bib`. Every file is read, so
    nothing is broken, but the next person will look in the right place.
    """

    code = "C202"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            wanted = _file_of(source)
            stem = PurePosixPath(source.span.path).stem
            # Files with other names are somebody's own order, which a wrong year cannot break.
            if stem != wanted and (stem == "undated" or (stem.isdigit() and len(stem) == 4)):
                message = f'"{source.key}" stands in "{source.span.path}"'
                yield cls.at(source.span, message, hint=f'move it to "bib/{wanted}.bib"')


def _file_of(source: Source) -> str:
    return f"{source.issued.year:04}" if source.issued else "undated"


RULES: tuple[type[ArchiveRule], ...] = (UnknownSource, WrongYearsFile)
