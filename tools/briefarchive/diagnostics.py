"""What can be wrong with a file, where, and what to do about it.

A *rule* is a class with a code; how much it weighs and its page in the guide are in the manual, a file for each
family of rules. A *diagnostic* is one case of it: a place, a sentence in the user's words and, where we know one, a
hint. Mistakes of authors are diagnostics and never exceptions.
"""

import functools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple, Self

MOST = 200
"""So many findings of one rule in one file are kept, and as many that have a fix; of the others, how many there are."""
_LONGEST = 400
_MANUAL = Path(__file__).with_name("manual")
# Briefs rest on what stands in these folders.
_SHARED = ("archive/vocabulary/", "bib/")
_OF_FILES = re.compile("F")
_OF_ENTRIES = re.compile("[VC]1")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """*text* without the characters by which a file could steer a terminal, turn it around, or begin a line."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


class CommandError(Exception):
    """A command cannot do what it was asked to do; the message is for the person who called it."""


def _shortened(message: str) -> str:
    shown = printable(message)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"


class Severity(StrEnum):
    """How much a diagnostic weighs: errors and warnings are findings, notices are for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one file.

    Attributes:
        path: Path relative to the archive's root, with forward slashes.
        line: First line, counted from 1.
        column: First column, counted from 1 in characters.
        end_line: Last line; the same as *line* for nearly everything.
        end_column: Column after the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        """Fill an end that was not given: one character after the start. Thousands of places name one file."""
        keep = object.__setattr__
        keep(self, "path", sys.intern(self.path))
        if not self.end_line:
            keep(self, "end_line", self.line)
        if not self.end_column:
            keep(self, "end_column", self.column + 1)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What stands at *span* becomes *text*; it must be *old*, where that is not empty."""

    span: Span
    text: str
    old: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault at one place.

    Attributes:
        span: The place of the value at fault, not merely of its file.
        message: What is wrong, in lower case, with the value in double quotes.
        fix: What mends it, or a part of it, where that is certain.
        more: For how many it stands that are not told; 0 for one that stands for itself.
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
        """The key by which lists of diagnostics are sorted, the same on each run: causes come before consequences."""
        return (self.rank, self.span, self.code, self.message)

    @property
    def rank(self) -> int:
        """0 where a bibliography or a vocabulary cannot be read, 1 where an entry of one cannot, 2 for all others."""
        if self.severity is not Severity.ERROR or not self.span.path.startswith(_SHARED):
            return 2
        return 0 if _OF_FILES.match(self.code) else 1 if _OF_ENTRIES.match(self.code) else 2


class Findings(list[Diagnostic]):
    """Findings as they are made, at most `MOST` of each rule in each file: a file may have a million."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        super().__init__()
        self._kept: Counter[tuple[str, str, Severity, bool]] = Counter()
        self._left: dict[tuple[str, str, Severity], Diagnostic] = {}
        self._more: Counter[tuple[str, str, Severity]] = Counter()
        self.extend(found)

    def append(self, one: Diagnostic) -> None:
        """Keep a finding, or count it."""
        kind = (one.span.path, one.code, one.severity)
        mendable = (*kind, bool(one.fix))  # `--fix` reaches what stands behind others that it cannot mend
        if self._kept[mendable] < MOST and not one.more:
            self._kept[mendable] += 1
            super().append(one)
        else:
            self._left.setdefault(kind, one)
            self._more[kind] += one.more or 1

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Keep or count each of *found* as it is made."""
        for one in found:
            self.append(one)

    def __iadd__(self, found: Iterable[Diagnostic]) -> Self:  # type: ignore[misc,override]  # of a list it takes any
        self.extend(found)
        return self

    def told(self) -> list[Diagnostic]:
        """All that is kept, and for each rule and file with more than that, one that says how many."""
        counts = ((first, self._more[kind]) for kind, first in self._left.items())
        return [*self, *(first if first.more == count else and_more(first, count) for first, count in counts)]


def and_more(first: Diagnostic, count: int) -> Diagnostic:
    """What stands for *count* findings that are not told, at the place of the *first* of them."""
    hint = "correct those that are reported, and check again"
    return replace(first, message=f"and {count:,} more of these in this file", hint=hint, fix=(), more=count)


def counts_by_code(found: Iterable[Diagnostic]) -> Counter[str]:
    """How many findings there are of each rule, those that are not told among them."""
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.code] += one.more or 1
    return counts


class ManualPage(NamedTuple):
    """What the manual says of a rule: its name, its severity and other words that mark it, and the text."""

    name: str
    marks: frozenset[str]
    text: str


@functools.cache
def read_manual(folder: Path = _MANUAL) -> Mapping[str, ManualPage]:
    """The page of each rule by its code: `## F103 NotUtf8: error, fixable`, and its text below."""
    pages = {}
    for file in sorted(folder.glob("*.md")):
        for page in file.read_text("utf-8").split("\n## ")[1:]:
            head, _, text = page.partition("\n")
            code, name, marks = re.split(r":? ", head, maxsplit=2)
            pages[code] = ManualPage(name, frozenset(marks.split(", ")), text.strip())
    return pages


def read_family(letter: str) -> str:
    """What the rules are about whose codes begin with a letter."""
    return (_MANUAL / f"{letter}.md").read_text("utf-8").partition("\n")[0].removeprefix("# ")


class Rule:
    """One kind of fault. A subclass is declared with its code; all else is in the manual.

    Attributes:
        name: What it is called.
        manual: Its page in the guide.
        fixable: Whether `briefs check --fix` can mend some of its cases.
        rewrites: Whether what its fixes make of a text has other markup: a list, a heading, another address of a link.
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
        """Look the rule up in the manual; one without a code is a form of rules."""
        super().__init_subclass__()
        if code:
            page = read_manual(manual).get(code)
            if page is None:
                head, file = f"## {code} {cls.__name__}: …", f"{manual.name}/{code[0]}.md"
                raise LookupError(f'{code} has no page in the manual; first write it: "{head}" in {file}')
            cls.code = code
            cls.name, marks, cls.manual = page
            cls.severity = next(one for one in Severity if one in marks)
            cls.fixable, cls.rewrites, cls.optional = (one in marks for one in ("fixable", "rewrites", "optional"))

    @classmethod
    def at(cls, span: Span, message: str, *, hint: str | None = None, fix: tuple[Replacement, ...] = ()) -> Diagnostic:
        """A diagnostic of this rule at *span*."""
        told = printable(hint) if hint else hint
        return Diagnostic(
            code=cls.code, severity=cls.severity, span=span, message=_shortened(message), hint=told, fix=fix
        )

    @classmethod
    def instead(
        cls, span: Span, message: str, new: str, old: str = "", *, hint: str = "", sure: bool = True
    ) -> Diagnostic:
        """A diagnostic that says what to write at *span*; where that is *sure*, it is its fix.

        Args:
            span: What is to be written anew.
            message: What is wrong.
            new: What to write.
            old: What must stand there for the fix to be made.
            hint: What to do, if not to write just that.
            sure: Whether the fix can be made without asking.
        """
        fix = (Replacement(span=span, text=new, old=old),) if sure else ()
        return cls.at(span, message, hint=hint or f'write "{new}"', fix=fix)


def make_rule(code: str, manual: Path = _MANUAL) -> Rule:
    """A rule without a check of its own: whoever reads a file or compares two reports it."""

    class ReportedRule(Rule, code=code, manual=manual):
        """A rule that is reported where it is broken."""

    return ReportedRule()


def declared_rules(names: Mapping[str, object]) -> tuple[Rule, ...]:
    """The rules among the names of a module."""
    return tuple(one for one in names.values() if isinstance(one, Rule))
