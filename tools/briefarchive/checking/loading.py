"""Reading an archive and checking its texts at the same time, so that a text's diagnostics are cached with it."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, DiagnosticList
from ..model import Brief, Status
from ..reading import archive_files, tracking
from ..reading.archive_files import Reading
from ..reading.brief import ScannedBrief, scan_brief
from ..reading.cached_files import fill_cache
from ..reading.configuration import read_also_check
from ..reading.markdown.text import Part, Text, TextRule
from ..reading.nearest import Nearest, quote_names
from ..storage.executor import WorkerPool
from .rule import UnknownOptionalRule, collect_rules
from .text import (
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
# A draft may lack sources, and an imported text may list them without saying what each supports.
_MAY_LACK_CITATIONS = {citations.UncitedParagraph.code}
_ENGLISH_ONLY = _OPTIONAL - _MAY_LACK_CITATIONS


def read_archive(root: Path, *, cache: bool = True) -> Reading:
    """Read every brief, source and vocabulary below *root*, and check each text."""
    reading = archive_files.read_files(root, read_and_check, cache=cache)
    diagnostics = DiagnosticList((*reading.diagnostics, *find_on_request(root, reading.archive.briefs.values())))
    return replace(reading, diagnostics=tuple(sorted(diagnostics.to_list(), key=lambda diagnostic: diagnostic.order)))


def warm_cache(root: Path, pool: WorkerPool | None) -> None:
    """Have the processes of a *pool*, if there is one, read and check what is not in the cache."""
    fill_cache(archive_files.cached_files(root.absolute(), read_and_check), pool)


def read_and_check(path: str, data: bytes) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """Read and check a brief, given its root-relative path and its bytes."""
    scanned, diagnostics = check_brief_file(path, data)
    return scanned.brief, diagnostics


def check_brief_file(path: str, data: bytes) -> tuple[ScannedBrief, tuple[Diagnostic, ...]]:
    """Do the same, but return the parts of the file, for comparisons."""
    scanned = scan_brief(path, data)
    faults, on_request = check_texts(scanned.texts)
    if brief := scanned.brief:
        scanned = scanned._replace(brief=replace(brief, markup=replace(brief.markup, on_request=on_request)))
    return scanned, tuple(DiagnosticList((*scanned.diagnostics, *faults)).to_list())


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
    lists_sources = brief.imported is not None and bool(brief.sources)
    return foreign | (_MAY_LACK_CITATIONS if brief.status is Status.DRAFT or lists_sources else set())
