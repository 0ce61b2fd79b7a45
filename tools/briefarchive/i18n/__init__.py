"""The texts of the interface, in each language that has a catalogue.

A text stands in the code in English, as `words(language).gettext("Sources")`; templates have `_("Sources")`, scripts
`_("Sources")` as well. A catalogue is a file of GNU gettext, `catalogues/es.po`; `nox -s messages` collects the texts
and brings all catalogues up to date. What a catalogue lacks is shown in English.
"""

import functools
import io
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent / "catalogues"
DEFAULT = "en"


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that have a complete catalogue (BCP 47), English first: its texts are those in the code."""
    return (DEFAULT, *sorted(file.stem.replace("_", "-") for file in CATALOGUES.glob("*.po")))


@functools.cache
def interface_language(language: str) -> str:
    """The language in which a page in *language* speaks to its reader: the same in a form that has a catalogue.

    `zh` and `zh-CN` are `zh-Hans`, `es-AR` is `es`; empty if there is no catalogue. Chinese in traditional characters
    is not read in simplified ones.
    """
    try:
        wanted = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    for known in languages():
        given = Locale.parse(known, sep="-")
        if given.language == wanted.language and (not wanted.script or given.script in (None, wanted.script)):
            return known
    return ""


@functools.cache
def words(language: str) -> NullTranslations:
    """The texts of the interface in *language*; those in the code where it has no catalogue."""
    name = interface_language(language).replace("-", "_")
    file = CATALOGUES / f"{name}.po"
    if not name or not file.is_file():
        return NullTranslations()
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=name)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


@functools.cache
def direction(language: str) -> str:
    """In which direction a language is written, as HTML's `dir` has it: `ltr` or `rtl`."""
    try:
        return str(Locale.parse(language.replace("_", "-"), sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"
