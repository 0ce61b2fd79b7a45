"""In which script a text is written, and in which one a language is."""

import functools
import re

from babel.core import get_global

# ISO 15924, of the scripts in which texts of such archives are; Chinese and Japanese share most of their letters.
_LETTERS = {
    "Latn": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
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


def detect_script(text: str) -> str:
    """The script of three quarters of the letters of *text*, by its code in ISO 15924; empty if there is none.

    A text of a few words does not tell, and has none.
    """
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
