"""Drawings of a Word file: pictures become HTML images, and other drawings are reduced to their words."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from .markup import WP, A, ConversionLog, Node, R, V, W, find_all, remove_node, replace_node
from .package import Package, Relationship

_FORMATS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
_MOST_PICTURES = 200
_LONGEST_ALTERNATIVE = 400


@dataclass(slots=True)
class PictureConverter:
    """The converter of the drawings of one file.

    Attributes:
        missing_names: Names of pictures that are missing or have a format that a brief cannot show.
    """

    package: Package
    log: ConversionLog
    missing_names: list[str] = field(default_factory=list)
    _sources: dict[str, str] = field(default_factory=dict)

    def convert(self, root: Node, relationships: Mapping[str, Relationship]) -> None:
        """Replace each drawing below *root* by HTML images or words."""
        for drawing in find_all(root, "drawing", "pict", "object"):
            alternative = self._alternative_text(drawing)
            sources = [
                source for id_ in _picture_ids(drawing) if (source := self._make_address(relationships.get(id_)))
            ]
            if sources:
                replace_node(
                    drawing, [_make_image(source, "" if index else alternative) for index, source in enumerate(sources)]
                )
            else:
                self._reduce_to_words(drawing, alternative)

    def _alternative_text(self, drawing: Node) -> str:
        """Return the alternative text, cut to the length that a brief may have."""
        described = (element.get("descr") or element.get("title") or "" for element in drawing.iter(WP + "docPr"))
        drawing_texts = (
            element.get("alt") or element.get("title") or "" for element in drawing.iter(V + "shape", V + "imagedata")
        )
        words = " ".join(next((text for text in (*described, *drawing_texts) if text.strip()), "").split())
        if len(words) <= _LONGEST_ALTERNATIVE:
            return words
        shortened = words[:_LONGEST_ALTERNATIVE].rpartition(" ")[0] or words[:_LONGEST_ALTERNATIVE]
        self.log.exclude_text(words[len(shortened) :], "more words for a picture than a brief may have")
        return shortened

    def _reduce_to_words(self, drawing: Node, alternative: str) -> None:
        words = [element.text or "" for element in drawing.iter("{*}t") if (element.text or "").strip()]
        self.log.exclude_text(" ".join(words), "words of a drawing")
        if alternative:
            self.log.add_note("of a drawing only its description stays")
            text = etree.Element(W + "t")
            text.text = f" {alternative} "
            replace_node(drawing, [text])
        else:
            remove_node(drawing)

    def _make_address(self, relationship: Relationship | None) -> str:
        """Return the picture as a `data:` address; empty if it cannot be shown."""
        if relationship is None:
            return ""
        if relationship.target not in self._sources:
            is_here = not relationship.external and len(self._sources) < _MOST_PICTURES
            data = (self.package.read_picture(relationship.target) if is_here else None) or b""
            kind = next((kind for start, kind in _FORMATS.items() if data.startswith(start)), "")
            address = f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if kind else ""
            self._sources[relationship.target] = address
            if not address:
                self.missing_names.append(relationship.target.rpartition("/")[2][:200])
        return self._sources[relationship.target]


def _picture_ids(drawing: Node) -> Iterator[str]:
    for element in drawing.iter(A + "blip", V + "imagedata"):
        id_ = element.get(R + "embed") or element.get(R + "link") or element.get(R + "id")
        if id_:
            yield id_


def _make_image(source: str, alternative: str) -> Node:
    image: Node = etree.Element("img", src=source, alt=alternative)
    return image
