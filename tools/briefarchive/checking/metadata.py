"""Rules of family M: what the fields of a brief say of one another."""

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Severity
from ..facets.citing.report import PLACEHOLDER
from ..model import Archive, Brief, Status
from ..reading.brief import ID
from ..reading.front_matter.schema import COMPANIONS
from .rule import ArchiveRule


class DateDiffersFromName(ArchiveRule):
    """The date of a brief is not the one in its file's name.

    The name is the brief's id and never changes, so for a published brief the field is mended, and the file is
    renamed only before anyone can have linked to it.
    """

    code = "M201"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            named = ID.fullmatch(brief.id) is not None  # else the name has its own fault
            if named and "date" in brief.places and not brief.id.startswith(brief.date.isoformat()):
                message = f'the date is "{brief.date}", the file\'s name has "{brief.id[:10]}"'
                yield cls.at(
                    brief.place("date"),
                    message,
                    hint=f"mend the date, or give the brief another id: briefs rename {brief.id} NEW",
                )


class WrongFolder(ArchiveRule):
    """A brief does not stand in the folder of its year.

    The folder is part of the brief's address: `archive/2014/2014-10-17-china-russia.md` is shown at
    `archive/2014/2014-10-17-china-russia.html`.
    """

    code = "M202"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            wanted = f"archive/{brief.id[:4]}"
            folder = PurePosixPath(brief.path).parent.as_posix()
            if ID.fullmatch(brief.id) and folder != wanted:
                yield cls.at(brief.place("path"), f'the brief stands in "{folder}"', hint=f'move it to "{wanted}"')


class StatusWithoutCompanion(ArchiveRule):
    """A brief's status lacks the field that explains it, or such a field lacks the status.

    `status: corrected` goes with `corrections`, `status: withdrawn` with `withdrawal`.
    """

    code = "M203"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            for status, name in COMPANIONS.items():
                given = bool(getattr(brief, name))
                if brief.status is status and not given and name not in brief.places:
                    message = f'the status is "{status}", and the field "{name}" is missing'
                    yield cls.at(brief.place("status"), message, hint=f'say what happened in "{name}"')
                elif given and brief.status not in {status, Status.WITHDRAWN}:
                    message = f'there is a field "{name}", and the status is "{brief.status}"'
                    do = "write" if "status" in brief.places else "add the line"
                    yield cls.at(brief.place(name), message, hint=f'{do} "status: {status}"')


class OnNoList(ArchiveRule):
    """A published brief names no country, no topic and nobody who wrote it, so that no list but that of all has it.

    Readers find briefs by the pages of countries, topics and people. Add `countries`, `topics` and `compilers`.
    """

    code = "M211"
    severity = Severity.NOTICE

    FIELDS = ("countries", "topics", "authors", "compilers", "editors", "translators")

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.shown():
            if not any(name in brief.places for name in cls.FIELDS):
                message = "no list will show the brief: it has no countries, topics or compilers"
                hint = 'add what there is to the front matter, for example "countries: [CN, RU]"'
                yield cls.at(brief.place("title"), message, hint=hint)


class NoteBeforeBrief(ArchiveRule):
    """A brief was corrected or withdrawn before the day of its event, or before that on which it was published.

    One of the two days is wrong.
    """

    code = "M212"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if "date" not in brief.places:
                continue
            for day, name, what in days_of_notes(brief):
                if day < brief.date:
                    message = f'{what} is of "{day}", and the brief of "{brief.date}"'
                elif "published" in brief.places and brief.issued and day < brief.issued:
                    message = f'{what} is of "{day}", and the brief was published on "{brief.issued}"'
                else:
                    continue
                yield cls.at(brief.place(name), message, hint="see which of the two days is right")


def days_of_notes(brief: Brief) -> Iterator[tuple[datetime.date, str, str]]:
    """The day of each correction and of the withdrawal, with the place of it and what it is."""
    for number, correction in enumerate(brief.corrections):
        yield correction.date, f"corrections.{number}.date", "a correction"
    if brief.withdrawal:
        yield brief.withdrawal.date, "withdrawal.date", "the withdrawal"


class PlaceholderTitle(ArchiveRule):
    """An imported brief has no title yet.

    The old export had none, and the import made a placeholder from the first sentence. Write a title: what happened,
    in one line, without a full stop. The file's name stays as it is.
    """

    code = "I101"
    severity = Severity.NOTICE

    PREFIX = PLACEHOLDER

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.title.startswith(cls.PREFIX):
                yield cls.at(
                    brief.place("title"), "the title is a placeholder", hint="write what happened, in one line"
                )


RULES: tuple[type[ArchiveRule], ...] = (
    DateDiffersFromName,
    WrongFolder,
    StatusWithoutCompanion,
    OnNoList,
    NoteBeforeBrief,
    PlaceholderTitle,
)
