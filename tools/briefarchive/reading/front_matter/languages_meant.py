"""The tag of a language that was written in words: `Chinese`, `中文`, `zh_CN`."""

import functools
import re
from collections.abc import Mapping

from babel import Locale

_SPOKEN = ("ar", "bn", "de", "el", "en", "es", "fa", "fr", "hi", "id", "it", "ja", "kk", "ko", "ky", "mn", "ms", "my",
           "nl", "pl", "pt", "ro", "ru", "sr", "sw", "th", "tr", "uk", "ur", "uz", "vi", "zh")  # fmt: skip
_OTHER_NAMES = {
    "mandarin": "zh", "simplified chinese": "zh-Hans", "chinese (simplified)": "zh-Hans", "简体中文": "zh-Hans",
    "traditional chinese": "zh-Hant", "chinese (traditional)": "zh-Hant", "繁體中文": "zh-Hant", "繁体中文": "zh-Hant",
    "汉语": "zh", "漢語": "zh", "farsi": "fa", "british english": "en-GB", "american english": "en-US",
}  # fmt: skip


def language_meant(text: str) -> str | None:
    """The tag of the language that *text* names, in English or in that language; None if there is none."""
    name = " ".join(text.split()).casefold()
    if tag := re.fullmatch(r"([a-z]{2,3})_([a-z]{2}|[a-z]{4})", name):
        return f"{tag[1]}-{tag[2].upper() if len(tag[2]) == 2 else tag[2].title()}"
    return _OTHER_NAMES.get(name) or _names().get(name)


@functools.cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for tag in _SPOKEN:
        for language in ("en", tag):
            name = Locale.parse(tag).get_language_name(language)
            names.setdefault((name or tag).casefold(), tag)
    return names
