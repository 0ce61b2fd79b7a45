"""Languages and scripts: tags (BCP 47) for names of languages, the script of a text, and passages in another one.

Names are those that authors and BibTeX files write; passages in other scripts than the text around them need language
marks, for readers and screens.
"""

import functools
import re
from collections.abc import Mapping

import pycountry
from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

from ..model import LanguageTag
from ..model.tables import load_words

_TABLE: Mapping[str, str] = load_words(__file__)
# Their own names for themselves, as libraries' catalogues have them (Deutsch, 中文).
_OWN_NAMES = (
    "de fr es it pt nl sv da fi nb pl cs sk hu ro bg el ru uk tr ar he fa hi zh ja ko vi th id "
    "en bn kk ky mn ms my sr sw ur uz"
)
_USUAL = frozenset({*_OWN_NAMES.split(), "zh-Hans", "zh-Hant", "en-GB", "en-US", "pt-BR"})
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# ISO 15924, of the scripts in which texts of such archives are; Chinese and Japanese share most of their letters.
_LETTERS = {
    "Latn": LATIN,
    "Hani": re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Hang": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
    "Grek": re.compile("[\u0370-\u03ff]"),
    "Hebr": re.compile("[\u0590-\u05ff]"),
    "Deva": re.compile("[\u0900-\u097f]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
}
_SAME = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
_LEAST = 100

HAN = re.compile("[\u3400-\u9fff]")
"""A letter of Chinese, or of Japanese or Korean where they have it from there."""
_KANA, _HANGUL, _CYRILLIC, _ARABIC = "\u3040-\u30ff", "\u1100-\u11ff\uac00-\ud7af", "\u0400-\u052f", "\u0600-\u06ff"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EAST = rf"[\u3005-\u3007{_HAN}{_KANA}{_HANGUL}]"
_RUN = re.compile(
    rf"{_EAST}(?:[\u3000-\u303f\uff00-\uff65{_HAN}{_KANA}{_HANGUL}]*{_EAST})?"
    rf"|[{_CYRILLIC}]+(?:[\s.,–-]*[{_CYRILLIC}]+)*|[{_ARABIC}]+(?:[\s.,–-]*[{_ARABIC}]+)*"
)
# Kana make a passage Japanese, hangul Korean; Han letters alone are taken for Chinese.
_TAGS = {_KANA: "ja", _HANGUL: "ko", _CYRILLIC: "und-Cyrl", _ARABIC: "und-Arab"}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})


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


def detect_script(text: str) -> str:
    """The script (ISO 15924) of three quarters of the letters of *text*; empty if there is none, or they are few."""
    if text.isascii():
        return "Latn" if len(text) > 2 * _LEAST else ""
    # A Chinese letter says as much as three Latin ones.
    weights = {"Hani": 3, "Hang": 3}
    counts = {name: weights.get(name, 1) * len(letters.findall(text)) for name, letters in _LETTERS.items()}
    script = max(counts, key=lambda name: counts[name])
    whole = sum(counts.values())
    return script if whole >= _LEAST and 4 * counts[script] >= 3 * whole else ""


@functools.lru_cache(maxsize=256)
def script_of_language(tag: str) -> str:
    """The script in which a language is usually written, or that its BCP 47 tag names; empty if it is not known."""
    language, *more = tag.split("-")
    if language.lower() in {"und", "mul", "mis", "zxx"}:  # undetermined, several, none with a code, no language
        return ""
    named = next((part.title() for part in more if len(part) == 4 and part.isalpha()), "")
    likely = str(get_global("likely_subtags").get(language.lower(), "")).split("_")
    script = named or (likely[1] if len(likely) > 1 else "")
    script = _SAME.get(script, script)
    return script if script in _LETTERS else ""


def passages(text: str, language: str = "en") -> list[tuple[str, str]]:
    """*text* in pieces, each with its language tag where its script says that it is not in *language*, else empty.

    Cyrillic and Arabic letters are those of many languages: they get the tag `und` with the script (BCP 47, §4.1),
    unless *language* itself is written in them.
    """
    base = language.partition("-")[0]
    pieces: list[tuple[str, str]] = []
    end = 0
    for match in _RUN.finditer(text):
        tag = _tag(match[0])
        if tag.partition("-")[0] == base or (base in _EAST_ASIAN and tag in _EAST_ASIAN):
            continue
        if tag == f"und-{script_of_language(language)}":  # a text in Russian is in Cyrillic letters
            continue
        if match.start() > end:
            pieces.append((text[end : match.start()], ""))
        pieces.append((match[0], tag))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], ""))
    return pieces


def guess_language(text: str, hint: str = "") -> str:
    """The language tag of a name by its script, and by a *hint* where that allows it; empty for Latin letters."""
    match = _RUN.search(text)
    if match is None:
        return ""
    tag = _tag(match[0])
    return hint if hint and (tag.startswith("und") or hint.partition("-")[0] == tag) else tag


@functools.lru_cache(maxsize=1_024)
def base_language(tag: str) -> str:
    """A language without its script and region: `en` for `en-GB` and `en_GB`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def language_mark(tag: str, around: str = "en") -> str:
    """The tag of a text that is in another language than the text around it, or in another script; else empty."""
    same = base_language(tag) == base_language(around)
    return "" if same and _script_in(tag) in ("", _script_in(around)) else tag


def _script_in(tag: str) -> str:
    return next((part.title() for part in re.split("[-_]", tag)[1:] if len(part) == 4 and part.isalpha()), "")


def romanized_tag(language: str) -> str:
    """The tag of a text of *language* in Latin letters: `zh-Hant` gives `zh-Latn-pinyin` (RFC 5646, variants)."""
    base = language.partition("-")[0] or "und"
    return "zh-Latn-pinyin" if base == "zh" else f"{base}-Latn"


def _tag(run: str) -> str:
    return next((tag for letters, tag in _TAGS.items() if re.search(f"[{letters}]", run)), "zh")
