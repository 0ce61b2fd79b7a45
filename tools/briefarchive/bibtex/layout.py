r"""The canonical layout of a BibTeX file, which keeps every block and puts blocks and fields in order.

A file starts with the text at its head and its `@string`s and `@preamble`s; entries follow by key; text after the last
entry stays at the end. Text between entries stays before the entry that it preceded.

In entries, fields are in order, values are on one line, and letters replace LaTeX commands. Other LaTeX is kept as
written: braces that protect capitals (`{NASA}`), `\emph{…}`, formulas, `\url{…}`, and unknown commands. If the new form
of a value would decode differently, the old one stays.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from ..model import Source
from .blocks import Block, BlockKind, RawEntry, RawField
from .dates import SPLIT_DATE, is_edtf, join_date
from .entries import BibtexFile
from .grammar import split_outside
from .latex import decode, decode_verbatim
from .names import AND, COMMA, format_names, read_names
from .schema import DATE_FIELDS, NAME_FIELDS, is_verbatim
from .writing import ESCAPED, format_raw_entry, format_value

_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_SPACES = re.compile(r"\s+")
# An accent on a letter, or a command that may be a letter, with or without braces.
_ACCENT = r"\\(?:[`'^~=.\"]\s*|[uvHckrdb](?:\s+|(?=\{)))(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"
_SYMBOL = r"\\[A-Za-z]+(?:\{\}|(?![A-Za-z])[ \t]*)"
_LETTER = re.compile(rf"\{{(?:{_ACCENT}|{_SYMBOL})\}}|{_ACCENT}|{_SYMBOL}|---?|``|''")
_STRUCTURE = re.compile(r"[{}]|\\[A-Za-z]")
_NAMED_PART = re.compile(r"(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalEntry:
    """An entry to lay out.

    Attributes:
        date: Replaces `year`, `month` and `day`; empty if they stay.
        write_out: Whether to expand its abbreviations, because it leaves the file that defines them.
    """

    block: Block
    date: str = ""
    write_out: bool = False

    @property
    def entry(self) -> RawEntry:
        """The parsed entry."""
        return cast("RawEntry", self.block.entry)

    @property
    def order(self) -> tuple[str, str]:
        """Sort key."""
        return (self.entry.key.casefold(), self.entry.key)

    @property
    def used(self) -> frozenset[str]:
        """The abbreviations in the fields that stay, in lower case."""
        parts = (part for field in self._fields().values() for part in field.parts)
        return frozenset(part.text.lower() for part in parts if part.is_macro)

    def format_with_text(self) -> str:
        """Return the entry in BibTeX, preceded by the text that moves with it."""
        values = {"date": f"{{{self.date}}}"} if self.date else {}
        for name, field in self._fields().items():
            values[name] = _format_field(name, field, write_out=self.write_out)
        text = format_raw_entry(self.entry.key, self.entry.type, values).rstrip("\n")
        return "\n".join(filter(None, (self.block.above, text)))

    def _fields(self) -> dict[str, RawField]:
        """Return the fields to write, without those that *date* replaces."""
        gone = SPLIT_DATE if self.date else ()
        return {name: field for name, field in self.entry.fields.items() if name not in gone}


def canonical_entry(block: Block, source: Source, *, has_heirs: bool) -> CanonicalEntry:
    """Prepare an entry; one with heirs keeps `year` and `month`, since an heir may override only one of them."""
    entry = CanonicalEntry(block=block)
    own_fields = {name: source.fields[name] for name in entry.entry.fields}
    inherits = any(name in source.fields and name not in own_fields for name in ("date", *SPLIT_DATE))
    return entry if has_heirs or inherits else CanonicalEntry(block=block, date=join_date(own_fields, source.issued))


def _format_field(name: str, field: RawField, *, write_out: bool) -> str:
    """Format a value with its delimiters; abbreviations stay unless they are to be written out."""
    if write_out or not any(part.is_macro for part in field.parts):
        return f"{{{_canonical_value(name, field.value)}}}"
    texts = (part.text if part.is_macro else f"{{{_SPACES.sub(' ', part.text)}}}" for part in field.parts)
    return " # ".join(texts)


def _canonical_value(name: str, raw: str) -> str:
    """Format the value *raw* as it goes between the braces of its field."""
    if is_verbatim(name):
        return format_value(name, decode_verbatim(raw))
    if name in NAME_FIELDS:
        return _canonical_names(name, raw)
    if name in DATE_FIELDS and is_edtf(raw.strip()):
        return raw.strip()
    decoded = decode(raw)
    cleaned = _replace_commands(raw)
    if _STRUCTURE.search(ESCAPED.sub("", cleaned)) or cleaned.count("$") != decoded.count("$"):
        return cleaned
    formatted = format_value(name, decoded)
    return formatted if decode(formatted) == decoded else cleaned


def _canonical_names(name: str, raw: str) -> str:
    """Format names as `Family, Given`; keep those with a `Jr.` or in biblatex's long form, which would lose parts."""
    names, unreadable = read_names(raw)
    has_more = any(len(list(split_outside(part, COMMA))) > 2 for part in split_outside(raw, AND))
    formatted = format_value(name, format_names(names))
    if not (unreadable or has_more or _NAMED_PART.search(raw)) and read_names(formatted) == (names, ()):
        return formatted
    cleaned = _replace_commands(raw)
    return cleaned if read_names(cleaned) == (names, unreadable) else _join_lines(raw)


def _replace_commands(raw: str) -> str:
    """Put *raw* on one line, and replace commands that stand for a letter."""
    line = _join_lines(_PARAGRAPH.sub(r" \\par ", raw.strip()))
    decoded = decode(raw)
    if decode(line) != decoded:
        line = _join_lines(raw)
    if line.count("$") != decoded.count("$"):  # a formula has letters of its own
        return line
    lettered = _LETTER.sub(_decode_letter, line)
    return lettered if decode(lettered) == decoded else line


def _decode_letter(match: re.Match[str]) -> str:
    letter = decode(match[0])
    return letter if len(letter) == 1 and not letter.isascii() else match[0]


def _join_lines(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitFile:
    """A file: the text at its head, its blocks, and the text after the last of them."""

    head: str
    blocks: tuple[Block, ...]
    foot: str


def split_file(path: str, text: str) -> SplitFile:
    """Split a file into blocks, treating a `@comment` as text."""
    blocks, at = [], 0
    for block in BibtexFile(path, text).blocks:
        if block.kind is not BlockKind.COMMENT:
            loose, glued = _split_gap(text[at : block.start], behind=at > 0)
            above = "\n".join(filter(None, (glued, *(block.entry.comments(text) if block.entry else ()))))
            blocks.append(replace(block, text=text[block.start : block.end], loose=loose, above=above))
            at = block.end
    head = ""
    if blocks and blocks[0].kind is BlockKind.ENTRY:
        head, blocks[0] = blocks[0].loose, replace(blocks[0], loose="")
    return SplitFile(head=head, blocks=tuple(blocks), foot=_strip(text[at:]))


def lay_out(split: SplitFile, formed: Mapping[int, CanonicalEntry], received: Iterable[CanonicalEntry] = ()) -> str:
    """Lay out a file.

    Args:
        split: The file, fully readable.
        formed: Its entries by block number; missing ones move to another file.
        received: Entries from other files.
    """
    definitions: list[Block] = []
    entries = list(received)
    loose = ""  # text above a leaving entry stays
    for number, block in enumerate(split.blocks):
        loose = _paragraphs(loose, block.loose)
        if block.kind is BlockKind.DEFINITION:
            definitions.append(replace(block, loose=loose))
        elif number in formed:
            entries.append(replace(formed[number], block=replace(block, loose=loose)))
        else:
            continue
        loose = ""
    entries.sort(key=lambda entry: entry.order)
    entry_texts = (_paragraphs(entry.block.loose, entry.format_with_text()) for entry in entries)
    text = _paragraphs(split.head, _lay_out_definitions(definitions), *entry_texts, loose, split.foot)
    return f"{text}\n" if text else ""


def _lay_out_definitions(definitions: Iterable[Block]) -> str:
    """Join definitions as written; those without text before them follow without an empty line."""
    text = ""
    for block in definitions:
        if text and not block.loose and not block.above:
            text += f"\n{block.text}"
        else:
            text = _paragraphs(text, block.loose, f"{block.above}\n{block.text}".lstrip("\n"))
    return text


def _split_gap(gap: str, *, behind: bool) -> tuple[str, str]:
    """Split the text between two commands into loose text and text directly above the second.

    If the gap is *behind* a command, text on that command's last line does not count as above the next.
    """
    end = len(gap.rstrip(" \t\n\ufeff"))
    if gap[end:].count("\n") > 1:
        return _strip(gap), ""
    first_line = min(gap.find("\n") + 1, end) if behind else 0
    last = max((match.end() for match in _BLANK_LINE.finditer(gap, 0, end)), default=first_line)
    return _strip(gap[:last]), _strip(gap[last:])


def _strip(text: str) -> str:
    return text.strip(" \t\n\ufeff")


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
