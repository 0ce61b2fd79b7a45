"""Rules on the fields of a brief: its file, dates, licence and language."""

import datetime
import functools
from collections.abc import Iterator
from pathlib import PurePosixPath

from babel.core import Locale, get_global
from babel.languages import get_official_languages
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from ..diagnostics import Diagnostic, Rule, Span
from ..facets.report import PLACEHOLDER
from ..model import Archive, Brief, Status
from ..reading.brief import ID
from ..reading.dates_in_words import names_day
from ..reading.fields import STATUS_FIELDS
from ..reading.languages import language_tag, script_of_language
from .relations import find_uses
from .rule import BriefRule, CalendarRule, replace_value, tomorrow


class WrongFolder(BriefRule, code="M202"):
    """A brief is not in the folder of its year."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        expected = f"archive/{brief.id[:4]}"
        folder = brief.path.rpartition("/")[0]
        if folder != expected and ID.fullmatch(brief.id):
            yield self.flag(brief.place("path"), f'the brief is in "{folder}"', hint=f'move it to "{expected}"')


class StatusWithoutCompanion(BriefRule, code="M203"):
    """`status` and the field that explains it (`corrections`, `withdrawal`) do not match."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        for status, name in STATUS_FIELDS.items():
            is_given = bool(getattr(brief, name))
            if brief.status is status and not is_given and name not in brief.places:
                message = f'the status is "{status}", and the field "{name}" is missing'
                yield self.flag(brief.place("status"), message, hint=f'say what happened in "{name}"')
            elif is_given and brief.status not in {status, Status.WITHDRAWN}:
                message = f'there is a field "{name}", and the status is "{brief.status}"'
                do = "write" if "status" in brief.places else "add the line"
                yield self.flag(brief.place(name), message, hint=f'{do} "status: {status}"')


class OnNoList(BriefRule, code="M211"):
    """A published brief has no country, topic or author, and therefore appears only in the list of all briefs."""

    FIELDS = ("countries", "topics", "authors", "compilers", "editors", "translators")

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        is_shown = brief.status not in {Status.DRAFT, Status.WITHDRAWN} and not (brief.countries or brief.topics)
        if is_shown and not any(name in brief.places for name in self.FIELDS):
            message = "no list will show the brief: it has no countries, topics or compilers"
            hint = 'add what there is to the front matter, for example "countries: [CN, RU]"'
            yield self.flag(brief.place("title"), message, hint=hint)


class PlaceholderTitle(BriefRule, code="I101"):
    """An imported brief has no title yet."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if brief.title.startswith(PLACEHOLDER):
            yield self.flag(brief.place("title"), "the title is a placeholder", hint="write what happened, in one line")


class OriginalFileMissing(BriefRule, code="M230"):
    """The original file named by a brief is not beside it."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if brief.original is None or not brief.original.file:
            return
        path = PurePosixPath(brief.path).with_name(brief.original.file)
        if str(path) not in archive.attachments:
            message = f'there is no file "{brief.original.file}" beside the brief'
            hint = f'put it into "{path.parent}", or correct its name'
            yield self.flag(brief.place("original.file"), message, hint=hint)


class UnknownLicence(BriefRule, code="M231"):
    """The licence of a brief is not in the SPDX list (<https://spdx.org/licenses/>)."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if not brief.license:
            return
        span, licence = brief.place("license"), _canonical_licence(brief.license)
        if not licence:
            hint = 'look it up at https://spdx.org/licenses/; for example, "CC-BY-4.0" is there'
            yield self.flag(span, f'unknown licence "{brief.license}"', hint=hint)
        elif licence != brief.license:
            message = f'the licence "{brief.license}" is spelt differently in the SPDX list'
            yield self.flag(span, message, hint=f'write "{licence}"', fix=replace_value(span, brief.license, licence))


def _canonical_licence(license_id: str) -> str:
    """Return the identifier as spelt in the SPDX list; empty if it is not there."""
    try:
        return str(canonicalize_license_expression(license_id))
    except InvalidLicenseExpression:
        return ""


class UnknownLanguage(BriefRule, code="M208"):
    """A language tag is well-formed, but its language, script or country does not exist, as in `jp` or `en-UK`."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if (fault := _diagnose_tag(brief.language)) is not None:
            message, hint = fault
            yield self.flag(brief.place("language"), message, hint=hint)


@functools.lru_cache(maxsize=256)
def _diagnose_tag(tag: str) -> tuple[str, str] | None:
    """Return a message and a hint for a tag, or None if all of its parts are known (BCP 47, §2.2)."""
    (language, *subtags), known = tag.partition("-x-")[0].split("-"), Locale("en")
    if not language_tag(language):
        languages = get_official_languages(language.upper(), de_facto=True)
        hint = f'did you mean "{languages[0]}"?' if languages else 'a language is a tag such as "en" or "zh-Hant"'
        return f'there is no language "{language}"', hint
    for part in subtags:
        if len(part) == 4 and part.isalpha() and part.title() not in known.scripts:
            return f'there is no script "{part}"', "leave it out, or take its code of four letters: Hans, Hant, Latn"
        if len(part) == 2 and part.upper() not in known.territories:
            return f'there is no country "{part}"', "leave it out, or take the country's code: GB, not UK"
    return None


_SCRIPT_NAMES = {"Hani": "Chinese", "Hang": "Korean"}
"""Common names for scripts, where CLDR has others."""


class UnlikelyLanguage(BriefRule, code="M209"):
    """The script of a text does not match its language."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        script, usual = brief.markup.script, script_of_language(brief.language)
        if script and usual and script != usual:
            letters = _SCRIPT_NAMES.get(script) or Locale("en").scripts[script]
            message = f'the language is "{brief.language}", and the text is in {letters} letters'
            likely = get_global("likely_subtags").get(f"und_{script}", "en").partition("_")[0]
            hint = f'name its language, for example "language: {likely}"'
            if "language" in brief.places:
                hint += f'; if it is that one, name its letters too, "{brief.language}-{script}"'
            yield self.flag(brief.place("language"), message, hint=hint)


class DateDiffersFromName(BriefRule, code="M201"):
    """The date of a brief differs from that in its file's name, and no field explains why."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        days = (brief.date, brief.original.date if brief.original else None)
        notes = " ".join(correction.note for correction in brief.corrections)
        is_other = brief.id[:10] not in map(str, days) and not names_day(notes, brief.date.day)
        if is_other and "date" in brief.places and ID.fullmatch(brief.id):  # otherwise another rule reports the name
            message = f'the date is "{brief.date}", the file\'s name has "{brief.id[:10]}"'
            hint = f"correct the date, or give the brief another id: briefs rename {brief.id} NEW"
            if brief.corrections:
                hint = 'correct the date, and delete "corrections" of another brief; or name the right day in your own'
            yield self.flag(brief.place("date"), message, hint=hint)


class NoteBeforeBrief(BriefRule, code="M212"):
    """A correction or withdrawal is dated before the event or the publication of its brief."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        published = brief.issued.first_day if brief.issued and "published" in brief.places else None
        for day, name, note in _list_note_days(brief) if "date" in brief.places else ():
            before = f'the brief of "{brief.date}"' if day < brief.date else ""
            if not before and published and day < published:
                before = f'the brief was published on "{published}"'
            if before:
                hint = "see which of the two days is right"
                yield self.flag(brief.place(name), f'{note} is of "{day}", and {before}', hint=hint)


def _list_note_days(brief: Brief) -> Iterator[tuple[datetime.date, str, str]]:
    """Yield the day of each correction and of the withdrawal, with its field and a noun for it."""
    for number, correction in enumerate(brief.corrections):
        yield correction.date, f"corrections.{number}.date", "a correction"
    if brief.withdrawal:
        yield brief.withdrawal.date, "withdrawal.date", "the withdrawal"


class DateInFuture(CalendarRule, code="M204"):
    """The event of a brief is in the future. A wrong year would put it at the top of every list."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.date > tomorrow(today) and "date" in brief.places:
                hint = "nothing, if the event is still to come; otherwise correct the year"
                yield self.flag(brief.place("date"), f'the date "{brief.date}" is in the future', hint=hint)


class NoteInFuture(CalendarRule, code="M216"):
    """The date of a correction or withdrawal is in the future, perhaps because of a wrong year."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            for day, name, note in _list_note_days(brief):
                if day > tomorrow(today):
                    message = f'the date "{day}" of {note} lies in the future'
                    yield self.flag(brief.place(name), message, hint="mend the date")


class HeldBack(CalendarRule, code="M220"):
    """A brief is held back until its publication day."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.published and brief.is_held_back(today):
                yield self.flag(brief.place("published"), f"the brief is held back until {brief.published}")


class ReferenceToHeldBack(CalendarRule, code="M222"):
    """A published brief refers to one that is held back and has no page yet."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        held_back = {brief.id: brief.published for brief in archive.briefs.values() if brief.is_held_back(today)}
        for brief_id, span in find_uses(archive.public_view(today), held_back.keys()) if held_back else ():
            until = f" until {held_back[brief_id]}" if held_back[brief_id] else ""
            hint = "hold this brief back as well, or name the other one when it has a page"
            yield self.flag(span, f'"{brief_id}" is held back{until}, and has no page yet', hint=hint)


class DayOfPublicationNotWritten(Rule, code="M221"):
    """A brief does not say when it was published, but the repository's history does."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        """Report each brief whose publication day comes from the history."""
        for brief in archive.briefs.values():
            if brief.published and "published" not in brief.places and "date" in brief.places:
                span = brief.place("date")
                below = Span(path=brief.path, line=span.end_line + 1, end_column=1)
                line, hint = f"published: {brief.published}", f'write "published: {brief.published}" below "date"'
                message = f"the brief does not say that it was published on {brief.published}"
                yield self.suggest(span, message, f"{line}\n", hint=hint, at=below)
