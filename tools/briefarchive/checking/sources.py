"""Rules of family C: what the fields of a source say of one another."""

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Severity, Span
from ..facets.similarity.duplicates import merge_command
from ..model import Archive, PartialDate, Source
from .citations import USUAL_KEY
from .rule import ArchiveRule
from .spelling import Slips, detect_script

_ONLINE = ("url", "doi", "eprint", "howpublished")
_JOURNAL = ("journaltitle", "journal", "shortjournal", "eprint", "eprinttype", "archiveprefix")
_BODY = ("institution", "organization", "publisher", "school")
_WHOLE = ("booktitle", "maintitle", "eventtitle")
_NEEDED = {
    **dict.fromkeys(("online", "electronic", "www"), ("url", _ONLINE)),
    "article": ("journaltitle", _JOURNAL),
    **dict.fromkeys(("report", "techreport"), ("institution", _BODY)),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), ("institution", _BODY)),
    **dict.fromkeys(("incollection", "inproceedings", "conference", "inreference"), ("booktitle", _WHOLE)),
    # BibTeX has the book's own title in @inbook, and says which part of it is meant.
    "inbook": ("booktitle", (*_WHOLE, "chapter", "pages")),
}


class MissingSourceField(ArchiveRule):
    """A source lacks the field by which a reader of its kind finds it.

    | Entry | needs | or |
    | --- | --- | --- |
    | `@online` | `url` | `doi`, `eprint`, `howpublished`, an address as `note` |
    | `@article` | `journaltitle` | `journal`, `eprint` |
    | `@report`, `@thesis` | `institution` | `organization`, `publisher`, `school` |
    | `@incollection`, `@inproceedings`, `@inreference` | `booktitle` | `maintitle`, `eventtitle` |
    | `@inbook` | `booktitle` | `chapter`, `pages` |

    Look it up. If the address of a page is not known, the source is `@misc` rather than `@online`; never guess one. An
    entry with `crossref` or `xdata` is not looked at: it may have the field from elsewhere. Titles have a rule of their
    own, C110.
    """

    code = "C204"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            wanted, fields = _NEEDED.get(source.type, ("", ()))
            elsewhere = _has(source, ("crossref", "xdata")) or (wanted == "url" and source.url)
            if wanted and not elsewhere and not _has(source, fields):
                hint = "look it up, or write @misc" if wanted == "url" else "look it up"
                if wanted == "journaltitle" and source.publisher_name:
                    entry = "@online" if source.url else "@misc, or @online with its address"
                    hint = f"a text of a newspaper or an agency is {entry}; else look it up"
                yield cls.at(source.span, f'@{source.type} "{source.key}" has no "{wanted}"', hint=hint)


class SeenBeforeItAppeared(ArchiveRule):
    """`urldate`, the day on which a source was seen, lies before `date`, on which it appeared.

    One of the two is wrong, often by a slip in the year. A difference of one day is no fault: when it is the 17th in
    Beijing, it is the 16th in New York.
    """

    code = "C205"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            if source.issued and source.accessed and _is_before(source.accessed, source.issued):
                message = f'"urldate" is "{source.accessed}", and "date" is "{source.issued}"'
                yield cls.at(_place(source, "urldate"), message, hint="see which of the two is right")


class UndatedCopy(ArchiveRule):
    """A source has the address of an archived copy, and no `archivedate` that says when the copy was made.

    Pages change; a reader must know which state the copy shows. The Wayback Machine has the day in its addresses. Not
    reported are the short names of perma.cc, archive.today and WebCite, which print the day above the copy.
    """

    code = "C206"
    severity = Severity.WARNING

    DATED_PAGE = re.compile(
        r"https?://(?:www\.)?(?:perma\.cc|archive\.(?:today|is|ph|li|vn|fo|md)|webcitation\.org)/[\w-]+/?",
        re.IGNORECASE,
    )
    DAY = re.compile(r"/(?:web/)?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{0,6}(?:[a-z]{2}_)?/")

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            if not source.archive_url or source.fields.get("archivedate"):
                continue
            if not cls.DATED_PAGE.fullmatch(source.archive_url):
                day = cls.DAY.search(source.archive_url)
                hint = f"write archivedate = {{{'-'.join(day.groups())}}}" if day else "add archivedate = {…}"
                yield cls.at(_place(source, "archiveurl"), "the archived copy has no date", hint=hint)


class MisspeltPublisher(ArchiveRule):
    """A publisher is nearly called as one of `vocabulary/publishers.yaml`, and so gets a page of its own by mistake.

    Reported is a name of which one word differs by a letter or two, or has another ending (“Southern China Morning
    Post”), and one in which only spaces and points differ. Names of places, numbers and short words are never taken for
    mistakes, since “Henan Daily” and “Hunan Daily” are two newspapers. Names of more than 20 words are not compared; of
    known names that differ in one word only, and there begin alike, the first 100 are. Write the name as the vocabulary
    has it. If it is another publisher, or another name of the same, add it there.
    """

    code = "C207"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        if archive.vocabulary.has_unread("publishers"):
            return  # it may be one of those that cannot be read
        publishers = archive.vocabulary.publishers
        names = [name for one in publishers.values() if one.listed for name in (one.name, *one.aliases)]
        meant_by = functools.cache(Slips(names).find_correction)
        for source in archive.sources.values():
            known = publishers.get(source.publisher) if source.publisher else None
            if known is None or known.listed:
                continue
            if meant := meant_by(source.publisher_name):
                place = next((name for name, text in source.fields.items() if text == source.publisher_name), "")
                message = f'the publisher "{source.publisher_name}" is nearly called "{meant}"'
                hint = f'write "{meant}", or add the other name to publishers.yaml'
                yield cls.at(_place(source, place), message, hint=hint)


class OpenQuotation(ArchiveRule):
    """A title ends with an opening quotation mark: a word is missing after it, or the mark is the wrong one.

    What closes in English is `”` and `’`. A title in which `„` or `»` opens is not reported, since `“` and `«` close
    there.
    """

    code = "C208"
    severity = Severity.WARNING

    # A mark that closes in another language, or stands for a letter in Arabic names, needs a space before it.
    END = re.compile(r"(?:[“「『《〈﹁﹃]|(?<=\s)[‘«‹„‚])\Z")

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            for name in ("title", "translatedtitle"):
                title = source.fields.get(name, "").rstrip()
                found = cls.END.search(title[-2:])
                if found and not set("„‚»›") & set(title[:-1]):
                    message = f'the title ends with the opening quotation mark "{found[0]}"'
                    yield cls.at(_place(source, name), message, hint="close the quotation, or delete the mark")


class ForeignScript(ArchiveRule):
    """A title is mostly in a script in which English is not written, and `langid` says that it is English.

    Browsers, readers aloud and the search go by the language: `langid = {chinese}`, `{russian}`, `{arabic}`. A
    translation belongs into `translatedtitle`, the title as printed into `title`.
    """

    code = "C209"
    severity = Severity.WARNING

    SCRIPTS = frozenset({"CJK", "CYRILLIC", "ARABIC", "HANGUL", "HIRAGANA", "KATAKANA", "HEBREW", "DEVANAGARI", "THAI"})
    HINTS = ("CJK", "write chinese, or japanese"), ("CYRILLIC", "write russian, or the other language")

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            if source.title.isascii() or source.language.partition("-")[0] != "en" or "langid" not in source.places:
                continue
            scripts = Counter(detect_script(sign) for sign in source.title if sign.isalpha())
            script = max(scripts, key=lambda one: scripts[one], default="")
            if script in cls.SCRIPTS and 2 * scripts[script] > scripts.total():
                message = f'"langid" is "{source.fields["langid"]}", and the title is not in Latin letters'
                yield cls.at(_place(source, "langid"), message, hint=dict(cls.HINTS).get(script))


class UnusualKey(ArchiveRule):
    """A key does not have the form of our own: the publisher's id, the year or `nd`, and words of the title.

    `scmp-2014-china-russia-pledge` tells what is cited where only the key is seen. Keys are of small letters, digits
    and hyphens. Give a new source such a key; leave that of one which is cited, unless you change every brief that
    cites it.
    """

    code = "C210"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            if not USUAL_KEY.fullmatch(source.key):
                year = f"{source.issued.year:04}" if source.issued else "nd"
                hint = f'a key has the form "{source.publisher or "publisher"}-{year}-some-words"'
                yield cls.at(source.span, f'the key "{source.key}" does not have the usual form', hint=hint)


class SharedAddress(ArchiveRule):
    """Two sources have the same address: they are one that was entered twice, or one has the address of the other.

    `briefs sources merge` makes one of two entries, also where briefs cite both. `briefs sources duplicates` finds
    entries that are alike in other ways. Parts of one file are told apart by `pages` or `chapter`, and not reported.
    """

    code = "C218"
    severity = Severity.NOTICE

    PARTS = ("pages", "chapter", "volume", "number", "issue")

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        first: dict[str, Source] = {}
        for source in archive.sources.values():
            if not source.url or _has(source, ("crossref", "xdata")):
                continue
            other = first.setdefault(source.url, source)
            if other is source or any(source.fields.get(name) != other.fields.get(name) for name in cls.PARTS):
                continue
            message = f'"{source.key}" has the same address as "{other.key}"'
            merged = merge_command((other.key, source.key))
            hint = f"if they are one source, run “{merged}”; if not, write the address of this one"
            yield cls.at(_place(source, "url"), message, hint=hint)


RULES: tuple[type[ArchiveRule], ...] = (
    MissingSourceField,
    SeenBeforeItAppeared,
    UndatedCopy,
    MisspeltPublisher,
    OpenQuotation,
    ForeignScript,
    UnusualKey,
    SharedAddress,
)


def _has(source: Source, names: Iterable[str]) -> bool:
    return any(source.fields.get(name) for name in names)


def _place(source: Source, name: str) -> Span:
    return source.places.get(name, source.span)


def _is_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether *one* is earlier by more than a day, as far as both are exact."""
    if not (one.day and other.day):
        exact = 2 if one.month and other.month else 1
        return (one.year, one.month)[:exact] < (other.year, other.month)[:exact]
    return (_date(other) - _date(one)).days > 1


def _date(exact: PartialDate) -> datetime.date:
    return datetime.date(exact.year, exact.month, exact.day)
