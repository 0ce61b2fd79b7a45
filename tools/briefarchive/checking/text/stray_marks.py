"""Blanks and full stops too many or too few, whatever the style of a house."""

import itertools
import operator
import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Replacement, Severity
from ...reading.markdown.dialect import CITATION_ROLES
from ...reading.markdown.text import COVER, Part, Passage, Place
from ..rule import PassageRule

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


class StrayMark(PassageRule):
    """A blank, a mark or a word is one too many or too few: `late , and`, `late.It rained`, `in the the port`.

    `briefs check --fix` mends them.
    """

    code = "S142"
    severity = Severity.WARNING
    fixable = True
    rewrites = True
    parts = frozenset({Part.BODY, Part.FIELD})

    @classmethod
    def check_passage(cls, passage: Passage) -> Iterator[Diagnostic]:
        text, place = passage.text, passage.place
        for found in _BEFORE_MARK.finditer(text) if " ," in text or " ." in text else ():
            yield _diagnose(found, found["mark"], "a blank stands before the mark", place)
        for found in _TWICE.finditer(text) if ".." in text or ",," in text or ";;" in text else ():
            yield _diagnose(found, found["mark"], "the mark stands twice", place)
        for found in itertools.chain(_NO_BLANK.finditer(text), _NO_BLANK_BEHIND.finditer(text)):
            yield _diagnose(found, f"{found['mark']} ", "a blank is missing behind the mark", place)
        yield from _doubled(text, place)
        for found in _ACUTE.finditer(text) if not text.isascii() else ():
            yield _diagnose(found, "’", "an accent stands for an apostrophe", place)
        for child in passage.children:
            if child.type == "myst_role" and child.meta["name"] in CITATION_ROLES:
                yield from _around_citation(child.meta["at"], child.meta["content_at"] + len(child.content), passage)


def _around_citation(at: int, end: int, passage: Passage) -> Iterator[Diagnostic]:
    """A blank that is missing behind a citation or before it; its keys end at *end*."""
    end = passage.content.find("`", end) + 1
    if following := _BEHIND_CITATION.match(passage.content, end):
        yield _diagnose(following, f"{following['mark']} ", "a blank is missing behind the mark", passage.place)
    if at and _NEEDS_BLANK.match(passage.content, at - 1) and passage.text[at] == COVER:
        fix = (Replacement(span=passage.place(at, 0), text=" "),)
        message = "a blank is missing before the citation"
        yield StrayMark.at(passage.place(at, 1), message, hint="put one there", fix=fix)


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


def _diagnose(found: re.Match[str], instead: str, what: str, place: Place) -> Diagnostic:
    span = place(found.start(), len(found[0]))
    if found[0] in {".", "!"} and _CAPITALISED.search(found.string[max(found.start() - 40, 0) : found.start()]):
        return StrayMark.at(span, f'"{found[0]}": {what}', hint=f'if it is no part of a name, write "{instead}"')
    return StrayMark.instead(span, f'"{found[0]}": {what}', instead, found[0])
