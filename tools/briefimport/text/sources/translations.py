"""Titles with a translation in brackets behind them: “Orbán enged” (Orbán gives in), Népszabadság."""

import re

from ...languages import are_of_two_languages
from ...scripts import language_of_script
from ...words import make_pattern
from ...words.places import is_known_place
from ..dates.printed import find_dates
from .addresses import ADDRESS, without_addresses
from .authors import are_certain_persons
from .publisher_names import is_domain, names_publisher
from .quotations import quotations, without_stray_quotes

_BRACKET = re.compile(
    r"\s*(?:[(（](?P<round>[^()（）]{2,200})[)）]|[\[〔【](?P<square>[^\[\]〔〕【】]{2,200})[\]〕】])"
)
_SHUT = "”“»\"」』》’'"
_SEAM = re.compile(r"\s+[–—|/-]+\s+|[:：,，;；]\s*|\.\s+")
_STRIP = " \t.,;:，。；–—-/"
_IN = re.compile(rf"(?:{make_pattern('citing', 'in')})\s", re.IGNORECASE)
# “(in English)”, behind the title and before the publisher
_REMARK = re.compile(r"\([^()]{2,30}\)")
# What a page is, in brackets: “(Video)”.
_KIND = re.compile(r"(?:pdf|video|audio|photos?|html|web|update)\b", re.IGNORECASE)
# A translation has not less than so much of the letters of its title, and hardly more than twice as many.
_LEAST, _MOST, _LEAST_LETTERS = 0.4, 2.6, 3
# A longer line is a paragraph.
_LONGEST = 500


def without_translation(text: str) -> tuple[str, str]:
    """Return the line of a source without the translation of its title, and that; none if it has none."""
    for match in _BRACKET.finditer(text) if len(text) <= _LONGEST else ():
        translation = (match["round"] or match["square"]).strip()
        if not _may_be_title(translation):
            continue
        before, behind = text[: match.start()], text[match.end() :]
        named = _is_named(behind, in_square=bool(match["square"]))
        if _belongs_to_title(before, translation, behind, named=named):
            seam = ", " if behind.lstrip()[:1].isalnum() else ""
            if not any(quotations(text)) and named:
                # Behind such a title stands who published it.
                before = f"“{before}”"
            return f"{before}{seam}{behind.lstrip() if seam else behind}", without_stray_quotes(
                translation.rstrip(" .")
            )
    return text, ""


def _may_be_title(text: str) -> bool:
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS or text[0].islower() or _KIND.match(text):
        return False
    return not (
        are_certain_persons(text) or find_dates(text) or ADDRESS.search(text) or is_known_place(text) or is_domain(text)
    )


def _belongs_to_title(before: str, translation: str, behind: str, *, named: bool) -> bool:
    """Return whether *translation*, in brackets, is what stands *before* it in another language, not its publisher."""
    start = next((start for start, _ in quotations(before)), -1)
    quoted = start >= 0 and before.rstrip()[-1:] in _SHUT
    inside = start >= 0 and behind[:1] in _SHUT
    if quoted or inside:
        title, lead = before[start + 1 :].rstrip(_SHUT + " .,"), before[:start]
    else:
        title = _SEAM.split(before)[-1]
        lead = before.removesuffix(title)
    if not (named or any(map(str.isalpha, lead))) or (
        names_publisher(translation) and not ((quoted or inside) and named)
    ):
        return False
    of_two_scripts = language_of_script(title) != language_of_script(translation)
    alike = of_two_scripts or _LEAST <= len(translation) / max(len(title), 1) <= _MOST
    of_two_languages = of_two_scripts or are_of_two_languages(title, translation)
    return alike and ((quoted and named) or (len(translation.split()) > 1 and of_two_languages))


def _is_named(behind: str, *, in_square: bool) -> bool:
    """Return whether what follows a title says, besides dates and addresses, who published it.

    It names no place, unless a translation *in_square* brackets, as nothing else is, stands before it.
    """
    behind = behind.lstrip(f"{_SHUT} ,._*")
    remark = _REMARK.match(behind)
    words = without_addresses(behind[remark.end() :] if remark else behind)[0].strip(_STRIP)
    words = words or (remark[0].strip("()") if remark else "")
    dates = find_dates(words)
    words = (words[: dates[0].start] or words[dates[-1].end :] if dates else words).strip(_STRIP)
    return (
        words[:1].isalpha()
        and (not words[0].islower() or bool(_IN.match(words)))
        and (in_square or not is_known_place(words))
    )
