"""The texts of the interface, in each language that has a catalogue.

The code has each text in English: `translations(language).gettext("Sources")` in Python, `_("Sources")` in templates
and scripts. Catalogues are GNU gettext files such as `catalogues/es.po`; `nox -s messages` collects the texts
and updates all catalogues. What a catalogue lacks is shown in English.

A text with a number has a singular and a plural: `format_count("{number} brief", "{number} briefs", number, language)`.
A text that is chosen before the language is known is marked with `gettext_noop` or, with a number, `ngettext_noop`, and
translated where it is shown.
"""

import functools
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent / "catalogues"
DEFAULT = "en"

OwnWords: TypeAlias = Mapping[str, tuple[str, ...]]
"""The texts that an archive replaces in the interface, with one form or all plural forms of the language."""

_own_words: dict[str, OwnWords] = {}
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def gettext_noop(text: str) -> str:
    """Mark a text for translation when it is shown."""
    return text


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Mark a text with a number, in the singular and the plural, for translation when it is shown."""
    return one, many


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the languages with a complete catalogue (BCP 47), starting with English, the language of the code."""
    return (DEFAULT, *sorted(file.stem.replace("_", "-") for file in CATALOGUES.glob("*.po")))


@functools.cache
def interface_language(language: str) -> str:
    """Return the language of the interface on a page in *language*: a form of the same language with a catalogue.

    It is `zh-Hans` for `zh` and `zh-CN`, `es` for `es-AR`, and empty without a catalogue. Readers of traditional
    Chinese characters do not get simplified ones.
    """
    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    for name in languages():
        candidate = Locale.parse(name, sep="-")
        if candidate.language == locale.language and (not locale.script or candidate.script in (None, locale.script)):
            return name
    return ""


@functools.cache
def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language with everything that its file says about each text."""
    name = language.replace("-", "_")
    with (CATALOGUES / f"{name}.po").open("rb") as file:
        return read_po(file, locale=name)


@functools.cache
def translations(language: str) -> NullTranslations:
    """Return the translations into *language*; without a catalogue, the texts of the code."""
    name = interface_language(language)
    texts = _translations(name)
    return _OwnTranslations(_own_words[name], texts) if name in _own_words else texts


def replace_texts(own_words: Mapping[str, OwnWords]) -> None:
    """Replace texts of the interface by an archive's own from now on, for each language."""
    if own_words != _own_words:
        _own_words.clear()
        _own_words.update(own_words)
        translations.cache_clear()


@functools.cache
def _translations(language: str) -> NullTranslations:
    if language in ("", DEFAULT):
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


def format_count(one: str, many: str, number: int, language: str, /, **values: object) -> str:
    """Return a text in the singular or plural with its number, “1 brief”, “12 briefs”, and other *values*."""
    return translations(language).ngettext(one, many, number).format(number=format_number(number, language), **values)


@functools.lru_cache(maxsize=20_000)
def format_number(number: int, language: str) -> str:
    """Return a number with thousands separators: “1,234”."""
    return str(format_decimal(number, locale=language.replace("-", "_")))


@functools.cache
def text_direction(language: str) -> str:
    """Return the direction of a language's script as in HTML: `ltr` or `rtl`."""
    tag = language.replace("_", "-")
    if script := next((part.title() for part in tag.split("-")[1:] if len(part) == 4), ""):
        return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
    try:
        return str(Locale.parse(tag, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


class _OwnTranslations(NullTranslations):
    """An archive's own texts in front of a catalogue."""

    def __init__(self, own_words: OwnWords, catalogue: NullTranslations) -> None:
        super().__init__()
        self._own_words = own_words
        self._plural = getattr(catalogue, "plural", lambda number: int(number != 1))
        self.add_fallback(catalogue)

    def gettext(self, message: str) -> str:
        return self._own_words[message][0] if message in self._own_words else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if msgid1 not in self._own_words:
            return super().ngettext(msgid1, msgid2, n)
        forms = self._own_words[msgid1]
        return forms[min(self._plural(n), len(forms) - 1)]
