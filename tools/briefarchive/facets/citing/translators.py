"""Translators of a source, whom it names in a field only."""

from ...bibtex.names import read_names
from ...model import Name, Source


def list_translators(source: Source) -> tuple[Name, ...]:
    """Who translated *source*."""
    names, _ = read_names(source.fields.get("translator", ""))
    return names
