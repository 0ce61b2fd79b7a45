"""The table of formats, over which commands, pages, static files and the guide iterate."""

from importlib.util import find_spec

from .atom import ATOM
from .csl import CSL_JSON
from .format import RecordFormat, ReferenceFormat
from .latex import BIBLATEX, BIBTEX
from .oai import OAI
from .records import TableFormat
from .ris import RIS
from .table import CSV, JSON_LINES, PARQUET

AnyFormat = ReferenceFormat | TableFormat | RecordFormat

FORMATS: tuple[AnyFormat, ...] = (BIBTEX, BIBLATEX, RIS, CSL_JSON, CSV, JSON_LINES, PARQUET, OAI, ATOM)

REFERENCE_FORMATS = tuple(format_ for format_ in FORMATS if isinstance(format_, ReferenceFormat))


def table_formats() -> tuple[TableFormat, ...]:
    """Return the table formats whose dependencies are installed."""
    tables = (format_ for format_ in FORMATS if isinstance(format_, TableFormat))
    return tuple(format_ for format_ in tables if not format_.module or find_spec(format_.module))
