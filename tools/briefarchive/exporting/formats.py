"""The table of formats. What offers formats iterates over it: commands, pages, files of the site, the guide."""

from .atom import ATOM
from .csl import CSL_JSON
from .format import AnyFormat, ReferenceFormat, TableFormat
from .latex import BIBLATEX, BIBTEX
from .oai import OAI
from .ris import RIS
from .table import CSV, JSON_LINES, PARQUET

FORMATS: tuple[AnyFormat, ...] = (BIBTEX, BIBLATEX, RIS, CSL_JSON, CSV, JSON_LINES, PARQUET, OAI, ATOM)

REFERENCE_FORMATS = tuple(one for one in FORMATS if isinstance(one, ReferenceFormat))


def table_formats() -> tuple[TableFormat, ...]:
    """Return the formats of tables for which all is installed."""
    return tuple(one for one in FORMATS if isinstance(one, TableFormat) and one.is_installed)
