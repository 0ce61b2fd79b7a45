"""Sources of briefs, as in the entries of BibTeX files."""

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

    *family_first* says that the family name is written first, as in Chinese names (CSL's `static-ordering`). A *suffix*
    is `Jr.` or `III`.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False

    def inverted_name(self, separator: str = ", ") -> str:
        """Return `Family, Given, Suffix`, as in catalogues; a literal name stays whole."""
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

    `ORIGINAL`: where it was published. `COPY`: in a mirror, a reprint or a database. `HEADLINE`: only its headline.
    `LISTING`: not itself, only an entry in somebody's list.
    """

    ORIGINAL = "original"
    COPY = "copy"
    HEADLINE = "headline"
    LISTING = "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source. Names follow CSL where BibTeX and CSL differ.

    Attributes:
        aliases: Other keys of this source (`ids`), such as those of entries merged into it.
        type: The entry type in lower case, such as `online`.
        title: The title as printed, in its own script, without markup.
        translated_title: The title in English (`translatedtitle`), if the original is in another language.
        romanized_title: The title in Latin letters (`romanizedtitle`).
        publisher: Id of the publisher, from `publisher`, `institution`, `organization`, `journaltitle` or a similar
            field; None if there is none of them.
        publisher_name: The publisher's name as written.
        publisher_kind: The publisher's kind in the vocabulary; empty if that has none.
        issued: Publication date; None for “no date”.
        accessed: When it was last accessed (`urldate`).
        url: An http(s) address, or empty.
        archive_url: Address of an archived copy, or empty.
        language: BCP 47 tag made from `langid`, or empty.
        container_title: The journal, book or series in which it appeared, unless that is the publisher.
        agencies: News agencies that wrote it, if somebody else published it (`agency`).
        seen: How the compiler saw it; None if not recorded.
        fields: Every field of the entry by lower-case name, decoded to Unicode.
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
