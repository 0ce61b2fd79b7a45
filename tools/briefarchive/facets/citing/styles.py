"""The styles in which a page says how it is cited."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .as_source import as_source
from .classical import bibtex_entry
from .report import Report

if TYPE_CHECKING:
    from .processor import Style

APA = "apa"
CHICAGO = "chicago-author-date"  # the one with notes leaves out what its readers could not get at
MLA = "modern-language-association"
GB_T_7714 = "china-national-standard-gb-t-7714-2015-numeric"

STYLES = {"APA": APA, "Chicago": CHICAGO, "MLA": MLA, "GB/T 7714": GB_T_7714}
"""The styles by label, under their names among the official CSL styles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a citation; text only, whatever stands in it."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation in one style.

    Attributes:
        label: The style, as people call it.
        runs: The citation. Without their italics they are its plain text.
        code: Whether it is the source text of another program, in which every space and line's end counts.
    """

    label: str
    runs: tuple[Run, ...]
    code: bool = False

    @property
    def text(self) -> str:
        """The citation as plain text."""
        return "".join(run.text for run in self.runs)


def how_to_cite(report: Report) -> tuple[Citation, ...]:
    """A report in each style, and its entry in BibTeX, which is that of the file for BibTeX."""
    entry = Citation(label="BibTeX", runs=(Run(text=bibtex_entry(as_source(report))),), code=True)
    return (*citations(report.csl_item), entry)


def citations(item: Mapping[str, Any]) -> Iterator[Citation]:
    """An item of CSL-JSON in each style; one of which nothing is known that a style prints is cited by its id."""
    from .processor import Item  # citeproc-py takes as long to import as the rest of this room

    read = Item(item)
    for label, name in STYLES.items():
        runs = tuple(_runs(_style(name, _locale(name, item)).cite(read)))
        yield Citation(label=label, runs=runs or (Run(text=str(item["id"])),))


def _locale(name: str, item: Mapping[str, Any]) -> str:
    """The language of a style's own words: the Chinese standard wants that of the item, the others are in English."""
    chinese = str(item.get("language", "")).partition("-")[0] == "zh"
    return "zh-CN" if chinese and name == GB_T_7714 else "en-US"


@functools.cache
def _style(name: str, locale: str) -> "Style":
    from .processor import Style

    return Style(name, locale)


def _runs(marked: str) -> Iterator[Run]:
    """The pieces of a text with marks around its italics."""
    from .processor import ITALIC, UPRIGHT

    depth = 0
    for piece in re.split(f"([{ITALIC}{UPRIGHT}])", marked):
        if piece in (ITALIC, UPRIGHT):
            depth += 1 if piece == ITALIC else -1
        elif piece:
            yield Run(text=piece, italic=depth > 0)
