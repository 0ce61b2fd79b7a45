"""The formats by name, as `briefs export` has them."""

from collections.abc import Callable, Iterable

from ..model import Source
from .atom import atom_feed
from .biblatex import write_biblatex
from .choice import Selection
from .classical import write_bibtex
from .csl import write_csl
from .jsonl import json_lines
from .oai import oai_records
from .records import BRIEF_FIELDS, SOURCE_FIELDS, records_of_briefs, records_of_sources
from .ris import write_ris
from .table import table

_OF_SOURCES: dict[str, Callable[[Iterable[Source]], str]] = {
    "bibtex": write_bibtex,
    "biblatex": write_biblatex,
    "ris": write_ris,
    "csl-json": write_csl,
}
_OF_BRIEFS: dict[str, Callable[[Selection, str], str]] = {
    "csv": lambda selection, base_url: table(records_of_briefs(selection, base_url), BRIEF_FIELDS),
    "jsonl": lambda selection, base_url: json_lines(records_of_briefs(selection, base_url)),
    "oai": oai_records,
    "atom": atom_feed,
}
_OF_BOTH: dict[str, Callable[[Selection], str]] = {
    "csv": lambda selection: table(records_of_sources(selection), SOURCE_FIELDS),
    "jsonl": lambda selection: json_lines(records_of_sources(selection)),
}
FORMATS = (*_OF_SOURCES, *_OF_BRIEFS)


def has_sources(form: str) -> bool:
    """Whether a format can give sources."""
    return form in _OF_SOURCES or form in _OF_BOTH


def export(form: str, selection: Selection, *, sources: bool = False, base_url: str = "") -> str:
    """The text of an export: of sources where the format has only those or *sources* asks for them, else of briefs."""
    if form in _OF_SOURCES:
        return _OF_SOURCES[form](selection.sources)
    return _OF_BOTH[form](selection) if sources else _OF_BRIEFS[form](selection, base_url)
