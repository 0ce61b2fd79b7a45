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

from ..model import Source
from .blocks import Block, CommentBlock, Definition, RawEntry
from .dates import SPLIT_DATE, is_edtf, join_date
from .entries import BibtexFile
from .grammar import RawField, split_outside
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


def canonical_entry(entry: RawEntry, source: Source, *, has_heirs: bool) -> RawEntry:
    """Replace `year`, `month` and `day` by `date`, unless an heir may override only one of them."""
    own_fields = {name: source.fields[name] for name in entry.fields}
    inherits = any(name in source.fields and name not in own_fields for name in ("date", *SPLIT_DATE))
    if has_heirs or inherits or not (date := join_date(own_fields, source.issued)):
        return entry
    fields = {name: field for name, field in entry.fields.items() if name not in SPLIT_DATE}
    return replace(entry, fields={**fields, "date": RawField(value=date, span=entry.span, name_start=0, parts=[])})


def write_out(entry: RawEntry) -> RawEntry:
    """Expand the abbreviations of an entry that leaves the file which defines them."""
    return replace(entry, fields={name: replace(field, parts=[]) for name, field in entry.fields.items()})


def format_with_text(entry: RawEntry) -> str:
    """Return an entry in BibTeX, preceded by the text that moves with it."""
    values = {name: _format_field(name, field) for name, field in entry.fields.items()}
    return "\n".join(filter(None, (entry.above, format_raw_entry(entry.key, entry.type, values).rstrip("\n"))))


def _format_field(name: str, field: RawField) -> str:
    """Format a value with its delimiters; abbreviations stay."""
    if not any(part.is_macro for part in field.parts):
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
    blocks: list[Block] = []
    at = 0
    for block in BibtexFile(path, text).blocks:
        if not isinstance(block, CommentBlock):
            loose, glued = _split_gap(text[at : block.start], behind=at > 0)
            comments = block.comments(text) if isinstance(block, RawEntry) else ()
            above = _strip("\n".join(filter(None, (glued, *comments))))
            blocks.append(replace(block, text=text[block.start : block.end], loose=loose, above=above))
            at = block.end
    head = ""
    if blocks and isinstance(blocks[0], RawEntry):
        head, blocks[0] = blocks[0].loose, replace(blocks[0], loose="")
    return SplitFile(head=head, blocks=tuple(blocks), foot=_strip(text[at:]))


def lay_out(split: SplitFile, formed: Mapping[int, RawEntry], received: Iterable[RawEntry] = ()) -> str:
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
        if isinstance(block, Definition):
            definitions.append(replace(block, loose=loose))
        elif number in formed:
            entries.append(replace(formed[number], loose=loose))
        else:
            continue
        loose = ""
    entries.sort(key=lambda entry: (entry.key.casefold(), entry.key))
    entry_texts = (_paragraphs(entry.loose, format_with_text(entry)) for entry in entries)
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
