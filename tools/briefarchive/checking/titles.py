"""Rules of family M: how titles and summaries are written."""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Replacement, Severity, Span
from ..model import Archive, Brief
from ..reading.nearest import folded
from .rule import ArchiveRule

_LONGEST_SUMMARY = 500


class TitleEndsWithFullStop(ArchiveRule):
    """A title ends with a full stop.

    A headline is no sentence, and lists and citations put a stop of their own behind it. A title that ends with an
    abbreviation (`U.S.`, `Inc.`), or is cut short (`…`), keeps its stop.
    """

    code = "M205"
    severity = Severity.WARNING
    fixable = True

    STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[\d%)\]”’\"']))\.\Z|[。．]\Z")
    ABBREVIATIONS = re.compile(
        r"\b(?:Inc|Ltd|Corp|Bros|Dept|Univ|Gov|Sen|Rep|Gen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|etc|est|approx|vol|"
        r"pp|Assn|Intl|Natl|Mfg)\.\Z|\.[^\W\d_]+\.\Z",
        re.IGNORECASE,
    )

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if cls.STOP.search(brief.title) and not cls.ABBREVIATIONS.search(brief.title):
                hint = "delete the full stop at its end"
                yield cls.at(
                    brief.place("title"), "the title ends with a full stop", hint=hint, fix=_without_end(brief)
                )


def _without_end(brief: Brief) -> tuple[Replacement, ...]:
    """What takes the last sign of a title away, if it is written on one line, plainly or between quotation marks."""
    span = brief.place("title")
    marks = span.end_column - span.column - len(brief.title)
    if span.line != span.end_line or marks not in (0, 2):
        return ()
    end = span.end_column - marks // 2
    return (
        Replacement(
            span=Span(path=span.path, line=span.line, column=end - 1, end_column=end), text="", old=brief.title[-1]
        ),
    )


class UpperCaseTitle(ArchiveRule):
    """A title is written in capital letters throughout.

    It is hard to read, and a reader aloud may spell it. Write it as in a sentence, with capitals for names.
    """

    code = "M206"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            # A few abbreviations may be a whole title: “BRICS and G20” has small letters, “NATO, EU” is short.
            if brief.title.isupper() and sum(sign.isupper() for sign in brief.title) > 12 and " " in brief.title:
                hint = "write it as in a sentence, with capitals for names"
                yield cls.at(brief.place("title"), "the title is written in capitals", hint=hint)


class UnfitSummary(ArchiveRule):
    """A summary is longer than 500 characters, or says what the title says and nothing more.

    It stands below the title, in lists, feeds and the results of a search: one or two sentences that tell what the
    title leaves open.
    """

    code = "M207"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if not brief.summary:
                continue
            if len(brief.summary) > _LONGEST_SUMMARY:
                message = f"the summary has {len(brief.summary):,} characters"
                yield cls.at(brief.place("summary"), message, hint="say in one or two sentences what matters")
            elif _words(brief.summary) == _words(brief.title):
                message = "the summary repeats the title"
                yield cls.at(brief.place("summary"), message, hint="say what the title leaves open, or delete it")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))


RULES: tuple[type[ArchiveRule], ...] = (TitleEndsWithFullStop, UpperCaseTitle, UnfitSummary)
