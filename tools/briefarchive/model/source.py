"""A source: what a brief rests on, as an entry of a BibTeX file says it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..diagnostics import Span
from .dates import PartialDate
from .lines import Places
from .names import CiteKey, LanguageTag, PublisherId

UNKNOWN_LANGUAGE = LanguageTag("")
_HAN = re.compile("[\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in an author or editor list: a person in parts, or a corporate author in `literal` alone.

    *family_first* says that the parts are spoken in that order, as Chinese ones are (CSL's `static-ordering`). A
    *suffix* is `Jr.` or `III`.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False

    def inverted(self, separator: str = ", ") -> str:
        """`Family, Given, Suffix`, as catalogues and lists have it; that of a body, or one without parts, is whole."""
        return self.literal or separator.join(filter(None, (self.family, self.given, self.suffix)))

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        # Names in Chinese characters are written without a space.
        name = ("" if _HAN.search(self.family) else " ").join(part for part in parts if part)
        return f"{name} {self.suffix}" if self.suffix else name


class Seen(StrEnum):
    """How the compiler saw a source.

    `ORIGINAL`: at its own place. `COPY`: in a mirror, a reprint or a database. `HEADLINE`: the headline alone.
    `LISTING`: not at all, but in a list of others.
    """

    ORIGINAL = "original"
    COPY = "copy"
    HEADLINE = "headline"
    LISTING = "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry. Names follow CSL where BibTeX and CSL differ.

    Attributes:
        aliases: Other keys that mean this source too (`ids`), such as those of entries that were merged into it.
        type: The entry type in lower case, such as `online`.
        title: The title as it was printed, in its own script, without markup.
        translated_title: The title in English (`translatedtitle`), when the original is not.
        romanized_title: The title in Latin letters (`romanizedtitle`).
        publisher: Id of the publisher: who is named by `publisher`, `institution`, `organization`, `journaltitle`
            or another field that tells who brought the text out; None where none of them is given.
        publisher_name: That name as written.
        publisher_kind: What kind of publisher it is, as the vocabulary says; empty where it does not.
        issued: When it appeared; None for “no date”.
        accessed: When it was last seen (`urldate`).
        url: An http(s) address, or empty.
        archive_url: Address of an archived copy, or empty.
        language: BCP 47 tag made from `langid`, or empty.
        container_title: The journal, book or series in which it appeared, when it is not the publisher.
        agencies: The news agencies that wrote it, where it was published under another name (`agency`).
        seen: How the compiler saw it; None where that is not recorded.
        fields: Every field of the entry by its lower-case name, decoded to Unicode; nothing is left out.
        places: The place of each field's value.
    """

    key: CiteKey
    aliases: tuple[CiteKey, ...] = ()
    type: str
    title: str = ""
    translated_title: str = ""
    romanized_title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    publisher: PublisherId | None = None
    publisher_name: str = ""
    publisher_kind: str = ""
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    archive_url: str = ""
    archive_date: PartialDate | None = None
    doi: str = ""
    language: LanguageTag = UNKNOWN_LANGUAGE
    container_title: str = ""
    agencies: tuple[str, ...] = ()
    seen: Seen | None = None
    note: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    span: Span
    places: Places = field(default_factory=Places)
