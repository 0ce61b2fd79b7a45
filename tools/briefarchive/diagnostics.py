"""Diagnostics and rules: what is wrong in a file, where, and how to fix it.

A *rule* is a class with a code. Its severity and its page in the guide come from the manual, which has one file for
each family of rules. A *diagnostic* is one violation of a rule: a place, a message and, where we know one, a hint.
Authors' mistakes are diagnostics, never exceptions.
"""

import functools
import re
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple, Self, TypeVar

K = TypeVar("K", bound=Hashable)

MAX_REPORTED = 200
"""Diagnostics kept for each rule and file, with a fix and without one; the rest are only counted."""
_MAX_MESSAGE = 400
_MANUAL = Path(__file__).with_name("manual")
# Errors in these folders cause errors in briefs.
_SHARED_FOLDERS = ("archive/vocabulary/", "bib/")
_FILE_CODES = re.compile("F")
_ENTRY_CODES = re.compile("[VC]1")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def sanitize(text: str) -> str:
    """Replace control characters, with which a file could drive the terminal, reverse text or start a new line."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


class CommandError(Exception):
    """A command cannot do what was asked; the message is shown to the user."""


class Severity(StrEnum):
    """Severity of a diagnostic; notices are informational and do not fail a check."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A range of characters in one file.

    Attributes:
        path: Path relative to the archive's root, with forward slashes.
        line: First line, counted from 1.
        column: First column, counted from 1 in characters.
        end_line: Last line; usually the same as *line*.
        end_column: Column after the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        """Set a missing end to one character after the start; intern the path, which thousands of spans share."""
        keep = object.__setattr__
        keep(self, "path", sys.intern(self.path))
        if not self.end_line:
            keep(self, "end_line", self.line)
        if not self.end_column:
            keep(self, "end_column", self.column + 1)

    @classmethod
    def in_line(cls, path: str, line: int, column: int, length: int) -> Self:
        """Return the span of *length* characters of a *line*, from a *column* that is counted from 0."""
        return cls(path=path, line=line, column=column + 1, end_column=column + 1 + length)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Replacement of the text at *span*, which must be *old* unless that is empty."""

    span: Span
    text: str
    old: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One violation of a rule.

    Attributes:
        span: The place of the faulty value, not just of its file.
        message: What is wrong, in lower case, with the value in double quotes.
        fix: Replacements that certainly correct it, at least in part.
        more: How many unreported diagnostics this one summarizes; 0 for an ordinary one.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str | None = None
    fix: tuple[Replacement, ...] = ()
    more: int = 0

    @property
    def order(self) -> tuple[int, Span, str, str]:
        """Sort key that puts causes before consequences."""
        return (self.rank, self.span, self.code, self.message)

    @property
    def rank(self) -> int:
        """0 for an unreadable bibliography or vocabulary, 1 for an unreadable entry in one, 2 for all others."""
        if self.severity is not Severity.ERROR or not self.span.path.startswith(_SHARED_FOLDERS):
            return 2
        return 0 if _FILE_CODES.match(self.code) else 1 if _ENTRY_CODES.match(self.code) else 2


class DiagnosticList(list[Diagnostic]):
    """A list of diagnostics that keeps at most `MAX_REPORTED` per rule and file: a file may have a million."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__()
        self._kept_counts: Counter[tuple[str, str, Severity, bool]] = Counter()
        self._first_unreported: dict[tuple[str, str, Severity], Diagnostic] = {}
        self._unreported_counts: Counter[tuple[str, str, Severity]] = Counter()
        self.extend(diagnostics)

    def append(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, or count it."""
        kind = (diagnostic.span.path, diagnostic.code, diagnostic.severity)
        mendable = (*kind, bool(diagnostic.fix))  # so that `--fix` gets past those that it cannot fix
        if self._kept_counts[mendable] < MAX_REPORTED and not diagnostic.more:
            self._kept_counts[mendable] += 1
            super().append(diagnostic)
        else:
            self._first_unreported.setdefault(kind, diagnostic)
            self._unreported_counts[kind] += diagnostic.more or 1

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep or count each diagnostic."""
        for diagnostic in diagnostics:
            self.append(diagnostic)

    def __iadd__(self, diagnostics: Iterable[Diagnostic]) -> Self:  # type: ignore[misc,override]  # list accepts any iterable
        self.extend(diagnostics)
        return self

    def to_list(self) -> list[Diagnostic]:
        """Return the kept diagnostics and, for each rule and file with more, one that counts the rest."""
        counts = ((first, self._unreported_counts[kind]) for kind, first in self._first_unreported.items())
        return [*self, *(first if first.more == count else summarize_rest(first, count) for first, count in counts)]


def summarize_rest(first: Diagnostic, count: int) -> Diagnostic:
    """Make the diagnostic that stands for *count* unreported ones, at the place of the *first*."""
    hint = "correct those that are reported, and check again"
    return replace(first, message=f"and {count:,} more of these in this file", hint=hint, fix=(), more=count)


def count_by(kind: Callable[[Diagnostic], K], diagnostics: Iterable[Diagnostic]) -> Counter[K]:
    """Count the diagnostics of each *kind*, unreported ones included."""
    counts: Counter[K] = Counter()
    for diagnostic in diagnostics:
        counts[kind(diagnostic)] += diagnostic.more or 1
    return counts


def count_by_code(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    """Count the diagnostics of each rule, unreported ones included."""
    return count_by(lambda diagnostic: diagnostic.code, diagnostics)


class ManualPage(NamedTuple):
    """A rule's entry in the manual; *marks* are its severity and words such as `fixable`."""

    name: str
    marks: frozenset[str]
    text: str


@functools.cache
def read_manual(folder: Path = _MANUAL) -> Mapping[str, ManualPage]:
    """Return the page of each rule by code; a page starts like `## F103 NotUtf8: error, fixable`."""
    pages = {}
    for file in sorted(folder.glob("*.md")):
        for page in file.read_text("utf-8").split("\n## ")[1:]:
            head, _, text = page.partition("\n")
            code, name, marks = re.split(r":? ", head, maxsplit=2)
            pages[code] = ManualPage(name, frozenset(marks.split(", ")), text.strip())
    return pages


def read_family(letter: str) -> str:
    """Return the title of the family of rules whose codes begin with *letter*."""
    return (_MANUAL / f"{letter}.md").read_text("utf-8").partition("\n")[0].removeprefix("# ")


class Rule:
    """Base of all rules. A subclass is declared with its code; everything else is in the manual.

    Attributes:
        name: Name in the manual, such as `NotUtf8`.
        manual: Its page in the guide.
        fixable: Whether `briefs check --fix` can correct some violations.
        rewrites: Whether its fixes change the markup of a text, such as a list, a heading or a link's address.
        optional: Whether it is checked only in archives whose configuration asks for it.
    """

    code: ClassVar[str] = ""
    name: ClassVar[str]
    manual: ClassVar[str]
    severity: ClassVar[Severity]
    fixable: ClassVar[bool]
    rewrites: ClassVar[bool]
    optional: ClassVar[bool]

    def __init_subclass__(cls, code: str = "", manual: Path = _MANUAL) -> None:
        """Look the rule up in the manual; a class without a code is an abstract base."""
        super().__init_subclass__()
        if code:
            page = read_manual(manual).get(code)
            if page is None:
                head, file = f"## {code} {cls.__name__}: …", f"{manual.name}/{code[0]}.md"
                raise LookupError(f'{code} has no page in the manual; first write it: "{head}" in {file}')
            cls.code = code
            cls.name, marks, cls.manual = page
            cls.severity = next(severity for severity in Severity if severity in marks)
            cls.fixable, cls.rewrites, cls.optional = (mark in marks for mark in ("fixable", "rewrites", "optional"))

    @classmethod
    def flag(
        cls, span: Span, message: str, *, hint: str | None = None, fix: tuple[Replacement, ...] = ()
    ) -> Diagnostic:
        """Make a diagnostic of this rule."""
        message, hint = sanitize(message), sanitize(hint) if hint else hint
        if len(message) > _MAX_MESSAGE:
            message = f"{message[:_MAX_MESSAGE]} …"
        return Diagnostic(code=cls.code, severity=cls.severity, span=span, message=message, hint=hint, fix=fix)

    @classmethod
    def suggest(
        cls,
        span: Span,
        message: str,
        new: str,
        old: str = "",
        *,
        hint: str | None = "",
        sure: bool = True,
        at: Span | None = None,
    ) -> Diagnostic:
        """Make a diagnostic that suggests to replace *old* by *new*, which `--fix` does if it is *sure*.

        The default hint is `write "<new>"`; None stands for no hint. What is replaced is *at* another place than the
        *span*, if one is given.
        """
        fix = (Replacement(span=at or span, text=new, old=old),) if sure else ()
        return cls.flag(span, message, hint=f'write "{new}"' if hint == "" else hint, fix=fix)


def make_rule(code: str, manual: Path = _MANUAL) -> Rule:
    """Make a rule without a check of its own, for faults found while reading or comparing files."""

    class ReportedRule(Rule, code=code, manual=manual):
        """A rule that the code which reads a file reports."""

    return ReportedRule()


def list_rules(names: Mapping[str, object]) -> tuple[Rule, ...]:
    """Return the rules among the names of a module."""
    return tuple(value for value in names.values() if isinstance(value, Rule))
