"""Rules of family M: the language of a brief."""

import functools
from collections.abc import Iterator
from typing import ClassVar

import pycountry
from babel.languages import get_official_languages

from ..diagnostics import Diagnostic, Severity
from ..model import Archive
from ..reading.characters.script import script_of_language
from .rule import ArchiveRule


class UnknownLanguage(ArchiveRule):
    """A language tag has the right form and names no language, script or country that there is, as `jp` or `en-UK`.

    The tag of Japanese is `ja`, that of Chinese `zh`; the country behind a language is a code of ISO 3166-1, so British
    English is `en-GB`. Browsers, readers aloud and the search go by it.
    """

    code = "M208"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if (fault := _fault(brief.language)) is not None:
                message, hint = fault
                yield cls.at(brief.place("language"), message, hint=hint)


@functools.lru_cache(maxsize=256)
def _fault(tag: str) -> tuple[str, str] | None:
    """What is wrong with a tag, and what to do; None if all of its parts are known (BCP 47, §2.2)."""
    language, *more = tag.split("-")
    if language.lower() != "en" and not _is_language(language.lower()):
        spoken = get_official_languages(language.upper(), de_facto=True)
        hint = f'did you mean "{spoken[0]}"?' if spoken else 'a language is a tag such as "en" or "zh-Hant"'
        return f'there is no language "{language}"', hint
    for part in more:
        if part.lower() == "x":
            return None
        if len(part) == 4 and part.isalpha() and pycountry.scripts.get(alpha_4=part.title()) is None:
            return f'there is no script "{part}"', "leave it out, or take its code of four letters: Hans, Hant, Latn"
        if len(part) == 2 and pycountry.countries.get(alpha_2=part.upper()) is None:
            meant = "GB" if part.upper() == "UK" else ""
            hint = f'did you mean "{language}-{meant}"?' if meant else "leave it out, or take the country's code"
            return f'there is no country "{part}"', hint
    return None


def _is_language(code: str) -> bool:
    known = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return known is not None or (len(code) == 3 and pycountry.language_families.get(alpha_3=code) is not None)


class UnlikelyLanguage(ArchiveRule):
    """A text is in another script than that in which its language is written.

    A brief without `language` counts as English. Name the language of the text, `language: zh`; one that is written in
    another script than usual names it too, `zh-Latn`.
    """

    code = "M209"
    severity = Severity.WARNING

    NAMES = (
        ("Hani", "Chinese"), ("Latn", "Latin"), ("Cyrl", "Cyrillic"), ("Arab", "Arabic"), ("Hang", "Korean"),
        ("Grek", "Greek"), ("Hebr", "Hebrew"), ("Deva", "Devanagari"), ("Thai", "Thai"),
    )  # fmt: skip

    LANGUAGES: ClassVar = {
        "Hani": "zh", "Cyrl": "ru", "Arab": "ar", "Hang": "ko", "Grek": "el", "Hebr": "he", "Deva": "hi", "Thai": "th",
    }  # fmt: skip

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            found, usual = brief.markup.script, script_of_language(brief.language)
            if found and usual and found != usual:
                message = f'the language is "{brief.language}", and the text is in {dict(cls.NAMES)[found]} letters'
                hint = f'name its language, for example "language: {cls.LANGUAGES.get(found, "en")}"'
                if "language" in brief.places:
                    hint += f'; if it is that one, name its letters too, "{brief.language}-{found}"'
                yield cls.at(brief.place("language"), message, hint=hint)


RULES: tuple[type[ArchiveRule], ...] = (UnknownLanguage, UnlikelyLanguage)
