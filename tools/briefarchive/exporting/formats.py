"""The formats by name, as `briefs export` has them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..facets.citing.classical import bibtex_entry
from ..model import Source
from .as_source import as_source
from .atom import atom_feed
from .biblatex import biblatex_entry
from .choice import Selection
from .csl import csl_text
from .jsonl import json_lines
from .oai import oai_records
from .parquet import parquet
from .records import BRIEF_FIELDS, SOURCE_FIELDS, Record, records_of_briefs, records_of_sources
from .ris import ris_record
from .table import table


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWriter:
    """How one reference is written, and what stands before, between and after several in a file."""

    reference: Callable[[Source], str]
    before: bytes = b""
    between: bytes = b"\n"
    after: bytes = b""

    def file(self, references: Iterable[bytes]) -> bytes:
        """A file of references that are written already."""
        return self.before + self.between.join(references) + self.after


REFERENCES = {
    "bibtex": ReferenceWriter(reference=bibtex_entry),
    "biblatex": ReferenceWriter(reference=biblatex_entry),
    "ris": ReferenceWriter(reference=ris_record, between=b"\r\n"),
    "csl-json": ReferenceWriter(reference=csl_text, before=b"[\n", between=b",\n", after=b"\n]\n"),
}

_TABLES: dict[str, Callable[[Iterable[Record], Sequence[str]], bytes]] = {
    "csv": table,
    "jsonl": lambda records, _fields: json_lines(records),
    "parquet": parquet,
}
_OF_BRIEFS: dict[str, Callable[..., str]] = {"oai": oai_records, "atom": atom_feed}
FORMATS = (*REFERENCES, *_TABLES, *_OF_BRIEFS)


def has_sources(form: str) -> bool:
    """Whether a format can give sources."""
    return form not in _OF_BRIEFS


def export(
    form: str,
    selection: Selection,
    *,
    sources: bool = False,
    series: str = "Briefs",
    base_url: str = "",
    license_id: str = "",
) -> bytes:
    """An export in UTF-8, or in bytes of its own.

    Args:
        form: One of `FORMATS`.
        selection: What to export.
        sources: Leave the briefs out. References are else the briefs, as reports, and their sources; a table has
            either briefs or sources.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
        license_id: The licence of texts that name none of their own.
    """
    if form in REFERENCES:
        writer = REFERENCES[form]
        vocabulary = selection.archive.vocabulary
        briefs = (as_source(one, vocabulary, series=series, base_url=base_url) for one in selection.briefs)
        chosen = selection.sources if sources else (*briefs, *selection.sources)
        return writer.file(writer.reference(one).encode() for one in chosen)
    if form in _TABLES and sources:
        return _TABLES[form](records_of_sources(selection), SOURCE_FIELDS)
    if form in _TABLES:
        return _TABLES[form](records_of_briefs(selection, base_url, license_id=license_id), BRIEF_FIELDS)
    return _OF_BRIEFS[form](selection, base_url, series=series, license_id=license_id).encode()
