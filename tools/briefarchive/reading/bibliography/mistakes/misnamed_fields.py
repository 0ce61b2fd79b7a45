"""Fields whose names BibTeX does not know: the one that is meant is told, and written in their place."""

from collections.abc import Iterator

from ....bibtex.blocks import RawEntry, RawField
from ....bibtex.dates import is_edtf
from ....bibtex.field_kinds import DATE_FIELDS
from ....bibtex.lines import Lines
from ....diagnostics import Diagnostic, Replacement
from ..addresses import web_address
from .dates import iso_date
from .field_names import PERIODICAL, meant_field
from .rules import MisnamedField


def find_misnamed(entry: RawEntry, lines: Lines) -> Iterator[Diagnostic]:
    """A diagnostic for each field of an entry whose name is near to that of another."""
    for name, field in entry.fields.items():
        if meant := meant_field(name):
            if meant == "publisher" and entry.type in PERIODICAL:
                meant = "journaltitle"
            yield _told(name, field, meant, lines, is_there=meant in entry.fields)


def _told(name: str, field: RawField, meant: str, lines: Lines, *, is_there: bool) -> Diagnostic:
    span = lines.span(field.name_start, field.name_start + len(name))
    message = f'there is no field "{name}"'
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
    whole = lines.span(field.name_start, field.extent[1] + 1)
    value = Replacement(span=field.span, text=date, old=field.value)
    return MisnamedField.at(whole, message, hint=f'write "{meant} = {{{date}}}"', fix=(rename, value))
