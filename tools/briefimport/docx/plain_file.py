"""A Word file made plain: its text, its notes and its pictures alone, in the few forms that are converted."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from ..zipped.opening import DamagedError
from .fields import Links, hold, resolve, trimmed
from .flattening import flatten
from .markup import Aside, Node, R, W, every, line_of, part_of, removed, split_words, unwrapped, value
from .package import Package, Relation
from .pictures import PictureParts
from .revisions import accept
from .styles import Sheet, restyle, sheet_of
from .tables import part_cells

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = W.strip("{}")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in ("png", "jpeg", "gif", "webp"))
    + "</Types>"
)
_STYLES = f'{_HEAD}<w:styles xmlns:w="{_WORD}">' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Quote", "Caption", *(f"Heading {level}" for level in range(1, 7)))
) + "</w:styles>"  # fmt: skip
_NUMBERING = f'{_HEAD}<w:numbering xmlns:w="{_WORD}">' + "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{mark}"/></w:lvl>' for level in range(9))
    + f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number, mark in ((1, "bullet"), (2, "decimal"))
) + "</w:numbering>"  # fmt: skip


@dataclass(slots=True)
class PlainFile:
    """The parts of a file that are converted.

    Attributes:
        parts: Trees by the names of their parts: the text, and the notes that have marks in it.
        links: The addresses of each part's links by their ids.
        pictures: The names of each part's pictures by their ids.
    """

    aside: Aside
    stock: PictureParts
    parts: dict[str, Node] = field(default_factory=dict)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Every word of the file."""
        return "\n".join((*map(split_words, self.parts.values()), *(one.text for one in self.aside.words)))

    def packed(self) -> io.BytesIO:
        """The file for the conversion."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr("_rels/.rels", _relations([("main", "officeDocument", "word/document.xml", False)]))
            archive.writestr("word/styles.xml", _STYLES)
            archive.writestr("word/numbering.xml", _NUMBERING)
            for name, root in self.parts.items():
                archive.writestr(f"word/{name}.xml", etree.tostring(root, encoding="utf-8", xml_declaration=True))
                archive.writestr(f"word/_rels/{name}.xml.rels", _relations(self._related(name)))
            for name, data in self.stock.kept.items():
                archive.writestr(name, data)
        stream.seek(0)
        return stream

    def _related(self, name: str) -> Iterator[tuple[str, str, str, bool]]:
        if name == "document":
            for other in ("styles", "numbering", *(one for one in self.parts if one != name)):
                yield other, other, f"/word/{other}.xml", False
        for id_, address in self.links[name].items():
            yield id_, "hyperlink", address, True
        for id_, picture in self.pictures[name].items():
            yield id_, "image", f"/{picture}", False


def made_plain(package: Package, main: str) -> PlainFile:
    """The plain form of the file whose text is in the part *main*.

    Raises:
        DamagedError: The part with the text, or one with its notes, cannot be read.
        TooLargeError: It is larger than any text.
    """
    aside = Aside()
    file = PlainFile(aside=aside, stock=PictureParts(package=package, aside=aside))
    relations = package.relations(main)
    named = {one.kind: one.target for one in relations.values() if not one.external}
    sheet = sheet_of(package.tree_if_sound(named.get("styles", "")), package.tree_if_sound(named.get("numbering", "")))
    document = package.tree(main)
    body = None if document is None else part_of(document, "body")
    if document is None or body is None:
        raise DamagedError
    _add(file, "document", document, relations, sheet)
    for kind, tag in _NOTES.items():
        notes = package.tree(named.get(kind, ""))
        if notes is None:
            _without_marks(document, f"{tag}Reference", set())
            continue
        _keep_marked(document, notes, tag, aside)
        _add(file, kind, notes, package.relations(named[kind]), sheet)
    _set_aside_rest(package, relations, aside)
    return file


def _add(file: PlainFile, name: str, root: Node, relations: dict[str, Relation], sheet: Sheet) -> None:
    """Make the tree of one part plain, and take it in."""
    aside = file.aside
    accept(root, aside)
    flatten(root, aside)
    links = Links({id_: one.target for id_, one in relations.items() if one.external and one.kind == "hyperlink"})
    resolve(root, links, aside)
    pictures = file.stock.simplify(root, relations)
    trimmed(root)
    for link in every(root, "hyperlink"):
        _whole_address(link, links)
    hold(root)
    restyle(root, sheet, aside)
    part_cells(root, aside)
    for section in every(root, "sectPr", "tblPr", "tblGrid", "tblPrEx"):
        removed(section)
    file.parts[name], file.links[name], file.pictures[name] = root, links.addresses, pictures


def _whole_address(link: Node, links: Links) -> None:
    """Give a link one id with its whole address; a link within the file has none and goes."""
    address = links.addresses.get(link.get(R + "id", ""), "")
    place = value(link, "anchor") or value(link, "docLocation")
    link.attrib.pop(W + "anchor", None)
    if not address:
        unwrapped(link)
    elif place and "#" not in address:
        link.attrib[R + "id"] = links.id_of(f"{address}#{place}")


def _keep_marked(document: Node, notes: Node, tag: str, aside: Aside) -> None:
    """Keep the notes to which one mark leads each; set aside those without a mark."""
    known = {value(note, "id"): note for note in every(notes, tag) if not value(note, "type")}
    marked = _without_marks(document, f"{tag}Reference", set(known))
    for reference in every(notes, "footnoteReference", "endnoteReference"):
        removed(reference)
    for note in every(notes, tag):
        if value(note, "id") not in marked or not line_of(note):
            aside.take(note, "a note without a mark in the text")
    kept = {value(note, "id") for note in every(notes, tag)}
    for reference in every(document, f"{tag}Reference"):
        if value(reference, "id") not in kept:
            removed(reference)


def _without_marks(document: Node, name: str, known: set[str]) -> set[str]:
    """Take away marks that lead nowhere or where another has led before; the ids to which the others lead."""
    seen: set[str] = set()
    for reference in every(document, name):
        id_ = value(reference, "id")
        if id_ not in known or id_ in seen:
            removed(reference)
        seen.add(id_)
    return seen & known


def _set_aside_rest(package: Package, relations: dict[str, Relation], aside: Aside) -> None:
    """Set aside comments, and what stands at the head and the foot of every page."""
    reasons = {"comments": "a comment", "header": "the head of the pages", "footer": "the foot of the pages"}
    said: set[tuple[str, str]] = set()
    for relation in relations.values():
        reason = reasons.get(relation.kind, "")
        root = package.tree_if_sound(relation.target) if reason and not relation.external else None
        for paragraph in () if root is None else every(root, "p"):
            words = line_of(paragraph)
            if (reason, words) not in said:
                said.add((reason, words))
                aside.say(words, reason)


def _relations(related: Iterable[tuple[str, str, str, bool]]) -> str:
    rows = []
    for id_, kind, target, external in related:
        mode = ' TargetMode="External"' if external else ""
        rows.append(f'<Relationship Id="{escape(id_)}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"{mode}/>')
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'
