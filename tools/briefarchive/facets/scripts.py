"""Passages in other scripts than the text around them, for the language marks that readers and screens need."""

import re

from ..reading.characters.script import script_of_language

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
    """The language tag of a short text, such as a name, in another script than Latin; empty for one in Latin letters.

    What is known of its language, the *hint*, counts where its script allows it.
    """
    match = _RUN.search(text)
    if match is None:
        return ""
    tag = _tag(match[0])
    return hint if hint and (tag.startswith("und") or hint.partition("-")[0] == tag) else tag


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
