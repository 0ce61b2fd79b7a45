"""Pictures and PDFs that stand beside an export: the site's folder of uploads, copied from its server."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from ..html.parsing import Tree
from ..html.pictures import is_pdf
from ..workspace import Workspace

# Where the folder may stand beside the export.
_FOLDERS = ("wp-content/uploads", "uploads", "")
_UPLOADS = re.compile(r"(?:^|/)(?:wp-content/)?(?:uploads|files)/(?P<name>[^?#]+)")
# WordPress keeps smaller copies of a picture under its name and their size.
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[A-Za-z]{3,4}$)")


class Uploads:
    """The uploads of one export, and which of them some text shows."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self._folder = folder
        self._workspace = workspace
        self._folders = [name for name in _FOLDERS if (folder / name).is_dir()]
        self._shown: set[str] = set()

    def find(self, address: str) -> str:
        """The path of a file, from the export's folder, in its largest form; empty if it is not there."""
        match = _UPLOADS.search(address)
        name = unquote(match["name"]) if match else ""
        if not name or ".." in PurePosixPath(name).parts:
            return ""
        for form in dict.fromkeys((_SIZE.sub("", name), name)):
            for folder in self._folders:
                path = f"{folder}/{form}" if folder else form
                if self._is_file(path):
                    self._shown.add(_SIZE.sub("", name))
                    return path
        return ""

    def is_shown(self, address: str) -> bool:
        """Whether the picture of that address was found, in whatever size."""
        match = _UPLOADS.search(address)
        return match is not None and _SIZE.sub("", unquote(match["name"])) in self._shown

    def take(self, tree: Tree) -> None:
        """Let the pictures of *tree* that are here be found as files beside their page."""
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
            return whole.is_file() and whole.stat().st_size <= self._workspace.limit_of(path)
        except (OSError, ValueError):
            return False
