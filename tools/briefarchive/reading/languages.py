"""Languages and scripts: BCP 47 tags for names of languages, the script of a text, and passages in another script.

Names are those used by authors and in BibTeX files. Passages in another script need a language mark for screen readers
and fonts.
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
# Languages recognised by their own name (Deutsch, 中文), as library catalogues write it.
_OWN_NAMES = (
    "de fr es it pt nl sv da fi nb pl cs sk hu ro bg el ru uk tr ar he fa hi zh ja ko vi th id "
    "en bn kk ky mn ms my sr sw ur uz"
)
COMMON_LANGUAGES = frozenset({*_OWN_NAMES.split(), "zh-Hans", "zh-Hant", "en-GB", "en-US", "pt-BR"})
"""Tags that can be written without asking; `Even` rarely means the language of Siberia."""
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# ISO 15924 codes of the scripts that archives use; Chinese and Japanese share most of their characters.
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
_SCRIPT_GROUPS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
_MIN_LETTERS = 100

HAN = re.compile("[\u3400-\u9fff]")
"""A Han character, as used in Chinese, Japanese and Korean."""
_KANA, _HANGUL, _CYRILLIC, _ARABIC = "\u3040-\u30ff", "\u1100-\u11ff\uac00-\ud7af", "\u0400-\u052f", "\u0600-\u06ff"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EAST = rf"[\u3005-\u3007{_HAN}{_KANA}{_HANGUL}]"
_RUN = re.compile(
    rf"{_EAST}(?:[\u3000-\u303f\uff00-\uff65{_HAN}{_KANA}{_HANGUL}]*{_EAST})?"
    rf"|[{_CYRILLIC}]+(?:[\s.,–-]*[{_CYRILLIC}]+)*|[{_ARABIC}]+(?:[\s.,–-]*[{_ARABIC}]+)*"
)
# Kana identify Japanese and hangul Korean; Han characters alone are taken as Chinese.
_TAGS = {_KANA: "ja", _HANGUL: "ko", _CYRILLIC: "und-Cyrl", _ARABIC: "und-Arab"}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})


@functools.lru_cache(maxsize=1_024)
def language_tag(name: str) -> LanguageTag:
    """Return the tag for a name, a code or a tag; empty if it is unknown.

    >>> language_tag("ngerman"), language_tag("chinese-hant"), language_tag("rus"), language_tag("pt_BR")
    ('de', 'zh-Hant', 'ru', 'pt-BR')
    """
    text = " ".join(name.casefold().split())
    return LanguageTag(_TABLE.get(text) or _normalize_tag(text) or _index_names().get(text, ""))


def _normalize_tag(text: str) -> str:
    """Normalize a tag if CLDR knows its language; else return an empty one."""
    language = text.replace("_", "-").partition("-")[0]
    if not 2 <= len(language) <= 3 or not localedata.exists(language):
        return ""
    try:
        return str(Locale.parse(text.replace("_", "-"), sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return ""


@functools.lru_cache(maxsize=1)
def _index_names() -> dict[str, str]:
    """Index tags by English name, native name, and ISO 639 code and name; CLDR takes precedence."""
    names = {name.casefold(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}
    for tag in _OWN_NAMES.split():
        names.setdefault(str(Locale(tag).get_display_name()).casefold(), tag)
    for field in ("alpha_3", "name", "alpha_2", "bibliographic", "common_name", "inverted_name"):
        for language in pycountry.languages:
            name = getattr(language, field, "").lower()
            if len(name) > 1:  # one language is called E
                names.setdefault(name, str(getattr(language, "alpha_2", "") or language.alpha_3))
    return names


def detect_script(text: str) -> str:
    """Return the ISO 15924 script of at least three quarters of *text*; empty if it is mixed or too short."""
    if text.isascii():
        return "Latn" if len(text) > 2 * _MIN_LETTERS else ""
    # A Chinese character carries as much text as three Latin letters.
    weights = {"Hani": 3, "Hang": 3}
    counts = {name: weights.get(name, 1) * len(letters.findall(text)) for name, letters in _LETTERS.items()}
    script = max(counts, key=lambda name: counts[name])
    whole = sum(counts.values())
    return script if whole >= _MIN_LETTERS and 4 * counts[script] >= 3 * whole else ""


@functools.lru_cache(maxsize=256)
def script_of_language(tag: str) -> str:
    """Return the script that a BCP 47 tag names, or the language's usual one; empty if unknown."""
    language = base_language(tag)
    if language in {"und", "mul", "mis", "zxx"}:  # undetermined, several, none with a code, no language
        return ""
    script = _find_script(tag) or _find_script(str(get_global("likely_subtags").get(language, "")))
    script = _SCRIPT_GROUPS.get(script, script)
    return script if script in _LETTERS else ""


def split_by_script(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Split *text* by script; each piece has a language tag if it cannot be in *language*, else an empty one.

    Cyrillic and Arabic are used by many languages: such pieces are tagged `und` with the script (BCP 47, §4.1), unless
    *language* itself uses it.
    """
    base = language.partition("-")[0]
    pieces: list[tuple[str, str]] = []
    end = 0
    for match in _RUN.finditer(text):
        tag = _tag_run(match[0])
        if tag.partition("-")[0] == base or (base in _EAST_ASIAN and tag in _EAST_ASIAN):
            continue
        if tag == f"und-{script_of_language(language)}":  # Cyrillic is expected in Russian
            continue
        if match.start() > end:
            pieces.append((text[end : match.start()], ""))
        pieces.append((match[0], tag))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], ""))
    return pieces


def guess_language(text: str, hint: str = "") -> str:
    """Guess the language tag of a name from its script, and a *hint* if compatible; empty for Latin letters."""
    match = _RUN.search(text)
    if match is None:
        return ""
    tag = _tag_run(match[0])
    return hint if hint and (tag.startswith("und") or hint.partition("-")[0] == tag) else tag


@functools.lru_cache(maxsize=1_024)
def base_language(tag: str) -> str:
    """Return a language without its script and region: `en` for `en-GB` and `en_GB`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def language_mark(tag: str, around: str = "en") -> str:
    """Return the tag of a text whose language or script differs from the text around it; else empty."""
    same = base_language(tag) == base_language(around)
    return "" if same and _find_script(tag) in ("", _find_script(around)) else tag


def _find_script(tag: str) -> str:
    return next((part.title() for part in re.split("[-_]", tag)[1:] if len(part) == 4 and part.isalpha()), "")


def romanized_tag(language: str) -> str:
    """Return the tag of romanized text in *language*: `zh-Latn-pinyin` for `zh-Hant` (RFC 5646, variants)."""
    base = language.partition("-")[0] or "und"
    return "zh-Latn-pinyin" if base == "zh" else f"{base}-Latn"


def _tag_run(run: str) -> str:
    return next((tag for letters, tag in _TAGS.items() if re.search(f"[{letters}]", run)), "zh")
