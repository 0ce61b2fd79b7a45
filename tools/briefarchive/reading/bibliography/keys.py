"""Keys of entries: which can stand in an address and in a citation, and the further ones in `ids`."""

import re
import unicodedata
from collections.abc import Callable

from ...bibtex.blocks import RawEntry, RawField
from ...bibtex.errors import KEY_HINT, excerpt
from ...bibtex.rules import MissingKey, UnusableKey
from ...diagnostics import Diagnostic, Replacement
from ...model import CiteKey
from ...model.slugs import slug
from ..characters.invisible import INVISIBLE

_KEY = re.compile(r"[^\s<>\"`\\=#{}%\x00-\x1f\x7f]{1,200}")
# What was typed for the comma behind a key.
_NO_END = ";；，、.:。"
_QUOTES_OR_AT = re.compile("[“”„‘’‚«»「」]|^@")


def diagnose_key(entry: RawEntry) -> Diagnostic | None:
    """Why the key of an entry cannot be used; None for one that can."""
    key = entry.key
    if "=" in key:
        return MissingKey.at(entry.span, f"@{entry.type} entry has no key", hint=KEY_HINT)
    if _is_usable(key) and key[-1] not in _NO_END and not _QUOTES_OR_AT.search(key):
        return None
    meant = slug(key)
    meant += "," if meant and key[-1] in _NO_END else ""
    hint = f'write "{meant}"' if meant else "write small letters, digits and hyphens"
    fix = (Replacement(span=entry.span, text=meant, old=key),) if meant else ()
    return UnusableKey.at(entry.span, f'key "{excerpt(key)}" cannot be used', hint=hint, fix=fix)


def read_aliases(field: RawField, text: str, report: Callable[[Diagnostic], None]) -> tuple[CiteKey, ...]:
    """The keys in *text*, the decoded value of `ids`, each once; one that cannot be used is reported and left out.

    A key that was merged away goes on naming its source.
    """
    aliases: dict[CiteKey, None] = {}
    for alias in filter(None, (part.strip() for part in text.split(","))):
        if _is_usable(alias):
            aliases[CiteKey(alias)] = None
        else:
            report(UnusableKey.at(field.span, f'alias "{excerpt(alias)}" cannot be used'))
    return tuple(aliases)


def _is_usable(key: str) -> bool:
    is_path = key.startswith("/") or any(part in (".", "..") for part in key.split("/"))
    return bool(_KEY.fullmatch(key)) and not INVISIBLE.search(key) and not is_path and not _mixes_scripts(key)


def _mixes_scripts(key: str) -> bool:
    """Whether letters of another script stand among Latin ones, which they could imitate; or a sign without a width."""
    if key.isascii():
        return False
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in key if sign.isalpha()}
    hidden = any(unicodedata.category(sign) in {"Cf", "Mn", "Me"} for sign in key)
    return hidden or ("LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}))
