"""Checks the names in an entry: its key, its aliases in `ids`, and its field names.

A key must be valid in an address and in a citation. For an unknown field, the intended one is suggested.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ...bibtex.blocks import RawEntry
from ...bibtex.dates import is_edtf
from ...bibtex.errors import KEY_HINT, MissingKey, UnusableKey, excerpt
from ...bibtex.grammar import RawField
from ...bibtex.schema import DATE_FIELDS, FIELDS
from ...diagnostics import Diagnostic
from ...model import CiteKey
from ...model.lines import Lines
from ...model.slugs import slug
from ...model.tables import load_words
from ..characters import INVISIBLE
from ..dates_in_words import iso_date
from ..rules import MisnamedField
from .addresses import web_address

_KEY = re.compile(r"[^\s<>\"`\\=#{}%\x00-\x1f\x7f]{1,200}")
# Typed by mistake for the comma after a key.
_WRONG_COMMAS = ";；，、.:。"
_QUOTES_OR_AT = re.compile("[“”„‘’‚«»「」]|^@")
_TABLE = load_words(__file__)
_SYNONYMS = {name: field for field, names in _TABLE["field_synonyms"].items() for name in names.split()}
_OFTEN_MISSPELT = frozenset(_TABLE["often_misspelt"].split())
_PERIODICALS = frozenset({"article", "periodical", "newspaper", "magazine", "newspaper_article", "magazine_article"})
_CHOICES = sorted(name for name in FIELDS if len(name) > 4)


def diagnose_key(entry: RawEntry) -> Diagnostic | None:
    """Return the diagnostic of a key that cannot be used, or None."""
    key = entry.key
    if "=" in key:
        return MissingKey.flag(entry.span, f"@{entry.type} entry has no key", hint=KEY_HINT)
    if _is_usable(key) and key[-1] not in _WRONG_COMMAS and not _QUOTES_OR_AT.search(key):
        return None
    new_key = slug(key)
    new_key += "," if new_key and key[-1] in _WRONG_COMMAS else ""
    hint = f'write "{new_key}"' if new_key else "write small letters, digits and hyphens"
    message = f'key "{excerpt(key)}" cannot be used'
    return UnusableKey.suggest(entry.span, message, new_key, key, hint=hint, sure=bool(new_key))


def read_aliases(field: RawField, text: str, report: Callable[[Diagnostic], None]) -> tuple[CiteKey, ...]:
    """Return the unique keys in *text*, the decoded value of `ids`; invalid ones are reported and omitted."""
    aliases: dict[CiteKey, None] = {}
    for alias in filter(None, (part.strip() for part in text.split(","))):
        if _is_usable(alias):
            aliases[CiteKey(alias)] = None
        else:
            report(UnusableKey.flag(field.span, f'alias "{excerpt(alias)}" cannot be used'))
    return tuple(aliases)


def _is_usable(key: str) -> bool:
    is_path = key.startswith("/") or any(part in (".", "..") for part in key.split("/"))
    return bool(_KEY.fullmatch(key)) and not INVISIBLE.search(key) and not is_path and not _mixes_scripts(key)


def _mixes_scripts(key: str) -> bool:
    """Return whether a key mixes Latin with letters that could imitate it, or contains zero-width characters."""
    if key.isascii():
        return False
    scripts = {unicodedata.name(char, "?").split()[0] for char in key if char.isalpha()}
    hidden = any(unicodedata.category(char) in {"Cf", "Mn", "Me"} for char in key)
    return hidden or ("LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}))


def find_misnamed_fields(entry: RawEntry, lines: Lines) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each field of an entry that has a misspelt or foreign name."""
    for name, field in entry.fields.items():
        if target := _guess_field(name):
            if target == "publisher" and entry.type in _PERIODICALS:
                target = "journaltitle"
            yield _diagnose(name, field, target, lines, exists=target in entry.fields)


@functools.lru_cache(maxsize=4_096)
def _guess_field(name: str) -> str:
    """Return the field intended by an unknown name in lower case; empty if there is none."""
    if name in FIELDS or name in _SYNONYMS:
        return "" if name in FIELDS else _SYNONYMS[name]
    if not name.isalpha() or not 5 <= len(name) <= 20:
        return ""
    # Two letters would be too many: “translated” is not “translator”.
    closest = process.extractOne(name, _CHOICES, scorer=OSA.distance, score_cutoff=1)
    return closest[0] if closest and closest[0][0] == name[0] and closest[0] in _OFTEN_MISSPELT else ""


def _diagnose(name: str, field: RawField, target: str, lines: Lines, *, exists: bool) -> Diagnostic:
    span = lines.span(field.name_start, field.name_start + len(name))
    message = f'there is no field "{name}"'
    if exists:
        return MisnamedField.flag(span, message, hint=f'it means "{target}", which is there too: keep one of the two')
    if target == "url" and not web_address(field.value):
        return MisnamedField.flag(span, message, hint='an address belongs in "url", other words in "note"')
    if target not in DATE_FIELDS or is_edtf(field.value.strip()):
        return MisnamedField.suggest(span, message, target)
    date = iso_date(field.value)
    hint = f"write {target} = {{{date}}}" if date else f"write {target}, with a day such as {{2014-10-17}}"
    return MisnamedField.suggest(span, message, target, hint=hint, sure=bool(date))
