"""The reader of Word files, which converts their text to HTML and reads it as a web page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import html

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.decoding import BRIEF_LIMIT

from ..document import Hint, Hints, LegacyDocument
from ..files.exports import ExportFile
from ..html.parsing import Page, Tree, text_of
from ..html.reader import document_of, page_of
from ..rules import (
    ExportTooLarge,
    FileDamaged,
    LookSimplified,
    NotText,
    PartLeftOut,
    PasswordNeeded,
    PictureMissing,
    RevisionsAccepted,
)
from ..text.lines.splitting import plain
from ..workspace import Workspace
from ..zipped.opening import DamagedError, LockedError, TooLargeError, first_member_name, open_archive
from .markup import ConversionLog, Node, find_all, find_child, full_text, get_value, line_text, remove_node
from .package import Package, Relationship
from .pictures import PictureConverter
from .properties import read_core_hints
from .simplifying import simplify
from .styles import StyleSheet, find_roles, read_style_sheet
from .writer import HtmlWriter, Part

_FIRST_NAME = re.compile(
    r"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/(?:_rels/|media/|theme/|[A-Za-z0-9]+\.xml)"
)
_OTHER_FORMATS = {"xl/": ("a workbook", "save its table as CSV"), "ppt/": ("a presentation", "save its text as .docx")}
_LONGEST_CAPTION = 400
_NUMBERED_ELEMENTS = ("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


class DocxReader:
    """The reader of Word files."""

    name = "docx"
    description = "a Word file (.docx), with its pictures, footnotes and tracked changes"
    # The suffixes of old formats are listed, too, so that such files are refused with advice instead of skipped.
    suffixes = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".rtf"})

    def fits(self, head: bytes) -> bool:
        """Return whether the file begins like a package of a word processor."""
        return _FIRST_NAME.match(first_member_name(head)) is not None

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield the text of a file, or the reason why it cannot be read."""
        span = Span(path=export.origin)
        try:
            with open_archive(export) as archive:
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
    main = package.main_part or "word/document.xml"
    for start, (description, hint) in _OTHER_FORMATS.items():
        if main.startswith(start):
            return NotText.flag(span, f'"{export.origin}" is {description}', hint=hint)
    file = _File.read(package, main)
    words = file.words
    if len(words) > 2 * BRIEF_LIMIT:
        message = f'the text of "{export.origin}" is longer than a brief may be, {BRIEF_LIMIT // 1_000:,} kB'
        return ExportTooLarge.flag(span, message, hint="split it")
    page = Page(tree=_build_tree(file), encoding="utf-8", source="")
    core = next(
        (
            relationship.target
            for relationship in package.relationships("").values()
            if relationship.kind == "core-properties"
        ),
        "",
    )
    author_hints = Hints(authors=tuple(Hint(value=name, where="line for the author") for name in file.log.authors))
    hints = author_hints.and_then(read_core_hints(package.parse_optional_part(core)))
    notes = list(_report_changes(file, span))
    document = document_of(page, export, workspace, is_all_text=True, hints=hints, notes=notes, reader=DocxReader.name)
    if isinstance(document, Diagnostic):
        return document
    return replace(document, text=plain(words), set_aside=tuple(file.log.words))


@dataclass(slots=True)
class _File:
    """A file whose parts have been read.

    Attributes:
        parts: The main text, then the parts with footnotes and endnotes.
        notes: The notes that are referenced in the text, each with its part.
    """

    sheet: StyleSheet
    pictures: PictureConverter
    log: ConversionLog
    parts: list[Part] = field(default_factory=list)
    notes: dict[tuple[str, str], tuple[Node, Part]] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package, main: str) -> "_File":
        """Read the file whose text is in the part *main*.

        Raises:
            DamagedError: The part with the text, or a part with notes, cannot be read.
            TooLargeError: Such a part is larger than any text.
        """
        relationships = package.relationships(main)
        targets = {
            relationship.kind: relationship.target
            for relationship in relationships.values()
            if not relationship.external
        }
        styles, numbering = (package.parse_optional_part(targets.get(name, "")) for name in ("styles", "numbering"))
        log = ConversionLog()
        file = cls(read_style_sheet(styles, numbering), PictureConverter(package, log), log)
        document = package.parse_part(main)
        if document is None or find_child(document, "body") is None:
            raise DamagedError
        file._add_part(document, relationships)
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            notes = package.parse_part(targets.get(kind, ""))
            if notes is not None:
                file._add_notes(document, notes, name, package.relationships(targets[kind]))
        for text, reason in dict.fromkeys(_find_marginal_text(package, relationships)):
            log.exclude_text(text, reason)
        return file

    @property
    def words(self) -> str:
        """Every word of the file."""
        return "\n".join((*(full_text(part.root) for part in self.parts), *(item.text for item in self.log.words)))

    def _add_part(self, root: Node, relationships: Mapping[str, Relationship]) -> Part:
        simplify(root, self.log)
        self.pictures.convert(root, relationships)
        part = Part(root=root, relationships=relationships, roles=find_roles(root, self.sheet, self.log))
        self.parts.append(part)
        return part

    def _add_notes(self, document: Node, notes: Node, name: str, relationships: Mapping[str, Relationship]) -> None:
        """Add the notes that are referenced in the text, and exclude the others."""
        marked_ids = {get_value(reference, "id") for reference in find_all(document, f"{name}Reference")}
        for mark in find_all(notes, "footnoteReference", "endnoteReference"):
            remove_node(mark)
        for note in find_all(notes, name):
            if get_value(note, "id") not in marked_ids or get_value(note, "type") or not line_text(note):
                self.log.exclude(note, "a note without a mark in the text")
        part = self._add_part(notes, relationships)
        self.notes |= {(name, get_value(note, "id")): (note, part) for note in find_all(notes, name)}


def _find_marginal_text(package: Package, relationships: Mapping[str, Relationship]) -> Iterator[tuple[str, str]]:
    """Yield the text of comments, page headers and footers, with the reason why it is excluded."""
    reasons = {"comments": "a comment", "header": "the head of the pages", "footer": "the foot of the pages"}
    for relationship in relationships.values():
        reason = reasons.get(relationship.kind, "")
        root = package.parse_optional_part(relationship.target) if reason and not relationship.external else None
        yield from ((line_text(paragraph), reason) for paragraph in (() if root is None else find_all(root, "p")))


def _report_changes(file: _File, span: Span) -> Iterator[Diagnostic]:
    log = file.log
    if log.inserted or log.deleted:
        counts = f"{log.inserted} inserted and {log.deleted} deleted passages"
        yield RevisionsAccepted.flag(span, f'"{span.path}" has tracked changes, which were accepted: {counts}')
    for note in log.notes:
        yield LookSimplified.flag(span, note)
    for name in file.pictures.missing_names:
        yield PictureMissing.flag(span, f'the picture "{name}" is not in the file, or of a kind that cannot be shown')


def _build_tree(file: _File) -> Tree:
    """Return *file* as an HTML tree; the line of each element is the number of its paragraph."""
    tree = page_of(HtmlWriter(file.sheet, file.log, file.notes).write(file.parts[0])).tree
    for caption in list(tree.iter("p")):
        if caption.get("class") == "caption":
            _build_figure(caption, file.log)
    for number, element in enumerate(tree.iter(*_NUMBERED_ELEMENTS), start=1):
        for descendant in element.iter():
            descendant.sourceline = number
    return tree


def _build_figure(caption: Tree, log: ConversionLog) -> None:
    """Combine a caption and the picture in it, above it or below it into a figure."""
    words = text_of(caption)
    own_pictures = caption.findall(".//img")
    above, below = caption.getprevious(), caption.getnext()
    holder = (
        caption if own_pictures else above if _is_only_picture(above) else below if _is_only_picture(below) else None
    )
    if holder is None or not words or len(words) > _LONGEST_CAPTION or len(holder.findall(".//img")) != 1:
        return
    image = holder.findall(".//img")[0]
    if " ".join(image.get("alt", "").split()) == words:
        # A brief shows the same words only once.
        log.exclude_text(words, "the same words for those who cannot see the picture")
        image.set("alt", "")
    figure = html.Element("figure")  # type: ignore[no-untyped-call]
    caption.addprevious(figure)
    image.drop_tree() if holder is caption else holder.drop_tree()
    image.tail = None
    caption.tag = "figcaption"
    figure.append(image)
    figure.append(caption)


def _is_only_picture(element: Tree | None) -> bool:
    if element is None or element.tag != "p":
        return False
    return element.find(".//img") is not None and not text_of(element)
