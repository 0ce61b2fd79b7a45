"""Languages by their names, as authors and BibTeX files write them, to BCP 47 tags."""

import functools
from collections.abc import Mapping

import pycountry
from babel import Locale, UnknownLocaleError, localedata

from ..model import LanguageTag
from ..model.tables import load_words

_TABLE: Mapping[str, str] = load_words(__file__)
# Their own names for themselves, as libraries' catalogues have them (Deutsch, 中文).
_OWN_NAMES = (
    "de fr es it pt nl sv da fi nb pl cs sk hu ro bg el ru uk tr ar he fa hi zh ja ko vi th id "
    "en bn kk ky mn ms my sr sw ur uz"
)
_USUAL = frozenset({*_OWN_NAMES.split(), "zh-Hans", "zh-Hant", "en-GB", "en-US", "pt-BR"})


@functools.lru_cache(maxsize=1_024)
def language_tag(name: str) -> LanguageTag:
    """The tag for a name, a code or a tag; empty for one that is unknown.

    >>> language_tag("ngerman"), language_tag("chinese-hant"), language_tag("rus"), language_tag("pt_BR")
    ('de', 'zh-Hant', 'ru', 'pt-BR')
    """
    text = " ".join(name.casefold().split())
    return LanguageTag(_TABLE.get(text) or _from_tag(text) or _names().get(text, ""))


def is_usual(tag: str) -> bool:
    """Whether the tag of a name can be written without asking; `Even` is seldom meant for the language of Siberia."""
    return tag in _USUAL


def _from_tag(text: str) -> str:
    """A tag in its canonical spelling, when CLDR knows its language."""
    language = text.replace("_", "-").partition("-")[0]
    if not 2 <= len(language) <= 3 or not localedata.exists(language):
        return ""
    try:
        return str(Locale.parse(text.replace("_", "-"), sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return ""


@functools.lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """English names, some names in the language itself, and the codes and names of ISO 639, those of CLDR first."""
    names = {name.casefold(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}
    for tag in _OWN_NAMES.split():
        names.setdefault(str(Locale(tag).get_display_name()).casefold(), tag)
    for field in ("alpha_3", "name", "alpha_2", "bibliographic", "common_name", "inverted_name"):
        for language in pycountry.languages:
            name = getattr(language, field, "").lower()
            if len(name) > 1:  # there is a language named E
                names.setdefault(name, str(getattr(language, "alpha_2", "") or language.alpha_3))
    return names
