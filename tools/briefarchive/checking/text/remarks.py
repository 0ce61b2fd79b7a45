"""What was to be taken out before a text is published: remarks, marks of tracked changes, addresses of persons."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...model import Status
from ...reading.markdown.text import Part, Passage, Text
from ..rule import PatternRule

_WANTED = r"(?: (?:needed|missing|to (?:come|check|follow)))"
# What each begins with stands first, so that a search runs past other signs quickly.
_REMARKS = re.compile(
    r"(?=[\[(?TFXL])(?:"
    # Word numbers the comments of each person: [AK1]. The European Union of 27 is none.
    r"\[(?!EU\d)(?:Comment(?:ed)? ?)?[A-Z]{2,3}\d{1,2}\](?![(\[:])"
    r"|\[?\b(?:TODO|FIXME|TKTK|XXXX+)\b\]?|[\[(]XXX[\])]|\bXXX(?= ?[:?])|(?<!^)\bXXX\b"
    rf"|[\[(](?:(?:citation|source|reference|date|page|figure|check|ref)s?{_WANTED}?\?"
    rf"|(?:citation|source|reference|date)s?{_WANTED}|to (?:be checked|check)|tb[cd])[\])](?![(\[])"
    r"|\[insert [^\[\]()\n]{1,40}\](?![(\[])|\?{3,}|\blorem ipsum\b)",
    re.IGNORECASE,
)
# Figures that were to be put in. “Article XX” and “the XX congress” have Roman numerals.
_FIGURES = re.compile(
    r"(?<![\w.&-])(?:[$€£¥]?XX(?= (?!(?:congress|centuries|chromosomes|series|siglos)\b)(?:[a-z]{2,20}s|per cent"
    r"|percent|million|billion|trillion|people)\b| ?%)|(?:19|20)XX(?!\w))"
)
# What programs that write for people leave behind when their answers are pasted.
_CHAT = re.compile(
    r"(?=[ACSOIL:\[【\ue200-\ue2ffc])(?:(?<![“\"‘])\bAs an? (?:AI|large) (?:language )?(?:model|assistant)\b"
    r"|\b(?:Certainly|Sure|Of course|Absolutely)! (?:Here(?:’s|'s| is| are)|Below)\b|\bI hope this helps\b"
    r"|\bAs of my (?:last|latest) (?:knowledge )?update\b|\bLet me know if you(?:’d|'d| would) like\b"
    r"|:?contentReference\[oaicite[^\]\n]{0,40}\](?:\{[^{}\n]{0,60}\})?|\[oai_citation[^\]\n]{0,80}\]"
    r"|【\d{1,3}(?::\d{1,3})?†[^【】\n]{0,80}】|[\ue200-\ue2ff]?\bcite\W?turn\d{1,3}[a-z]{3,12}\d{1,3})"
)
_ON_A_DISK = re.compile(
    r"(?=[A-Zf/])(?<!\w)(?:[A-Z]:\\(?=\w\w)|file:/{2,3}|(?<![/\w.])/(?:Users|home)/(?=\w))[^\s<>()\ue000]{1,200}(?<![.,;:])"
)
_AROUND = 30
_LETTERS = re.compile(r"todo|fixme|tktk|xxx+", re.IGNORECASE)
_COMMENT = re.compile(r"\[(?:comment(?:ed)? ?)?[a-z]{2,3}\d", re.IGNORECASE)
_CHANGES = re.compile(
    r"~~(?=\S)[^~\n]{1,300}~~|\{(?P<sign>\+\+|--|==|>>)[^{}\n]{1,300}(?:\+\+|--|==|<<)\}|\{~~[^{}\n]{1,300}~~\}"
)
_MAIL = re.compile(r"(?<![\w.+-])(?P<who>[A-Za-z][\w.+-]{0,63})@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}\b")
# A part of these in a name says that an office reads the letters.
_OFFICES = re.compile(
    "admin|api|application|bulletin|committee|contact|data|desk|digital|editor|embassy|enquir|events?|feedback|gov|group|help|info"
    "|inquir|letters|librar|list|mail|media|news|office|press|program|public|redaktion|reply|secretari|service|subscri|support"
    "|team|tips|web",
    re.IGNORECASE,
)


class LeftOverRemark(PatternRule, code="S130"):
    """A remark among authors stands in the text, such as `[AK1]`, `TODO` or `[source?]`, or a tracked change."""

    parts = frozenset({Part.BODY, Part.FIELD})

    patterns = (
        (_REMARKS, "is a remark for its authors", "settle it, and delete it"),
        (_FIGURES, "stands for a figure", "write the figure"),
        (
            _CHAT,
            "is left over from a program that writes answers",
            "delete it, and check against the sources what stands around",
        ),
        (
            _ON_A_DISK,
            "is a file on somebody’s own disk",
            "name the document that it holds, or put it beside the brief and link to it",
        ),
        (
            _CHANGES,
            "is a change that was tracked",
            "keep the words that are right, and delete the signs around them",
        ),
    )

    def check(self, text: Text) -> Iterator[Diagnostic]:
        return iter(()) if text.head.status is Status.DRAFT else super().check(text)

    def is_meant(self, found: re.Match[str], passage: Passage) -> bool:
        return not _is_numeral(found) and (found.re is not _REMARKS or _is_written_as_remark(found[0]))


def _is_written_as_remark(remark: str) -> bool:
    """Whether letters that make a remark are written as one is, in capitals: “todo” is a Spanish word."""
    plain = remark.strip("[]()")
    return (not _LETTERS.fullmatch(plain) or plain.isupper()) and (
        not _COMMENT.match(remark) or plain[-3:].isupper() or plain[-2].isupper()
    )


def _is_numeral(found: re.Match[str]) -> bool:
    """Whether XXX is thirty, as beside a word with a capital: “the XXX Olympiad”, “Article XXX”."""
    text = found.string
    before = text[max(found.start() - _AROUND, 0) : found.start()].split(" ")
    is_named = len(before) > 1 and not before[-1] and before[-2][:1].isupper()
    return found[0] in {"XX", "XXX"} and (is_named or text[found.end() : found.end() + 2].strip().isupper())


class MailAddress(PatternRule, code="S139"):
    """The mail address of a person stands in the text. It will be harvested, and it stays in every copy of the page."""

    parts = frozenset({Part.BODY, Part.FIELD})

    patterns = ((_MAIL, "is the mail address of a person", "delete it, unless the person agrees"),)

    def is_meant(self, found: re.Match[str], passage: Passage) -> bool:
        return not _OFFICES.search(found["who"])
