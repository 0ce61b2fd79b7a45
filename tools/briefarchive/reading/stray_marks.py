"""Blanks and full stops too many or too few, whatever the style of a house."""

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from .dialect import CITATION_ROLES
from .running_text import COVER

Place = Callable[[int, int], Span]

_BEFORE_MARK = re.compile(r"(?<=[\w)”\ue000]) {1,3}(?P<mark>[,.])(?=[ \n]|$)(?! \.)")
_TWICE = re.compile(r"(?<=[\w)”’\ue000])(?P<mark>[.,;])(?P=mark)(?![.,;\w])")
_NO_BLANK = re.compile(
    r"(?<=[a-z]{3})(?P<mark>[.,;!?])(?=[A-Z][a-z]{2}|[A-Z] [a-z])(?!(?:Com|Org|Net|Edu|Gov)\b)(?![A-Z][a-z]+\.)"
)
_NEEDS_BLANK = re.compile("[A-Za-z0-9”),]")
_ACUTE = re.compile(r"(?<=[^\W\d_])[´′＇](?=[^\W\d_])")
_CAPITALISED = re.compile(r"\b[A-Z]\w*\Z")


class StrayMark(Rule):
    """A blank or a mark is one too many or too few: `late , and`, `late..`, `late.It rained`, `late{cite:p}`.

    `briefs check --fix` mends them.
    """

    code = "S142"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


FAULTS: tuple[type[Rule], ...] = (StrayMark,)


def find_stray_marks(inline: Token, text: str, place: Place) -> Iterator[Diagnostic]:
    """What is found in a paragraph.

    Args:
        inline: Its token.
        text: Its running text.
        place: The place in the file of an offset in it, and of so many characters.
    """
    for found in _BEFORE_MARK.finditer(text) if " ," in text or " ." in text else ():
        yield _told(found, found["mark"], "a blank stands before the mark", place)
    for found in _TWICE.finditer(text) if ".." in text or ",," in text or ";;" in text else ():
        yield _told(found, found["mark"], "the mark stands twice", place)
    for found in _NO_BLANK.finditer(text):
        yield _told(found, f"{found['mark']} ", "a blank is missing behind the mark", place)
    for found in _ACUTE.finditer(text) if not text.isascii() else ():
        yield _told(found, "’", "an accent stands for an apostrophe", place)
    for child in inline.children or ():
        if child.type == "myst_role" and child.meta["name"] in CITATION_ROLES:
            at = child.meta["at"]
            if at and _NEEDS_BLANK.match(inline.content, at - 1) and text[at] == COVER:
                span = place(at, 1)
                fix = (Replacement(span=place(at, 0), text=" "),)
                yield StrayMark.at(span, "a blank is missing before the citation", hint="put one there", fix=fix)


def _told(found: re.Match[str], instead: str, what: str, place: Place) -> Diagnostic:
    span = place(found.start(), len(found[0]))
    if found[0] in {".", "!"} and _CAPITALISED.search(found.string[max(found.start() - 40, 0) : found.start()]):
        return StrayMark.at(span, f'"{found[0]}": {what}', hint=f'if it is no part of a name, write "{instead}"')
    fix = (Replacement(span=span, text=instead, old=found[0]),)
    return StrayMark.at(span, f'"{found[0]}": {what}', hint=f'write "{instead}"', fix=fix)
