"""Texts of files that are to be changed."""

from pathlib import Path
from typing import cast

from ..diagnostics import Diagnostic
from ..reading import files


class UnreadableTextError(Exception):
    """A file cannot be read; the message begins with its place."""


def text_of(root: Path, path: str) -> str:
    """The text of a file with its own line ends.

    Raises:
        UnreadableTextError: It is no plain file, too large or not UTF-8.
    """
    data = files.read(path, root / path, files.DATA_LIMIT)
    text = data if isinstance(data, Diagnostic) else files.decode(path, data)
    if isinstance(text, Diagnostic):
        raise UnreadableTextError(f"{text.span}: {text.message}")
    return cast("bytes", data).decode()
