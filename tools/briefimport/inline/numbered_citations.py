"""Turns numbers in brackets into citations if the list of sources is numbered in the same way: “… as planned.[2]”."""

import re
from dataclasses import replace

from briefarchive.diagnostics import Span

from ..document import Block, SetAside
from ..legacy import LegacyBrief
from ..rules import SourceDecided
from .citations import make_pending_citation
from .escaping import escape_line

NUMBERS = re.compile(r"\d{1,3}(?:\s?[,，、;；–-]\s?\d{1,3})*")
"""What stands in the brackets of a citation: “1”, “1, 2”, “1–3”."""
# After ^ or !, a bracket begins a footnote mark or a picture; before ( or :, it ends a link.
_MARK = re.compile(rf"(?<![\^!\\\]])((?:\\?\[{NUMBERS.pattern}\\?\])+)(?![(:])")
# Numbers in round brackets may also count steps, so they must follow a word or a sentence; “(3–1)” may be a result.
_ROUND_MARK = re.compile(r"(?<=[^\s(\[:;,])\s?(\(\d{1,3}(?:[,;]\s?\d{1,3})*\))(?=[\s.,;:!?(]|$)")
_RANGE = re.compile(r"(?P<first>\d+)(?:\s?[–-]\s?(?P<last>\d+))?")
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[.)\]]{0,2}")
_REASON = "the number of a source, which is cited there now"


def cite_numbers(brief: LegacyBrief) -> LegacyBrief:
    """Replace the numbers of sources in the text of *brief* by citations, if they are unambiguous.

    The list must be numbered from 1 without gaps, and contain each number that is in brackets in the text. If the list
    does not print its numbers, or they are in round brackets, the text must contain all of them.
    """
    signs = _MARK if _find_groups(brief, _MARK) else _ROUND_MARK
    groups = _find_groups(brief, signs)
    if not groups or not brief.sources:
        return brief
    marks = {number for group in groups for number in _list_numbers(group)}
    printed_numbers = _find_printed_numbers(brief)
    source_numbers = range(1, len(brief.sources) + 1)
    is_numbered = (printed_numbers or sorted(marks)) == [*source_numbers]
    is_complete = signs is _MARK or len(marks) == len(source_numbers)
    if not (is_numbered and is_complete and marks <= {*source_numbers}):
        return _with_note(brief, signs) if signs is _MARK or printed_numbers else brief
    body = tuple(filter(None, (_cite_marks(block, signs) for block in brief.body)))
    if len(body) < len(brief.body):
        return _with_note(brief, signs)
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


def _with_note(brief: LegacyBrief, signs: re.Pattern[str]) -> LegacyBrief:
    """Return *brief* with a notice on the first of the numbers that stay in its text."""
    line, group = next((block.line, mark[1]) for block in brief.body for mark in signs.finditer(block.text))
    message = f'numbers in brackets, such as "{group}", stay in the text: they do not fit the list of sources'
    note = SourceDecided.flag(Span(path=brief.origin, line=line), message, hint="compare it with the old page")
    return brief.with_notes(note)


def _find_groups(brief: LegacyBrief, signs: re.Pattern[str]) -> list[str]:
    return [group for block in brief.body for group in signs.findall(block.text)]


def _list_numbers(group: str) -> list[int]:
    """Return the numbers that *group* stands for: 1, 2, 3 and 5 for “[1–3, 5]”."""
    ranges = ((int(match["first"]), int(match["last"] or match["first"])) for match in _RANGE.finditer(group))
    return list(dict.fromkeys(number for first, last in ranges for number in (first, *range(first + 1, last), last)))


def _find_printed_numbers(brief: LegacyBrief) -> list[int]:
    """Return the numbers that the list prints, which have been skipped."""
    lines = {source.line for source in brief.sources}
    labels = [item.text.strip() for item in brief.set_aside if not item.origin and item.line in lines]
    return [int(number[1]) for text in labels if (number := _NUMBER.fullmatch(text))]


def _cite_marks(block: Block, signs: re.Pattern[str]) -> Block | None:
    """Replace the marks in *block* by citations; return None if code in it may contain a mark as plain text."""
    groups = signs.findall(block.text)
    if not groups:
        return block
    markup = block.markup or escape_line(block.text)
    if "`" in markup or [*map(_list_numbers, signs.findall(markup))] != [*map(_list_numbers, groups)]:
        return None
    return replace(block, markup=signs.sub(_write_citations, markup))


def _write_citations(mark: re.Match[str]) -> str:
    return " ".join(make_pending_citation(_make_label(number)) for number in _list_numbers(mark[1]))


def _make_label(number: int) -> str:
    """Return the label of a source until it has a key; no label of a footnote begins like this."""
    return f"list_{number}"
