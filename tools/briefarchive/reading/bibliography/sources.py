"""One entry of BibTeX to a source: its fields get their meaning."""

import re
from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ...bibtex.dates import edtf_start, is_edtf, issued
from ...bibtex.entries import RawEntry, RawField
from ...bibtex.entry_types import ENTRY_TYPES
from ...bibtex.field_kinds import DATE_FIELDS, NAME_FIELDS, is_verbatim
from ...bibtex.latex import decode, decode_verbatim
from ...bibtex.names import format_names, in_spoken_order, read_names
from ...bibtex.syntax_errors import shown
from ...diagnostics import Diagnostic, Replacement
from ...model import CiteKey, LanguageTag, Name, PartialDate, Places, Seen, Source
from ..invisible import INVISIBLE
from ..languages_meant import language_like
from ..nearest import Nearest, plain
from . import addresses
from .aliases import read_aliases
from .faults import (
    ForbiddenAddress,
    ForbiddenCharacter,
    InvalidDate,
    InvalidDoi,
    MisreadNames,
    MissingTitle,
    UnknownEntryType,
    UnknownLanguage,
    UnknownWayOfSeeing,
    UnreadableName,
)
from .languages import language_tag
from .mistakes.addresses import meant_address
from .mistakes.author_lists import names_without_and, read_mistaken_names
from .mistakes.dates import iso_date
from .mistakes.fields import find_mistakes
from .publication import container_of, publisher_of, title_of

# Left and right marks, U+200E and U+200F, are in honest Hebrew and Arabic.
FORBIDDEN = re.compile(rf"{INVISIBLE.pattern}(?<![\u200e\u200f\x0b\x0c\x85])")
"""Characters that nobody sees and that change what is read; line ends of any kind are spaces here."""
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff"
_OTHER_TYPES = {"web": "online", "site": "online", "internet": "online", "news": "online", "url": "online"}

_DATE_HINT = "write it as year, month and day, for example 2014-10-17, or as 2014-10 or 2014"
_NO_DATE = re.compile(r"n\.?\s?d\.?|no date|undated|unknown|\?+|-+|none|o\.\s?[jJ]\.?", re.IGNORECASE)
_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TYPES = sorted(ENTRY_TYPES)

_WAYS_OF_SEEING = tuple(one.value for one in Seen)


class SourceReader:
    """Gives the fields of entries their meaning, and collects what is wrong with them."""

    def __init__(self, faults: list[Diagnostic], *, suspicious: bool) -> None:
        self.faults = faults
        self.suspicious = suspicious

    def read(self, entry: RawEntry) -> Source:
        """One source; a field that is at fault is left empty, and its text stays in `fields`."""
        raw = self._cleaned(entry.fields) if self.suspicious else entry.fields
        names = {name: self._names(name, field, raw) for name, field in raw.items() if name in NAME_FIELDS}
        spoken = {name: in_spoken_order(names[name], raw[f"{name}+an"].value) for name in names if f"{name}+an" in raw}
        fields = {
            name: format_names(names[name]) if name in names else _decoded(name, field.value)
            for name, field in raw.items()
        }
        self._check_type_and_title(entry, fields)
        self.faults.extend(find_mistakes(raw, fields))
        publisher = publisher_of(entry.type, fields)
        return Source(
            key=CiteKey(entry.key),
            aliases=read_aliases(raw["ids"], fields["ids"], self.faults.append) if "ids" in raw else (),
            type=entry.type,
            title=title_of(fields),
            translated_title=fields.get("translatedtitle", ""),
            romanized_title=fields.get("romanizedtitle", ""),
            authors=(names | spoken).get("author", ()),
            editors=(names | spoken).get("editor", ()),
            publisher_name=publisher,
            issued=self._issued(fields, raw),
            accessed=self._date("urldate", fields, raw),
            url=self._url(fields, raw),
            archive_url=self._address("archiveurl", fields, raw),
            archive_date=self._date("archivedate", fields, raw),
            doi=self._doi(fields, raw),
            language=self._language(fields, raw),
            container_title=container_of(entry.type, fields, publisher),
            agencies=_agencies(fields.get("agency", "")),
            seen=self._seen(fields, raw),
            note=fields.get("note", ""),
            fields=fields,
            span=entry.span,
            places=Places.of({name: field.span for name, field in raw.items()}),
        )

    def _cleaned(self, fields: Mapping[str, RawField]) -> dict[str, RawField]:
        """The fields without forbidden characters, each of them reported once a field."""
        cleaned = {}
        for name, field in fields.items():
            if found := FORBIDDEN.search(field.value):
                message = f'"{name}" holds the invisible character U+{ord(found[0]):04X}'
                clean = FORBIDDEN.sub("", field.value)
                # A mark of direction may have turned a line around, which then says something else without it.
                fix = _instead(field, clean) if all(one in _WIDTHLESS for one in found[0]) else ()
                self.faults.append(ForbiddenCharacter.at(field.span, message, hint="delete it", fix=fix))
            cleaned[name] = replace(field, value=FORBIDDEN.sub("", field.value))
        return cleaned

    def _names(self, name: str, field: RawField, raw: Mapping[str, RawField]) -> tuple[Name, ...]:
        names, unreadable = read_names(field.value)
        publisher = raw["publisher"].value if "publisher" in raw else ""
        if (meant := read_mistaken_names(field.value, publisher)) is not None:
            fix = _instead(field, meant.written) if meant.certain else ()
            verb = "write" if meant.certain else "for example"
            hint = meant.hint or f'{verb} "{shown(meant.written, limit=300)}"'
            message = f"{name}: {'; '.join(meant.wrong)}"
            self.faults.append(MisreadNames.at(field.span, message, hint=hint, fix=fix))
            return names
        if "" in unreadable:
            written = " and ".join(names_without_and(field.value))
            hint, fix = f'write "{shown(written, limit=300)}"', _instead(field, written)
            self.faults.append(UnreadableName.at(field.span, 'a name is missing beside "and"', hint=hint, fix=fix))
        for part in filter(None, unreadable):
            message = f'name "{shown(part)}" cannot be taken apart'
            hint = "write it as “Family, Given”, or in a second pair of braces"
            self.faults.append(UnreadableName.at(field.span, message, hint=hint))
        return names

    def _check_type_and_title(self, entry: RawEntry, fields: Mapping[str, str]) -> None:
        if entry.type not in ENTRY_TYPES:
            self._unknown_type(entry)
        if not title_of(fields) and entry.type not in ("xdata", "set"):
            hint = "add title = {…}, as it was printed"
            self.faults.append(MissingTitle.at(entry.span, f'"{shown(entry.key)}" has no title', hint=hint))

    def _unknown_type(self, entry: RawEntry) -> None:
        meant = _OTHER_TYPES.get(entry.type) or _near_type(entry.type)
        hint = f"write @{meant}" if meant else "for a web page or news, write @online"
        self.faults.append(UnknownEntryType.at(entry.span, f'entry type "{shown(entry.type)}" is not known', hint=hint))

    def _issued(self, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> PartialDate | None:
        date, fault = issued(fields)
        if fault:
            self._invalid_date(fault, fields[fault], raw)
        return date

    def _date(self, name: str, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> PartialDate | None:
        text = fields.get(name, "")
        if text and not is_edtf(text):
            self._invalid_date(name, text, raw)
        return edtf_start(text) if text else None

    def _invalid_date(self, name: str, text: str, raw: Mapping[str, RawField]) -> None:
        meant = iso_date(text) if name != "month" else ""
        hint = "write a number or the name" if name == "month" else _DATE_HINT
        hint, fix = (f'write "{meant}"', _instead(raw[name], meant)) if meant else (hint, ())
        if _NO_DATE.fullmatch(text.strip()):
            hint = "leave the field out where no date is known"
        elif _LIKE_A_DAY.fullmatch(text.strip()):
            hint = "there is no such day; look it up"
        self.faults.append(InvalidDate.at(raw[name].span, f'{name} "{shown(text)}" is no date', hint=hint, fix=fix))

    def _url(self, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> str:
        """`url`, or the address of which `howpublished` or `note` consists."""
        self._check_tex_addresses(raw)
        if fields.get("url"):
            return self._address("url", fields, raw)
        found = (addresses.lone_address(raw[name].value) for name in ("howpublished", "note") if name in raw)
        return next(filter(None, found), "")

    def _check_tex_addresses(self, raw: Mapping[str, RawField]) -> None:
        for name, field in raw.items():
            if "\\" in field.value and (scheme := addresses.harmful_scheme(field.value)):
                message = f'"{name}" holds an address of the kind "{shown(scheme)}:"'
                self.faults.append(ForbiddenAddress.at(field.span, message, hint="only http and https are allowed"))

    def _address(self, name: str, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> str:
        text = fields.get(name, "")
        address = addresses.web_address(text)
        if text and not address:
            message = f'{name} "{shown(text)}" is no http or https address'
            hint, fix = "write it in full, with https://", tuple[Replacement, ...]()
            if (meant := meant_address(text)) is not None and addresses.web_address(meant.text):
                hint, fix = f'write "{meant.text}"', _instead(raw[name], meant.text)
            self.faults.append(ForbiddenAddress.at(raw[name].span, message, hint=hint, fix=fix))
        return address

    def _doi(self, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> str:
        text = fields.get("doi", "")
        found = addresses.doi(text)
        if text and not found:
            hint = "a DOI has the form 10.1234/suffix; leave the field out if there is none"
            self.faults.append(InvalidDoi.at(raw["doi"].span, f'"{shown(text)}" is no DOI', hint=hint))
        return found

    def _seen(self, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> Seen | None:
        text = fields.get("seen", "")
        if text and text not in _WAYS_OF_SEEING:
            hint = Nearest(plain(_WAYS_OF_SEEING)).hint(text) or f"the values are {', '.join(_WAYS_OF_SEEING)}"
            message = f'unknown value "{shown(text)}" of "seen"'
            self.faults.append(UnknownWayOfSeeing.at(raw["seen"].span, message, hint=hint))
            return None
        return Seen(text) if text else None

    def _language(self, fields: Mapping[str, str], raw: Mapping[str, RawField]) -> LanguageTag:
        """`langid`, else `language`; of several, the first."""
        for name in ("langid", "language"):
            if text := re.split(r"\s*(?:,|;|/|\band\b)\s*", fields.get(name, ""), maxsplit=1)[0]:
                tag = language_tag(text)
                if not tag:
                    message = f'language "{shown(text)}" is not known'
                    near = language_like(text)
                    hint = "write its name in English, for example chinese, or its tag, for example zh-Hans"
                    hint = f'did you mean "{{{near}}}"?' if near else hint
                    self.faults.append(UnknownLanguage.at(raw[name].span, message, hint=hint))
                return tag
        return LanguageTag("")


def _agencies(text: str) -> tuple[str, ...]:
    return tuple(filter(None, " ".join(text.split()).split(" and ")))


def _near_type(written: str) -> str:
    """The entry type that is meant by a slip of the pen, or nothing."""
    found = process.extractOne(written, _TYPES, scorer=OSA.distance, score_cutoff=2) if 4 < len(written) < 30 else None
    return str(found[0]) if found and found[0][0] == written[0] else ""


def _instead(field: RawField, text: str) -> tuple[Replacement, ...]:
    """What writes another value, if this one stands in the file as it was read."""
    return (Replacement(span=field.span, text=text, old=field.value),)


def _decoded(name: str, value: str) -> str:
    if name in DATE_FIELDS and is_edtf(value.strip()):
        return value.strip()
    return decode_verbatim(value) if is_verbatim(name) else decode(value)
