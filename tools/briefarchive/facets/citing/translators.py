"""Translators of a source, whom it names in a field only."""

from ...model import Name, Source
from ...reading.bibliography.names import read_names


def translators_of(source: Source) -> tuple[Name, ...]:
    """Who translated *source*."""
    names, _ = read_names(source.fields.get("translator", ""))
    return names
