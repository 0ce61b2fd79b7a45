"""Rules on citations and footnotes: misplaced, missing and written by hand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Severity, Span
from ...reading.markdown.dialect import CITATION_ROLES
from ...reading.markdown.text import Passage, Text, TextRule
from ..patterns import Pattern, PatternRule, find_expression
from ..rule import PassageRule
from .foreign_markup import LooseRole
from .headings import BoldHeading, HeadingWithStop
from .links import BareAddress, LooseLink
from .meant_blocks import HandwrittenSources, LooseTable, ShownMark

_UNIT = re.compile(r"(?:^|[^^\W\d_]|[\d\s\ue000(/·])[^\W\d_]{1,3}$")
_STOP_BEFORE = re.compile(r"(?P<stop>[.!?])(?P<blank>[ ]*)$")
_SENTENCE_START = re.compile(r"\s*$|\s+[A-Z“‘]")
_TEXTUAL_ROLES = frozenset(name for name in CITATION_ROLES if name.endswith((":t", ":ts")))
# Characters examined before and after a citation.
_CONTEXT = 20
# Roles that name somebody or some place, as a capital letter does.
_NAMING_ROLES = frozenset({"country", "person", "publisher"})
_NAMED = "\ufffb"
_WITHOUT_SOURCE = find_expression("needs-no-source")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_END_OF_SENTENCE = re.compile("[.!?…][”’\"')\\]]*$")
# Characters examined for the end of a sentence.
_SENTENCE_CONTEXT = 10
_OPENING_MARKS = " \n“‘\"'(["
# Blocks that the paragraph before them may introduce.
_INTRODUCED = {"bullet_list_open", "ordered_list_open", "table_open", "blockquote_open", "dl_open"}
_LISTS = {"bullet_list_open", "ordered_list_open", "dl_open"}
_ITEM_ENDS = {"list_item_close", "dd_close"}


class NumberedCitation(PatternRule, code="S128"):
    """A bracketed or raised number, `ibid.` or `(Source: …)` is used instead of a citation."""

    def is_meant(self, row: Pattern, match: re.Match[str], passage: Passage) -> bool:
        if row.name == "number":  # at the start, it numbers a list item
            return match.start() > 0 and match[0] in passage.rendered
        return row.name != "raised" or not _is_power(match.string, match.start())


def _is_power(text: str, at: int) -> bool:
    """Return whether a raised digit is an exponent, as in km² and 10⁹."""
    before = text[max(at - 5, 0) : at]
    return not before.strip() or before[-1].isdigit() or _UNIT.search(before) is not None


class CitationAfterStop(PassageRule, code="S209"):
    """A citation follows the full stop, so it is unclear which sentence it supports."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        content, message = passage.content, "the citation comes after the full stop"
        for start, end in _group_citations(passage):
            before = _STOP_BEFORE.search(content[max(start - _CONTEXT, 0) : start])
            if before is None or not _SENTENCE_START.match(content[end : end + _CONTEXT]):
                continue
            first = len(content[: start - len(before[0])].rstrip(" "))
            original = content[first:end]
            if "\n" in original:
                yield self.flag(passage.place(start, 1), message, hint="put it before the full stop")
                continue
            replacement = f" {content[start:end]}{before['stop']}"
            yield self.suggest(passage.place(first, len(original)), message, replacement, original)


def _group_citations(passage: Passage) -> list[tuple[int, int]]:
    """Return the ranges of citations in brackets; adjacent ones are merged."""
    groups: list[tuple[int, int]] = []
    for child in passage.children:
        if child.type == "myst_role" and child.meta["name"] in CITATION_ROLES - _TEXTUAL_ROLES:
            start, end = child.meta["at"], child.meta["end"]
            if groups and not passage.content[groups[-1][1] : start].strip():
                start = groups.pop()[0]
            groups.append((start, end))
    return groups


class UncitedParagraph(TextRule, code="C212"):
    """A paragraph of a published brief states a fact and has no citation."""

    OTHER_THAN_PROSE = frozenset(
        rule.code
        for rule in (
            BareAddress, BoldHeading, HandwrittenSources, HeadingWithStop, LooseLink, LooseRole, LooseTable,
            NumberedCitation, ShownMark,
        )
    )  # fmt: skip
    """Rules about text meant as a heading, a list or a citation; what they report is not reported here as well."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for tokens in text.stretches:
            introduced = False
            for kind, units in _split_blocks(tokens):
                citation_flags = [any(map(_cites, unit)) for unit in units]
                rests_on_another = introduced and kind in _INTRODUCED
                for unit, has_citation in zip(units, citation_flags, strict=True):
                    stating = None if has_citation or rests_on_another else next(filter(_states_fact, unit), None)
                    if stating is not None:
                        hint = "add {cite:p}`key` at the end of the sentence"
                        yield self.flag(stating.start, "a fact is stated here, and no source is cited", hint=hint)
                introduced = kind == "paragraph_open" and any(citation_flags)


def _split_blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, list[list[Passage]]]]:
    """Yield the type of each top-level block, and its passages grouped into units that need a citation each."""
    kind = ""
    passages: list[tuple[int, Passage]] = []
    item = 0
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            kind, passages, item = token.type, [], 0
        if token.type in _ITEM_ENDS and token.level == 1:
            item += 1
        elif token.type == "inline" and kind != "heading_open":
            passages.append((item if kind in _LISTS else 0, token.meta["passage"]))
        if token.level == 0 and token.nesting <= 0:
            yield kind, [[passage for _, passage in unit] for _, unit in groupby(passages, key=lambda pair: pair[0])]


def _cites(passage: Passage) -> bool:
    return any(child.type == "myst_role" and child.meta["name"] in CITATION_ROLES for child in passage.children)


def _states_fact(passage: Passage) -> bool:
    if passage.reported_codes & UncitedParagraph.OTHER_THAN_PROSE or any(
        citation.is_certain for citation in passage.foreign_citations
    ):
        return False
    words = "".join(child.content if child.type == "text" else _separator(child) for child in passage.children)
    words = _WITHOUT_SOURCE.sub("", _ADDRESS.sub("\ufffc", words))
    return any(sign.isdecimal() or sign == _NAMED for sign in words) or any(
        _is_name(words, word) for word in _WORD.finditer(words)
    )


def _separator(child: Token) -> str:
    """Return what separates the words around a token other than text: nothing for emphasis."""
    if child.type in {"softbreak", "hardbreak"}:
        return "\n"
    if child.type == "myst_role" and child.meta["name"] in _NAMING_ROLES:
        return _NAMED
    # The placeholder for another role, code or a picture does not start a sentence.
    return "" if child.nesting else "\ufffc"


def _is_name(words: str, word: re.Match[str]) -> bool:
    if word[0][0].lower() == word[0][0].upper():  # a script without capitals
        return True
    before = words[max(word.start() - _SENTENCE_CONTEXT, 0) : word.start()].rstrip(_OPENING_MARKS)
    return word[0][0].isupper() and bool(before) and not _END_OF_SENTENCE.search(before)


def _find_marks(text: Text) -> Iterator[tuple[str, Span, bool]]:
    """Yield the label and place of each footnote mark, and whether a footnote may start there."""
    for passage in text.passages:
        for child in passage.children:
            if child.type == "footnote_ref":
                label, at = str(child.meta["label"]), child.meta.get("at", 0)
                mark = f"[^{label}]"
                may_begin = at == 0 and passage.inline.level == 1 and passage.content.startswith(f"{mark} ")
                yield label, passage.place(at, len(mark)), may_begin


def _find_notes(text: Text) -> list[tuple[str, Span]]:
    """Return the labels and places of all footnotes, duplicates included."""
    openings = (block for block in text.blocks if block.token.type == "footnote_reference_open")
    labels = ((str(block.token.meta["label"]), block.line) for block in openings)
    return [(label, text.find(label, line)) for label, line in labels]


class LooseFootnote(TextRule, code="S110"):
    """A footnote has no text, has two texts, or is never referenced."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        notes, marks = _find_notes(text), list(_find_marks(text))
        note_spans = dict(reversed(notes))
        without_colon = {label: span for label, span, may_begin in reversed(marks) if may_begin}
        mark_spans = {label: span for label, span, may_begin in reversed(marks) if not may_begin}
        for label, span in notes:
            if span != note_spans[label]:
                yield self.flag(span, f'the footnote "{label}" is written twice')
            elif label not in mark_spans and label not in without_colon:
                message = f'no mark leads to the footnote "{label}": it is not shown'
                hint = f"put [^{label}] where the text needs it, or delete the note"
                # Only a warning, because the page shows nothing wrong.
                yield replace(self.flag(span, message, hint=hint), severity=Severity.WARNING)
        for label, span in (without_colon | mark_spans).items():
            if label in note_spans:
                continue
            if label in without_colon:
                message = f'a colon is missing after the mark of the footnote "{label}"'
                yield self.suggest(without_colon[label], message, f"[^{label}]:", f"[^{label}]")
            else:
                message = f'the footnote "{label}" is not written'
                yield self.flag(span, message, hint=f'add a line "[^{label}]: …" below')
