"""Rules of family C: citations and the bibliography."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity, Span
from ..model import Archive, Source
from ..reading.nearest import Nearest, plain
from .rule import ArchiveRule


class UnknownSource(ArchiveRule):
    """A brief cites or lists a key that no file in `bib/` defines.

    Check the spelling, or add the source to the file of the year in which it appeared. A key whose entry is written and
    cannot be read is not reported: the fault of the entry is.
    """

    code = "C201"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = [(key, span) for key, span in _uses(archive) if not archive.has_source(key)]
        nearest = Nearest(plain(archive.sources) if unknown else ())
        for key, span in unknown:
            hint = nearest.hint(key) or "add the source to a file in bib/"
            yield cls.at(span, f'there is no source "{key}"', hint=hint)


def _uses(archive: Archive) -> Iterator[tuple[str, Span]]:
    """Every key that a field lists, a text cites or a role names."""
    for brief in archive.briefs.values():
        yield from ((key, brief.place("sources", number)) for number, key in enumerate(brief.sources))
    for text in archive.texts:
        yield from ((ref.target, ref.span) for ref in text.references if ref.cites or ref.role == "source")


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
            if source.issued is None and any(_may_be_a_date(source.fields.get(name, "")) for name in ("date", "year")):
                continue  # the reader has told that it is none
            wanted = _file_of(source)
            stem = PurePosixPath(source.span.path).stem
            # Files with other names are somebody's own order, which a wrong year cannot break.
            if stem != wanted and (stem == "undated" or (stem.isdigit() and len(stem) == 4)):
                message = f'"{source.key}" stands in "{source.span.path}"'
                yield cls.at(source.span, message, hint=f'move it to "bib/{wanted}.bib"')


def _file_of(source: Source) -> str:
    return f"{source.issued.year:04}" if source.issued else "undated"


def _may_be_a_date(text: str) -> bool:
    """Whether a field that gave no date was meant to give one, as "2014-13" was and "n.d." was not."""
    return any(char.isdigit() for char in text)


RULES: tuple[type[ArchiveRule], ...] = (UnknownSource, WrongYearsFile)
