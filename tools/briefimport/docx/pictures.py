"""Drawings of a Word file: pictures become HTML images, and other drawings are reduced to their words."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from .markup import WP, A, Aside, Node, R, V, W, every, removed, replaced
from .package import Package, Relation

_SHOWN = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
_MOST = 200
_LONGEST_ALTERNATIVE = 400


@dataclass(slots=True)
class PictureParts:
    """The converter of the drawings of one file.

    Attributes:
        missing: Names of pictures that are missing or have a format that a brief cannot show.
    """

    package: Package
    aside: Aside
    missing: list[str] = field(default_factory=list)
    _sources: dict[str, str] = field(default_factory=dict)

    def show(self, root: Node, relations: Mapping[str, Relation]) -> None:
        """Replace each drawing below *root* by HTML images or words."""
        for drawing in every(root, "drawing", "pict", "object"):
            alternative = self._alternative(drawing)
            sources = [source for id_ in _picture_ids(drawing) if (source := self._source(relations.get(id_)))]
            if sources:
                replaced(drawing, [_image(one, "" if place else alternative) for place, one in enumerate(sources)])
            else:
                self._only_words(drawing, alternative)

    def _alternative(self, drawing: Node) -> str:
        """Return the alternative text, cut to the length that a brief may have."""
        said = (one.get("descr") or one.get("title") or "" for one in drawing.iter(WP + "docPr"))
        drawn = (one.get("alt") or one.get("title") or "" for one in drawing.iter(V + "shape", V + "imagedata"))
        words = " ".join(next((text for text in (*said, *drawn) if text.strip()), "").split())
        if len(words) <= _LONGEST_ALTERNATIVE:
            return words
        kept = words[:_LONGEST_ALTERNATIVE].rpartition(" ")[0] or words[:_LONGEST_ALTERNATIVE]
        self.aside.say(words[len(kept) :], "more words for a picture than a brief may have")
        return kept

    def _only_words(self, drawing: Node, alternative: str) -> None:
        words = [one.text or "" for one in drawing.iter("{*}t") if (one.text or "").strip()]
        self.aside.say(" ".join(words), "words of a drawing")
        if alternative:
            self.aside.note("of a drawing only its description stays")
            text = etree.Element(W + "t")
            text.text = f" {alternative} "
            replaced(drawing, [text])
        else:
            removed(drawing)

    def _source(self, relation: Relation | None) -> str:
        """Return the picture as a `data:` address; empty if it cannot be shown."""
        if relation is None:
            return ""
        if relation.target not in self._sources:
            is_here = not relation.external and len(self._sources) < _MOST
            data = (self.package.picture(relation.target) if is_here else None) or b""
            kind = next((kind for start, kind in _SHOWN.items() if data.startswith(start)), "")
            shown = f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if kind else ""
            self._sources[relation.target] = shown
            if not shown:
                self.missing.append(relation.target.rpartition("/")[2][:200])
        return self._sources[relation.target]


def _picture_ids(drawing: Node) -> Iterator[str]:
    for one in drawing.iter(A + "blip", V + "imagedata"):
        id_ = one.get(R + "embed") or one.get(R + "link") or one.get(R + "id")
        if id_:
            yield id_


def _image(source: str, alternative: str) -> Node:
    image: Node = etree.Element("img", src=source, alt=alternative)
    return image
