"""The reader of Word files, which converts their text to HTML and reads it as a web page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import html

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.decoding import BRIEF_LIMIT

from ..document import Hint, Hints, LegacyDocument
from ..exports import ExportFile
from ..faults import (
    ExportTooLarge,
    FileDamaged,
    LookSimplified,
    NotText,
    PartLeftOut,
    PasswordNeeded,
    PictureMissing,
    RevisionsAccepted,
)
from ..html.parsing import Page, Tree
from ..html.reader import document_of, page_of
from ..text.lines import plain
from ..workspace import Workspace
from ..zipped.opening import DamagedError, LockedError, TooLargeError, first_name, opened
from .accepting import accept
from .markup import Aside, Node, every, line_of, part_of, removed, split_words, value
from .package import Package, Relation
from .pictures import PictureParts
from .properties import hints_of
from .styles import Sheet, find_roles, sheet_of
from .writer import HtmlWriter, Part

_FIRST = re.compile(
    r"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/(?:_rels/|media/|theme/|[A-Za-z0-9]+\.xml)"
)
_OTHERS = {"xl/": ("a workbook", "save its table as CSV"), "ppt/": ("a presentation", "save its text as .docx")}


_LONGEST_CAPTION = 400
_PLACED = ("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


class DocxReader:
    """The reader of Word files."""

    name = "docx"
    description = "a Word file (.docx), with its pictures, footnotes and tracked changes"
    # The suffixes of old formats are listed, too, so that such files are refused with advice instead of skipped.
    suffixes = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".rtf"})

    def fits(self, head: bytes) -> bool:
        """Return whether the file begins like a package of a word processor."""
        return _FIRST.match(first_name(head)) is not None

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield the text of a file, or the reason why it cannot be read."""
        span = Span(path=export.origin)
        try:
            with opened(export) as archive:
                yield _read(Package(archive), export, workspace)
        except DamagedError:
            message = f'"{export.origin}" is damaged or incomplete'
            yield FileDamaged.flag(
                span, message, hint="open it in Word or LibreOffice, let the program repair it, and save it again"
            )
        except LockedError:
            yield PasswordNeeded.flag(span, f'"{export.origin}" has a password', hint="save it without one")
        except TooLargeError:
            message = f'"{export.origin}" grows out of all proportion when it is unpacked, and was not read'
            yield PartLeftOut.flag(span, message, hint="save its text as a new file, if you trust it")


def _read(package: Package, export: ExportFile, workspace: Workspace) -> LegacyDocument | Diagnostic:
    span = Span(path=export.origin)
    main = package.main or "word/document.xml"
    for start, (what, hint) in _OTHERS.items():
        if main.startswith(start):
            return NotText.flag(span, f'"{export.origin}" is {what}', hint=hint)
    file = _File.read(package, main)
    words = file.words
    if len(words) > 2 * BRIEF_LIMIT:
        message = f'the text of "{export.origin}" is longer than a brief may be, {BRIEF_LIMIT // 1_000:,} kB'
        return ExportTooLarge.flag(span, message, hint="split it")
    page = Page(tree=_tree(file), encoding="utf-8", source="")
    core = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    named = Hints(authors=tuple(Hint(value=name, where="line for the author") for name in file.aside.authors))
    hints = named.and_then(hints_of(package.tree_if_sound(core)))
    document = document_of(
        page, export, workspace, whole=True, hints=hints, notes=list(_notes(file, span)), reader=DocxReader.name
    )
    if isinstance(document, Diagnostic):
        return document
    return replace(document, text=plain(words), set_aside=tuple(file.aside.words))


@dataclass(slots=True)
class _File:
    """A file whose parts have been read.

    Attributes:
        parts: The main text, then the parts with footnotes and endnotes.
        notes: The notes that are referenced in the text, each with its part.
    """

    sheet: Sheet
    pictures: PictureParts
    aside: Aside
    parts: list[Part] = field(default_factory=list)
    notes: dict[tuple[str, str], tuple[Node, Part]] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package, main: str) -> "_File":
        """Read the file whose text is in the part *main*.

        Raises:
            DamagedError: The part with the text, or a part with notes, cannot be read.
            TooLargeError: Such a part is larger than any text.
        """
        relations = package.relations(main)
        named = {one.kind: one.target for one in relations.values() if not one.external}
        styles, numbering = (package.tree_if_sound(named.get(name, "")) for name in ("styles", "numbering"))
        aside = Aside()
        file = cls(sheet_of(styles, numbering), PictureParts(package, aside), aside)
        document = package.tree(main)
        if document is None or part_of(document, "body") is None:
            raise DamagedError
        file._add(document, relations)
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            notes = package.tree(named.get(kind, ""))
            if notes is not None:
                file._add_notes(document, notes, name, package.relations(named[kind]))
        for text, reason in dict.fromkeys(_beside(package, relations)):
            aside.say(text, reason)
        return file

    @property
    def words(self) -> str:
        """Every word of the file."""
        return "\n".join((*(split_words(one.root) for one in self.parts), *(one.text for one in self.aside.words)))

    def _add(self, root: Node, relations: Mapping[str, Relation]) -> Part:
        accept(root, self.aside)
        self.pictures.show(root, relations)
        part = Part(root=root, relations=relations, roles=find_roles(root, self.sheet, self.aside))
        self.parts.append(part)
        return part

    def _add_notes(self, document: Node, notes: Node, name: str, relations: Mapping[str, Relation]) -> None:
        """Add the notes that are referenced in the text, and exclude the others."""
        marked = {value(one, "id") for one in every(document, f"{name}Reference")}
        for mark in every(notes, "footnoteReference", "endnoteReference"):
            removed(mark)
        for note in every(notes, name):
            if value(note, "id") not in marked or value(note, "type") or not line_of(note):
                self.aside.take(note, "a note without a mark in the text")
        part = self._add(notes, relations)
        self.notes |= {(name, value(note, "id")): (note, part) for note in every(notes, name)}


def _beside(package: Package, relations: Mapping[str, Relation]) -> Iterator[tuple[str, str]]:
    """Yield the text of comments, page headers and footers, with the reason why it is excluded."""
    reasons = {"comments": "a comment", "header": "the head of the pages", "footer": "the foot of the pages"}
    for relation in relations.values():
        reason = reasons.get(relation.kind, "")
        root = package.tree_if_sound(relation.target) if reason and not relation.external else None
        yield from ((line_of(paragraph), reason) for paragraph in (() if root is None else every(root, "p")))


def _notes(file: _File, span: Span) -> Iterator[Diagnostic]:
    aside = file.aside
    if aside.inserted or aside.deleted:
        said = f"{aside.inserted} inserted and {aside.deleted} deleted passages"
        yield RevisionsAccepted.flag(span, f'"{span.path}" has tracked changes, which were accepted: {said}')
    for note in aside.notes:
        yield LookSimplified.flag(span, note)
    for name in file.pictures.missing:
        yield PictureMissing.flag(span, f'the picture "{name}" is not in the file, or of a kind that cannot be shown')


def _tree(file: _File) -> Tree:
    """Return *file* as an HTML tree; the line of each element is the number of its paragraph."""
    tree = page_of(HtmlWriter(file.sheet, file.aside, file.notes).write(file.parts[0])).tree
    for caption in list(tree.iter("p")):
        if caption.get("class") == "caption":
            _caption(caption, file.aside)
    for place, element in enumerate(tree.iter(*_PLACED), start=1):
        for one in element.iter():
            one.sourceline = place
    return tree


def _caption(caption: Tree, aside: Aside) -> None:
    """Combine a caption and the picture in it, above it or below it into a figure."""
    words = " ".join("".join(caption.itertext()).split())
    own = caption.findall(".//img")
    above, below = caption.getprevious(), caption.getnext()
    holder = caption if own else above if _is_picture(above) else below if _is_picture(below) else None
    if holder is None or not words or len(words) > _LONGEST_CAPTION or len(holder.findall(".//img")) != 1:
        return
    image = holder.findall(".//img")[0]
    if " ".join(image.get("alt", "").split()) == words:
        # A brief shows the same words only once.
        aside.say(words, "the same words for those who cannot see the picture")
        image.set("alt", "")
    figure = html.Element("figure")  # type: ignore[no-untyped-call]
    caption.addprevious(figure)
    image.drop_tree() if holder is caption else holder.drop_tree()
    image.tail = None
    caption.tag = "figcaption"
    figure.append(image)
    figure.append(caption)


def _is_picture(element: Tree | None) -> bool:
    if element is None or element.tag != "p":
        return False
    return element.find(".//img") is not None and not "".join(element.itertext()).strip()
