"""New fields in entries of a BibTeX file, all else left as it is to the byte."""

from collections.abc import Mapping
from itertools import starmap
from typing import cast

from ..bibtex import editing
from ..bibtex.entries import BibtexFile
from ..bibtex.writing import format_value
from ..model import CiteKey, Source
from ..reading.bibliography import read_bibliography
from ..reading.decoding import decode
from ..reading.edits import Edit, edited

Fields = Mapping[str, str]


def with_fields(path: str, text: str, additions: Mapping[CiteKey, Fields]) -> tuple[str, frozenset[CiteKey]]:
    """*text* with new fields in its entries.

    Args:
        path: The file's name.
        text: Its text, with the line ends that it has.
        additions: By key, the fields that the entry gets; an entry that has one of them is left alone.

    Returns:
        The new text, and the keys of the entries in which the fields are now. An entry is among them only if the file,
        read back, has the same sources as before but for these fields.
    """
    result = _inserted(path, text, additions)
    if _is_as_wanted(path, text, result, additions):
        return result, frozenset(additions)
    done: set[CiteKey] = set()
    for key, fields in additions.items():  # one odd entry shall not keep the others from theirs
        one = {key: fields}
        result = _inserted(path, text, one)
        if _is_as_wanted(path, text, result, one):
            text = result
            done.add(key)
    return text, frozenset(done)


def _inserted(path: str, text: str, additions: Mapping[CiteKey, Fields]) -> str:
    edits: list[Edit] = []
    for entry in BibtexFile(path, text).entries:
        fields = additions.get(CiteKey(entry.key), {})
        if not fields.keys() & entry.fields.keys():
            written = {name: format_value(name, value) for name, value in fields.items()}
            edits += starmap(Edit, editing.add_fields(text, entry, written))
    return edited(text, edits)


def _is_as_wanted(path: str, before: str, after: str, additions: Mapping[CiteKey, Fields]) -> bool:
    """Whether *after* says what *before* said and the new fields, with no fault that was not there."""
    old, old_faults = _read(path, before)
    new, new_faults = _read(path, after)
    wanted = {key: {**fields, **additions.get(key, {})} for key, fields in old.items()}
    return new == wanted and old_faults == new_faults and additions.keys() <= old.keys()


def _read(path: str, text: str) -> tuple[dict[CiteKey, dict[str, str]], list[str]]:
    plain = decode(path, text.encode("utf-8"))
    sources, faults = read_bibliography(path, cast("str", plain))
    return {source.key: _fields(source) for source in sources}, [f"{one.code} {one.message}" for one in faults]


def _fields(source: Source) -> dict[str, str]:
    return {**source.fields, "entrytype": source.type}
