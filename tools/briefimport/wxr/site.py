"""Data about the whole site of an export: authors, blocks that posts share, pictures and uploads."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from briefarchive.reading.languages import HAN

from ..html.parsing import Tree
from ..html.pictures import is_pdf
from ..workspace import Workspace
from .elements import DamagedPlace, XmlElement
from .items import Item, clean_name, read_item

# The pictures beyond this number are found only by address.
_MOST_PICTURES = 200_000
_MOST_SHARED_CHARACTERS = 5_000_000
# Where the uploads can be, relative to the export.
_UPLOAD_FOLDERS = ("wp-content/uploads", "uploads", "")
_UPLOAD_PATH = re.compile(r"(?:^|/)(?:wp-content/)?(?:uploads|files)/(?P<name>[^?#]+)")
# WordPress adds the size to the names of smaller copies of a picture.
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[A-Za-z]{3,4}$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An attachment: its address, alternative text and caption."""

    address: str
    parent: str = ""
    alternative: str = ""
    caption: str = ""

    def as_html(self) -> str:
        """Return the picture as a figure of a gallery."""
        caption = f"<figcaption>{self.caption}</figcaption>" if self.caption.strip() else ""
        image = f'<img src="{html.escape(self.address)}" alt="{html.escape(self.alternative)}">'
        return f"<figure>{image}{caption}</figure>"


@dataclass(slots=True)
class Site:
    """What the items of an export have in common.

    Attributes:
        authors: Names of authors by login.
        pictures: Attachments by id.
        shared: The text of shared blocks by id.
        is_wordpress: Whether the file is a WordPress export, not just a feed.
    """

    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    is_wordpress: bool = False

    def find_author(self, login: str) -> str:
        """Return the name of an author; the login itself if the export does not list it."""
        return self.authors.get(login.casefold(), login)

    def list_pictures(self, post: str) -> list[str]:
        """Return the ids of the pictures that were uploaded for a post."""
        return [id_ for id_, picture in self.pictures.items() if picture.parent == post]


def collect_site(elements: Iterable[XmlElement | DamagedPlace]) -> Site:
    """Collect the data about the site from its elements."""
    site = Site()
    words = 0
    for element in elements:
        if isinstance(element, DamagedPlace):
            continue
        match element.name:
            case "language":
                site.language = element.text.strip()
            case "wp:wxr_version" | "wp:base_site_url":
                site.is_wordpress = True
            case "wp:author":
                fields = element.fields
                site.authors.setdefault(fields.get("wp:author_login", "").strip().casefold(), _author_name(fields))
            case "item":
                item = read_item(element)
                site.is_wordpress |= bool(item.type)
                if item.type == "attachment" and len(site.pictures) < _MOST_PICTURES:
                    site.pictures[item.id] = _read_picture(item)
                elif item.type == "wp_block" and words < _MOST_SHARED_CHARACTERS:
                    site.shared[item.id] = item.content
                    words += len(item.content)
    return site


def _author_name(fields: dict[str, str]) -> str:
    """Return the display name of an author, or the full name if the display name is a nickname of one word."""
    display_name = clean_name(fields.get("wp:author_display_name", ""))
    full_name = clean_name(f"{fields.get('wp:author_first_name', '')} {fields.get('wp:author_last_name', '')}")
    is_nickname = " " not in display_name and not HAN.search(display_name)
    if (" " in full_name or HAN.search(full_name)) and (is_nickname or "@" in display_name):
        return full_name
    return display_name or full_name or fields.get("wp:author_login", "").strip()


def _read_picture(item: Item) -> Picture:
    address = item.attachment_url or item.guid
    is_picture = re.search(r"\.(?:png|jpe?g|gif|webp|svg)(?:\?|$)", address, re.IGNORECASE)
    return Picture(
        address=address if is_picture else "",
        parent=item.parent,
        alternative=clean_name(next(item.find_meta("_wp_attachment_image_alt"), "")),
        caption=item.excerpt,
    )


class Uploads:
    """The uploads of an export, and which of them the texts show."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self._folder = folder
        self._workspace = workspace
        self._folders = [name for name in _UPLOAD_FOLDERS if (folder / name).is_dir()]
        self._found: set[str] = set()

    def find(self, address: str) -> str:
        """Return the path of the largest version of a file, relative to the export; empty if there is none."""
        match = _UPLOAD_PATH.search(address)
        name = unquote(match["name"]) if match else ""
        if not name or ".." in PurePosixPath(name).parts:
            return ""
        for form in dict.fromkeys((_SIZE.sub("", name), name)):
            for folder in self._folders:
                path = f"{folder}/{form}" if folder else form
                if self._is_file(path):
                    self._found.add(_SIZE.sub("", name))
                    return path
        return ""

    def is_found(self, address: str) -> bool:
        """Return whether the picture at *address* was found, in any size."""
        match = _UPLOAD_PATH.search(address)
        return match is not None and _SIZE.sub("", unquote(match["name"])) in self._found

    def link_files(self, tree: Tree) -> None:
        """Replace the addresses of pictures and PDF files in *tree* by the paths of those that are available."""
        for image in tree.iter("img"):
            names = ("data-orig-file", "data-src", "src")
            for address in filter(None, (image.get(name) for name in names)):
                if path := self.find(address):
                    for name in names[:2]:
                        image.attrib.pop(name, None)
                    image.set("src", quote(path))
                    break
        for link in tree.iter("a"):
            if is_pdf(link.get("href", "")) and (path := self.find(link.get("href", ""))):
                link.set("data-file", quote(path))

    def _is_file(self, path: str) -> bool:
        try:
            whole = self._folder / path
            return whole.is_file() and whole.stat().st_size <= self._workspace.size_limit(path)
        except (OSError, ValueError):
            return False
