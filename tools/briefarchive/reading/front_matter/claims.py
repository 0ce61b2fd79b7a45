"""A claim in a vocabulary's entry: a mapping that names its source, or a fault."""

import re

from ...diagnostics import Span
from ...model import Claim
from ..addresses import allowed_address
from ..vocabularies.entry import Entry
from ..vocabularies.rules import ClaimWithoutSource, UnknownEntryField
from .schema import Field
from .yaml import Mapping, Node, Scalar

_SOURCE = "source"


def read_claim(entry: Entry, field: Field) -> Claim | None:
    """The claim in a field; None where it is not made, or is made without a source."""
    node = entry.node(field.name)
    if node is None:
        return None
    if not isinstance(node, Mapping):
        _refuse(entry, field, node.span, _text(entry, node))
        return None
    for other, (key, _) in node.entries.items():
        if other != _SOURCE:
            message = f'"{field.name}" of "{entry.id}" has a field "{other}" that is not known'
            entry.found.append(UnknownEntryField.at(key.span, message, hint=f'it has "{_SOURCE}" alone'))
    source = node.entries[_SOURCE][1] if _SOURCE in node.entries else None
    text = _text(entry, source)
    if source is None or not text:
        _refuse(entry, field, source.span if source else node.span, "")
        return None
    if not _is_source(field, text):
        message = f'"{text}" cannot be the source of "{field.name}" of "{entry.id}"'
        entry.wrong(source.span, message, field.members[_SOURCE].rule)
        return None
    return Claim(source=text, span=source.span)


def _refuse(entry: Entry, field: Field, span: Span, text: str) -> None:
    """Report a claim without a source; a text that could be one is put where it belongs."""
    hint = "name the key of a source, or an address, or delete the field"
    if text and _is_source(field, text):
        hint = f'write "{{{_SOURCE}: {text}}}"'
    message = f'"{field.name}" of "{entry.id}" names no source'
    entry.found.append(ClaimWithoutSource.at(span, message, hint=hint))


def _text(entry: Entry, node: Node | None) -> str:
    """A text on one line; empty for anything else."""
    return entry.plain_text(node, _SOURCE) if isinstance(node, Scalar) and node.is_text else ""


def _is_source(field: Field, text: str) -> bool:
    pattern = field.members[_SOURCE].pattern or ""
    return bool(re.fullmatch(pattern, text)) and ("://" not in text or allowed_address(text))
