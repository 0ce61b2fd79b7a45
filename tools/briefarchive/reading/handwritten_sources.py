"""Lists of sources that are written by hand: the page makes its own of what the text cites."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Rule, Severity, Span

_HEADINGS = frozenset({
    "bibliography", "citations", "endnotes", "further reading", "literature", "notes", "notes and sources",
    "references", "source", "sources", "sources and notes", "works cited", "参考文献", "参考资料", "资料来源", "来源",
    "注释",
})  # fmt: skip
_NUMBERED = re.compile(r"\[\d{1,3}\] ?\S|[¹²³⁰⁴-⁹]{1,3} ?[A-Z“\"]")
_SOURCE = re.compile(r"https?://|(?:19|20)\d\d")
_LINK = re.compile(r"https?://|\bdoi:|\bwww\.")
_NO_CITATION = "{cite"


class HandwrittenSources(Rule):
    """Sources are listed by hand, or one is written out in a footnote, and the text does not cite them by key.

    The page makes the list itself, of what the text cites. Add each source to its file in `bib/`, cite it in the
    text by `` {cite:p}`key` ``, and delete the list. Only so does a source have its page, and a reader finds all briefs
    that rest on it.
    """

    code = "S141"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (HandwrittenSources,)


def is_heading_of_sources(words: str) -> bool:
    """Whether the words of a heading, or of a line that stands for one, say that sources follow."""
    return words.strip(" *_#:：").casefold() in _HEADINGS


def find_in_list(inline: Token, span: Span, *, under_heading: bool) -> Iterator[Diagnostic]:
    """What is said of a paragraph, or of an item of a list.

    Args:
        inline: Its token.
        span: Its place.
        under_heading: Whether it stands below a heading that says so.
    """
    content = inline.content
    if _NO_CITATION in content:
        return
    if (under_heading and _SOURCE.search(content)) or (_NUMBERED.match(content) and _SOURCE.search(content)):
        hint = "add the source to a file in bib/, cite it in the text by its key, and delete it here"
        yield HandwrittenSources.at(span, "a source is listed by hand", hint=hint)


def find_in_note(inline: Token, label: str, span: Span) -> Iterator[Diagnostic]:
    """What is said of the text of a footnote."""
    if _NO_CITATION not in inline.content and _LINK.search(inline.content):
        in_place = f"cite it with {{cite:p}}`key` in place of [^{label}]"
        hint = f"add the source to a file in bib/, {in_place}, and delete the note"
        yield HandwrittenSources.at(span, f'the footnote "{label}" is a source', hint=hint)
