"""All bibliographies of an archive: their sources by key, and what can be known of entries that cannot be read.

A bibliography may be saved in another encoding, bear another ending, or have an entry without a closing brace. Keys are
of plain letters, so they can be told all the same, and nobody is told to add what is there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..bibtex.loose_text import written_keys
from ..diagnostics import Diagnostic, Findings, Severity, Span
from ..model import CiteKey, Source
from ..model.register import Register, folded_name
from ..storage import files
from ..storage.cache import Shelf, shelf_name
from . import decoding
from .bibliography import read_bibliography
from .cached_files import CachedFiles
from .rules import AmbiguousAlias, DuplicateKeyInArchive

_OTHER_ENDING = re.compile(r".+\.bib(?:\.\w+)?|.+\.bibtex", re.IGNORECASE)
_WITHOUT_KEY = frozenset({"C102", "C103", "C104"})
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BEGINS = re.compile(r"[ \t]*@")
_MOST_LINES = 200


@dataclass(slots=True)
class Sources:
    """The sources of an archive by key, and what is wrong with their files.

    Attributes:
        digest: That of the bytes of all files, in hex.
        unread_keys: Where entries begin that may not be read, by key.
        unread_years: Years in entries whose key cannot be told, and `nd` where one has none.
        unread_files: Files of which nothing can be read.
        twice: What is said of keys that entries of two files have, by their folded names.
    """

    by_key: dict[CiteKey, Source] = field(default_factory=dict)
    found: Findings = field(default_factory=Findings)
    digest: str = ""
    unread_keys: dict[CiteKey, Span] = field(default_factory=dict)
    unread_years: set[str] = field(default_factory=set)
    unread_files: list[str] = field(default_factory=list)
    twice: dict[str, Diagnostic] = field(default_factory=dict)


def source_files(root: Path) -> Iterator[CachedFiles[tuple[Source, ...]]]:
    """Each bibliography of the archive at *root*, of which one file of the cache tells."""
    for path, file in files.find(root, "bib", ".bib"):
        yield CachedFiles(
            root=root,
            name=shelf_name(path),
            shelf=Shelf[tuple[Source, ...]],
            members=((path, file),),
            read=_read,
            nothing=(),
            limit=decoding.BIBLIOGRAPHY_LIMIT,
        )


def read_sources(root: Path, *, cache: bool) -> Sources:
    """Read all bibliographies."""
    digests: list[str] = []
    keys: Register[Source] = Register()
    result = Sources(unread_keys=dict(_passed_over_keys(root)))
    for path, entry in (one for group in source_files(root) for one in group.entries(cached=cache)):
        if isinstance(entry, Diagnostic):
            result.found.append(entry)
            result.unread_files.append(path)
            continue
        digests.append(f"{path} {entry.digest}\n")
        result.found.extend(entry.found)
        if any(one.severity is Severity.ERROR for one in entry.found):
            text = _text_of(path, root / path)
            result.unread_keys.update(_keys(path, text))
            result.unread_years.update(_years_without_key(text.split("\n"), entry.found))
        for source in entry.value:
            _add(source, keys, result)
    _claim_aliases(result.by_key.values(), keys, result.found)
    result.digest = files.digest("".join(digests).encode())
    return result


def _read(path: str, data: bytes) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        return (), (text,)
    text, marks = decoding.take_merge_marks(path, text)
    sources, found = read_bibliography(path, text)
    return sources, (*marks, *found)


def _add(source: Source, keys: Register[Source], result: Sources) -> None:
    first = keys.claim(source.key, source)
    if first is source:
        result.by_key[source.key] = source
        return
    message = f'the key "{source.key}" is defined in {first.span} too'
    fault = DuplicateKeyInArchive.at(source.span, message, hint="keep one entry, or change one key")
    result.twice.setdefault(folded_name(source.key), fault)
    result.found.append(fault)


def _claim_aliases(sources: Iterable[Source], keys: Register[Source], found: list[Diagnostic]) -> None:
    """Give each alias to the source that names it first; all keys are given away before."""
    for source in sources:
        for alias in source.aliases:
            first = keys.claim(alias, source)
            if first is not source:
                what = "the key" if folded_name(first.key) == folded_name(alias) else "an alias"
                message = f'the alias "{alias}" of "{source.key}" is {what} of the source in {first.span} too'
                hint = "take it out of one entry, or merge the two"
                found.append(AmbiguousAlias.at(source.places["ids"], message, hint=hint))


def _passed_over_keys(root: Path) -> Iterator[tuple[CiteKey, Span]]:
    """The keys in files of `bib/` that are not read because of how their names end."""
    for path, file in files.find(root, "bib", ""):
        if not path.endswith(".bib") and _OTHER_ENDING.fullmatch(file.name):
            yield from _keys(path, _text_of(path, file))


def _keys(path: str, text: str) -> Iterator[tuple[CiteKey, Span]]:
    """Where the entries of a bibliography begin, by key."""
    return ((key, Span(path=path, line=line)) for key, line in written_keys(text).items())


def _text_of(path: str, file: Path) -> str:
    """The text of a file in whatever encoding, with its plain letters: UTF-16 writes each with an empty byte."""
    data = decoding.read(path, file, decoding.BIBLIOGRAPHY_LIMIT)
    plain = data.replace(b"\0", b"").decode("utf-8", "replace") if isinstance(data, bytes) else ""
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _years_without_key(lines: list[str], found: Iterable[Diagnostic]) -> Iterator[str]:
    """The years that stand in entries whose key cannot be told, and `nd` where there is none."""
    for one in found:
        if one.code in _WITHOUT_KEY and (one.code != "C102" or "no entry type" in one.message):
            if one.more:  # it stands for all that follow
                yield from ("nd", *_YEAR.findall("\n".join(lines[one.span.line - 1 :])))
            yield from [*_years(lines, one.span.line)] or ["nd"]


def _years(lines: list[str], first: int) -> Iterator[str]:
    """The years in the entry that begins in or above a line."""
    for number, line in enumerate(lines[first - 1 : first - 1 + _MOST_LINES]):
        if number and _BEGINS.match(line):
            return
        yield from _YEAR.findall(line)
