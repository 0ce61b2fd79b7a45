"""Marks of emphasis and of code that are not closed, or that blanks keep from being any."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...reading.markdown.text import COVER, Passage
from ..rule import PassageRule

_SPACED = re.compile(r"(?<![\w*])(?P<marks>\*{1,3}) {1,3}(?P<words>[^*\s\d][^*\n]{0,100}?) {0,3}(?P=marks)(?![\w*])")
_SPACED_END = re.compile(r"(?<![\w*])(?P<marks>\*{1,3})(?P<words>[^\s*][^*\n]{0,100}?) {1,3}(?P=marks)(?![\w*])")
_UNEQUAL = re.compile(r"(?<![\w*])(?P<open>\*{1,3})(?P<words>[^\s*\d][^*\n]{0,100}?(?<=\S))(?P<close>\*{1,3})(?![\w*])")
_LINED = re.compile(r"(?<![\w_])(?P<marks>_{1,2}) {1,3}(?P<words>[^_\s\d][^_\n]{0,100}?) {0,3}(?P=marks)(?![\w_])")
_OPENING = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])(?![.,;:)\]\d])")
_CLOSING = re.compile(r"(?<=[^\s*])\*{2,3}(?![\w*])")
_TICK = re.compile(r"`+")
_QUOTED = re.compile(r"(?<!`)(?P<open>``?)(?P<words>[^`'\n\ue000]{1,300})(?P<close>''?)(?!')")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?<!``)`(?=[^\W\d_])(?!`)")
_GOES_ON = re.compile(r"\s*(?:$|[^\W\d_A-Z]|[.,;:!?)”’\ue000])")
_MOST_WORDS = 8
_BEHIND = re.compile(r"[^*`\ue000\n\[\]<>&\\]{0,12}")
_BEFORE = re.compile(r"[^*`\ue000\n\[\]<>&\\]{0,12}\Z")
_AROUND = 12


class LooseEmphasis(PassageRule, code="S135"):
    """An asterisk or a backtick is shown as it was typed: the other of the pair is missing, or a blank is too many."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text, shown = passage.text, passage.shown
        if "*" in shown and "*" in text:
            yield from _asterisks(passage)
        if "_ " in shown and "_ " in text:
            yield from _spaced(_LINED, passage)
        if "`" in shown and "`" in text:
            yield from _ticks(passage)


def _asterisks(passage: Passage) -> Iterator[Diagnostic]:
    told = [one for pattern in (_SPACED, _SPACED_END) for one in _spaced(pattern, passage)] or list(_unequal(passage))
    yield from told
    marks = (found for pattern in (_OPENING, _CLOSING) for found in pattern.finditer(passage.text))
    found = None if told else next((one for one in marks if _is_shown(one, passage.shown)), None)
    if found:
        where = "begins" if found.re is _CLOSING else "ends"
        hint = f"put {found[0]} also where the emphasis {where}, or delete it"
        yield LooseEmphasis.at(passage.match_span(found), f'"{found[0]}" is shown as it is typed', hint=hint)


def _spaced(pattern: re.Pattern[str], passage: Passage) -> Iterator[Diagnostic]:
    """Marks of emphasis with a blank between them and the words."""
    text, content = passage.text, passage.content
    for found in pattern.finditer(text):
        is_name = len(found["words"].split()) <= _MOST_WORDS and not found["words"].rstrip().endswith((".", "!", "?"))
        if is_name and _GOES_ON.match(text, found.end()) and (found[0] in passage.shown or COVER in found[0]):
            words, written = content[slice(*found.span("words"))].strip(), content[slice(*found.span())]
            instead = f"{found['marks']}{words}{found['marks']}".replace("_", "*")
            may_multiply = found["marks"] == "*" and pattern is _SPACED and text[found.end() - 2] == " "
            message = f'"{written}" is shown with its marks'
            if may_multiply:
                yield LooseEmphasis.at(passage.match_span(found), message, hint=f'for emphasis, write "{instead}"')
            else:
                yield LooseEmphasis.instead(passage.match_span(found), message, instead, written)


def _unequal(passage: Passage) -> Iterator[Diagnostic]:
    """More asterisks on one side of the words than on the other."""
    for found in _UNEQUAL.finditer(passage.text):
        words = found["words"]
        if found["open"] != found["close"] and len(words.split()) <= _MOST_WORDS and words in passage.shown:
            hint = f'write "*{words}*" or "**{words}**"'
            yield LooseEmphasis.at(passage.match_span(found), f'"{found[0]}" is shown with an asterisk', hint=hint)


def _is_shown(found: re.Match[str], shown: str) -> bool:
    """Whether a mark is in what is shown: with the words beside it, as far as they are plain."""
    text = found.string
    behind = _BEHIND.match(text, found.end())
    before = _BEFORE.search(text[max(found.start() - _AROUND, 0) : found.start()])
    return f"{before[0] if before else ''}{found[0]}{behind[0] if behind else ''}" in shown


def _ticks(passage: Passage) -> Iterator[Diagnostic]:
    text = passage.text
    if found := _QUOTED.search(text):
        is_double = found["open"] == "``" and found["close"] == "''"
        instead = f"“{found['words']}”" if is_double else f"‘{found['words']}’"
        message = f'"{found[0]}" is shown with its backticks'
        yield LooseEmphasis.instead(passage.match_span(found), message, instead, found[0], sure=is_double)
    elif found := _APOSTROPHE.search(text):
        yield LooseEmphasis.instead(passage.match_span(found), '"`" stands for an apostrophe', "’", "`")
    elif (found := _TICK.search(text)) and not text[: found.start()].endswith("}"):
        hint = "put another one where the code ends, or delete it"
        yield LooseEmphasis.at(passage.match_span(found), f'"{found[0]}" opens code that is not closed', hint=hint)
