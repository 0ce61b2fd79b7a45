"""Fields whose names BibTeX does not know: the one that is meant is told, and written in their place."""

import functools
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ...bibtex.blocks import RawEntry, RawField
from ...bibtex.dates import is_edtf
from ...bibtex.schema import DATE_FIELDS, FIELDS
from ...diagnostics import Diagnostic, Replacement
from ...model.lines import Lines
from ..dates_in_words import iso_date
from ..rules import MisnamedField
from .addresses import web_address
from .words import FIELD_SYNONYMS, OFTEN_MISSPELT

_PERIODICALS = frozenset({"article", "periodical", "newspaper", "magazine", "newspaper_article", "magazine_article"})
_CHOICES = sorted(name for name in FIELDS if len(name) > 4)


def find_misnamed(entry: RawEntry, lines: Lines) -> Iterator[Diagnostic]:
    """A diagnostic for each field of an entry whose name is near to that of another."""
    for name, field in entry.fields.items():
        if meant := _meant_field(name):
            if meant == "publisher" and entry.type in _PERIODICALS:
                meant = "journaltitle"
            yield _diagnose(name, field, meant, lines, is_there=meant in entry.fields)


@functools.lru_cache(maxsize=4_096)
def _meant_field(name: str) -> str:
    """The field that is meant by a name in small letters which BibTeX does not know; empty where none is near."""
    if name in FIELDS or name in FIELD_SYNONYMS:
        return "" if name in FIELDS else FIELD_SYNONYMS[name]
    if not name.isalpha() or not 5 <= len(name) <= 20:
        return ""
    found = process.extractOne(name, _CHOICES, scorer=OSA.distance, score_cutoff=1)  # “translated” is no “translator”
    return found[0] if found and found[0][0] == name[0] and found[0] in OFTEN_MISSPELT else ""


def _diagnose(name: str, field: RawField, meant: str, lines: Lines, *, is_there: bool) -> Diagnostic:
    span = lines.span(field.name_start, field.name_start + len(name))
    message = f'there is no field "{name}"'
    if is_there:
        return MisnamedField.at(span, message, hint=f'it means "{meant}", which is there too: keep one of the two')
    if meant == "url" and not web_address(field.value):
        return MisnamedField.at(span, message, hint='an address belongs into "url", other words into "note"')
    hint = f'write "{meant}"'
    fix: tuple[Replacement, ...] = (Replacement(span=span, text=meant),)
    if meant in DATE_FIELDS and not is_edtf(field.value.strip()):
        # A date in words would be the next fault: the two are mended together.
        date = iso_date(field.value)
        hint = f"write {meant} = {{{date}}}" if date else f"write {meant}, with a day such as {{2014-10-17}}"
        fix = (*fix, Replacement(span=field.span, text=date, old=field.value)) if date else ()
    return MisnamedField.at(span, message, hint=hint, fix=fix)
