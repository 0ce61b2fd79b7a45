"""Files that a command changes: read with their digests, and written only where nobody has changed them since."""

from pathlib import Path

from ..diagnostics import CommandError, Diagnostic
from ..reading import decoding
from ..storage import files
from ..storage.replacing import FileReplacement, replace_files


class CannotChangeError(CommandError):
    """The archive cannot be changed as it was asked for. Nothing was written."""


class FileChanges:
    """New contents of files, in the order in which they are to be written.

    Attributes:
        root: The archive's folder.
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
