"""Marks of Chinese within a text in Latin letters, and those of Latin letters within Chinese."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity, Span
from ...reading.markdown.text import COVER, Part, Passage, Place
from ..rule import PassageRule

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OF_HAN = re.compile(f"[{_HAN}\uac00-\ud7af]")
_WIDE = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")", "、": ",", "％": "%"}
_NARROW = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_WIDE_IN_LATIN = re.compile(f"[{''.join(_WIDE)}]")
_NARROW_IN_HAN = re.compile(
    rf"(?:(?<=[{_HAN}\ue000])|(?<=[{_HAN}][》”’）]))(?P<mark>[,;:?!]|\.(?![.\w]))[ ]*(?=[{_HAN}“《（\ue000]|$)",
    re.MULTILINE,
)
# Latin words within Chinese marks, between Latin words.
_BRACKETS = re.compile(
    r"(?:^|(?<=[A-Za-z,] ))(?:《(?P<title>[A-Za-z][\w &’-]{0,100})》|「(?P<words>[A-Za-z][\w &’,-]{0,200})」)"
    r"(?=[ \n]?[A-Za-z,.;)\ue000]|$)",
    re.MULTILINE,
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_IN_NUMBER = re.compile(r"\d\W\d")
_AROUND = 10
_SHARE = 4
"""How many times as many letters of one kind tell in which script a paragraph is."""


class ForeignPunctuation(PassageRule):
    """A Chinese mark stands in a sentence in Latin letters, `port，and`, or one of Latin letters in a Chinese sentence.

    A mark as wide as a Chinese character leaves a hole in the line, and a narrow one between Chinese characters is too
    near to them. A passage that is quoted in its own script keeps its marks.
    """

    code = "S137"
    severity = Severity.WARNING
    fixable = True
    rewrites = True
    parts = frozenset({Part.BODY, Part.FIELD})

    @classmethod
    def check_passage(cls, passage: Passage) -> Iterator[Diagnostic]:
        text, place = passage.text, passage.place
        if text.isascii():
            return
        for found in _BRACKETS.finditer(text):
            instead = f"*{found['title']}*" if found["title"] else f"“{found['words']}”"
            yield _diagnose(found[0], place(found.start(), len(found[0])), instead, "a Chinese sentence")
        wide = _WIDE_IN_LATIN.search(text)
        if not wide and not _OF_HAN.search(text):
            return
        han, latin = len(_OF_HAN.findall(text)), len(_LATIN.findall(text))
        if wide and latin > _SHARE * han:
            for found in _WIDE_IN_LATIN.finditer(text):
                if not _beside_han(text, found) and not _IN_NUMBER.fullmatch(
                    text[max(found.start() - 1, 0) : found.end() + 1]
                ):
                    span, instead = _narrowed(text, found, place)
                    yield _diagnose(found[0], span, instead, "a Chinese sentence")
        elif han > latin and han > _SHARE:
            for found in _NARROW_IN_HAN.finditer(text):
                yield _diagnose(
                    found["mark"], place(found.start(), len(found[0])), _NARROW[found["mark"]], "Latin letters"
                )


def _diagnose(mark: str, span: Span, instead: str, where: str) -> Diagnostic:
    return ForeignPunctuation.instead(span, f'"{mark}" belongs in {where}', instead)


def _beside_han(text: str, found: re.Match[str]) -> bool:
    """Whether a mark belongs to a passage in Chinese."""
    before = text[max(found.start() - _AROUND, 0) : found.start()].rstrip(" \n”’》」）)")[-1:]
    after = text[found.end() : found.end() + _AROUND].lstrip(" \n“‘《「（(")[:1]
    return bool(_OF_HAN.match(before) or (_OF_HAN.match(after) and before != COVER and not before.isalnum()))


def _narrowed(text: str, found: re.Match[str], place: Place) -> tuple[Span, str]:
    """The narrow mark with the blank that belongs beside it."""
    mark = _WIDE[found[0]]
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    if mark == "(":
        return place(found.start(), 1), f" {mark}" if before.strip() else mark
    needs_blank = mark != "%" and (after.isalnum() or after in {COVER, "“", "("})
    return place(found.start(), 1), f"{mark} " if needs_blank else mark
