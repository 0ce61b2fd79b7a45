"""Rules defined by rows of a table: a pattern, the message for its matches, and what to write instead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from ..diagnostics import Diagnostic
from ..model.tables import load_words
from ..reading.markdown.dialect import ROLES
from ..reading.markdown.text import Passage
from .rule import PassageRule

TABLES: Mapping[str, Mapping[str, Any]] = load_words(__file__)
"""The tables in `patterns.yaml`."""
_PART = re.compile(r"%([a-z-]+)%")
_ROLE_NAMES = "|".join(name.replace(":", r"[:;.,\s]\s?") for name in sorted(ROLES, key=len, reverse=True))


class Pattern(NamedTuple):
    """A row of `patterns.yaml`."""

    name: str
    find: re.Pattern[str]
    needs: Sequence[str]
    says: str
    hint: str
    write: str


class PatternRule(PassageRule):
    """A rule that reports each match of its patterns in `patterns.yaml`."""

    patterns: ClassVar[Sequence[Pattern]] = ()

    def __init_subclass__(cls, code: str = "", **options: Any) -> None:
        """Load the patterns of the rule."""
        super().__init_subclass__(code=code, **options)
        if code:
            cls.patterns = list(_load_patterns(TABLES[code]))

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Report each relevant match, pattern by pattern."""
        text = self.search_text(passage)
        for row in self.patterns:
            if row.needs and not any(map(text.__contains__, row.needs)):
                continue
            for match in row.find.finditer(text):
                if self.is_meant(row, match, passage):
                    yield self.diagnose(row, match, passage)

    def search_text(self, passage: Passage) -> str:
        """Return the text to search."""
        return passage.text

    def is_meant(self, row: Pattern, match: re.Match[str], passage: Passage) -> bool:
        """Return whether a match violates the rule."""
        return True

    def diagnose(self, row: Pattern, match: re.Match[str], passage: Passage) -> Diagnostic:
        """Make the diagnostic of a match."""
        return self.flag(passage.match_span(match), row.says.replace("{}", match[0]), hint=row.hint)


def neighbours(match: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and after a match; empty at an end of the text."""
    text = match.string
    return text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]


def find_words(name: str) -> frozenset[str]:
    """Return a word list from the table."""
    return frozenset(word for line in TABLES["words"][name] for word in line.split(", "))


def find_expression(name: str) -> re.Pattern[str]:
    """Return a regular expression from the table."""
    return re.compile(_expand("".join(TABLES["expressions"][name])))


def _load_patterns(rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Pattern]:
    inherited = {"says": "", "hint": "", "write": ""}
    for name, row in rows.items():
        inherited |= {key: row[key] for key in inherited if key in row}
        yield Pattern(name, re.compile(_expand("".join(row["find"]))), row.get("needs", ()), **inherited)


def _expand(pattern: str) -> str:
    parts = {**TABLES["parts"], "role-names": _ROLE_NAMES}
    return _PART.sub(lambda part: _expand(parts[part[1]]), pattern)
