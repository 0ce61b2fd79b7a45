"""Turns numbers in brackets into citations if the list of sources is numbered in the same way: “… as planned.[2]”."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from ..document import Block, SetAside
from ..legacy import LegacyBrief
from .citations import make_pending_citation
from .escaping import escape_line

# After ^ or !, a bracket begins a footnote mark or a picture; before ( or :, it ends a link.
_MARK = re.compile(r"(?<![\^!\\\]])\\?\[(\d{1,3})\\?\](?![(:])")
# Numbers in round brackets may also count steps, so they must follow a word or a sentence.
_ROUND_MARK = re.compile(r"(?<=[^\s(\[:;,])\s?\((\d{1,3})\)(?=[\s.,;:!?]|$)")
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[.)\]]{0,2}")
_REASON = "the number of a source, which is cited there now"


def cite_numbers(brief: LegacyBrief) -> LegacyBrief:
    """Replace the numbers of sources in the text of *brief* by citations, if they are unambiguous.

    The list must be numbered from 1 without gaps, and contain each number that is in brackets in the text. If the list
    does
    not print its numbers, the text must contain all of them.
    """
    signs = _MARK if _find_marks(brief, _MARK) else _ROUND_MARK
    marks = _find_marks(brief, signs)
    source_numbers = _find_numbers(brief, marks)
    if (
        not source_numbers
        or not marks
        or not marks <= set(source_numbers)
        or (signs is _ROUND_MARK and len(marks) < len(source_numbers))
    ):
        return brief
    body = tuple(filter(None, (_cite_marks(block, signs) for block in brief.body)))
    if len(body) < len(brief.body):
        return brief
    skipped_texts = [
        SetAside(line=block.line, text=mark[0].strip(), reason=_REASON)
        for block in brief.body
        for mark in signs.finditer(block.text)
    ]
    sources = tuple(
        replace(source, footnote=_make_label(number)) if number in marks else source
        for source, number in zip(brief.sources, source_numbers, strict=True)
    )
    set_aside = tuple(sorted((*brief.set_aside, *skipped_texts), key=lambda item: item.line))
    return replace(brief, body=body, sources=sources, set_aside=set_aside)


def _find_marks(brief: LegacyBrief, signs: re.Pattern[str]) -> set[int]:
    return {int(number) for block in brief.body for number in signs.findall(block.text)}


def _find_numbers(brief: LegacyBrief, marks: Set[int]) -> Sequence[int]:
    """Return the numbers of the sources if they run from 1 without gaps; printed numbers have been skipped."""
    lines = {source.line for source in brief.sources}
    labels = [item.text.strip() for item in brief.set_aside if not item.origin and item.line in lines]
    printed_numbers = [int(number[1]) for text in labels if (number := _NUMBER.fullmatch(text))]
    expected = range(1, len(brief.sources) + 1)
    return expected if list(expected) in (printed_numbers, [] if printed_numbers else sorted(marks)) else ()


def _cite_marks(block: Block, signs: re.Pattern[str]) -> Block | None:
    """Replace the marks in *block* by citations; return None if code in it may contain a mark as plain text."""
    marks = signs.findall(block.text)
    if not marks:
        return block
    markup = block.markup or escape_line(block.text)
    if "`" in markup or signs.findall(markup) != marks:
        return None
    return replace(block, markup=signs.sub(lambda mark: make_pending_citation(_make_label(int(mark[1]))), markup))


def _make_label(number: int) -> str:
    """Return the label of a source until it has a key; no label of a footnote begins like this."""
    return f"list_{number}"
