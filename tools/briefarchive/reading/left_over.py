"""What was to be taken out before a text is published: remarks of its authors, and marks of tracked changes."""

import re
from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic, Rule, Severity, Span

_WANTED = r"(?: (?:needed|missing|to (?:come|check|follow)))"
_REMARKS = re.compile(
    # Word numbers the comments of each person: [AK1]. The European Union of 27 is none.
    r"\[(?!EU\d)(?:Comment(?:ed)? ?)?[A-Z]{2,3}\d{1,2}\](?![(\[:])"
    r"|\[?\b(?:TODO|FIXME|TKTK|XXXX+)\b\]?|[\[(]XXX[\])]|\bXXX(?= ?[:?])|(?<!^)\bXXX\b"
    rf"|[\[(](?:(?:citation|source|reference|date|page|figure|check|ref)s?{_WANTED}?\?"
    rf"|(?:citation|source|reference|date)s?{_WANTED}|to (?:be checked|check)|tb[cd])[\])](?![(\[])"
    r"|\[insert [^\[\]()\n]{1,40}\](?![(\[])|\?{3,}|\blorem ipsum\b",
    re.IGNORECASE,
)
# Figures that were to be put in. “Article XX” and “the XX congress” have Roman numerals.
_FIGURES = re.compile(
    r"(?<![\w.&-])(?:[$€£¥]?XX(?= (?!(?:congress|centuries|chromosomes|series|siglos)\b)(?:[a-z]{2,20}s|per cent"
    r"|percent|million|billion|trillion|people)\b| ?%)|(?:19|20)XX(?!\w))"
)
# What programs that write for people leave behind when their answers are pasted.
_CHAT = re.compile(
    r"(?<![“\"‘])\bAs an? (?:AI|large) (?:language )?(?:model|assistant)\b"
    r"|\b(?:Certainly|Sure|Of course|Absolutely)! (?:Here(?:’s|'s| is| are)|Below)\b|\bI hope this helps\b"
    r"|\bAs of my (?:last|latest) (?:knowledge )?update\b|\bLet me know if you(?:’d|'d| would) like\b"
    r"|:?contentReference\[oaicite[^\]\n]{0,40}\](?:\{[^{}\n]{0,60}\})?|\[oai_citation[^\]\n]{0,80}\]"
    r"|【\d{1,3}(?::\d{1,3})?†[^【】\n]{0,80}】|[\ue200-\ue2ff]?\bcite\W?turn\d{1,3}[a-z]{3,12}\d{1,3}"
)
_ON_A_DISK = re.compile(
    r"(?<!\w)(?:[A-Z]:\\(?=\w\w)|file:/{2,3}|(?<![/\w.])/(?:Users|home)/(?=\w))[^\s<>()\ue000]{1,200}(?<![.,;:])"
)
_SIGNS_OF_CHAT = ("as an a", "as a l", "! here", "! below", "i hope", "as of my", "let me", "oai", "†", "turn")
# Without one of these there is no remark.
_SIGNS = ("[", "todo", "fixme", "tktk", "xxx", "?)", "needed)", "missing)", "to c", "follow)", "(t", "???", "lorem")
_AROUND = 30
_LETTERS = re.compile(r"todo|fixme|tktk|xxx+", re.IGNORECASE)
_COMMENT = re.compile(r"\[(?:comment(?:ed)? ?)?[a-z]{2,3}\d", re.IGNORECASE)
_CHANGES = re.compile(
    r"~~(?=\S)[^~\n]{1,300}~~|\{(?P<sign>\+\+|--|==|>>)[^{}\n]{1,300}(?:\+\+|--|==|<<)\}|\{~~[^{}\n]{1,300}~~\}"
)


class LeftOverRemark(Rule):
    r"""A remark among authors stands in the text, such as `[AK1]`, `TODO` or `[source?]`, or a tracked change.

    So may `XX agreements`, where a figure was to come, what a program for answers wrote around its own, and
    `C:\Users\…`. All of it would be published. Settle it and take it out, or leave the brief a draft: there it may
    stand.
    """

    code = "S130"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (LeftOverRemark,)


def find_left_over(text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found in a paragraph.

    Args:
        text: Its running text.
        place: The place in the file of an offset in it, and of so many characters.
    """
    small = text.lower()
    for found in _REMARKS.finditer(text) if any(sign in small for sign in _SIGNS) else ():
        if _is_meant(found[0]) and not _is_numeral(text, found):
            message = f'"{found[0]}" is a remark for its authors'
            yield LeftOverRemark.at(place(found.start(), len(found[0])), message, hint="settle it, and delete it")
    for found in _FIGURES.finditer(text) if "XX" in text else ():
        if not _is_numeral(text, found):
            message = f'"{found[0]}" stands for a figure'
            yield LeftOverRemark.at(place(found.start(), len(found[0])), message, hint="write the figure")
    for found in _CHAT.finditer(text) if any(sign in small for sign in _SIGNS_OF_CHAT) else ():
        message = f'"{found[0]}" is left over from a program that writes answers'
        which = "the sentence" if found[0][0].isupper() else "it"
        hint = f"delete {which}, and check against the sources what stands around"
        yield LeftOverRemark.at(place(found.start(), len(found[0])), message, hint=hint)
    if ":\\" in text or "file:/" in text or "/Users/" in text or "/home/" in text:
        for found in _ON_A_DISK.finditer(text):
            message = f'"{found[0]}" is a file on somebody’s own disk'
            hint = "name the document that it holds, or put it beside the brief and link to it"
            yield LeftOverRemark.at(place(found.start(), len(found[0])), message, hint=hint)
    if "~~" in text or "{" in text:
        for found in _CHANGES.finditer(text):
            message = f'"{found[0]}" is a change that was tracked'
            hint = "keep the words that are right, and delete the signs around them"
            yield LeftOverRemark.at(place(found.start(), len(found[0])), message, hint=hint)


def _is_meant(remark: str) -> bool:
    """Whether letters that make a remark are written as one is, in capitals: “todo” is a Spanish word."""
    plain = remark.strip("[]()")
    return (not _LETTERS.fullmatch(plain) or plain.isupper()) and (
        not _COMMENT.match(remark) or plain[-3:].isupper() or plain[-2].isupper()
    )


def _is_numeral(text: str, found: re.Match[str]) -> bool:
    """Whether XXX is thirty, as beside a word with a capital: “the XXX Olympiad”, “Article XXX”."""
    before = text[max(found.start() - _AROUND, 0) : found.start()].split(" ")
    is_named = len(before) > 1 and not before[-1] and before[-2][:1].isupper()
    return found[0] in {"XX", "XXX"} and (is_named or text[found.end() : found.end() + 2].strip().isupper())
