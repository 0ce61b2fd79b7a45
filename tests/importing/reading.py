"""One export as bytes to what it says, without an archive."""

from briefarchive.diagnostics import Diagnostic
from briefarchive.importing.interpreting import interpret
from briefarchive.importing.legacy import LegacyBrief
from briefarchive.importing.text.reader import document_of


def read_text(data: bytes, origin: str) -> LegacyBrief | Diagnostic:
    """What a text says, or why it cannot be read."""
    document = document_of(data, origin, "0" * 64)
    return document if isinstance(document, Diagnostic) else interpret(document)
