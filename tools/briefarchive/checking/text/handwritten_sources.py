"""Lists of sources that are written by hand: the page makes its own of what the text cites."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ...reading.markdown.text import Passage, Text, TextRule
from .meant_blocks import LooseTable, ShownMark

_HEADINGS = frozenset({
    "bibliography", "citations", "endnotes", "further reading", "literature", "notes", "notes and sources",
    "references", "source", "sources", "sources and notes", "works cited", "参考文献", "参考资料", "资料来源", "来源",
    "注释",
})  # fmt: skip
_NUMBERED = re.compile(r"\[\d{1,3}\] ?\S|[¹²³⁰⁴-⁹]{1,3} ?[A-Z“\"]")
_SOURCE = re.compile(r"https?://|(?:19|20)\d\d")
_LINK = re.compile(r"https?://|\bdoi:|\bwww\.")
_NO_CITATION = "{cite"


class HandwrittenSources(TextRule):
    """Sources are listed by hand, or one is written out in a footnote, and the text does not cite them by key.

    The page makes the list itself, of what the text cites. Add each source to its file in `bib/`, cite it in the
    text by `` {cite:p}`key` ``, and delete the list. Only so does a source have its page, and a reader finds all briefs
    that rest on it.
    """

    code = "S141"
    severity = Severity.WARNING

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        under_heading = False
        for passage in text.passages:
            if passage.heading:
                under_heading = _says_sources(passage.heading.text)
            elif passage.is_paragraph and passage.note:
                yield from cls._in_note(passage)
            elif passage.is_paragraph and passage.told.isdisjoint({ShownMark.code, LooseTable.code}):
                stands_for_heading = passage.following is not None and _says_sources(passage.content)
                under_heading = under_heading or stands_for_heading
                yield from cls._in_list(passage, under_heading=under_heading)

    @classmethod
    def _in_note(cls, passage: Passage) -> Iterator[Diagnostic]:
        if _NO_CITATION not in passage.content and _LINK.search(passage.content):
            in_place = f"cite it with {{cite:p}}`key` in place of [^{passage.note}]"
            hint = f"add the source to a file in bib/, {in_place}, and delete the note"
            passage.told.add(cls.code)
            yield cls.at(passage.start, f'the footnote "{passage.note}" is a source', hint=hint)

    @classmethod
    def _in_list(cls, passage: Passage, *, under_heading: bool) -> Iterator[Diagnostic]:
        content = passage.content
        is_listed = under_heading or _NUMBERED.match(content)
        if _NO_CITATION not in content and is_listed and _SOURCE.search(content):
            hint = "add the source to a file in bib/, cite it in the text by its key, and delete it here"
            passage.told.add(cls.code)
            yield cls.at(passage.start, "a source is listed by hand", hint=hint)


def _says_sources(words: str) -> bool:
    """Whether the words of a heading, or of a line that stands for one, say that sources follow."""
    return words.strip(" *_#:：").casefold() in _HEADINGS
