"""A fingerprint of the metadata of briefs that other pages show; editing a text does not change it."""

from dataclasses import replace

import msgspec

from ..model import Archive, Brief, Places, TextMarkup
from ..storage.files import digest

_NO_MARKUP = TextMarkup()


def strip_text(brief: Brief) -> Brief:
    """Return a brief without its text and the positions in its file."""
    return replace(brief, digest="", markup=_NO_MARKUP, places=Places())


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
        strip_text(brief),
        [(reference.role, reference.target) for reference in markup.references],
        [(link.target, link.image, link.chart) for link in markup.links],
        [(heading.level, heading.text, heading.id) for heading in markup.headings],
    )
    return msgspec.json.encode(metadata)
