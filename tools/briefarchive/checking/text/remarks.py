"""What was to be taken out before a text is published: remarks, marks of tracked changes, addresses of persons."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...model import Status
from ...reading.markdown.text import Part, Passage, Text
from ..patterns import Pattern, PatternRule, find_expression

_AROUND = 30
_LETTERS = re.compile(r"todo|fixme|tktk|xxx+", re.IGNORECASE)
_COMMENT = re.compile(r"\[(?:comment(?:ed)? ?)?[a-z]{2,3}\d", re.IGNORECASE)
_OFFICE = find_expression("office")


class LeftOverRemark(PatternRule, code="S130"):
    """A remark among authors stands in the text, such as `[AK1]`, `TODO` or `[source?]`, or a tracked change."""

    parts = frozenset({Part.BODY, Part.FIELD})

    def check(self, text: Text) -> Iterator[Diagnostic]:
        return iter(()) if text.head.status is Status.DRAFT else super().check(text)

    def is_meant(self, row: Pattern, found: re.Match[str], passage: Passage) -> bool:
        return not _is_numeral(found) and (row.name != "remark" or _is_written_as_remark(found[0]))


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

    def is_meant(self, row: Pattern, found: re.Match[str], passage: Passage) -> bool:
        return not _OFFICE.search(found["who"])
