"""The fields of a brief's front matter, in the order in which they are written.

The reader, the guide's table and the schema for editors are all made from this one list.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from ...model import Status

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# `topics/index.html` is the list of all topics, and so it is with the others.
RESERVED_IDS = frozenset({"index", "INDEX"})
CITE_KEY = r"[A-Za-z0-9][A-Za-z0-9_:.+/-]*"
# RFC 5646 §2.1, without grandfathered tags and extensions: language, script, region, variants, private use.
LANGUAGE_TAG = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
# Each day of the years from 1500 to 2100. Beyond them, a date is a slip, by which feeds and charts would go on for
# thousands of years.
_YEAR = "(?:1[5-9][0-9]{2}|20[0-9]{2}|2100)"
_LEAP_YEAR = "(?:(?:1[5-9]|20)(?:0[48]|[2468][048]|[13579][26])|1600|2000)"
DATE = (
    rf"(?:{_YEAR}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rf"|{_LEAP_YEAR}-02-29)"
)
DATE_RULE = "write the year, month and day as 2014-10-17"
# SPDX 2.3, annex D, without expressions: a brief has one licence.
LICENSE = r"[A-Za-z0-9][A-Za-z0-9.-]*\+?"
# ISO 26324, with the registrants' codes that Crossref and DataCite give out.
DOI = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+"
WEB_ADDRESS = r"https?://[^\s<>\"\\^`{|}]+"
# The field that explains a status. A brief that was withdrawn may have been corrected before.
COMPANIONS = {Status.CORRECTED: "corrections", Status.WITHDRAWN: "withdrawal"}


class FieldKind(StrEnum):
    """What kind of value a field holds; the values are the words that messages use."""

    TEXT = "text"
    DATE = "date"
    LIST = "list"
    MAPPING = "mapping"
    NAMES = "names by language"
    ADDRESS = "address"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    Attributes:
        help: One sentence for the guide and for editors.
        example: How a value is written.
        pattern: What a text must match as a whole.
        rule: The pattern in words, as a hint.
        choices: All texts that it may have, where these are few.
        vocabulary: The vocabulary whose ids it takes.
        limit: The longest text, in characters.
        most: The most items that a list may have.
        item: For a list, the field that describes each item.
        members: For a mapping, its own fields.
    """

    name: str
    help: str
    example: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    pattern: str | None = None
    rule: str | None = None
    choices: tuple[str, ...] = ()
    vocabulary: str | None = None
    limit: int = 1_000
    most: int = 100
    item: "Field | None" = None
    members: "dict[str, Field]" = field(default_factory=dict)


# A brief stands on a page for each of its topics in each of its countries.
_MOST = {"countries": 25, "topics": 25, "sources": 500}


def _items(name: str, text: str, example: str, pattern: str, rule: str, *, vocabulary: str | None = None) -> Field:
    item = Field(name=name, help=text, example=example, pattern=pattern, rule=rule, limit=200, vocabulary=vocabulary)
    return Field(name=name, help=text, example=example, kind=FieldKind.LIST, item=item, most=_MOST.get(name, 100))


def _people(name: str, text: str) -> Field:
    return replace(_items(name, text, "[molly-bradtke]", _NAME, _IDS, vocabulary="people"), most=25)


def _mapping(name: str, text: str, example: str, *members: Field) -> Field:
    fields = {member.name: member for member in members}
    return Field(name=name, help=text, example=example, kind=FieldKind.MAPPING, members=fields)


# What a field may name is judged by the vocabularies, which know what "China" or "LNG" is called here.
_NAME = r"[^\x00-\x1f\x7f-\x9f]+"
_IDS = 'an id has small letters, digits and hyphens, as in "natural-gas"'
_DATE = "2014-10-17"
_BRIEF_ID = 'an id is the name of a brief’s file without ".md", for example "2014-05-21-power-of-siberia"'

# What is said of an export and of each further copy of it.
_EXPORT = (
    Field(
        name="from",
        help="Name of the export; behind `#` or `/`, the part of it.",
        example="export.xml#post-123",
        required=True,
    ),
    Field(
        name="address",
        help="Where the text stood on the web.",
        example="https://example.org/2014/10/17/agreements/",
        limit=2_000,
    ),
    Field(
        name="sha256",
        help="SHA-256 of the export's bytes.",
        example="64 hexadecimal digits",
        pattern="[0-9a-f]{64}",
        rule="a SHA-256 has 64 hexadecimal digits",
        required=True,
    ),
    Field(
        name="reader",
        help="The format that it was read from, as `briefs import --list-formats` names it.",
        example="html",
        limit=50,
    ),
)
_CORRECTION = _mapping(
    "corrections",
    "One correction.",
    "{date: 2014-10-20, note: Names the right itinerary.}",
    Field(name="date", help="The day of the correction.", example=_DATE, kind=FieldKind.DATE, required=True),
    Field(name="note", help="What was corrected.", example="Names the right itinerary.", required=True),
)

FRONT_MATTER: dict[str, Field] = {
    wanted.name: wanted
    for wanted in (
        Field(
            name="title",
            help="The headline, without a full stop.",
            example="China and Russia sign 38 agreements in Moscow",
            required=True,
            pattern=r".*\w.*",
            rule="a title has words",
            limit=300,
        ),
        Field(
            name="date",
            help="The day of the event: in the file's name, for sorting, and for index pages.",
            example=_DATE,
            kind=FieldKind.DATE,
            required=True,
        ),
        Field(
            name="published",
            help="The day on which this archive first published the text; a day to come holds it back until then. "
            "Without the field, the repository's history tells the day.",
            example="2026-11-25",
            kind=FieldKind.DATE,
        ),
        _items(
            "countries",
            "ISO 3166-1 alpha-2 codes, or codes that the vocabulary adds.",
            "[CN, RU]",
            _NAME,
            'a code has capital letters, as in "RU"',
            vocabulary="countries",
        ),
        _items(
            "topics",
            "Ids from the vocabulary of topics.",
            "[natural-gas, trade]",
            _NAME,
            _IDS,
            vocabulary="topics",
        ),
        _people("authors", "Ids of those who wrote it."),
        _people("compilers", "Ids of those who compiled it; they count as authors where there are none."),
        _people("editors", "Ids of those who edited it."),
        _people("translators", "Ids of those who translated it."),
        Field(
            name="summary",
            help="One or two sentences of plain text.",
            example="The two prime ministers signed 38 agreements.",
            limit=1_000,
        ),
        Field(
            name="language",
            help="The language of the text, as a BCP 47 tag; that of the archive if the field is left out.",
            example="en",
            pattern=LANGUAGE_TAG,
            rule='a language is a tag such as "en" or "zh-Hant"',
            limit=35,
        ),
        Field(
            name="license",
            help="The licence of the text, as an SPDX identifier; that of the archive (`briefs_license` in "
            "`docs/conf.py`) if the field is left out.",
            example="CC-BY-4.0",
            pattern=LICENSE,
            rule='a licence is an SPDX identifier such as "CC-BY-4.0"',
            limit=100,
        ),
        Field(
            name="doi",
            help="The DOI of the brief itself, where it has one.",
            example="10.5555/12345678",
            pattern=DOI,
            rule='a DOI is written without an address, as in "10.5555/12345678"',
            limit=200,
        ),
        Field(
            name="translation_of",
            help="Id of the brief of which this is a translation: of the original, not of another translation.",
            example="2014-05-21-power-of-siberia",
            pattern=ID,
            rule=_BRIEF_ID,
            limit=200,
        ),
        Field(
            name="status",
            help="`draft`, `published`, `corrected` or `withdrawn`; published if the field is left out.",
            example="published",
            pattern="|".join(Status),
            choices=tuple(Status),
            rule="a status is draft, published, corrected or withdrawn",
        ),
        _items(
            "sources",
            "Keys of sources which the brief lists without citing them in its text, in this order.",
            "[bbc-2014-china-media]",
            CITE_KEY,
            "a key has letters, digits and hyphens",
        ),
        Field(
            name="corrections",
            help="What was corrected, with status `corrected`.",
            example="[{date: 2014-10-20, note: Names the right itinerary.}]",
            kind=FieldKind.LIST,
            item=_CORRECTION,
        ),
        _mapping(
            "withdrawal",
            "When and why it was withdrawn, with status `withdrawn`.",
            "{date: 2015-01-05, reason: Its figures could not be confirmed.}",
            Field(name="date", help="The day of the withdrawal.", example=_DATE, kind=FieldKind.DATE, required=True),
            Field(name="reason", help="Why.", example="Its figures could not be confirmed.", required=True),
        ),
        _items("replaces", "Ids of briefs which this one replaces.", "[2014-05-21-power-of-siberia]", ID, _BRIEF_ID),
        _items(
            "aliases",
            "Old addresses, relative to the site's root, that lead here.",
            "[v3/2014/10/17/]",
            r"(?!\.)[A-Za-z0-9._~-]+(?:/(?!\.)[A-Za-z0-9._~-]+)*/?",
            "an old address is a path of the site, without a host, a leading slash or a query",
        ),
        _mapping(
            "original",
            "Where and when the text first appeared, if that was not in this archive.",
            "{date: 2014-10-17, url: https://example.org/2014/10/17/agreements/}",
            Field(
                name="publisher",
                help="Id of who brought it out, from `publishers.yaml`.",
                example="scmp",
                pattern=ID,
                rule=_IDS,
                limit=200,
            ),
            Field(name="date", help="The day on which it appeared there.", example=_DATE, kind=FieldKind.DATE),
            Field(
                name="url",
                help="Its address there.",
                example="https://example.org/2014/10/17/agreements/",
                pattern=WEB_ADDRESS,
                rule="an address begins with http:// or https://",
                limit=2_000,
            ),
            Field(
                name="file",
                help="Name of the file in which it came, which stands beside the brief.",
                example="2014-10-17-china-russia-agreements-original.pdf",
                pattern=r"[A-Za-z0-9][A-Za-z0-9._-]*",
                rule="a file's name has letters, digits, points and hyphens",
                limit=200,
            ),
        ),
        _mapping(
            "imported",
            "Where an imported brief came from; written by the import.",
            "{from: export.txt, sha256: …}",
            *_EXPORT,
            Field(name="version", help="Version of the program that imported it.", example="0.1.0", limit=50),
            Field(name="date", help="The day of the import.", example=_DATE, kind=FieldKind.DATE),
            Field(
                name="copies",
                help="Other exports of the same text, with which it was united.",
                example="[{from: export.xml#post-123, sha256: …}]",
                kind=FieldKind.LIST,
                item=_mapping("copies", "One of them.", "{from: export.xml#post-123, sha256: …}", *_EXPORT),
            ),
        ),
    )
}
