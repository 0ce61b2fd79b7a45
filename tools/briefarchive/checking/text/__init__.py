"""Rules on the text of a brief, checked while it is read."""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...diagnostics import Diagnostic
from ...model import Brief, Status
from ...reading import tracking
from ...reading.configuration import read_also_check
from ...reading.markdown.text import Part, Text, TextRule
from ...reading.nearest import Nearest, quote_names
from ..rule import UnknownOptionalRule, collect_rules
from . import (
    blocks,
    characters,
    citations,
    fields,
    foreign_markup,
    headings,
    house_style,
    links,
    meant_blocks,
    stray_marks,
)

TEXT_RULES = collect_rules(
    TextRule,  # type: ignore[type-abstract]  # no instance is made
    fields, blocks, meant_blocks, headings, foreign_markup, links, tracking, characters,
    stray_marks, citations, house_style,
)  # fmt: skip
"""The rules in the order of checking: some skip what an earlier one has reported."""

_RULES_BY_PART = {part: tuple(rule for rule in TEXT_RULES if part in rule.parts) for part in Part}
_MAX_OPTIONAL = 200
"""Diagnostics kept for each optional rule and text."""

_OPTIONAL = {rule.code for rule in TEXT_RULES if rule.optional}
# A draft may lack sources.
_PUBLISHED_ONLY = {citations.UncitedParagraph.code}
_ENGLISH_ONLY = _OPTIONAL - _PUBLISHED_ONLY


def check_texts(texts: Iterable[Text]) -> tuple[list[Diagnostic], tuple[Diagnostic, ...]]:
    """Check the parts of a brief's file; return the diagnostics of ordinary rules and of optional ones."""
    ordinary: list[Diagnostic] = []
    on_request: list[Diagnostic] = []
    for text in texts:
        if text.part is Part.FIELD:
            text.passages.append(fields.make_passage(text))
        for rule in _RULES_BY_PART[text.part]:
            diagnostics = rule.check(text)
            if text.part is Part.FIELD:
                diagnostics = (fields.drop_uncertain_fix(diagnostic, text.span) for diagnostic in diagnostics)
            if rule.optional:
                on_request += itertools.islice(diagnostics, _MAX_OPTIONAL)
            else:
                ordinary += diagnostics
    return ordinary, tuple(on_request)


def find_on_request(root: Path, briefs: Iterable[Brief]) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the optional rules that the configuration enables, and of unknown rules in it."""
    enabled_codes: set[str] = set()
    for name, span in read_also_check(root).items():
        matching_codes = {code for code in _OPTIONAL if name and code.startswith(name)}
        enabled_codes |= matching_codes
        if not matching_codes:
            hint = Nearest(quote_names(_OPTIONAL)).hint(name) or "the rules are " + ", ".join(sorted(_OPTIONAL))
            yield UnknownOptionalRule.flag(span, f'there is no optional rule "{name}"', hint=hint)
    for brief in briefs if enabled_codes else ():
        codes = enabled_codes - _excluded_rules(brief)
        yield from (diagnostic for diagnostic in brief.markup.on_request if diagnostic.code in codes)


def _excluded_rules(brief: Brief) -> set[str]:
    if brief.status is Status.WITHDRAWN:
        return _OPTIONAL
    foreign = set() if brief.language.partition("-")[0] == "en" else _ENGLISH_ONLY
    return foreign | (_PUBLISHED_ONLY if brief.status is Status.DRAFT else set())
