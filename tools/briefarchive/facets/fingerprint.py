"""A fingerprint of the metadata of briefs that other pages show; editing a text does not change it."""

import operator
from dataclasses import fields, replace

import msgspec

from ..model import Archive, Brief
from ..storage.files import digest

_OF_TEXT = ("digest", "markup", "places")
list_metadata = operator.attrgetter(*(field.name for field in fields(Brief) if field.name not in _OF_TEXT))
"""Return the values of a brief's front matter, without its text and the positions in its file."""


def fingerprint(archive: Archive, bibliographies: str = "") -> str:
    """Return a hexadecimal digest of what pages other than a brief's own show of *archive* and *bibliographies*."""
    other_data = (
        replace(archive.vocabulary, unread=frozenset()),
        sorted(archive.vocabulary.unread),
        archive.attachments,
        archive.moves,
        sorted(archive.unread_briefs),
        sorted(archive.withheld),
        sorted(archive.to_come),
        bibliographies,
    )
    return digest(b"\n".join((*map(_metadata, archive.briefs.values()), msgspec.json.encode(other_data))))


def _metadata(brief: Brief) -> bytes:
    """Encode the front matter of a brief, the targets in its text, and its headings, without positions."""
    markup = brief.markup
    metadata = (
        list_metadata(brief),
        [(reference.role, reference.target) for reference in markup.references],
        [(link.target, link.image, link.chart) for link in markup.links],
        [(heading.level, heading.text, heading.id) for heading in markup.headings],
    )
    return msgspec.json.encode(metadata)
