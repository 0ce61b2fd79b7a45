"""Marks of emphasis and of code that are not closed, or that blanks keep from being any."""

import itertools
import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Replacement, Severity
from ...reading.markdown.text import COVER, Passage, Place, Text
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
_MOST = 50
"""So many marks of a paragraph are looked at."""
_AROUND = 12


class LooseEmphasis(PassageRule):
    r"""An asterisk or a backtick is shown as it was typed: the other of the pair is missing, or a blank is too many.

    Emphasis begins and ends with the same marks right beside the words, `*China Daily*`, within one paragraph. An
    asterisk that is meant as such is written `\*`.
    """

    code = "S135"
    severity = Severity.WARNING
    fixable = True
    rewrites = True

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        yield from _starred_items(text)
        yield from super().check(text)

    @classmethod
    def check_passage(cls, passage: Passage) -> Iterator[Diagnostic]:
        text, shown = passage.text, passage.shown
        if "*" in shown and "*" in text:
            yield from _asterisks(passage)
        if "_ " in shown and "_ " in text:
            yield from _spaced(_LINED, passage)
        if "`" in shown and "`" in text:
            yield from _ticks(text, passage.place)


def _asterisks(passage: Passage) -> Iterator[Diagnostic]:
    told = [one for pattern in (_SPACED, _SPACED_END) for one in _spaced(pattern, passage)]
    told = told or list(_unequal(passage))
    yield from told
    text = passage.text
    for found in itertools.chain(*(itertools.islice(one.finditer(text), _MOST) for one in (_OPENING, _CLOSING))):
        if not told and _is_shown(text, found, passage.shown):
            where = "begins" if found.re is _CLOSING else "ends"
            hint = f"put {found[0]} also where the emphasis {where}, or delete it"
            span = passage.match_span(found)
            yield LooseEmphasis.at(span, f'"{found[0]}" is shown as it is typed', hint=hint)
            return


def _spaced(pattern: re.Pattern[str], passage: Passage) -> Iterator[Diagnostic]:
    """Marks of emphasis with a blank between them and the words."""
    text, content = passage.text, passage.content
    for found in itertools.islice(pattern.finditer(text), _MOST):
        is_name = len(found["words"].split()) <= _MOST_WORDS and not found["words"].rstrip().endswith((".", "!", "?"))
        if is_name and _GOES_ON.match(text, found.end()) and (found[0] in passage.shown or COVER in found[0]):
            words, written = content[slice(*found.span("words"))].strip(), content[slice(*found.span())]
            instead = f"{found['marks']}{words}{found['marks']}".replace("_", "*")
            span = passage.match_span(found)
            fix = (Replacement(span=span, text=instead, old=written),)
            marks = "underscores" if "_" in found["marks"] else "asterisks"
            may_multiply = found["marks"] == "*" and pattern is _SPACED and text[found.end() - 2] == " "
            hint = f'{"for emphasis, " if may_multiply else ""}write "{instead}"'
            message = f'"{written}" is shown with its {marks}'
            yield LooseEmphasis.at(span, message, hint=hint, fix=() if may_multiply else fix)


def _unequal(passage: Passage) -> Iterator[Diagnostic]:
    """More asterisks on one side of the words than on the other."""
    for found in itertools.islice(_UNEQUAL.finditer(passage.text), _MOST):
        words = found["words"]
        if found["open"] != found["close"] and len(words.split()) <= _MOST_WORDS and words in passage.shown:
            span = passage.match_span(found)
            forms = " or ".join(f'"{marks}{words}{marks}"' for marks in ("*", "**"))
            yield LooseEmphasis.at(span, f'"{found[0]}" is shown with an asterisk', hint=f"write {forms}")


def _is_shown(text: str, found: re.Match[str], shown: str) -> bool:
    """Whether a mark is in what is shown: with the words beside it, as far as they are plain."""
    end = found.end()
    behind = _BEHIND.match(text, end)
    before = _BEFORE.search(text[max(found.start() - _AROUND, 0) : found.start()])
    return f"{before[0] if before else ''}{found[0]}{behind[0] if behind else ''}" in shown


def _ticks(text: str, place: Place) -> Iterator[Diagnostic]:
    if found := _QUOTED.search(text):
        is_double = found["open"] == "``" and found["close"] == "''"
        instead = f"“{found['words']}”" if is_double else f"‘{found['words']}’"
        span = place(found.start(), len(found[0]))
        message = f'"{found[0]}" is shown with its backticks'
        yield LooseEmphasis.instead(span, message, instead, found[0], sure=is_double)
    elif found := _APOSTROPHE.search(text):
        span = place(found.start(), 1)
        yield LooseEmphasis.instead(span, '"`" stands for an apostrophe', "’", "`")
    elif (found := _TICK.search(text)) and text[max(found.start() - 1, 0) : found.start()] != "}":
        hint = "put another one where the code ends, or delete it"
        yield LooseEmphasis.at(
            place(found.start(), len(found[0])), f'"{found[0]}" opens code that is not closed', hint=hint
        )


def _starred_items(text: Text) -> Iterator[Diagnostic]:
    """What is said of `* China Daily * put it so`, which is a list of one item."""
    lines = text.places.lines
    for block, inline in zip(text.blocks, text.blocks[3:], strict=False):
        token = block.token
        if token.type != "bullet_list_open" or token.level or token.markup != "*" or inline.token.type != "inline":
            continue
        first = inline.token.content.partition("\n")[0]
        words, mark, rest = first.partition(" *")
        is_one = mark and "*" not in words + rest and 1 <= len(words.split()) <= _MOST_WORDS
        if is_one and _GOES_ON.match(rest) and lines[block.line : block.line + 1] == [f"* {first}"]:
            span = text.places.at(block.line, 0, len(f"* {words} *"))
            yield LooseEmphasis.instead(span, f'"* {words} *" makes a list', f"*{words}*", f"* {words} *")
