"""What a site consists of and what it was made from: one file in its folder, which the next build goes on from."""

from pathlib import Path

import msgspec

from ..storage import files
from ..storage.cache import is_own, note_own

NAME = ".briefs-manifest.json"
_OWN = "manifest"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a build has left.

    Attributes:
        inputs: A digest of all that decides what a build gives. Empty if it cannot be told, or if the build found
            faults, which the next one tells again.
        until: The first day on which a brief that is held back is published; empty if there is none.
        state: `SitePages.shared_key`: what decides all pages, but for the texts of briefs.
        texts: `SitePages.text_key` of each brief, by the address of its page without the suffix.
        pages: The key of each file by its address, but for those that Sphinx writes, the index of the search and PDFs.
        guide: The key of the pages of the guide; empty if they are to be written anew.
        sphinx: The addresses of the files that Sphinx has written.
        elsewhere: Root-relative paths of files that the guide includes or shows from outside its folder.
        pdfs: The addresses of PDFs.
        sizes: How many bytes each file has.
        search: By the name of a part of the index of the search, its key and its files.
    """

    inputs: str = ""
    until: str = ""
    state: str = ""
    texts: dict[str, str] = {}
    pages: dict[str, str] = {}
    guide: str = ""
    sphinx: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    pdfs: tuple[str, ...] = ()
    sizes: dict[str, int] = {}
    search: dict[str, tuple[str, tuple[str, ...]]] = {}

    @property
    def addresses(self) -> frozenset[str]:
        """Of all files of the site, but for the tables of the search that are written in each build."""
        parts = (f"search/{part}/{name}" for part, (_, names) in self.search.items() for name in names)
        return frozenset((*self.pages, *self.sphinx, *self.pdfs, *parts))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a site; an empty one if there is none, or none that this user's builds have written.

    A site can come along with a repository, and its pages be others than its manifest says.
    """
    try:
        data = files.read_own_file(folder / NAME)
        return msgspec.json.decode(data, type=Manifest) if is_own(folder, _OWN, data) else Manifest()
    except (OSError, msgspec.MsgspecError, ValueError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest, site: Path) -> None:
    """Write a manifest into *folder*, for the site that will be at *site*."""
    data = msgspec.json.encode(manifest)
    note_own(site, _OWN, data)
    files.write_bytes(folder / NAME, data)
