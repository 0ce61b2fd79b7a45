"""Names of languages in BibTeX files to BCP 47 tags."""

import functools

import pycountry
from babel import Locale, UnknownLocaleError, localedata

from ...model import LanguageTag

# Names of babel, polyglossia and biblatex that are no names of languages in English; the rest is looked up.
_BABEL = {
    "american": "en-US",
    "usenglish": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "australian": "en-AU",
    "canadian": "en-CA",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "naustrian": "de-AT",
    "austrian": "de-AT",
    "nswissgerman": "de-CH",
    "swissgerman": "de-CH",
    "germanb": "de",
    "francais": "fr",
    "frenchb": "fr",
    "acadian": "fr-CA",
    "canadien": "fr-CA",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "portuges": "pt",
    "mexican": "es-MX",
    "chinese-hans": "zh-Hans",
    "chinese-simplified": "zh-Hans",
    "chinese-hant": "zh-Hant",
    "chinese-traditional": "zh-Hant",
    "chinese-hans-hk": "zh-Hans-HK",
    "chinese-hant-hk": "zh-Hant-HK",
    "mandarin": "zh",
    "bahasa": "id",
    "bahasai": "id",
    "indon": "id",
    "bahasam": "ms",
    "meyalu": "ms",
    "polutonikogreek": "el",
    "ancientgreek": "grc",
    "farsi": "fa",
    "norsk": "nb",
    "nynorsk": "nn",
    "uppersorbian": "hsb",
    "lowersorbian": "dsb",
    "serbianc": "sr-Cyrl",
    "slovene": "sl",
    "khalkha": "mn",
    "kurmanji": "kmr",
    "scottish": "gd",
    "latein": "la",
    "modern greek": "el",
    "pinyin": "zh-Latn",
}
# Their own names for themselves, as libraries' catalogues have them (Deutsch, 中文).
_OWN_NAMES = "de fr es it pt nl sv da fi nb pl cs sk hu ro bg el ru uk tr ar he fa hi zh ja ko vi th id"


@functools.lru_cache(maxsize=1_024)
def language_tag(name: str) -> LanguageTag:
    """The tag for a name, a code or a tag; empty for one that is unknown.

    >>> language_tag("ngerman"), language_tag("chinese-hant"), language_tag("rus"), language_tag("pt_BR")
    ('de', 'zh-Hant', 'ru', 'pt-BR')
    """
    text = " ".join(name.casefold().split())
    return LanguageTag(_BABEL.get(text) or _from_tag(text) or _names().get(text) or _from_code(text) or "")


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
    """English names and some names in the language itself, by CLDR."""
    names = {name.casefold(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}
    own = {str(Locale(tag).get_display_name()).casefold(): tag for tag in _OWN_NAMES.split()}
    return own | names


def _from_code(text: str) -> str:
    """ISO 639 codes of three letters and names that CLDR lacks, with the two-letter code where there is one."""
    if len(text) < 2:  # there is a language named E
        return ""
    return _codes().get(text.lower(), "")


@functools.lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Codes by every code and name of ISO 639; for an unknown one, `lookup` of pycountry goes through all of them."""
    codes: dict[str, str] = {}
    for field in ("alpha_3", "name", "alpha_2", "bibliographic", "common_name", "inverted_name"):
        for language in pycountry.languages:
            if name := getattr(language, field, ""):
                codes.setdefault(name.lower(), str(getattr(language, "alpha_2", "") or language.alpha_3))
    return codes
