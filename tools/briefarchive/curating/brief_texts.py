"""Texts of files that are to be changed."""

from pathlib import Path

from ..diagnostics import Diagnostic
from ..reading import decoding
from ..storage import files


class UnreadableTextError(Exception):
    """A file cannot be read; the message begins with its place."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(f"{fault.span}: {fault.message}")


class Texts:
    """Reads texts of files that are to be changed.

    Attributes:
        root: The archive's folder.
        digests: What the bytes of each file were when it was read, by which a later change is known.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.digests: dict[str, str] = {}

    def read(self, path: str) -> str:
        """The text of a file with its own line ends.

        Raises:
            UnreadableTextError: It is no plain file, too large or not UTF-8.
        """
        data = decoding.read(path, self.root / path)
        if isinstance(data, Diagnostic):
            raise UnreadableTextError(data)
        if isinstance(text := decoding.decode(path, data), Diagnostic):
            raise UnreadableTextError(text)
        self.digests[path] = files.digest(data)
        return data.decode()
