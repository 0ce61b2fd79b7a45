"""Nodes of a brief's doctree that are looked up in the archive when its page is written."""

from docutils import nodes


class ArchiveReference(nodes.Inline, nodes.TextElement):
    """What a role names, or to which file or brief a link leads: `role` and `target`."""


class ArchivePicture(nodes.General, nodes.Inline, nodes.Element):
    """A picture beside the brief: `target` as it was typed, `alt`, and perhaps `width` and `align`."""
