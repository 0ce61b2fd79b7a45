"""Files that a command changes: where new ones stand, and that none is written which somebody has changed since."""

from pathlib import Path, PurePosixPath

from ..diagnostics import CommandError, Diagnostic
from ..model import Archive, BriefId
from ..model.aliases import address_of_alias
from ..reading import decoding
from ..storage import files
from ..storage.replacing import FileReplacement, replace_files


class CannotChangeError(CommandError):
    """The archive cannot be changed as it was asked for. Nothing was written."""


class FileChanges:
    """New contents of files, in the order in which they are to be written.

    Attributes:
        digests: What the bytes of each file were when it was read, by which a later change is known.
        after: The new bytes of each file; None for one that is deleted.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.digests: dict[str, str] = {}
        self.after: dict[str, bytes | None] = {}

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            CannotChangeError: It is no plain file, or too large; the message begins with its place.
        """
        data = decoding.read(path, self.root / path)
        if isinstance(data, Diagnostic):
            raise CannotChangeError(f"{data.span}: {data.message}")
        self.digests[path] = files.digest(data)
        return data

    def read(self, path: str) -> str:
        """The text of a file with its own line ends.

        Raises:
            CannotChangeError: It is no plain file, too large or not UTF-8; the message begins with its place.
        """
        data = self.read_bytes(path)
        if isinstance(text := decoding.decode(path, data), Diagnostic):
            raise CannotChangeError(f"{text.span}: {text.message}")
        return data.decode()

    def write(self) -> None:
        """Write the files, each whole or not at all.

        Raises:
            ReplacingError: A file has changed since it was read, or cannot be written.
        """
        replace_files(
            self.root,
            [
                FileReplacement(path=path, before=self.digests.get(path, ""), after=after)
                for path, after in self.after.items()
            ],
        )


def brief_path(brief_id: BriefId) -> str:
    """The root-relative path of the file of a brief with that id."""
    return f"archive/{brief_id[:4]}/{brief_id}.md"


def claim_place(root: Path, archive: Archive, brief_id: BriefId, *, mover: BriefId | None = None) -> str:
    """The root-relative path for a brief with that id; old addresses of the *mover*, which gets it, are no hindrance.

    Raises:
        CannotChangeError: The id, its file or its address is another brief's, or its folder is a link.
    """
    path = brief_path(brief_id)
    if archive.has_brief(brief_id):
        taken = archive.briefs.get(brief_id)
        raise CannotChangeError(f'there is a brief "{brief_id}" already{f": {taken.path}" if taken else ""}')
    if (root / path).exists() or (root / path).is_symlink():
        raise CannotChangeError(f'there is a file "{path}" already')
    for folder in PurePosixPath(path).parents:
        if folder != PurePosixPath() and (root / folder).is_symlink():
            raise CannotChangeError(f'"{folder}" is a symbolic link; put the folder itself there')
    page = f"{path.removesuffix('.md')}.html"
    for brief in archive.briefs.values():
        if brief.id != mover and any(address_of_alias(alias) == page for alias in brief.aliases):
            raise CannotChangeError(f'"{brief_id}" is an old address of "{brief.id}", and leads there')
    return path
