"""The language of a text."""

import functools
import os
import re
from typing import TYPE_CHECKING

from briefarchive.search.segmentation import simplify

from .legacy import LegacyBrief, unpack
from .scripts import guess_tag, language_of_script

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

# Languages that are told apart; more would mistake short texts for those of small languages.
_LANGUAGES = (
    "en", "es", "pt", "fr", "de", "it", "nl", "ca", "pl", "cs", "sk", "hu", "ro", "tr", "sv", "da", "no", "fi", "id",
    "vi", "ru", "uk", "bg", "sr", "el", "zh", "ja", "ko", "ar", "fa", "he",
)  # fmt: skip
# What the detector has read was right from this probability on.
_SURE = 0.8
# It needs no more of a text, and says nothing of less.
_ENOUGH, _LEAST = 2_000, 40
# So much of both ends tells it where they agree, as they do in nearly all texts.
_END = 300
# So likely is each of two languages of two titles in its own, and so unlikely in the other.
_LIKELY, _UNLIKELY = 0.5, 0.3
# In simplified Chinese hardly a sign is one of those.
_TRADITIONAL = 0.05
_TRADITIONAL_REGIONS = frozenset({"TW", "HK", "MO"})
_LETTERS_OF_SCRIPT = 4


def guess_language(legacy: LegacyBrief) -> str:
    """BCP 47 tag of the text; empty where nothing tells it, and that of the archive counts.

    What a person has written into a table counts first, then the text itself. A page's own mark of its language is that
    of the program which made it as often as not: it counts where the text is too short, and adds a script.
    """
    hint = legacy.hints.languages[0] if legacy.hints.languages else None
    if hint and hint.is_of_table:
        return hint.value
    detected = detect_language(" ".join(unpack(legacy).paragraphs)[:_ENOUGH])
    if hint and (not detected or hint.value.lower().partition("-")[0] == detected.partition("-")[0]):
        # The one with a script says more.
        return max(detected, strip_region(hint.value), key=len)
    return detected


def strip_region(tag: str) -> str:
    """The language of *tag* and its script, if that is named: a region is that of a program’s settings (`es-ES`).

    That of Chinese says in which script it is.
    """
    language, *parts = re.split("[-_]", tag)
    script = next((part.title() for part in parts if len(part) == _LETTERS_OF_SCRIPT and part.isalpha()), "")
    if not script and language.lower() == "zh" and not _TRADITIONAL_REGIONS.isdisjoint(map(str.upper, parts)):
        script = "Hant"
    return f"{language.lower()}-{script}" if script else language.lower()


@functools.lru_cache(maxsize=256)
def detect_language(text: str) -> str:
    """The language of *text*, by its script or by its words; empty if neither tells it."""
    if sum(map(str.isalpha, text)) < _LEAST:
        return guess_tag(text) if language_of_script(text) else ""
    ends = {_classify(text[:_END]), _classify(text[-_END:])}
    language = ends.pop() if len(ends) == 1 else ""
    language = language or _classify(text)
    return "zh-Hant" if language == "zh" and _is_traditional(text) else language


@functools.lru_cache(maxsize=256)
def are_of_two_languages(left: str, right: str) -> bool:
    """Whether two titles are in different languages, by their scripts or, as far as so few words tell it, by these."""
    if language_of_script(left) != language_of_script(right):
        return True
    likely = [dict(_detector().rank(text)) for text in (left, right)]
    first, second = (max(chances, key=chances.__getitem__) for chances in likely)
    is_sure = likely[0][first] >= _LIKELY and likely[1][second] >= _LIKELY
    return bool(first != second and is_sure and max(likely[0][second], likely[1][first]) < _UNLIKELY)


def _classify(text: str) -> str:
    """The language that the detector is sure of; empty if it is not."""
    tag, probability = _detector().classify(text)
    return str(tag) if probability >= _SURE else ""


def _is_traditional(text: str) -> bool:
    """Whether many signs of a Chinese text are such as are written otherwise in simplified Chinese."""
    return sum(sign != simplified for sign, simplified in zip(text, simplify(text), strict=True)) > _TRADITIONAL * len(
        text
    )


@functools.cache
def _detector() -> "LanguageIdentifier":
    # A process with threads, which numpy would start, cannot be forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # it takes half a second, which few commands need

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(_LANGUAGES))
    return detector
