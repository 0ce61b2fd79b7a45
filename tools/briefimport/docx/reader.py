"""Reads Word files: made plain, converted to HTML by mammoth, and read as pages are."""

import re
from collections.abc import Iterator
from dataclasses import replace

import mammoth  # type: ignore[import-untyped]
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
from .package import Package
from .plain_file import PlainFile, made_plain
from .properties import hints_of

_FIRST = re.compile(
    r"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/(?:_rels/|media/|theme/|[A-Za-z0-9]+\.xml)"
)
_OTHERS = {"xl/": ("a workbook", "save its table as CSV"), "ppt/": ("a presentation", "save its text as .docx")}


_MAP = """\
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
"""
_LONGEST_CAPTION = 400
_PLACED = ("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


class DocxReader:
    """Word files."""

    name = "docx"
    version = "1"
    description = "a Word file (.docx), with its pictures, footnotes and tracked changes"
    # The old formats are promised as well, so that a folder's are refused with advice and not passed over.
    suffixes = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".rtf"})

    def fits(self, head: bytes) -> bool:
        """Whether it begins as packages of word processors do."""
        return _FIRST.match(first_name(head)) is not None

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """The one text of a file, or why it cannot be read."""
        span = Span(path=export.origin)
        try:
            with opened(export) as archive:
                yield _read(Package(archive), export, workspace)
        except DamagedError:
            message = f'"{export.origin}" is damaged or incomplete'
            yield FileDamaged.at(
                span, message, hint="open it in Word or LibreOffice, let it be mended, and save it anew"
            )
        except LockedError:
            yield PasswordNeeded.at(span, f'"{export.origin}" has a password', hint="save it without one")
        except TooLargeError:
            message = f'"{export.origin}" grows out of all proportion when it is unpacked, and was not read'
            yield PartLeftOut.at(span, message, hint="save its text as a new file, if you trust it")
        except RecursionError:
            message = f'the tables of "{export.origin}" are nested too deep to be read'
            yield NotText.at(span, message, hint="save its text as a text file")


def _read(package: Package, export: ExportFile, workspace: Workspace) -> LegacyDocument | Diagnostic:
    span = Span(path=export.origin)
    main = package.main or "word/document.xml"
    for start, (what, hint) in _OTHERS.items():
        if main.startswith(start):
            return NotText.at(span, f'"{export.origin}" is {what}', hint=hint)
    file = made_plain(package, main)
    words = file.words
    if len(words) > 2 * BRIEF_LIMIT:
        message = f'the text of "{export.origin}" is longer than a brief may be, {BRIEF_LIMIT // 1_000:,} kB'
        return ExportTooLarge.at(span, message, hint="split it")
    page = Page(tree=converted(file), encoding="utf-8", source="")
    core = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    named = Hints(authors=tuple(Hint(value=name, where="line for the author") for name in file.aside.authors))
    hints = named.and_then(hints_of(package.tree_if_sound(core)))
    document = document_of(
        page, export, workspace, whole=True, hints=hints, notes=list(_notes(file, span)), reader=DocxReader.name
    )
    if isinstance(document, Diagnostic):
        return document
    return replace(document, text=plain(words), set_aside=tuple(file.aside.words))


def _notes(file: PlainFile, span: Span) -> Iterator[Diagnostic]:
    aside = file.aside
    if aside.inserted or aside.deleted:
        said = f"{aside.inserted} inserted and {aside.deleted} deleted passages"
        yield RevisionsAccepted.at(span, f'"{span.path}" has tracked changes, which were accepted: {said}')
    for note in aside.notes:
        yield LookSimplified.at(span, note)
    for name in file.stock.missing:
        yield PictureMissing.at(span, f'the picture "{name}" is not in the file, or of a kind that cannot be shown')


def converted(file: PlainFile) -> Tree:
    """The tree of the page that *file* is; the line of each element is its number among the paragraphs.

    Raises:
        RecursionError: Its tables stand too deep in one another.
    """
    result = mammoth.convert_to_html(file.packed(), style_map=_MAP, include_embedded_style_map=False)
    tree = page_of(result.value or "<p></p>").tree
    for caption in list(tree.iter("p")):
        if caption.get("class") == "caption":
            _caption(caption, file)
    for place, element in enumerate(tree.iter(*_PLACED), start=1):
        for one in element.iter():
            one.sourceline = place
    return tree


def _caption(caption: Tree, file: PlainFile) -> None:
    """Make a figure of a caption and the picture in it, above it or below it."""
    words = " ".join("".join(caption.itertext()).split())
    own = caption.findall(".//img")
    above, below = caption.getprevious(), caption.getnext()
    holder = caption if own else above if _is_picture(above) else below if _is_picture(below) else None
    if holder is None or not words or len(words) > _LONGEST_CAPTION or len(holder.findall(".//img")) != 1:
        return
    image = holder.findall(".//img")[0]
    if " ".join(image.get("alt", "").split()) == words:
        # A brief says it once.
        file.aside.say(words, "the same words for those who cannot see the picture")
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
