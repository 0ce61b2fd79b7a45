"""Rules of family C: what a source may lack, and days that have not come yet."""

import datetime
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..diagnostics import Diagnostic, Rule, Severity
from ..model import Archive, PartialDate, Source
from ..reading.addresses import find_host
from ..reading.vocabularies.publishers import folded
from .rule import ArchiveRule
from .spelling import detect_script

_OPENING_PAGES = frozenset(
    {"", "/", "/index.html", "/index.htm", "/index.php", "/home", "/en", "/en/", "/default.aspx"}
)
_SEARCH = re.compile(
    r"https?://(?:www\.)?(?:google\.[a-z.]{2,6}/search|bing\.com/search|baidu\.com/s\?|duckduckgo\.com/\?q|yandex\.\w+/search)",
    re.IGNORECASE,
)
_INHERITS = ("crossref", "xdata")


class OpeningPageAsAddress(ArchiveRule):
    """The address of a source is the opening page of its publisher's site, where another text will stand tomorrow.

    So it is with a page of results of a search.

    Open the text that was read, and copy its own address. A source that is the site itself bears the site's name as its
    title, and is not reported.
    """

    code = "C213"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        publishers = archive.vocabulary.publishers
        for source in archive.sources.values():
            if _SEARCH.match(source.url):
                message = f'"{find_host(source.url)}" shows results of a search at this address'
                yield cls.at(
                    source.places.get("url", source.span), message, hint="write the address of the text itself"
                )
                continue
            if source.url.count("/") > 4 or not _is_opening_page(source.url):
                continue
            publisher = publishers.get(source.publisher) if source.publisher else None
            host = find_host(source.url).removeprefix("www.")
            of_publisher = find_host(publisher.url).removeprefix("www.") if publisher and publisher.url else ""
            is_site = folded(source.title) in {folded(source.publisher_name), host}
            if (host == of_publisher or host.count(".") == 1) and not is_site:
                message = f'"{source.url}" is the opening page of a site'
                hint = "write the address of the text itself"
                yield cls.at(source.places.get("url", source.span), message, hint=hint)


def _is_opening_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.query and parts.path.lower() in _OPENING_PAGES


class SeenInFuture(Rule):
    """`urldate` or `archivedate` is a day that has not come yet: nobody can have seen the page then."""

    code = "C214"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every breach of the rule on a day."""
        for source in archive.sources.values():
            for name, date in (("urldate", source.accessed), ("archivedate", source.archive_date)):
                if date and _is_later(date, today):
                    span = source.places.get(name, source.span)
                    yield cls.at(span, f'"{name}" is "{date}", which lies in the future', hint="mend the date")


class AppearsInFuture(Rule):
    """The date of a source is a day that has not come yet. Most often that is a slip in the year."""

    code = "C217"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        """Every breach of the rule on a day."""
        for source in archive.sources.values():
            if source.issued and _is_later(source.issued, today):
                place = next((name for name in ("date", "year") if name in source.places), "")
                message = f'the date "{source.issued}" lies in the future'
                yield cls.at(source.places.get(place, source.span), message, hint="mend the date")


def _is_later(date: PartialDate, today: datetime.date) -> bool:
    """Whether all of a date lies behind tomorrow: east of here, that has begun."""
    latest = today + datetime.timedelta(days=1)
    known = tuple(part for part in (date.year, date.month, date.day) if part)
    return known > (latest.year, latest.month, latest.day)[: len(known)]


class NoPublisher(ArchiveRule):
    """An `@online` source does not say who brought it out, so that it is on no publisher's page.

    Write the name of the newspaper, agency, ministry or site into `publisher`.
    """

    code = "C215"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            if source.type == "online" and not source.publisher_name and not _inherits(source):
                site = f' of "{host}"' if (host := find_host(source.url).removeprefix("www.")) else ""
                hint = f"add publisher = {{…}} with the name of the newspaper, body or site{site}"
                yield cls.at(source.span, f'"{source.key}" has no publisher', hint=hint)


def _inherits(source: Source) -> bool:
    return any(name in source.fields for name in _INHERITS)


class UntranslatedTitle(ArchiveRule):
    """A brief in English cites a source whose title is in another script, and the entry has no `translatedtitle`.

    Who cannot read the script does not know what is cited. Put a translation into `translatedtitle`; the title as it
    was printed stays in `title`.
    """

    code = "C216"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        seen = set()
        for brief in archive.briefs.values():
            if brief.language.partition("-")[0] != "en":
                continue
            for key in brief.bibliography:
                source = archive.source(key)
                if source is None or source.key in seen:
                    continue
                seen.add(source.key)
                if not source.translated_title and _is_in_other_script(source.title):
                    message = f'the title of "{source.key}" is not in Latin letters, and has no translation'
                    hint = "add translatedtitle = {…} with what it says"
                    yield cls.at(source.places.get("title", source.span), message, hint=hint)


def _is_in_other_script(title: str) -> bool:
    if title.isascii():
        return False
    letters = [sign for sign in title[:200] if sign.isalpha()]
    return 2 * sum(detect_script(sign) != "LATIN" for sign in letters) > len(letters)


RULES: tuple[type[ArchiveRule], ...] = (OpeningPageAsAddress, NoPublisher, UntranslatedTitle)
CALENDAR_RULES = (SeenInFuture, AppearsInFuture)
