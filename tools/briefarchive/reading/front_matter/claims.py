"""A claim in a vocabulary's entry: a mapping that names its source, or a fault."""

import re

from ...model import Claim
from ..addresses import allowed_address
from ..rules import ClaimWithoutSource, UnknownEntryField
from ..vocabularies.entry import Entry
from .schema import Field
from .yaml import Mapping, Scalar

_SOURCE = "source"


def read_claim(entry: Entry, field: Field) -> Claim | None:
    """The claim in a field; None where it is not made, or is made without a source."""
    node = entry.node(field.name)
    if node is None:
        return None
    entries = node.entries if isinstance(node, Mapping) else {}
    for other, (key, _) in entries.items():
        if other != _SOURCE:
            message = f'"{field.name}" of "{entry.id}" has a field "{other}" that is not known'
            entry.found.append(UnknownEntryField.at(key.span, message, hint=f'it has "{_SOURCE}" alone'))
    source = entries[_SOURCE][1] if _SOURCE in entries else None
    text = entry.plain_text(source, _SOURCE) if isinstance(source, Scalar) and source.is_text else ""
    if source is None or not text:
        message = f'"{field.name}" of "{entry.id}" names no source'
        hint = f"write {{{_SOURCE}: …}} with the key of a source or an address, or delete the field"
        entry.found.append(ClaimWithoutSource.at(source.span if source else node.span, message, hint=hint))
        return None
    wanted = field.members[_SOURCE]
    if not re.fullmatch(wanted.pattern or "", text) or ("://" in text and not allowed_address(text)):
        message = f'"{text}" cannot be the source of "{field.name}" of "{entry.id}"'
        entry.wrong(source.span, message, wanted.rule)
        return None
    return Claim(source=text, span=source.span)
