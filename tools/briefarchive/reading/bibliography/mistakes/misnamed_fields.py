"""Fields whose names BibTeX does not know: the one that is meant is told, and written in their place."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ....diagnostics import Diagnostic, Replacement
from ..addresses import web_address
from ..dates import is_edtf
from ..field_kinds import DATE_FIELDS
from ..offsets import Lines
from .dates import iso_date
from .field_names import PERIODICAL, meant_field
from .rules import MisnamedField


class WrittenField(NamedTuple):
    """A field as it stands in the file: its name in small letters, its value, and where both stand."""

    name: str
    value: str
    start: int
    value_start: int
    value_end: int


def find_misnamed(
    entry_type: str, written: Iterable[WrittenField], names: Collection[str], lines: Lines
) -> Iterator[Diagnostic]:
    """A diagnostic for each field of an entry whose name is near to that of another; *names* are those that it has."""
    for field in written:
        if meant := meant_field(field.name):
            if meant == "publisher" and entry_type in PERIODICAL:
                meant = "journaltitle"
            yield _told(field, meant, lines, is_there=meant in names)


def _told(field: WrittenField, meant: str, lines: Lines, *, is_there: bool) -> Diagnostic:
    span = lines.span(field.start, field.start + len(field.name))
    message = f'there is no field "{field.name}"'
    rename = Replacement(span=span, text=meant)
    if is_there:
        return MisnamedField.at(span, message, hint=f'it means "{meant}", which is there too: keep one of the two')
    if meant == "url" and not web_address(field.value):
        return MisnamedField.at(span, message, hint='an address belongs into "url", other words into "note"')
    if meant not in DATE_FIELDS or is_edtf(field.value.strip()):
        return MisnamedField.at(span, message, hint=f'write "{meant}"', fix=(rename,))
    # A date in words would be the next fault: the two are mended together.
    date = iso_date(field.value)
    if not date:
        return MisnamedField.at(span, message, hint=f"for example {meant} = {{2014-10-17}}, with the day in that form")
    whole = lines.span(field.start, field.value_end + 1)
    value = Replacement(span=lines.span(field.value_start, field.value_end), text=date, old=field.value)
    return MisnamedField.at(whole, message, hint=f'write "{meant} = {{{date}}}"', fix=(rename, value))
