"""Files that a command changes, unless somebody else has in the meantime, and edits of single front matter fields.

The rest of the front matter stays byte for byte. YAML can be written in more ways than this module knows, so callers
read the result back.
"""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..diagnostics import CommandError, Diagnostic, Span
from ..model import Archive, Brief, BriefId, Places, TextMarkup
from ..model.lines import Edit, Lines, detect_line_end
from ..model.names import alias_address
from ..reading import decoding
from ..reading.front_matter.reader import split_front_matter
from ..reading.front_matter.writer import write_scalar
from ..reading.front_matter.yaml import Mapping, Scalar, Sequence, read_yaml
from ..storage import files
from ..storage.replacing import FileReplacement, replace_files

_ITEM = re.compile(r"[ \t]*-[ \t]+")
_END_OF_ITEM = re.compile(r"[ \t]*(#[^\r\n]*)?(\r\n|\r|\n)")
_COMMA_AFTER = re.compile(r"[ \t]*,[ \t]*")
_COMMA_BEFORE = re.compile(r",\s*\Z")


class CannotChangeError(CommandError):
    """The archive cannot be changed as requested; nothing was written."""


class FileChanges:
    """New contents of files, in the order of writing.

    Attributes:
        digests: Digest of each file when it was read, to detect later changes.
        after: The new bytes of each file; None to delete it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.digests: dict[str, str] = {}
        self.after: dict[str, bytes | None] = {}

    def read_bytes(self, path: str) -> bytes:
        """Read a file; raise `CannotChangeError` if it is not a regular file or too large."""
        data = decoding.read(path, self.root / path)
        if isinstance(data, Diagnostic):
            raise CannotChangeError(f"{data.span}: {data.message}")
        self.digests[path] = files.digest(data)
        return data

    def read(self, path: str) -> str:
        """Read the text of a file with its own line ends; raise `CannotChangeError` as well if it is not UTF-8."""
        data = self.read_bytes(path)
        if isinstance(text := decoding.decode(path, data), Diagnostic):
            raise CannotChangeError(f"{text.span}: {text.message}")
        return data.decode()

    def write(self) -> None:
        """Write the files; raise `ReplacingError` if one has changed since it was read, or cannot be written."""
        replace_files(
            self.root,
            [
                FileReplacement(path=path, before=self.digests.get(path, ""), after=after)
                for path, after in self.after.items()
            ],
        )


def brief_path(brief_id: BriefId) -> str:
    """Return the root-relative path of the file of a brief with that id."""
    return f"archive/{brief_id[:4]}/{brief_id}.md"


def claim_place(root: Path, archive: Archive, brief_id: BriefId, *, mover: BriefId | None = None) -> str:
    """Return the root-relative path for a new brief, or for the *mover*, which may reuse its own aliases.

    Raises:
        CannotChangeError: The id, the file or the address is taken, or the folder is a symbolic link.
    """
    path = brief_path(brief_id)
    if archive.has_brief(brief_id):
        existing = archive.briefs.get(brief_id)
        raise CannotChangeError(f'there is a brief "{brief_id}" already{f": {existing.path}" if existing else ""}')
    if (root / path).exists() or (root / path).is_symlink():
        raise CannotChangeError(f'there is a file "{path}" already')
    for folder in PurePosixPath(path).parents:
        if folder != PurePosixPath() and (root / folder).is_symlink():
            raise CannotChangeError(f'"{folder}" is a symbolic link; put the folder itself there')
    page = f"{path.removesuffix('.md')}.html"
    for brief in archive.briefs.values():
        if brief.id != mover and any(alias_address(alias) == page for alias in brief.aliases):
            raise CannotChangeError(f'"{brief_id}" is an old address of "{brief.id}", and leads there')
    return path


class FrontMatterError(Exception):
    """Front matter is written in a way that cannot be edited."""


class FrontMatterEditor:
    """Editor for the front matter in the *text* of a brief's file, with its original line ends.

    Raises:
        FrontMatterError: There is no readable front matter.
    """

    def __init__(self, path: str, text: str) -> None:
        front = split_front_matter(path, text.replace("\r\n", "\n").replace("\r", "\n"))
        root, _ = read_yaml(path, front.text, first_line=2) if front.ends else (None, [])
        if not isinstance(root, Mapping):
            raise FrontMatterError
        self._text = text
        self._lines = Lines(text)
        self._fields = root.entries
        self._end = self._lines.start(front.body_line - 1)

    def add_field(self, name: str, lines: str) -> Edit:
        """Return the edit that adds a field at the end; *lines* follow its colon."""
        return Edit(self._end, self._end, f"{name}:{lines}\n".replace("\n", detect_line_end(self._text)))

    def set_value(self, name: str, value: str) -> Edit:
        """Return the edit that sets a field to a scalar value."""
        if name not in self._fields:
            return self.add_field(name, f" {write_scalar(value)}")
        return self._replace(name, write_scalar(value))

    def append_item(self, name: str, item: str) -> Edit:
        """Return the edit that appends an item to a list.

        Raises:
            FrontMatterError: The field is not a list.
        """
        if name not in self._fields:
            return self.add_field(name, f" [{write_scalar(item)}]")
        node = self._fields[name][1]
        if isinstance(node, Scalar) and node.is_null:
            return self._replace(name, f"[{write_scalar(item)}]")
        if not isinstance(node, Sequence):
            raise FrontMatterError
        start, _ = self._lines.offsets(node.span)
        if not node.items:
            return Edit(start + 1, start + 1, write_scalar(item))
        first, end = self._lines.offsets(node.items[-1].span)
        if self._text[start] == "[":
            return Edit(end, end, f", {write_scalar(item)}")
        # The new item goes after the last one and its comment, with the same indentation and hyphen.
        rest = _END_OF_ITEM.match(self._text, end)
        mark = self._text[self._lines.find_line_start(first) : first]
        if rest is None or not _ITEM.fullmatch(mark):
            raise FrontMatterError
        return Edit(rest.start(2), rest.start(2), f"{detect_line_end(self._text)}{mark}{write_scalar(item)}")

    def _replace(self, name: str, value: str) -> Edit:
        key, node = self._fields[name]
        if isinstance(node, Scalar) and not node.value and node.is_null:
            after = self._text.index(":", self._lines.offsets(key.span)[1]) + 1
            return Edit(after, after, f" {value}")
        start, end = self._lines.offsets(node.span)
        # The place of a block scalar extends to the next line.
        return Edit(start, start + len(self._text[start:end].rstrip()), value)


def remove_item(text: str, line: int, start: int, end: int) -> Edit | None:
    """Return the edit that removes a list item: its line, or the item and a comma."""
    rest = _END_OF_ITEM.match(text, end)
    if rest and _ITEM.fullmatch(text, line, start):
        # A comment after the item stays, on a line of its own.
        return Edit(text.index("-", line) if rest[1] else line, rest.start(1) if rest[1] else rest.end(), "")
    if after := _COMMA_AFTER.match(text, end):
        return Edit(start, after.end(), "")
    if before := _COMMA_BEFORE.search(text, 0, start):
        return Edit(before.start(), end, "")
    return None


_NOWHERE = Span(path="")


def meaning(brief: Brief) -> Brief:
    """Return *brief* without places, path and digest, for comparing the meaning of two versions."""
    markup = TextMarkup(
        references=tuple(replace(reference, span=_NOWHERE) for reference in brief.markup.references),
        links=tuple(replace(link, span=_NOWHERE, address=None) for link in brief.markup.links),
        headings=tuple(replace(heading, span=_NOWHERE) for heading in brief.markup.headings),
    )
    return replace(brief, path="", digest="", places=Places(), markup=markup)
