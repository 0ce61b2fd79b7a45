"""Rules on sources: missing fields, inconsistent dates, unusual keys and shared addresses."""

import datetime
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic
from ..facets.similarity.duplicates import merge_command
from ..model import Archive, PartialDate, Source
from ..reading.addresses import find_host
from ..reading.bibliography.addresses import parse_archived_copy
from ..reading.languages import LATIN
from .citations import USUAL_KEY
from .patterns import TABLES, find_expression
from .rule import ArchiveRule, CalendarRule, SourceRule, place_in_source, tomorrow

_REQUIRED_FIELDS = {type_: needed.split() for types, needed in TABLES["needed"].items() for type_ in types.split(", ")}
_PARENTS = ("crossref", "xdata")


class MissingSourceField(SourceRule, code="C204"):
    """A source lacks a field that readers need to find it."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        fields = _REQUIRED_FIELDS.get(source.type, ())
        missing_field = fields[0] if fields else ""
        if not missing_field or _has(source, fields):  # the usual case
            return
        if not (_has(source, _PARENTS) or (missing_field == "url" and source.url)):
            hint = "look it up, or write @misc" if missing_field == "url" else "look it up"
            if missing_field == "journaltitle" and source.publisher_name:
                entry = "@online" if source.url else "@misc, or @online with its address"
                hint = f"a text of a newspaper or an agency is {entry}; else look it up"
            yield self.flag(source.span, f'@{source.type} "{source.key}" has no "{missing_field}"', hint=hint)


def _has(source: Source, names: Iterable[str]) -> bool:
    return any(map(source.fields.get, names))


class SeenBeforeItAppeared(SourceRule, code="C205"):
    """`urldate`, on which a source was accessed, is before `date`, on which it was published."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        if source.issued and source.accessed and _is_before(source.accessed, source.issued):
            message = f'"urldate" is "{source.accessed}", and "date" is "{source.issued}"'
            yield self.flag(place_in_source(source, "urldate"), message, hint="see which of the two is right")


def _is_before(first: PartialDate, second: PartialDate) -> bool:
    """Return whether *first* is earlier by more than a day, as far as both are exact."""
    if first.parts >= second.parts:
        return False
    if first.day and second.day:
        return tomorrow(first.first_day) < second.first_day
    exact = 2 if first.month and second.month else 1
    return (first.year, first.month)[:exact] < (second.year, second.month)[:exact]


class UndatedCopy(SourceRule, code="C206"):
    """A source has the address of an archived copy but no `archivedate`."""

    DATED_PAGE = find_expression("dated-copy")

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        if not source.archive_url or source.fields.get("archivedate"):
            return
        if not self.DATED_PAGE.fullmatch(source.archive_url):
            _, day = parse_archived_copy(source.archive_url) or ("", "")
            hint = f"write archivedate = {{{day}}}" if day else "add archivedate = {…}"
            yield self.flag(place_in_source(source, "archiveurl"), "the archived copy has no date", hint=hint)


class ForeignScript(SourceRule, code="C209"):
    """`langid` says that a title is English, but most of it is not in Latin letters."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        is_english = source.language.partition("-")[0] == "en"
        if is_english and _is_in_other_script(source.title) and "langid" in source.places:
            message = f'"langid" is "{source.fields["langid"]}", and the title is not in Latin letters'
            hint = "name the language of the title, such as chinese, japanese or russian"
            yield self.flag(place_in_source(source, "langid"), message, hint=hint)


class UnusualKey(SourceRule, code="C210"):
    """A key does not have the usual form: the publisher's id, the year or `nd`, and words of the title."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        if not USUAL_KEY.fullmatch(source.key):
            year = f"{source.issued.year:04}" if source.issued else "nd"
            hint = f'a key has the form "{source.publisher or "publisher"}-{year}-some-words"'
            yield self.flag(source.span, f'the key "{source.key}" does not have the usual form', hint=hint)


class SharedAddress(ArchiveRule, code="C218"):
    """Two sources have the same address: they are duplicates, or one address is wrong."""

    PARTS = ("pages", "chapter", "volume", "number", "issue")

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        first: dict[str, Source] = {}
        for source in archive.sources.values():
            if not source.url or _has(source, _PARENTS):
                continue
            earlier = first.setdefault(source.url, source)
            if earlier is source or any(source.fields.get(name) != earlier.fields.get(name) for name in self.PARTS):
                continue
            message = f'"{source.key}" has the same address as "{earlier.key}"'
            merged = merge_command((earlier.key, source.key))
            hint = f"if they are one source, run “{merged}”; if not, write the address of this one"
            yield self.flag(place_in_source(source, "url"), message, hint=hint)


class SeenInFuture(CalendarRule, code="C214"):
    """`urldate` or `archivedate` is in the future."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        latest = tomorrow(today)
        for source in archive.sources.values():
            for name, date in (("urldate", source.accessed), ("archivedate", source.archive_date)):
                if date and date.first_day > latest:
                    message = f'"{name}" is "{date}", which is in the future'
                    yield self.flag(place_in_source(source, name), message, hint="mend the date")


class AppearsInFuture(CalendarRule, code="C217"):
    """The date of a source is in the future, most often because of a wrong year."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        latest = tomorrow(today)
        for source in archive.sources.values():
            if source.issued and source.issued.first_day > latest:
                message = f'the date "{source.issued}" is in the future'
                yield self.flag(place_in_source(source, "date", "year"), message, hint="mend the date")


class NoPublisher(SourceRule, code="C215"):
    """An `@online` source has no publisher, so that it is on no publisher's page."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        if source.type == "online" and not source.publisher_name and source.fields.keys().isdisjoint(_PARENTS):
            site = f' of "{host}"' if (host := find_host(source.url)) else ""
            hint = f"add publisher = {{…}} with the name of the newspaper, body or site{site}"
            yield self.flag(source.span, f'"{source.key}" has no publisher', hint=hint)


class UntranslatedTitle(ArchiveRule, code="C216"):
    """A brief in English cites a source whose title is in another script and has no `translatedtitle`."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        untranslated = (source for source in archive.sources.values() if not source.translated_title)
        unclear = [source for source in untranslated if _is_in_other_script(source.title)]
        english = (brief for brief in archive.briefs.values() if unclear and brief.language.partition("-")[0] == "en")
        cited_keys = {archive.resolve_key(key) for brief in english for key in brief.bibliography}
        for source in unclear:
            if source.key in cited_keys:
                message = f'the title of "{source.key}" is not in Latin letters, and has no translation'
                hint = "add translatedtitle = {…} with what it says"
                yield self.flag(place_in_source(source, "title"), message, hint=hint)


def _is_in_other_script(title: str) -> bool:
    if title.isascii():
        return False
    return 2 * len(LATIN.findall(title[:200])) < sum(map(str.isalpha, title[:200]))
