"""Other keys of an entry: `ids`, as biblatex has it. A key that was merged away goes on naming its source."""

from collections.abc import Callable

from ...bibtex.blocks import RawField
from ...bibtex.rules import UnusableKey
from ...bibtex.syntax_errors import excerpt
from ...diagnostics import Diagnostic, Span
from ...model import CiteKey
from .keys import is_usable


def read_aliases(field: RawField, text: str, report: Callable[[Diagnostic], None]) -> tuple[CiteKey, ...]:
    """The keys in *text*, the decoded value of *field*, each once; one that cannot be used is reported and left out."""
    aliases: dict[CiteKey, None] = {}
    for alias in filter(None, (part.strip() for part in text.split(","))):
        if is_usable(alias):
            aliases[CiteKey(alias)] = None
        else:
            report(UnusableKey.at(field.span, f'alias "{excerpt(alias)}" cannot be used'))
    return tuple(aliases)


def place_of_alias(alias: str, places: Span, text: str) -> Span:
    """Where an alias stands in an `ids` of one line that has *text* for its value; else the place of the whole."""
    before, found, _ = f",{text},".replace(" ", ",").partition(f",{alias},")
    if not found or places.line != places.end_line or places.end_column - places.column != len(text):
        return places
    column = places.column + len(before)
    return Span(path=places.path, line=places.line, column=column, end_column=column + len(alias))
