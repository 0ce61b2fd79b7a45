"""Blanks and full stops too many or too few, whatever the style of a house."""

import itertools
import operator
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
    r"(?<=[a-z]{3})(?P<mark>[.,;!?])(?=[A-Z][a-z]{2}|[A-Z] [a-z])(?!(?:Com|Org|Net|Edu|Gov)\b)(?![A-Z][a-z]+\.)(?!\w+@)"
)
# Behind a bracket, a quotation or a year, and before a short word.
_NO_BLANK_BEHIND = re.compile(
    r"(?P<mark>[.;])(?=[A-Z][a-z]{0,20}\s[a-z])(?:(?<=[a-z\d]{2}[)”’].)|(?<=\s[12]\d{3}.)"
    r"|(?<=[a-z]{2}.)(?=(?:On|In|At|It|If|As|By|We|He|To|No|So|An)\s))"
)
_BEHIND_CITATION = re.compile(r"(?<=`)(?P<mark>[.,;])(?=[A-Za-z]{1,20}[\s,])")
# Other words may stand twice: “had had”, “that that”, “came in in May”.
_DOUBLED = re.compile(
    r"(?<![\w’'-])(?P<word>[Tt]he|an?|[Oo]f|[Tt]o|[Aa]nd|was|were|[Ff]or|[Ww]ith|[Ff]rom|are|[Aa]t|[Aa]s|[Ii]ts|[Tt]heir"
    r"|[Ii]n(?= in the )|is(?<!it is)(?<!what is))(?P<again>\s(?i:(?P=word)))(?![\w’'-])(?!\.\w)"
)
_ENGLISH = re.compile(r"\b(?:the|and|that|with|by|from|for|on|were|has)\b")
_ONLY_ENGLISH = frozenset({"the", "and", "with", "from", "were", "its", "their"})
_CAPITALISED = re.compile(r"\b[A-Z]\w*\Z")
_NEEDS_BLANK = re.compile("[A-Za-z0-9”),]")
_ACUTE = re.compile(r"(?<=[^\W\d_])[´′＇](?=[^\W\d_])")


class StrayMark(Rule):
    """A blank, a mark or a word is one too many or too few: `late , and`, `late.It rained`, `in the the port`.

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
    for found in itertools.chain(_NO_BLANK.finditer(text), _NO_BLANK_BEHIND.finditer(text)):
        yield _told(found, f"{found['mark']} ", "a blank is missing behind the mark", place)
    yield from _doubled(text, place)
    for found in _ACUTE.finditer(text) if not text.isascii() else ():
        yield _told(found, "’", "an accent stands for an apostrophe", place)
    for child in inline.children or ():
        if child.type == "myst_role" and child.meta["name"] in CITATION_ROLES:
            at = child.meta["at"]
            end = inline.content.find("`", child.meta["content_at"] + len(child.content)) + 1
            if following := _BEHIND_CITATION.match(inline.content, end):
                yield _told(following, f"{following['mark']} ", "a blank is missing behind the mark", place)
            if at and _NEEDS_BLANK.match(inline.content, at - 1) and text[at] == COVER:
                span = place(at, 1)
                fix = (Replacement(span=place(at, 0), text=" "),)
                yield StrayMark.at(span, "a blank is missing before the citation", hint="put one there", fix=fix)


def _doubled(text: str, place: Place) -> Iterator[Diagnostic]:
    """A small word of English that stands twice."""
    words = text.lower().split()
    if not any(map(operator.eq, words, words[1:])):
        return
    english = set(_ENGLISH.findall(text))
    for found in _DOUBLED.finditer(text):
        word = found["word"].lower()
        is_english = word in _ONLY_ENGLISH or bool(english - {word})
        if found["again"].islower() and is_english:
            again = found.start("again") + found["again"].startswith("\n")
            begins_line = text[again - 1 : again] == "\n"
            end = found.end() + (begins_line and text[found.end() : found.end() + 1] == " ")
            span = place(again, end - again)
            fix = (Replacement(span=span, text="", old=text[again:end]),)
            message = f'"{word}" stands twice'
            yield StrayMark.at(span, message, hint="delete it here", fix=fix)


def _told(found: re.Match[str], instead: str, what: str, place: Place) -> Diagnostic:
    span = place(found.start(), len(found[0]))
    if found[0] in {".", "!"} and _CAPITALISED.search(found.string[max(found.start() - 40, 0) : found.start()]):
        return StrayMark.at(span, f'"{found[0]}": {what}', hint=f'if it is no part of a name, write "{instead}"')
    fix = (Replacement(span=span, text=instead, old=found[0]),)
    return StrayMark.at(span, f'"{found[0]}": {what}', hint=f'write "{instead}"', fix=fix)
