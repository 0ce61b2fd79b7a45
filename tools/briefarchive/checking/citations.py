"""Rules of family C: citations and the bibliography."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity, Span
from ..model import Archive, CiteKey, Reference, Source
from ..reading.nearest import Nearest, plain
from .rule import ArchiveRule


class UnknownSource(ArchiveRule):
    """A brief cites or lists a key that no file in `bib/` defines.

    Check the spelling, or add the source to the file of the year in which it appeared. A key is told once a brief,
    where it stands first. One whose entry is written and cannot be read is not told: the fault of the entry is. So it
    is with an entry that has no usable key, and with all keys as long as a whole bibliography cannot be opened.
    """

    code = "C201"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = {} if archive.unread_bibliographies else _unknown(archive)
        nearest = Nearest(plain(archive.sources) if unknown else ())
        for (_, key), spans in unknown.items():
            if year_of_key(key) not in archive.unread_years:
                hint = nearest.hint(key) or "add the source to a file in bib/"
                times = f", cited in {len(spans)} places" if len(spans) > 1 else ""
                yield cls.at(spans[0], f'there is no source "{key}"{times}', hint=hint)


def year_of_key(key: str) -> str:
    """The year in a key of the usual form, or `nd`."""
    found = _YEAR_OF_KEY.search(key)
    return found[0] if found else ""


_YEAR_OF_KEY = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])|(?<![a-z])nd(?![a-z])")


USUAL_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*?-(?:\d{4}|nd)(?:-[a-z0-9]+)*")
"""The form of our own keys."""


def _unknown(archive: Archive) -> dict[tuple[str, str], list[Span]]:
    """Every key without a source, by the file that names it, and where it stands there, in order."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for brief in archive.briefs.values():
        for number, key in enumerate(brief.sources):
            if not archive.has_source(key):
                found[brief.path, key].append(brief.place("sources", number))
    for ref in _named_in_texts(archive):
        if not archive.has_source(ref.target):
            found[ref.span.path, ref.target].append(ref.span)
    return {key: sorted(spans) for key, spans in found.items()}


def _cited(archive: Archive) -> set[CiteKey]:
    """The keys of all sources that a brief cites or lists."""
    used = {archive.resolve_key(key) for brief in archive.briefs.values() for key in brief.sources}
    used.update(archive.resolve_key(ref.target) for ref in _named_in_texts(archive))
    return used


def _named_in_texts(archive: Archive) -> Iterator[Reference]:
    """What in texts cites a source or names one."""
    for text in archive.texts:
        yield from (ref for ref in text.references if ref.cites or ref.role == "source")


class WrongYearsFile(ArchiveRule):
    """A source stands in the file of another year than that in which it appeared.

    Sources of 2014 are in `bib/2014.bib`; those without a date are in `bib/undated.bib`. Every file is read, so
    nothing is broken, but the next person will look in the right place. `briefs sources format` moves it there. Entries
    that inherit from one another (`crossref`, `xdata`) work only in one file, and are not reported.
    """

    code = "C202"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        parents = {key for source in archive.sources.values() for key in _named(source, ("crossref", "xdata"))}
        for source in archive.sources.values():
            if (wanted := wanted_file(source)) is None:
                continue
            if source.key not in parents and source.fields.keys().isdisjoint(("crossref", "xdata")):
                message = f'"{source.key}" stands in "{source.span.path}"'
                yield cls.at(source.span, message, hint=f'move it to "{wanted}", or run “briefs sources format”')


def wanted_file(source: Source) -> str | None:
    """The file to which a source that stands in the wrong one belongs."""
    if source.issued is None and any(_may_be_a_date(source.fields.get(name, "")) for name in ("date", "year")):
        return None  # the reader has told that it is none
    wanted = f"{source.issued.year:04}" if source.issued else "undated"
    year = _year_of_file(source.span.path)
    return f"bib/{wanted}.bib" if year and year != wanted else None


@functools.lru_cache(maxsize=1_024)
def _year_of_file(path: str) -> str:
    """The year of which a file has the sources, or `undated`; another name is somebody's own order, and gives none."""
    stem = PurePosixPath(path).stem
    return stem if stem == "undated" or (stem.isdigit() and len(stem) == 4) else ""


def _may_be_a_date(text: str) -> bool:
    """Whether a field that gave no date was meant to give one, as "2014-13" was and "n.d." was not."""
    return any(char.isdigit() for char in text)


class UncitedSource(ArchiveRule):
    """No brief cites a source or lists it among its sources, and no other source and no publisher's claim names it.

    Its page is made all the same. Cite it where it belongs, or delete the entry if it was added by mistake. As long as
    the front matter of a brief cannot be read, nothing is reported: that brief may list it.
    """

    code = "C203"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        if archive.unread_briefs:
            return
        used = _cited(archive)
        named = (key for source in archive.sources.values() for key in _named(source, _NAMES_OF_OTHERS))
        used.update(map(archive.resolve_key, named))
        claims = (one.state_media for one in archive.vocabulary.publishers.values())
        used.update(archive.resolve_key(one.source) for one in claims if one)
        for source in archive.sources.values():
            if source.key not in used and source.type not in ("set", "xdata"):
                yield cls.at(source.span, f'no brief cites "{source.key}"')


_NAMES_OF_OTHERS = ("crossref", "xdata", "xref", "related", "entryset")


def _named(source: Source, names: Iterable[str]) -> Iterator[str]:
    """The keys of other sources that fields name."""
    for name in names:
        if value := source.fields.get(name):
            yield from (key.strip() for key in value.split(","))


RULES: tuple[type[ArchiveRule], ...] = (UnknownSource, WrongYearsFile, UncitedSource)
