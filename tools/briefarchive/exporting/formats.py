"""The table of formats. What offers formats iterates over it: commands, pages, files of the site, the guide."""

from .atom import ATOM
from .biblatex import BIBLATEX
from .bibtex import BIBTEX
from .csl import CSL_JSON
from .format import AnyFormat, ReferenceFormat, TableFormat
from .jsonl import JSON_LINES
from .oai import OAI
from .parquet import PARQUET
from .ris import RIS
from .table import CSV

FORMATS: tuple[AnyFormat, ...] = (BIBTEX, BIBLATEX, RIS, CSL_JSON, CSV, JSON_LINES, PARQUET, OAI, ATOM)

REFERENCE_FORMATS = tuple(one for one in FORMATS if isinstance(one, ReferenceFormat))


def table_formats() -> tuple[TableFormat, ...]:
    """The formats of tables for which all is installed."""
    return tuple(one for one in FORMATS if isinstance(one, TableFormat) and one.is_installed)
