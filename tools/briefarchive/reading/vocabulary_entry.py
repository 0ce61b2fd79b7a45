"""One entry of a vocabulary while it is read, field by field; a field that its vocabulary does not know is reported."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Span
from . import files
from .addresses import allowed_address
from .invisible import INVISIBLE, find_invisible, made_visible
from .merge_marks import take_merge_marks
from .schema import ID, RESERVED_IDS
from .vocabulary_faults import InvalidEntryId, MalformedEntry, UnknownEntryField
from .yaml import Mapping, Node, Scalar, Sequence, read_yaml

CODE = r"[A-Z][A-Z0-9]{1,9}"


@dataclass(slots=True)
class Entry:
    """One entry while it is read."""

    id: str
    fields: Mapping
    span: Span
    found: list[Diagnostic]

    def text(self, name: str, pattern: str | None = None) -> str:
        """One text, which must match *pattern* as a whole; empty if it is not there."""
        node = self.node(name)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ""
        if not isinstance(node, Scalar) or not node.is_text:
            self.wrong(node.span, f'"{name}" of "{self.id}" must be a text', "put it in quotation marks")
            return ""
        text = self._plain(node)
        if pattern and not re.fullmatch(pattern, text):
            self.wrong(node.span, f'"{text}" cannot be "{name}" of "{self.id}"', None)
            return ""
        return text

    def address(self, name: str) -> str:
        """An http or https address; empty if it is not there."""
        text = self.text(name)
        if text and not _is_web_address(text):
            self.wrong(self.place(name), f'"{name}" of "{self.id}" is not an http or https address', None)
            return ""
        return text

    def addresses(self, name: str) -> tuple[str, ...]:
        """A list of http or https addresses."""
        texts = self.texts(name)
        for text in texts:
            if not _is_web_address(text):
                self.wrong(self.place(name), f'"{text}" of "{self.id}" is not an http or https address', None)
        return tuple(dict.fromkeys(filter(_is_web_address, texts)))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        node = self.node(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else ()
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) and item.is_text for item in items):
            self.wrong(node.span, f'"{name}" of "{self.id}" must be a list of texts', f'write "{name}: [one, two]"')
        return tuple(self._plain(item) for item in items if isinstance(item, Scalar) and item.is_text)

    def labels(self, name: str) -> dict[str, str]:
        """Names by language; one text alone is the English name."""
        node = self.node(name)
        if isinstance(node, Scalar) and node.is_text:
            return {"en": self._plain(node)}
        if not isinstance(node, Mapping):
            if node is not None:
                self.wrong(node.span, f'"{name}" of "{self.id}" must be names by language', 'write "{en: Energy}"')
            return {}
        sound = {tag: child for tag, (_, child) in node.entries.items() if isinstance(child, Scalar) and child.is_text}
        for tag in node.entries.keys() - sound.keys():
            self.wrong(node.entries[tag][1].span, f'the "{tag}" name of "{self.id}" must be a text', None)
        return {tag: self._plain(child) for tag, child in sound.items()}

    def _plain(self, node: Scalar) -> str:
        """The text of a value on one line; invisible characters, which an escape can bring in, are reported."""
        text = " ".join(node.value.split())
        if INVISIBLE.search(text):
            self.wrong(node.span, f'a value of "{self.id}" holds an invisible character', "write it anew")
        return made_visible(text)

    def place(self, name: str) -> Span:
        """The place of a field's value, or of the entry."""
        return self.fields.entries[name][1].span if name in self.fields.entries else self.span

    def wrong(self, span: Span, message: str, hint: str | None) -> None:
        """Note that the entry is malformed."""
        self.found.append(MalformedEntry.at(span, message, hint=hint))

    def refuse_others(self, known: Collection[str]) -> None:
        """Note every field that is none of the *known*."""
        for name, (key, _) in self.fields.entries.items():
            if name not in known:
                message = f'"{self.id}" has a field "{name}" that is not known'
                hint = "the fields are " + ", ".join(known)
                self.found.append(UnknownEntryField.at(key.span, message, hint=hint))

    def node(self, name: str) -> Node | None:
        """A field's value as it was read; None if it is not there."""
        return self.fields.entries[name][1] if name in self.fields.entries else None


def _is_web_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and allowed_address(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """One vocabulary file.

    Attributes:
        entries: Its entries.
        refused: Ids of entries that cannot be read.
        readable: False where none can be.
    """

    entries: tuple[Entry, ...] = ()
    refused: frozenset[str] = frozenset()
    readable: bool = True


_UNREADABLE = EntryFile(readable=False)


def read_entries(path: str, file: Path, found: list[Diagnostic]) -> EntryFile:
    """The entries of one vocabulary file; one that is missing has none."""
    if file.parent.is_symlink() or file.parents[1].is_symlink():  # whoever looks for briefs reports it
        return _UNREADABLE
    if not file.exists() and not file.is_symlink():
        return EntryFile()
    data = files.read(path, file, files.DATA_LIMIT)
    text = data if isinstance(data, Diagnostic) else files.decode(path, data)
    if isinstance(text, Diagnostic):
        found.append(text)
        return _UNREADABLE
    text, marks = take_merge_marks(path, text)
    root, faults = read_yaml(path, text)
    found.extend([*marks, *faults, *find_invisible(path, text)])
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _UNREADABLE if faults else EntryFile()
    if not isinstance(root, Mapping):
        found.append(MalformedEntry.at(root.span, "the file must hold ids with their fields"))
        return _UNREADABLE
    return _entries(root, CODE if file.stem == "countries" else ID, found)


def _entries(root: Mapping, pattern: str, found: list[Diagnostic]) -> EntryFile:
    entries = []
    refused = set(root.refused)
    for name, (key, node) in root.entries.items():
        if re.fullmatch(pattern, name) and name not in RESERVED_IDS and isinstance(node, Mapping):
            entries.append(Entry(name, node, key.span, found))
            continue
        refused.add(name)
        if isinstance(node, Mapping):
            message = f'"{name}" cannot be an id here'
            found.append(InvalidEntryId.at(key.span, message, hint="see the formats in the guide"))
        else:
            message = f'"{name}" must have fields, such as "label" or "name"'
            found.append(MalformedEntry.at(node.span, message, hint='write "id: {name: …}"'))
    return EntryFile(entries=tuple(entries), refused=frozenset(refused))
