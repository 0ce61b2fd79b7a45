"""One entry of a vocabulary while it is read, field by field; a field that its vocabulary does not know is reported."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ...diagnostics import Diagnostic, Replacement, Span
from .. import decoding
from ..addresses import allowed_address
from ..characters.invisible import INVISIBLE, find_invisible, made_visible
from ..failures import read_or_fault
from ..front_matter.languages_meant import language_meant
from ..front_matter.schema import ID, LANGUAGE_TAG, RESERVED_IDS
from ..front_matter.writer import bracketed, find_entry, quoted, split_items
from ..front_matter.yaml import CutText, Mapping, Node, Scalar, Sequence, read_yaml
from ..merge_marks import take_merge_marks
from .rules import InvalidEntryId, LongLine, MalformedEntry, UnknownEntryField
from .suggestions import address_meant, entry_field_meant, id_meant, labels_meant, readable_name, readable_words

CODE = r"[A-Z][A-Z0-9]{1,9}"
_ADDRESS = 'for example "https://example.org/"'
# Fields of which nobody reads the value, so that a comment behind it loses nothing.
_NO_WORDS = frozenset({"parent", "replaced_by", "orcid", "url", "kind", "country", "language", "members"})


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
            message = f'"{name}" of "{self.id}" must be a text'
            self.found.append(MalformedEntry.at(node.span, message, hint=_text_hint(node, name), fix=_marks(node)))
            return ""
        text = self.plain_text(node, name)
        if pattern and not re.fullmatch(pattern, text):
            meant = re.search(pattern, text)
            hint = f'write "{meant[0]}"' if meant else "look it up, or leave the field out"
            self.mend(node, f'"{text}" cannot be "{name}" of "{self.id}"', hint, meant[0] if meant else "")
            return ""
        return text

    def tag(self, name: str) -> str:
        """The tag of a language; empty if it is not there, or is none."""
        text, node = self.text(name), self.node(name)
        if not text or not isinstance(node, Scalar) or re.fullmatch(LANGUAGE_TAG, text):
            return text
        meant = language_meant(text)
        hint = f'write "{meant}"' if meant else 'a language is a tag such as "en" or "zh-Hant"'
        self.mend(node, f'"{text}" is no tag of a language', hint, meant or "")
        return ""

    def address(self, name: str) -> str:
        """An http or https address; empty if it is not there."""
        text, node = self.text(name), self.node(name)
        if text and isinstance(node, Scalar) and not _is_web_address(text):
            meant = address_meant(text)
            hint = f'write "{meant}"' if meant else 'for example "https://example.org/"'
            self.mend(node, f'"{name}" of "{self.id}" is not an http or https address', hint, meant)
            return ""
        return text

    def addresses(self, name: str) -> tuple[str, ...]:
        """A list of http or https addresses."""
        texts = self.texts(name)
        for text in texts:
            if not _is_web_address(text):
                self.wrong(self.place(name), f'"{text}" of "{self.id}" is not an http or https address', _ADDRESS)
        return tuple(dict.fromkeys(filter(_is_web_address, texts)))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(text for text, _ in self.placed_texts(name))

    def placed_texts(self, name: str) -> tuple[tuple[str, Span], ...]:
        """A list of texts, each with its place."""
        node = self.node(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else ()
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) and item.is_text for item in items):
            message = f'"{name}" of "{self.id}" must be a list of texts'
            if not isinstance(node, Scalar) or node.is_null:
                self.wrong(node.span, message, f'for example "{name}: [one, two]"')
                return ()
            names = split_items(node.value)
            self.mend(node, message, f'write "{name}: {bracketed(names)}"', bracketed(names))
            return tuple((one, node.span) for one in names)
        texts = (item for item in items if isinstance(item, Scalar) and item.is_text)
        return tuple((self.plain_text(item, name), item.span) for item in texts)

    def labels(self, name: str, language: str) -> dict[str, str]:
        """Names by language; one text alone is the name in *language*, that of the archive."""
        node = self.node(name)
        if isinstance(node, Scalar) and node.is_text:
            text = self.plain_text(node, name)
            if meant := labels_meant(text, language):
                self.mend(node, f'the "{name}" of "{self.id}" holds names in two languages', f"write {meant}", meant)
            return {language: text}
        if not isinstance(node, Mapping):
            if node is not None:
                example = f'for example "{{{language}: {readable_words(self.id)}}}"'
                self.wrong(node.span, f'"{name}" of "{self.id}" must be names by language', example)
            return {}
        sound = {tag: child for tag, (_, child) in node.entries.items() if isinstance(child, Scalar) and child.is_text}
        for tag in node.entries.keys() - sound.keys():
            self.wrong(
                node.entries[tag][1].span,
                f'the "{tag}" name of "{self.id}" must be a text',
                "put it in quotation marks",
            )
        for tag, child in sound.items():
            if meant := labels_meant(child.value, tag):
                message = f'the "{tag}" name of "{self.id}" holds names in two languages'
                names = meant[1:-1].removeprefix(f"{tag}: ")
                self.mend(child, message, f'write "{names}"', names)
        return {tag: self.plain_text(child, tag) for tag, child in sound.items()}

    def plain_text(self, node: Scalar, name: str) -> str:
        """The text of a value on one line; what a comment cuts off is reported, and invisible characters of escapes."""
        text = " ".join(node.value.split())
        if node.comment and name not in _NO_WORDS:
            self.found.append(CutText.behind(node, name))
        if INVISIBLE.search(text):
            self.wrong(node.span, f'a value of "{self.id}" holds an invisible character', "write it anew")
        return made_visible(text)

    def lacks_all(self, *names: str) -> bool:
        """Whether none of these fields is there."""
        return not any(name in self.fields.entries or not self.lacks(name) for name in names)

    def has_value(self, name: str) -> bool:
        """Whether a field is there and is not empty."""
        node = self.node(name)
        return node is not None and not (isinstance(node, Scalar) and not node.value.strip())

    def field_text(self, name: str) -> str:
        """The text of a field as it was read; nothing is reported."""
        node = self.node(name)
        return node.value if isinstance(node, Scalar) and node.is_text else ""

    def place(self, name: str) -> Span:
        """The place of a field's value, or of the entry."""
        return self.fields.entries[name][1].span if name in self.fields.entries else self.span

    def wrong(self, span: Span, message: str, hint: str | None) -> None:
        """Note that the entry is malformed."""
        self.found.append(MalformedEntry.at(span, message, hint=hint))

    def mend(self, node: Scalar, message: str, hint: str, text: str) -> None:
        """Note that a value is malformed, and what to write in its place; *text* is empty where that is not certain."""
        fix = (Replacement(span=node.span, text=text),) if text else ()
        self.found.append(MalformedEntry.at(node.span, message, hint=hint, fix=fix))

    def refuse_others(self, known: Collection[str]) -> None:
        """Note every field that is none of the *known*."""
        for name, (key, node) in self.fields.entries.items():
            if name not in known:
                self.found.append(self._unknown(name, key, node, known))

    def _unknown(self, name: str, key: Scalar, node: Node, known: Collection[str]) -> Diagnostic:
        message = f'"{self.id}" has a field "{name}" that is not known'
        if (tight := self._tight(name, node)) in known:
            text = f"{tight}: {name.partition(':')[2].strip()}"
            return UnknownEntryField.instead(key.span, "a space is missing after the colon", text)
        meant = entry_field_meant(name, known)
        if meant is None or meant in self.fields.entries:
            return UnknownEntryField.at(key.span, message, hint=f"delete it; the fields are {', '.join(known)}")
        fix = (Replacement(span=key.span, text=meant, old=name),)
        return UnknownEntryField.at(key.span, message, hint=f'did you mean "{meant}"?', fix=fix)

    @staticmethod
    def _tight(name: str, node: Node) -> str:
        """The field of a key in which a value stands directly behind the colon, as in `{name:Ada}`."""
        is_null = isinstance(node, Scalar) and node.is_null
        return name.partition(":")[0] if is_null and name.partition(":")[2] else ""

    def lacks(self, name: str) -> bool:
        """Whether a field is not there, also by another name, or without a space behind its colon."""
        return not any(
            key != name and (self._tight(key, node) == name or entry_field_meant(key, [name]))
            for key, (_, node) in self.fields.entries.items()
        )

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
_LONGEST_LINE = 10_000


def read_entries(path: str, file: Path, found: list[Diagnostic]) -> EntryFile:
    """The entries of one vocabulary file; one that is missing has none."""
    if file.parent.is_symlink() or file.parents[1].is_symlink():  # whoever looks for briefs reports it
        return _UNREADABLE
    if not file.exists() and not file.is_symlink():
        return EntryFile()
    data = decoding.read(path, file, decoding.VOCABULARY_LIMIT)
    if isinstance(data, Diagnostic):
        found.append(data)
        return _UNREADABLE
    entries, faults = read_or_fault(lambda path, data: (_read_file(path, data, found), ()), path, data, _UNREADABLE)
    found.extend(faults)
    return entries


def _read_file(path: str, data: bytes, found: list[Diagnostic]) -> EntryFile:
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        found.append(text)
        return _UNREADABLE
    if long_line := _find_long_line(path, text):
        found.append(long_line)
        return _UNREADABLE
    text, marks = take_merge_marks(path, text)
    root, faults = read_yaml(path, text)
    found.extend([*marks, *faults, *find_invisible(path, text)])
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _UNREADABLE if faults else EntryFile()
    if not isinstance(root, Mapping):
        first = root.items[0] if isinstance(root, Sequence) and root.items else root
        words = first.value if isinstance(first, Scalar) else ""
        hint = f'for example "{find_entry(path, words) or "an-id: {name: A name}"}"'
        found.append(MalformedEntry.at(root.span, "the file must hold ids with their fields", hint=hint))
        return _UNREADABLE
    return _entries(path, root, CODE if path.endswith("/countries.yaml") else ID, found)


def _find_long_line(path: str, text: str) -> Diagnostic | None:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            message = f"the line has {len(line):,} characters; at most {_LONGEST_LINE:,} are allowed"
            hint = "shorten the name, or write each item of the list in a line of its own"
            return LongLine.at(Span(path=path, line=number), message, hint=hint)
    return None


def _entries(path: str, root: Mapping, pattern: str, found: list[Diagnostic]) -> EntryFile:
    entries = []
    refused = set(root.refused)
    for name, (key, node) in root.entries.items():
        if re.fullmatch(pattern, name) and name not in RESERVED_IDS and isinstance(node, Mapping):
            entries.append(Entry(name, node, key.span, found))
            continue
        refused.add(name)
        if isinstance(node, Mapping):
            meant = id_meant(name, is_country=pattern == CODE)
            is_new = meant and meant not in root.entries and meant not in RESERVED_IDS
            hint = f'write "{meant}"' if is_new else "take another one"
            refused.add(meant)
            found.append(InvalidEntryId.at(key.span, f'"{name}" cannot be an id here', hint=hint))
            continue
        message = f'"{name}" must have fields, such as "label" or "name"'
        words = node.value if isinstance(node, Scalar) and not node.is_null else readable_name(name)
        entry = find_entry(path, words)
        given = f"{id_meant(name, is_country=pattern == CODE) or name}: {entry.partition(': ')[2]}"
        word = "write" if isinstance(node, Scalar) and not node.is_null else "for example"
        found.append(MalformedEntry.at(node.span, message, hint=f'{word} "{given}"'))
    return EntryFile(entries=tuple(entries), refused=frozenset(refused))


def _text_hint(node: Node, name: str) -> str:
    """What to do about a value that is no text."""
    if isinstance(node, Scalar):
        return f"put it in quotation marks: write {name}: {quoted(node.value)}"
    first = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else None
    if isinstance(first, Scalar):
        return f'write "{name}: {first.value}"'
    return f'write one text behind "{name}:"'


def _marks(node: Node) -> tuple[Replacement, ...]:
    return (Replacement(span=node.span, text=quoted(node.value)),) if isinstance(node, Scalar) else ()
