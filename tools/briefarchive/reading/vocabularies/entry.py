"""One entry of a vocabulary while it is read, field by field, and the file in which it stands."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...diagnostics import Diagnostic, Replacement, Span
from ...model.slugs import slug
from .. import decoding
from ..addresses import allowed_address
from ..characters.invisible import INVISIBLE, find_invisible, made_visible
from ..decoding import read_or_fault
from ..fields import ID, RESERVED_IDS, Field, FieldKind, field_meant
from ..front_matter.writer import bracketed, find_entry, quoted, split_items
from ..front_matter.yaml import Mapping, Node, Scalar, Sequence, diagnose_cut_text, read_yaml
from ..languages import is_usual, language_tag
from ..rules import InvalidEntryId, LongLine, MalformedEntry, UnknownEntryField

CODE = r"[A-Z][A-Z0-9]{1,9}"
_ADDRESS = 'for example "https://example.org/"'
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_TWO_LABELS = re.compile(
    r"(?P<first>[^，：]*[^，：\s])\s*[，,；;]\s*(?P<tag>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*[：:]\s*(?P<other>\S.*)"
)
# Fields of which nobody reads the value, so that a comment behind it loses nothing.
_NO_WORDS = frozenset({"parent", "replaced_by", "orcid", "url", "kind", "country", "language", "members"})


@dataclass(slots=True)
class Entry:
    """One entry while it is read."""

    id: str
    fields: Mapping
    span: Span
    found: list[Diagnostic]
    known: dict[str, Field] = field(default_factory=dict)

    def values(self, fields: dict[str, Field], language: str) -> dict[str, Any]:
        """What each field says that is a text, a list or names; a term that is not named is None.

        A field that is not among *fields* is reported. A label that is one text is in *language*.
        """
        self.known = fields
        self._refuse_others()
        others = (FieldKind.MEMBERS, FieldKind.MAPPING)
        return {name: self._value(field, language) for name, field in fields.items() if field.kind not in others}

    def _value(self, field: Field, language: str) -> object:
        if field.kind is FieldKind.NAMES:
            return self._labels(field.name, language)
        if field.item is not None:
            texts = self.texts(field.name)
            return self._addresses(field.name, texts) if field.item.kind is FieldKind.ADDRESS else texts
        text = self._text(field)
        if text and field.kind is FieldKind.ADDRESS and not _is_web_address(text):
            meant = f"https://{text}" if _SITE.fullmatch(text) else ""
            self._malform(field, f'"{field.name}" of "{self.id}" is not an http or https address', meant, _ADDRESS)
            return ""
        return text or (None if field.vocabulary else "")

    def _text(self, field: Field) -> str:
        """One text, which must match the pattern of its field; empty if it is not there."""
        node = self.node(field.name)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ""
        if not isinstance(node, Scalar) or not node.is_text:
            message = f'"{field.name}" of "{self.id}" must be a text'
            fix = (Replacement(span=node.span, text=quoted(node.value)),) if isinstance(node, Scalar) else ()
            self.found.append(MalformedEntry.at(node.span, message, hint=_text_hint(node, field.name), fix=fix))
            return ""
        text = self.plain_text(node, field.name)
        if not field.pattern or not text or re.fullmatch(field.pattern, text):
            return text
        part = re.search(field.pattern, text)
        meant = language_tag(text) if field.name == "language" else part and part[0]
        self._malform(field, f'"{text}" cannot be "{field.name}" of "{self.id}"', meant, field.rule)
        return ""

    def _malform(self, field: Field, message: str, meant: str | None, otherwise: str | None) -> None:
        """Report a text that is none for its field, with what was *meant*, if that is certain."""
        span = self.place(field.name)
        is_certain = field.name != "language" or is_usual(meant or "")
        fix = (Replacement(span=span, text=meant),) if meant and is_certain else ()
        hint = f'write "{meant}"' if meant else otherwise
        self.found.append(MalformedEntry.at(span, message, hint=hint, fix=fix))

    def _addresses(self, name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        for text in texts:
            if not _is_web_address(text):
                self.wrong(self.place(name), f'"{text}" of "{self.id}" is not an http or https address', _ADDRESS)
        return tuple(dict.fromkeys(filter(_is_web_address, texts)))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        node = self.node(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else ()
        texts = [item for item in items if isinstance(item, Scalar) and item.is_text]
        if isinstance(node, Sequence) and len(texts) == len(items):
            return tuple(self.plain_text(item, name) for item in texts)
        message = f'"{name}" of "{self.id}" must be a list of texts'
        if not isinstance(node, Scalar) or node.is_null:
            self.wrong(node.span, message, f'for example "{name}: [one, two]"')
            return ()
        names = split_items(node.value)
        hint, fix = f'write "{name}: {bracketed(names)}"', Replacement(span=node.span, text=bracketed(names))
        self.found.append(MalformedEntry.at(node.span, message, hint=hint, fix=(fix,)))
        return tuple(names)

    def _labels(self, name: str, language: str) -> dict[str, str]:
        """Names by language; one text alone is the name in *language*."""
        node = self.node(name)
        if isinstance(node, Scalar) and node.is_text:
            return {language: self._label(node, name, language)}
        if isinstance(node, Mapping):
            texts = {tag: child for tag, (_, child) in node.entries.items()}
            for tag, child in texts.items():
                if not isinstance(child, Scalar) or not child.is_text:
                    message = f'the "{tag}" name of "{self.id}" must be a text'
                    self.wrong(child.span, message, "put it in quotation marks")
            return {
                tag: self._label(one, tag, tag) for tag, one in texts.items() if isinstance(one, Scalar) and one.is_text
            }
        if node is not None:
            example = f'for example "{{{language}: {readable_name(self.id)}}}"'
            self.wrong(node.span, f'"{name}" of "{self.id}" must be names by language', example)
        return {}

    def _label(self, node: Scalar, name: str, language: str) -> str:
        if found := _TWO_LABELS.fullmatch(node.value):
            first, other = (bracketed([one])[1:-1] for one in (found["first"], found["other"]))
            names = f"{first}, {found['tag']}: {other}"
            meant = names if name == language else f"{{{language}: {names}}}"
            message = f'the "{name}" of "{self.id}" holds names in two languages'
            fix = (Replacement(span=node.span, text=meant),)
            self.found.append(MalformedEntry.at(node.span, message, hint=f"write {meant}", fix=fix))
        return self.plain_text(node, name)

    def plain_text(self, node: Scalar, name: str) -> str:
        """The text of a value on one line; what a comment cuts off is reported, and invisible characters of escapes."""
        text = " ".join(node.value.split())
        if node.comment and name not in _NO_WORDS:
            self.found.append(diagnose_cut_text(node, name))
        if INVISIBLE.search(text):
            self.wrong(node.span, f'a value of "{self.id}" holds an invisible character', "write it anew")
        return made_visible(text)

    def has_value(self, name: str) -> bool:
        """Whether a field is there and is not empty."""
        node = self.node(name)
        return node is not None and not (isinstance(node, Scalar) and not node.value.strip())

    def field_text(self, name: str) -> str:
        """The text of a field as it was read; nothing is reported."""
        node = self.node(name)
        return node.value if isinstance(node, Scalar) and node.is_text else ""

    def place(self, name: str, item: int | None = None) -> Span:
        """The place of a field's value, or of an item of it; that of the entry where there is none."""
        node = self.node(name)
        if isinstance(node, Sequence) and item is not None:
            return node.items[item].span
        return node.span if node else self.span

    def wrong(self, span: Span, message: str, hint: str | None) -> None:
        """Note that the entry is malformed."""
        self.found.append(MalformedEntry.at(span, message, hint=hint))

    def _refuse_others(self) -> None:
        for name, (key, node) in self.fields.entries.items():
            if name not in self.known:
                self.found.append(self._unknown(name, key, node, self.known))

    def _unknown(self, name: str, key: Scalar, node: Node, known: dict[str, Field]) -> Diagnostic:
        message = f'"{self.id}" has a field "{name}" that is not known'
        if (tight := _tight(name, node)) in known:
            text = f"{tight}: {name.partition(':')[2].strip()}"
            return UnknownEntryField.instead(key.span, "a space is missing after the colon", text)
        meant = field_meant(name, known)
        if meant is None or meant in self.fields.entries:
            return UnknownEntryField.at(key.span, message, hint=f"delete it; the fields are {', '.join(known)}")
        return UnknownEntryField.instead(key.span, message, meant, name, hint=f'did you mean "{meant}"?')

    def is_misnamed(self, name: str) -> bool:
        """Whether a field is there by another name, or without a space behind its colon, which is reported."""
        return any(
            key != name and name in (_tight(key, node), field_meant(key, {name: self.known[name]}))
            for key, (_, node) in self.fields.entries.items()
        )

    def node(self, name: str) -> Node | None:
        """A field's value as it was read; None if it is not there."""
        return self.fields.entries[name][1] if name in self.fields.entries else None


def _is_web_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and allowed_address(text)


def _tight(name: str, node: Node) -> str:
    """The field of a key in which a value stands directly behind the colon, as in `{name:Ada}`."""
    field, _, value = name.partition(":")
    return field if value and isinstance(node, Scalar) and node.is_null else ""


def _text_hint(node: Node, name: str) -> str:
    """What to do about a value that is no text."""
    if isinstance(node, Scalar):
        return f"put it in quotation marks: write {name}: {quoted(node.value)}"
    return f'write one text behind "{name}:"'


def readable_name(id_: str) -> str:
    """A name that an id may have been made of: “Ada Example” of `ada-example`."""
    return id_.replace("-", " ").strip().title()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """The entries of one vocabulary file, and whether these are all that stand in it."""

    entries: tuple[Entry, ...] = ()
    is_whole: bool = True


_UNREADABLE = EntryFile(is_whole=False)
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
    fault = text if isinstance(text, Diagnostic) else _find_long_line(path, text)
    if fault or isinstance(text, Diagnostic):
        found.extend([fault] if fault else [])
        return _UNREADABLE
    text, marks = decoding.take_merge_marks(path, text)
    root, faults = read_yaml(path, text)
    found.extend([*marks, *faults, *find_invisible(path, text)])
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _UNREADABLE if faults else EntryFile()
    if isinstance(root, Mapping):
        return _entries(path, root, found)
    hint = f'for example "{find_entry(path, "Example")}"'
    found.append(MalformedEntry.at(root.span, "the file must hold ids with their fields", hint=hint))
    return _UNREADABLE


def _find_long_line(path: str, text: str) -> Diagnostic | None:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            message = f"the line has {len(line):,} characters; at most {_LONGEST_LINE:,} are allowed"
            hint = "shorten the name, or write each item of the list in a line of its own"
            return LongLine.at(Span(path=path, line=number), message, hint=hint)
    return None


def _entries(path: str, root: Mapping, found: list[Diagnostic]) -> EntryFile:
    is_country = path.endswith("/countries.yaml")
    entries = []
    for name, (key, node) in root.entries.items():
        is_id = re.fullmatch(CODE if is_country else ID, name) and name not in RESERVED_IDS
        if is_id and isinstance(node, Mapping):
            entries.append(Entry(name, node, key.span, found))
            continue
        meant = _code_meant(name) if is_country else slug(name)
        if isinstance(node, Mapping):
            is_new = meant and meant not in root.entries and meant not in RESERVED_IDS
            hint = f'write "{meant}"' if is_new else "take another one"
            found.append(InvalidEntryId.at(key.span, f'"{name}" cannot be an id here', hint=hint))
        else:
            message = f'"{name}" must have fields, such as "label" or "name"'
            words = node.value if isinstance(node, Scalar) and not node.is_null else ""
            value = find_entry(path, words or readable_name(name)).partition(": ")[2]
            hint = f'{"write" if words else "for example"} "{meant or name}: {value}"'
            found.append(MalformedEntry.at(node.span, message, hint=hint))
    return EntryFile(entries=tuple(entries), is_whole=len(entries) == len(root.entries) and not root.refused)


def _code_meant(name: str) -> str:
    """A code made of a name; empty if it is too short or too long for one."""
    code = re.sub(r"[^A-Z0-9]", "", name.upper())
    return code if re.fullmatch(CODE, code) else ""
