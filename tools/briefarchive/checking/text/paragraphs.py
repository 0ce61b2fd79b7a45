"""Paragraphs that are too long, or stand in a text twice."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ...reading.markdown.text import Passage, Text, TextRule
from ..rule import PassageRule

_LONGEST = 3_000
_LEAST_TWICE = 120
"""A shorter paragraph, as in a table or a form of words, may be meant to stand twice."""


class LongParagraph(PassageRule):
    """A paragraph has more than 3,000 characters, which is a page. Part it where a new thought begins."""

    code = "S119"
    severity = Severity.NOTICE

    @classmethod
    def check_passage(cls, passage: Passage) -> Iterator[Diagnostic]:
        if len(passage.words) > _LONGEST:
            message = f"the paragraph has {len(passage.words):,} characters"
            yield cls.at(passage.place(0, 1), message, hint="part it where a new thought begins")


class RepeatedParagraph(TextRule):
    """The same paragraph stands twice in a brief: it was pasted once too often."""

    code = "S143"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        lines: dict[str, int] = {}
        for passage in text.passages:
            if len(passage.words) < _LEAST_TWICE:
                continue
            span = passage.place(0, 1)
            first = lines.setdefault(" ".join(passage.words.split()), span.line)
            if first != span.line:
                message = f"the paragraph has the words of the one in line {first}"
                yield cls.at(span, message, hint="delete one of the two")
