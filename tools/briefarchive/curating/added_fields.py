"""New fields in an entry of a BibTeX file, all else left as it is to the byte."""

from collections.abc import Mapping
from itertools import starmap
from typing import cast

from ..bibtex.editing import add_fields
from ..bibtex.entries import BibtexFile
from ..bibtex.writing import format_value
from ..model import CiteKey
from ..reading.bibliography import read_bibliography
from ..reading.decoding import decode
from ..reading.edits import Edit, edited


def add_fields_to_entry(path: str, text: str, key: CiteKey, fields: Mapping[str, str]) -> str | None:
    """*text* with new fields in one of its entries; an entry that has one of them is left alone.

    Args:
        path: The file's name.
        text: Its text, with the line ends that it has.
        key: The entry's key.
        fields: What it gets.

    Returns:
        The new text; None if the file, read back, has not the same sources as before but for these fields.
    """
    written = {name: format_value(name, value) for name, value in fields.items()}
    edits: list[Edit] = []
    for entry in BibtexFile(path, text).entries:
        if entry.key == key and not fields.keys() & entry.fields.keys():
            edits += starmap(Edit, add_fields(text, entry, written))
    result = edited(text, edits)
    sources, faults = _read(path, text)
    is_as_expected = key in sources and _read(path, result) == (sources | {key: {**sources[key], **fields}}, faults)
    return result if is_as_expected else None


def _read(path: str, text: str) -> tuple[dict[CiteKey, dict[str, str]], list[str]]:
    plain = decode(path, text.encode("utf-8"))
    sources, faults = read_bibliography(path, cast("str", plain))
    fields = {source.key: {**source.fields, "entrytype": source.type} for source in sources}
    return fields, [f"{one.code} {one.message}" for one in faults]
