"""Reads saved web pages."""

from collections.abc import Callable, Iterator

from lxml import etree

from briefarchive.diagnostics import Diagnostic, Span

from ..document import Hints, LegacyDocument, SetAside
from ..files.encoding import NotTextError, UndecodableError
from ..files.exports import ExportFile, read_bytes
from ..rules import EmptyExport, LinkLeftOut, NotText, PictureMissing, Undecodable
from ..workspace import Workspace
from .article import article_of, with_surroundings
from .blocks import BlockWriter, words_apart
from .hints import hints_of, window_title
from .notes import Notes
from .page_regions import find_site_host
from .parsing import NestedTooDeepError, Page, Tree, parse, readable_words, text_of, tree_of
from .pictures import Pictures, is_pdf

_STARTS = (
    b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<article", b"<main", b"<section",
    b"<div", b"<p>", b"<p ", b"<table", b"<h1", b"<h2", b"<center", b"<font", b"<header",
)  # fmt: skip
_FRAME = "the address of a frame of the text, such as a map or a film"
_DOUBTFUL_STARTS = (b"<!--", b"<?xml", b"<!doctype")


class HtmlReader:
    """The reader of saved web pages."""

    name = "html"
    description = "a saved web page, with its pictures beside it"
    suffixes = frozenset({".htm", ".html", ".xhtml", ".shtml"})
    limit = 20_000_000

    def fits(self, head: bytes) -> bool:
        """Return whether it begins as pages do."""
        start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        return start.startswith(_STARTS) or (start.startswith(_DOUBTFUL_STARTS) and b"<html" in start)

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield the one text of a page, or why it cannot be read."""
        data = read_bytes(export, self.limit)
        if isinstance(data, Diagnostic):
            yield data
            return
        page = read_page(data, export.origin, workspace.encoding)
        if isinstance(page, Diagnostic):
            yield page
        else:
            yield document_of(page, export, workspace, notes=page.notes(export.origin))


def read_page(data: bytes, origin: str, named: str) -> Page | Diagnostic:
    """Parse a page, whose encoding is *named* unless it states one; return why if that fails."""
    span = Span(path=origin)
    try:
        return parse(data, named)
    except NotTextError:
        return NotText.flag(span, f'"{origin}" is not text')
    except UndecodableError:
        hint = "save it as UTF-8, or name its encoding with --encoding"
        return Undecodable.flag(span, f'the encoding of "{origin}" is unknown', hint=hint)
    except (etree.ParserError, etree.XMLSyntaxError):
        return EmptyExport.flag(span, f'"{origin}" has no words')
    except NestedTooDeepError:
        message = f'the elements of "{origin}" are nested too deep to be read'
        return NotText.flag(span, message, hint="save its text as a text file")


def document_of(
    page: Page,
    export: ExportFile,
    workspace: Workspace,
    *,
    is_all_text: bool = False,
    hints: Hints | None = None,
    notes: list[Diagnostic] | None = None,
    reader: str = "html",
    find: Callable[[str], bytes | None] | None = None,
) -> LegacyDocument | Diagnostic:
    """Return the text of a page, or of a piece of HTML in another format.

    Args:
        page: Its tree.
        export: Where it came from; pictures are looked for beside its file, and its digest is that of the document.
        workspace: Where pictures are put.
        is_all_text: Whether all of it is the text, as in a post of a blog's export.
        hints: What the other format says about it, which precedes what the page says.
        notes: Earlier diagnostics about it.
        reader: The name of the format.
        find: Returns the bytes of a picture by its address, if the export has those of a whole site.
    """
    span = Span(path=export.origin)
    body = _body(page.tree)
    footnotes = Notes(body)
    text = readable_words(body, words_apart(footnotes))
    if not any(char.isalnum() for char in text):
        return EmptyExport.flag(span, f'"{export.origin}" has no words')
    page_hints = hints_of(page)
    known = hints.and_then(page_hints) if hints else page_hints
    base = next((hint.value for hint in known.addresses), "")
    pictures = Pictures(workspace=workspace, folder=export.path.parent, root=export.root, base=base, find=find)
    article = body if is_all_text else footnotes.with_marks(article_of(body))
    page_title = next((hint.value for hint in known.titles), "")
    host = find_site_host(body, base)
    writer = BlockWriter(article=article, notes=footnotes, pictures=pictures, base=base, host=host, title=page_title)
    blocks = writer.write(body)
    aside = list(footnotes.set_aside)
    aside += [SetAside(line=line, text=address, reason=_FRAME) for line, address in writer.embedded]
    text = "\n".join((text, *(address for _, address in writer.embedded)))
    title = window_title(page.tree)
    if title is not None and (words := text_of(title)):
        aside.append(SetAside(line=title.sourceline or 0, text=words, reason="the title of the page’s window"))
        text = f"{words} {text}"
    return LegacyDocument(
        origin=export.origin,
        sha256=export.sha256,
        reader=reader,
        text=text,
        blocks=tuple(blocks if is_all_text else with_surroundings(blocks, [hint.value for hint in known.titles])),
        hints=known.and_then(_filed(writer)),
        attachments=tuple(pictures.attachments.values()),
        set_aside=tuple(aside),
        diagnostics=(*(notes or ()), *_notes(span, writer, pictures)),
    )


def _filed(writer: BlockWriter) -> Hints:
    """Return the categories and tags to which links of the page lead."""
    by_kind = {
        kind: tuple(dict.fromkeys(hint for filed_as, hint in writer.filed if filed_as == kind))
        for kind in ("category", "tag")
    }
    return Hints(categories=by_kind["category"], tags=by_kind["tag"])


def page_of(html: str) -> Page:
    """Return a piece of HTML in another format as a page."""
    return Page(tree=tree_of(html), encoding="utf-8", source="")


def _body(tree: Tree) -> Tree:
    body = tree.find("body") if tree.tag == "html" else None
    return tree if body is None else body


def _notes(span: Span, writer: BlockWriter, pictures: Pictures) -> Iterator[Diagnostic]:
    for line, source in pictures.missing:
        place = Span(path=span.path, line=max(1, line))
        shown = f"{source[:60]}…" if source.startswith("data:") else source
        file_kind = "PDF" if is_pdf(source) else "picture"
        yield PictureMissing.flag(place, f'the {file_kind} "{shown}" was not saved with the page, or cannot be shown')
    if writer.lost_links:
        listed = ", ".join(f'"{link}"' for link in list(dict.fromkeys(writer.lost_links))[:5])
        yield LinkLeftOut.flag(span, f"links of the text were left out ({len(writer.lost_links)}): {listed}")
