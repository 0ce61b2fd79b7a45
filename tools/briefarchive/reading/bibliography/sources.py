"""Converts a BibTeX entry to a source by interpreting its fields."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ...bibtex.blocks import RawEntry
from ...bibtex.dates import correct_month, edtf_start, is_edtf, read_issue_date
from ...bibtex.errors import excerpt
from ...bibtex.grammar import RawField, split_outside
from ...bibtex.latex import decode, decode_verbatim
from ...bibtex.names import AND, format_names, mark_family_first, read_names
from ...bibtex.schema import DATE_FIELDS, ENTRY_TYPES, NAME_FIELDS, is_verbatim
from ...diagnostics import Diagnostic, Rule
from ...model import CiteKey, LanguageTag, Name, PartialDate, Places, Seen, Source
from ...model.tables import load_words
from .. import rules
from ..author_lists import correct_names
from ..characters import INVISIBLE
from ..dates_in_words import iso_date
from ..languages import language_tag
from . import addresses
from .entry_names import read_aliases
from .values import find_mistakes

# Direction marks, U+200E and U+200F, are legitimate in Hebrew and Arabic.
FORBIDDEN = re.compile(rf"{INVISIBLE.pattern}(?<![\u200e\u200f\x0b\x0c\x85])")
"""Invisible characters that change what is read; here, line ends of any kind are spaces."""
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff"

_DATE_HINT = "write it as year, month and day, for example 2014-10-17, or as 2014-10 or 2014"
_UNDATED = re.compile(r"n\.?\s?d\.?|no date|undated|unknown|\?+|-+|none|o\.\s?[jJ]\.?", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HYPHEN_IN_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")
_AND = re.compile(r"\s*(?:,|;|/|\band\b)\s*")
_SEEN_VALUES = tuple(kind.value for kind in Seen)

_TABLES = load_words(__file__)
_PUBLISHER_FIELDS = {
    kind: names.split() for kinds, names in _TABLES["publishers"].items() for kind in kinds.split(", ")
}
_CONTAINERS = ("booktitle", "journaltitle", "journal", "maintitle", "series")
_TITLE_FIELDS = ("title", "booktitle", "maintitle", "eventtitle")


class SourceReader:
    """Interprets the fields of an entry, and adds errors to *faults*."""

    def __init__(self, entry: RawEntry, faults: list[Diagnostic]) -> None:
        self.entry = entry
        self.faults = faults
        self.raw = self._clean_fields()
        self.names = {name: self._read_names(name, field) for name, field in self.raw.items() if name in NAME_FIELDS}
        self.fields = {
            name: format_names(self.names[name]) if name in self.names else _decode_field(name, field.value)
            for name, field in self.raw.items()
        }

    def read(self) -> Source:
        """Return the entry as a source; an invalid field is empty, but its text stays in `fields`."""
        entry, fields, raw = self.entry, self.fields, self.raw
        self._check_type_and_title()
        self.faults.extend(find_mistakes(raw, fields))
        publisher = _find_publisher(entry.type, fields)
        return Source(
            key=CiteKey(entry.key),
            aliases=read_aliases(raw["ids"], fields["ids"], self.faults.append) if "ids" in raw else (),
            type=entry.type,
            title=_full_title(fields),
            translated_title=fields.get("translatedtitle", ""),
            romanized_title=fields.get("romanizedtitle", ""),
            authors=self._mark_spoken("author"),
            editors=self._mark_spoken("editor"),
            publisher_name=publisher,
            issued=self._issued(),
            accessed=self._date("urldate"),
            url=self._url(),
            archive_url=self._address("archiveurl"),
            archive_date=self._date("archivedate"),
            doi=self._doi(),
            language=self._language(),
            container_title=_find_container(entry.type, fields, publisher),
            agencies=tuple(filter(None, " ".join(fields.get("agency", "").split()).split(" and "))),
            seen=self._seen(),
            note=fields.get("note", ""),
            fields=fields,
            span=entry.span,
            places=Places.pack({name: field.span for name, field in raw.items()}),
        )

    def _report(self, rule: Rule, field: RawField, message: str, hint: str, text: str = "") -> None:
        """Report a field; *text* is its corrected value."""
        self.faults.append(rule.suggest(field.span, message, text, field.value, hint=hint, sure=bool(text)))

    def _clean_fields(self) -> dict[str, RawField]:
        """Return the fields without forbidden characters."""
        cleaned = {}
        for name, field in self.entry.fields.items():
            cleaned[name] = field
            if match := FORBIDDEN.search(field.value):
                clean = FORBIDDEN.sub("", field.value)
                cleaned[name] = replace(field, value=clean)
                message = f'"{name}" holds the invisible character U+{ord(match[0]):04X}'
                # Removing a direction mark may change the order in which a line reads.
                correction = clean if match[0] in _WIDTHLESS else ""
                self._report(rules.ForbiddenCharacter, field, message, "delete it", correction)
        return cleaned

    def _read_names(self, name: str, field: RawField) -> tuple[Name, ...]:
        names, unreadable = read_names(field.value)
        publisher = self.raw["publisher"].value if "publisher" in self.raw else ""
        if (correction := correct_names(field.value, publisher)) is not None:
            verb = "write" if correction.certain else "for example"
            hint = correction.hint or f'{verb} "{excerpt(correction.written, limit=300)}"'
            message = f"{name}: {'; '.join(correction.wrong)}"
            self._report(rules.MisreadNames, field, message, hint, correction.written if correction.certain else "")
            return names
        if "" in unreadable:
            rejoined = " and ".join(filter(None, split_outside(field.value, AND)))
            hint = f'write "{excerpt(rejoined, limit=300)}"'
            self._report(rules.UnreadableName, field, 'a name is missing beside "and"', hint, rejoined)
        for part in filter(None, unreadable):
            hint = "write it as “Family, Given”, or in a second pair of braces"
            self._report(rules.UnreadableName, field, f'name "{excerpt(part)}" cannot be taken apart', hint)
        return names

    def _mark_spoken(self, name: str) -> tuple[Name, ...]:
        """Return the names of a field; those spoken with the family name first are marked."""
        names, note = self.names.get(name, ()), self.raw.get(f"{name}+an")
        return mark_family_first(names, note.value) if note else names

    def _check_type_and_title(self) -> None:
        entry = self.entry
        if entry.type not in ENTRY_TYPES:
            hint = "look for a slip; for a web page or news, write @online"
            message = f'entry type "{excerpt(entry.type)}" is not known'
            self.faults.append(rules.UnknownEntryType.flag(entry.span, message, hint=hint))
        if not _full_title(self.fields) and entry.type not in ("xdata", "set"):
            hint = "add title = {…}, as it was printed"
            self.faults.append(rules.MissingTitle.flag(entry.span, f'"{excerpt(entry.key)}" has no title', hint=hint))

    def _issued(self) -> PartialDate | None:
        date, fault = read_issue_date(self.fields)
        if fault:
            self._report_date(fault)
        return date

    def _date(self, name: str) -> PartialDate | None:
        text = self.fields.get(name, "")
        if text and not is_edtf(text):
            self._report_date(name)
        return edtf_start(text) if text else None

    def _report_date(self, name: str) -> None:
        text = self.fields[name]
        if any(part.is_undefined for part in self.raw[name].parts):
            return  # reported as such
        hint, replacement = ("write a number or the name", "") if name == "month" else (_DATE_HINT, iso_date(text))
        corrected = correct_month(text)
        if guess := corrected if name == "month" else iso_date(corrected):
            hint = f'write "{guess}", if that is meant'
        if _UNDATED.fullmatch(text.strip()):
            hint = "leave the field out where no date is known"
        elif _DAY.fullmatch(text.strip()):
            hint = "there is no such day; look it up"
        elif replacement:
            hint = f'write "{replacement}"'
        self._report(rules.InvalidDate, self.raw[name], f'{name} "{excerpt(text)}" is not a date', hint, replacement)

    def _url(self) -> str:
        """Return `url`, or the address that `howpublished` or `note` consists of."""
        self._check_tex_addresses()
        if self.fields.get("url"):
            return self._address("url")
        other_values = [self.raw[name].value for name in ("howpublished", "note") if name in self.raw]
        return next(filter(None, map(addresses.lone_address, other_values)), "")

    def _check_tex_addresses(self) -> None:
        for name, field in self.raw.items():
            if "\\" in field.value and (scheme := addresses.find_harmful_scheme(field.value)):
                message = f'"{name}" holds an address of the kind "{excerpt(scheme)}:"'
                self._report(rules.ForbiddenAddress, field, message, "only http and https are allowed")

    def _address(self, name: str) -> str:
        text = self.fields.get(name, "")
        address = addresses.web_address(text)
        if text and not address:
            guess = addresses.guess_address(text)
            hint = (
                f'write "{guess}"' if guess else "write the address of a web page, with https://, or delete the field"
            )
            message = f'{name} "{excerpt(text)}" is not an http or https address'
            self._report(rules.ForbiddenAddress, self.raw[name], message, hint, guess)
        return address

    def _doi(self) -> str:
        text = self.fields.get("doi", "")
        doi = addresses.parse_doi(text)
        if text and not doi:
            hint = "a DOI has the form 10.1234/suffix; leave the field out if there is none"
            self._report(rules.InvalidDoi, self.raw["doi"], f'"{excerpt(text)}" is not a DOI', hint)
        return doi

    def _seen(self) -> Seen | None:
        text = self.fields.get("seen", "")
        if not text or text in _SEEN_VALUES:
            return Seen(text) if text else None
        hint = f"the values are {', '.join(_SEEN_VALUES)}"
        self._report(rules.UnknownWayOfSeeing, self.raw["seen"], f'unknown value "{excerpt(text)}" of "seen"', hint)
        return None

    def _language(self) -> LanguageTag:
        """Return the tag of `langid`, or else of `language`; of several, the first."""
        name = "langid" if self.fields.get("langid") else "language"
        text = _AND.split(self.fields.get(name, ""), maxsplit=1)[0]
        tag = language_tag(text)
        if text and not tag:
            hint = "write its name in English, for example chinese, or its tag, for example zh-Hans"
            self._report(rules.UnknownSourceLanguage, self.raw[name], f'language "{excerpt(text)}" is not known', hint)
        return tag


def _decode_field(name: str, value: str) -> str:
    if name in DATE_FIELDS and is_edtf(value.strip()):
        return value.strip()
    text = decode_verbatim(value) if is_verbatim(name) else decode(value)
    return _HYPHEN_IN_RANGE.sub("–", text) if name == "pages" else text


def _full_title(fields: Mapping[str, str]) -> str:
    """Return the title with its subtitle; a volume without a title has that of the whole."""
    title = next((fields[name] for name in _TITLE_FIELDS if fields.get(name)), "")
    subtitle = fields.get("subtitle", "") if fields.get("title") else ""
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!.–—" else f"{title}: {subtitle}"


def _find_publisher(entry_type: str, fields: Mapping[str, str]) -> str:
    """Return the publisher as a reader would name it; for `@online`, Zotero puts the site in `titleaddon`."""
    for name in _PUBLISHER_FIELDS.get(entry_type, _PUBLISHER_FIELDS["others"]):
        text = fields.get(name, "")
        if text and not (name == "howpublished" and ("://" in text or text.startswith("www."))):
            return text
    return ""


def _find_container(entry_type: str, fields: Mapping[str, str], publisher: str) -> str:
    """Return the title of the containing work; a journal's `series` is a number, and a book does not contain itself."""
    is_numbered = "journal" in _PUBLISHER_FIELDS.get(entry_type, ())
    names = _CONTAINERS[:-1] if is_numbered else _CONTAINERS
    candidates = (fields[name] for name in names if fields.get(name))
    return next((text for text in candidates if text not in (publisher, fields.get("title"))), "")
