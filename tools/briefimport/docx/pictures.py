"""Drawings of a Word file: those that hold pictures are written in one simple way, of the others the words stay."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .markup import PIC, WP, A, Aside, Node, R, V, W, every, removed, replaced, text_run
from .package import Package, Relation

_SHOWN = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
_MOST = 200
_LONGEST_ALTERNATIVE = 400


@dataclass(slots=True)
class PictureParts:
    """The pictures of one file.

    Attributes:
        kept: Their bytes by the names that they have in the plain file.
        missing: Names of those that are not there, or are of kinds that a brief cannot show.
    """

    package: Package
    aside: Aside
    kept: dict[str, bytes] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def simplify(self, root: Node, relations: dict[str, Relation]) -> dict[str, str]:
        """Write the drawings below *root* anew; their pictures' names by the ids that they have now."""
        ids: dict[str, str] = {}
        for drawing in every(root, "drawing", "pict", "object"):
            pictures: list[Node] = []
            alternative = self._alternative(drawing)
            for id_ in _picture_ids(drawing):
                name = self._keep(relations.get(id_))
                if name:
                    new = f"picture{len(ids)}"
                    ids[new] = name
                    pictures.append(_drawing(new, alternative if not pictures else ""))
            if pictures:
                replaced(drawing, pictures)
            else:
                self._only_words(drawing, alternative)
        return ids

    def _alternative(self, drawing: Node) -> str:
        """The words for those who cannot see the picture, as many as a brief takes."""
        said = (one.get("descr") or one.get("title") or "" for one in drawing.iter(WP + "docPr"))
        drawn = (one.get("alt") or one.get("title") or "" for one in drawing.iter(V + "shape", V + "imagedata"))
        words = " ".join(next((text for text in (*said, *drawn) if text.strip()), "").split())
        if len(words) <= _LONGEST_ALTERNATIVE:
            return words
        kept = words[:_LONGEST_ALTERNATIVE].rpartition(" ")[0] or words[:_LONGEST_ALTERNATIVE]
        self.aside.say(words[len(kept) :], "more words for a picture than a brief takes")
        return kept

    def _only_words(self, drawing: Node, alternative: str) -> None:
        parent = drawing.getparent()
        words = [one for one in drawing.iter("{*}t") if (one.text or "").strip()]
        self.aside.say(" ".join(one.text or "" for one in words), "words of a drawing")
        if parent is not None and alternative:
            self.aside.note("of a drawing only its description stays")
            replaced(drawing, list(text_run(f" {alternative} ")))
        else:
            removed(drawing)

    def _keep(self, relation: Relation | None) -> str:
        if relation is None:
            return ""
        if relation.target in self._names:
            return self._names[relation.target]
        data = None if relation.external or len(self.kept) >= _MOST else self.package.picture(relation.target)
        suffix = next((kind for start, kind in _SHOWN.items() if data and data.startswith(start)), "")
        name = f"word/media/picture{len(self.kept)}.{suffix}" if suffix else ""
        if data and name:
            self.kept[name] = data
        else:
            self.missing.append(relation.target.rpartition("/")[2][:200])
        self._names[relation.target] = name
        return name


def _picture_ids(drawing: Node) -> Iterator[str]:
    for one in drawing.iter(A + "blip", V + "imagedata"):
        id_ = one.get(R + "embed") or one.get(R + "link") or one.get(R + "id")
        if id_:
            yield id_


def _drawing(id_: str, alternative: str) -> Node:
    drawing: Node = etree.Element(W + "drawing")
    inline = etree.SubElement(drawing, WP + "inline")
    etree.SubElement(inline, WP + "docPr", descr=alternative)
    data = etree.SubElement(etree.SubElement(inline, A + "graphic"), A + "graphicData")
    fill = etree.SubElement(etree.SubElement(data, PIC + "pic"), PIC + "blipFill")
    etree.SubElement(fill, A + "blip").set(R + "embed", id_)
    return drawing
