"""The reader of WordPress exports (WXR), with one text for each post and page."""

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from briefarchive.diagnostics import Diagnostic, Span

from ..document import LegacyDocument, SetAside
from ..files.exports import ExportFile
from ..files.mending import mend_html
from ..html.parsing import NestedTooDeepError, Page, Tree, fragment_of, readable_words, text_of
from ..html.reader import document_of
from ..rules import EncodingNoted, FileDamaged, NotText, PartSetAside
from ..words import read_table
from ..workspace import Workspace
from .elements import DamagedPlace, EntitiesDeclaredError, NoRootError, WxrFile
from .hints import DESCRIPTION_FIELDS, read_hints
from .items import Item, read_item
from .paragraphs import insert_shared_blocks, list_shared_blocks, parse_post, plain_title
from .shortcodes import collect_footnotes, resolve_shortcodes
from .site import Site, Uploads, collect_site

_NAMESPACE = b"wordpress.org/export/"
_HIDDEN = {"private": "is private", "trash": "is in the trash", "auto-draft": "was never saved", "inherit": "is a copy"}
# Internal data that WordPress and widespread plugins store as “posts”.
_INTERNAL_TYPES = frozenset(read_table("wordpress")["machinery"])
_TYPE_NAMES = {"nav_menu_item": "entries of menus", "revision": "former versions", "attachment": "attachments"}
_LONGEST_TITLE = 300
# The field in which the block editor keeps footnotes.
_FOOTNOTES_FIELD = "footnotes"
_MOST_OTHER_TEXT = 2_000_000


class WxrReader:
    """The reader of files that Tools → Export of WordPress writes."""

    name = "wxr"
    description = "an export of WordPress (WXR), with its uploads beside it"
    suffixes = frozenset({".xml", ".wxr"})

    def fits(self, head: bytes) -> bool:
        """Return whether the file is RSS with elements of WordPress, or other XML, which no other reader accepts."""
        start = head.replace(b"\0", b"").lower()
        root = start.find(b"<rss")
        page = start.find(b"<html")
        if page >= 0 and (root < 0 or page < root):
            return False
        if root >= 0 and (_NAMESPACE in start or b"<wp:" in start):
            return True
        return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<rss", b"<!doctype rss"))

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield a document for each post and page, including drafts, and a diagnostic for what is not imported."""
        span = Span(path=export.origin)
        try:
            site = collect_site(WxrFile(export.path).read_elements())
            if site.is_wordpress:
                yield from _Export(export, workspace, site).read()
            else:
                yield _refuse_xml(export.origin)
        except NoRootError:
            yield _refuse_xml(export.origin)
        except EntitiesDeclaredError:
            message = (
                f'"{export.origin}" declares entities, which an export of WordPress never does; nothing of it was read'
            )
            yield NotText.flag(span, message, hint="remove its document type if you know where the file comes from")


def _refuse_xml(origin: str) -> Diagnostic:
    hint = "export the site with Tools → Export in its administration"
    return NotText.flag(Span(path=origin), f'"{origin}" is XML, but not an export of WordPress', hint=hint)


@dataclass(slots=True)
class _Export:
    export: ExportFile
    workspace: Workspace
    site: Site
    uploads: Uploads = field(init=False)
    _skipped: Counter[str] = field(default_factory=Counter)
    _comment_count: int = 0
    _origin_counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Find the uploads next to the export."""
        self.uploads = Uploads(self.export.path.parent, self.workspace)

    def read(self) -> Iterator[LegacyDocument | Diagnostic]:
        file = WxrFile(self.export.path)
        origin = self.export.origin
        for element in file.read_elements():
            if isinstance(element, DamagedPlace):
                message = f'"{origin}" is damaged: {element.message}; what comes before it was read'
                hint = "repair it there, or export the site again"
                yield FileDamaged.flag(Span(path=origin, line=element.line), message, hint=hint)
            elif element.name == "item":
                yield from self._import_item(read_item(element))
        span = Span(path=origin)
        if file.repaired:
            message = f'{file.repaired} bytes of "{origin}" are not UTF-8 and were read as Windows-1252'
            yield EncodingNoted.flag(span, message)
        if self._comment_count:
            yield PartSetAside.flag(span, f"{self._comment_count:,} comments of readers were left out")
        for kind, count in sorted(self._skipped.items()):
            subject = _TYPE_NAMES.get(kind, f'items of the type "{kind}"')
            yield PartSetAside.flag(span, f"{count:,} {subject} were not imported as texts")
        addresses = (picture.address for picture in self.site.pictures.values())
        unseen = [address for address in addresses if address and not self.uploads.is_found(address)]
        if unseen:
            examples = ", ".join(f'"{address}"' for address in unseen[:5])
            yield PartSetAside.flag(
                span, f"{len(unseen):,} pictures are in no text or not beside the export: {examples}"
            )

    def _import_item(self, item: Item) -> Iterator[LegacyDocument | Diagnostic]:
        self._comment_count += item.comments
        origin = self._unique_origin(item)
        span = Span(path=origin)
        title = plain_title(item.title) or item.slug or "without a title"
        closed = "has a password" if item.password else _HIDDEN.get(item.status, "")
        if "<wp:post_id>" in item.content:
            message = f'the text of "{title}" does not end and goes on into the next item; both were left out'
            yield FileDamaged.flag(span, message, hint="repair it there, or export the site again")
        elif item.type in _INTERNAL_TYPES:
            self._skipped[item.type] += 1
        elif closed:
            hint = "if it belongs in the archive, publish it on the old site and export it again"
            yield PartSetAside.flag(
                span, f'the {item.type or "item"} "{title}" {closed} and was not imported', hint=hint
            )
        elif not any(char.isalnum() for char in item.content):
            yield PartSetAside.flag(span, f'the {item.type or "item"} "{title}" has no text')
        else:
            yield self._read_document(item, origin)

    def _unique_origin(self, item: Item) -> str:
        """Return the origin of an item, which is unique even if two items have the same number."""
        name = f"{self.export.origin}#post-{item.id or 'unnumbered'}"
        self._origin_counts[name] += 1
        return name if self._origin_counts[name] == 1 else f"{name}-{self._origin_counts[name]}"

    def _read_document(self, item: Item, origin: str) -> LegacyDocument | Diagnostic:
        span = Span(path=origin)
        field = next(item.find_meta(_FOOTNOTES_FIELD), "")
        content, has_notes = collect_footnotes(insert_shared_blocks(item.content, self.site.shared), field)
        if has_notes:
            item = replace(item, meta=tuple(pair for pair in item.meta if pair != (_FOOTNOTES_FIELD, field)))
        mended = mend_html(content)
        resolved = resolve_shortcodes(mended.text, lambda ids: self._gallery_html(item, ids))
        try:
            tree = parse_post(resolved.html)
        except (NestedTooDeepError, etree.LxmlError):
            message = f'the elements of "{origin}" are nested too deep to be read'
            return NotText.flag(span, message, hint="save its text as a text file")
        notes = [mended.note(origin)] if mended.places else []
        if missing := [block for block in list_shared_blocks(item.content) if block not in self.site.shared]:
            message = f"it shows the shared block {', '.join(missing)}, which the export does not contain"
            notes.append(PartSetAside.flag(span, message, hint="export all of the site’s content"))
        self._insert_featured_image(item, tree)
        self.uploads.link_files(tree)
        _insert_title(tree, plain_title(item.title))
        part = replace(self.export, origin=origin, digest=item.sha256)
        page = Page(tree=tree, encoding="utf-8", source="")
        document = document_of(
            page, part, self.workspace, is_all_text=True, hints=read_hints(item, self.site), notes=notes, reader="wxr"
        )
        if isinstance(document, Diagnostic):
            return document
        shortcodes = (SetAside(line=0, text=shortcode, reason="a shortcode") for shortcode in resolved.shortcodes)
        other_text = (*_list_other_text(item), *shortcodes)
        text = "\n".join((document.text, *(item.text for item in other_text)))
        return replace(document, text=text, set_aside=(*document.set_aside, *other_text))

    def _gallery_html(self, item: Item, ids: list[str]) -> str:
        picture_ids = ids or self.site.list_pictures(item.id)
        if not all(picture_id in self.site.pictures for picture_id in picture_ids):
            return ""
        return "\n".join(
            self.site.pictures[picture_id].as_html()
            for picture_id in picture_ids
            if self.site.pictures[picture_id].address
        )

    def _insert_featured_image(self, item: Item, tree: Tree) -> None:
        """Insert the featured image above the text, if its file is available and the text does not show it."""
        lead = self.site.pictures.get(next(item.find_meta("_thumbnail_id"), ""))
        path = self.uploads.find(lead.address) if lead and lead.address else ""
        if lead and path and path not in {self.uploads.find(image.get("src", "")) for image in tree.iter("img")}:
            body = tree.find("body")
            (tree if body is None else body).insert(0, fragment_of(lead.as_html()))


def _insert_title(tree: Tree, title: str) -> None:
    """Insert the title of an item above its text, unless the text begins with it."""
    body = tree.find("body")
    body = tree if body is None else body
    first = next((element for element in body.iter("h1", "h2", "h3", "p") if text_of(element)), None)
    if first is not None and first.tag != "p" and text_of(first) == title:
        first.tag = "h1"
    elif any(char.isalnum() for char in title) and len(title) <= _LONGEST_TITLE:
        heading = etree.Element("h1")
        heading.text = title
        body.insert(0, heading)


def _list_other_text(item: Item) -> Iterator[SetAside]:
    """Yield the excerpt and the custom fields of an item."""
    if item.excerpt.strip() and item.excerpt.strip() not in item.content:
        yield SetAside(line=0, text=_extract_text(item.excerpt), reason="the excerpt of the post")
    room, skipped_count = _MOST_OTHER_TEXT, 0
    for key, value in item.meta:
        # Names that begin with an underscore are those of internal fields.
        is_description = key in DESCRIPTION_FIELDS
        if not (is_description or (key and not key.startswith("_"))) or not any(map(str.isalnum, value)):
            continue
        if len(value) > room:
            skipped_count += 1
            continue
        room -= len(value)
        if is_description:
            reason = f'the description of the post for search engines, in the field "{key}"'
            yield SetAside(line=0, text=_extract_text(value), reason=reason)
        else:
            yield SetAside(line=0, text=value, reason=f'the added field "{key}"')
    if skipped_count:
        yield SetAside(line=0, text="", reason=f"{skipped_count:,} more added fields, which are too long to list")


def _extract_text(text: str) -> str:
    """Return the text of a short piece of HTML."""
    try:
        return readable_words(parse_post(text), lambda _: False).strip()
    except (NestedTooDeepError, etree.LxmlError):
        return html.unescape(text)
