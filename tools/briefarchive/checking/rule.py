"""Base classes of rules, by what they look at, and rules without a check of their own.

The latter are reported by the code that reviews changes, reads the configuration or prints.
"""

import dataclasses
import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date, timedelta
from types import ModuleType
from typing import ClassVar, TypeVar

from ..diagnostics import Diagnostic, Replacement, Rule, Span, make_rule
from ..model import Archive, Brief, Source
from ..reading.front_matter.writer import write_flow_scalar
from ..reading.markdown.text import Passage, Text, TextRule

R = TypeVar("R", bound=Rule)

_MAX_PER_PASSAGE = 1_000
"""Diagnostics of one rule for one passage; when they are fixed, the next ones are reported."""
UnknownOptionalRule = make_rule("F117")
OutsideArchive = make_rule("F901")
UnreadFile = make_rule("F902")
ChangedVocabulary = make_rule("V901")
NearDuplicate = make_rule("C211")
NewDomain = make_rule("L901")
LookAlikeDomain = make_rule("L903")
GoneBrief = make_rule("R207")
DeletedFile = make_rule("R901")
ChangedStanding = make_rule("R902")
UnprintableCharacter = make_rule("P101")
NotPrinted = make_rule("P102")
AddressTaken = make_rule("P103")
TooMuchToPrint = make_rule("P104")


def collect_rules(base: type[R], *modules: ModuleType) -> tuple[R, ...]:
    """Return instances of the subclasses of *base* that the modules define, in order."""
    classes = ((module, rule) for module in modules for rule in vars(module).values() if isinstance(rule, type))
    own = (rule for module, rule in classes if rule.__module__ == module.__name__)
    return tuple(rule() for rule in own if issubclass(rule, base) and rule.code)


class ArchiveRule(Rule, ABC):
    """A rule that needs the whole archive; readers report what a single file shows."""

    needs_all_texts: ClassVar[bool] = False
    """Whether it reports what no text names, which is unknown where a part of a text cannot be read."""

    @abstractmethod
    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        """Yield all violations of the rule."""


class BriefRule(ArchiveRule):
    """A rule that checks each brief separately, looking up others at most."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            yield from self.check_brief(brief, archive)

    @abstractmethod
    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        """Yield all violations of the rule in a brief."""


class SourceRule(ArchiveRule):
    """A rule that checks each source separately, looking up others at most."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for source in archive.sources.values():
            yield from self.check_source(source, archive)

    @abstractmethod
    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        """Yield all violations of the rule in a source."""


class CalendarRule(Rule, ABC):
    """A rule that depends on today's date."""

    @abstractmethod
    def check(self, archive: Archive, today: date) -> Iterator[Diagnostic]:
        """Yield all violations of the rule on a day."""


def tomorrow(today: date) -> date:
    """Return the next day, which has begun in other time zones."""
    return today + timedelta(days=1)


class PassageRule(TextRule):
    """A rule that checks each passage separately: a paragraph, a heading, a table cell, a title or a summary."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for passage in text.passages:
            for diagnostic in itertools.islice(self.check_passage(passage), _MAX_PER_PASSAGE):
                passage.reported_codes.add(self.code)
                yield diagnostic

    @abstractmethod
    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Yield all violations of the rule in a passage."""


def replace_value(span: Span, old: str, new: str) -> tuple[Replacement, ...]:
    """Return the fix that replaces a field's value if it is on one line, with or without quotation marks."""
    marks = span.end_column - span.column - len(old)
    if span.line != span.end_line or marks not in (0, 2):
        return ()
    inner_span = dataclasses.replace(span, column=span.column + marks // 2, end_column=span.end_column - marks // 2)
    # `NO` is Norway, but YAML reads it as “no”.
    return (Replacement(span=inner_span, text=new if marks else write_flow_scalar(new), old=old),)


def place_in_source(source: Source, *names: str) -> Span:
    """Return the place of the first of *names* that a source has, else of the source."""
    return next((source.places[name] for name in names if name in source.places), source.span)
