"""Fingerprint of the metadata that other pages show of briefs: an edit of a text changes none of it."""

from dataclasses import replace

import msgspec

from ..model import Archive, Brief, Markup, Places
from ..storage.files import digest

_NO_MARKUP = Markup()


def strip_text(brief: Brief) -> Brief:
    """The brief without its text and without places in its file."""
    return replace(brief, digest="", markup=_NO_MARKUP, places=Places())


def fingerprint(archive: Archive, bibliographies: str = "") -> str:
    """A digest, in hex, of all that other pages than a brief's own show, with that of the *bibliographies*."""
    rest = (
        replace(archive.vocabulary, unread=frozenset()),
        sorted(archive.vocabulary.unread),
        archive.attachments,
        archive.moves,
        sorted(archive.unread_briefs),
        sorted(archive.withheld),
        sorted(archive.to_come),
        bibliographies,
    )
    return digest(b"\n".join((*map(_metadata, archive.briefs.values()), msgspec.json.encode(rest))))


def _metadata(brief: Brief) -> bytes:
    """Its front matter, what its text refers to, and its headings; no place in a file."""
    markup = brief.markup
    shown = (
        strip_text(brief),
        [(one.role, one.target) for one in markup.references],
        [(one.target, one.image, one.chart) for one in markup.links],
        [(one.level, one.text, one.id) for one in markup.headings],
    )
    return msgspec.json.encode(shown)
