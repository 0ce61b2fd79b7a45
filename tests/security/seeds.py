"""What the hunter for blow-ups grows: for each seed the files of about so many bytes, made by code alone.

What pictures and PDFs may cost, the tests of their readers say.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from briefarchive.reading.decoding import ATTACHMENT_LIMIT, BIBLIOGRAPHY_LIMIT, BRIEF_LIMIT, VOCABULARY_LIMIT

from .corpus import BASE

Files = Mapping[str, bytes]
Grown = Callable[[int], bytes]
EXPORT_LIMIT = 1_000_000
BRIEF = "archive/2015/2015-03-01-grown.md"
_TABLES = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Seed:
    """Something to grow.

    Attributes:
        make: Its files, of about so many bytes.
        limit: The largest size that its kind of file may have.
        export: The file that is to be imported; empty if it is part of an archive.
    """

    make: Callable[[int], Files]
    limit: int = BRIEF_LIMIT
    export: str = ""


def repeated(piece: str, size: int, before: str = "", after: str = "") -> bytes:
    """*piece* between *before* and *after*, as often as fits into *size* bytes; each `§` in it is its number."""
    room = size - len((before + after).encode())
    number = max(1, room // len(piece.replace("§", "12345").encode()))
    pieces = (piece.replace("§", str(at)) for at in range(number)) if "§" in piece else [piece * number]
    return f"{before}{''.join(pieces)}{after}".encode()


def brief(text: bytes, head: bytes = b"title: A port") -> bytes:
    """A brief with that text; *head* has its title and what else is in question."""
    fields = (
        b"date: 2015-03-01\ncountries: [KZ]\ntopics: [energy]\ncompilers: [an-editor]\nsources: [example-2013-speech]"
    )
    return b"---\n" + head + b"\n" + fields + b"\n---\n" + text + b"\n"


def word(first: int, last: int, size: int) -> bytes:
    """Letters of one script in any order, without a blank."""
    letters = [chr(code) for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Cn"]
    return "".join(random.Random(1).choices(letters, k=size // len(letters[-1].encode()))).encode()


def _nested_lists(size: int) -> bytes:
    depth = int(size**0.5)
    return "".join(f"{'  ' * at}- a\n" for at in range(depth)).encode()


def _beside(name: str, data: bytes) -> Files:
    """A brief that shows a file, or leads to it."""
    text = f"![A map]({name})" if name.endswith(".svg") else f"See [the table]({name})."
    return {BRIEF: brief(text.encode()), f"archive/2015/{name}": data}


def _bibliography(name: str, data: bytes) -> Files:
    """A bibliography, and a brief that cites its first source where it has one."""
    first = re.search(rb"@online\{([^,]+)", data)
    return {BRIEF: brief(b"A port {cite:p}`%s`." % first[1] if first else b"A port."), f"bib/{name}.bib": data}


def _misspelt(size: int) -> Files:
    """A publisher of many names, and sources whose publisher is nearly called by one of them."""
    names = repeated("  - The Harbour §\n", size * 9 // 10, "port:\n  name: The Port\n  kind: newspaper\n  aliases:\n")
    entry = "@online{a-2015-§,title={Port §},date={2015},publisher={The Harbuor §}}\n"
    files = _bibliography("a", repeated(entry, size // 12))
    return {**files, "archive/vocabulary/publishers.yaml": names}


def _queries(size: int) -> Files:
    """Sources of which the addresses have queries as long as may be, and a brief that cites all."""
    entry = "@online{a-2015-§,title={Port §},date={2015},publisher={Example Daily},url={https://www.example.org/§?a}}\n"
    data = repeated(entry.replace("?a", "?a" + "&a=1" * 1_200), size)
    cited = b"\n\n".join(b"A port {cite:p}`%s`." % key for key in re.findall(rb"@online\{([^,]+)", data))
    return {BRIEF: brief(cited), "bib/a.bib": data}


def _all() -> Iterator[tuple[str, Seed]]:
    for name, letters in _TABLES["letters"].items():
        yield f"word-{name}", Seed(lambda size, letters=letters: {BRIEF: brief(word(*letters, size))})
    yield "nested-lists", Seed(lambda size: {BRIEF: brief(_nested_lists(size))})
    for table, (make, limit) in _MAKERS.items():
        for name, pieces in _TABLES[table].items():
            before, piece, after = ("", pieces, "") if isinstance(pieces, str) else pieces[-3:]
            grown = partial(repeated, piece, before=before, after=after)
            yield name, Seed(lambda size, name=name, make=make, grown=grown: make(name, grown, size), limit)
    for name, (file, before, piece, after) in _TABLES["exports"].items():
        grown = partial(repeated, piece, before=before, after=after)
        yield name, Seed(lambda size, file=file, grown=grown: {file: grown(size)}, EXPORT_LIMIT, export=file)
    yield "bib-queries", Seed(_queries, BIBLIOGRAPHY_LIMIT)
    yield "misspelt-publishers", Seed(_misspelt, VOCABULARY_LIMIT)


def _vocabulary(name: str, grown: Grown, size: int) -> Files:
    """A vocabulary, of which some entries are needed by the base."""
    place = f"archive/{name.replace('-', '/')}.yaml"
    base = (BASE / place).read_bytes() if (BASE / place).exists() else b""
    return {place: base + grown(size - len(base))}


_MAKERS: Mapping[str, tuple[Callable[[str, Grown, int], Files], int]] = {
    "texts": (lambda _, grown, size: {BRIEF: brief(grown(size))}, BRIEF_LIMIT),
    "heads": (lambda _, grown, size: {BRIEF: brief(b"Text.", grown(size))}, BRIEF_LIMIT),
    "bibliographies": (lambda _, grown, size: _bibliography("a", grown(size)), BIBLIOGRAPHY_LIMIT),
    "vocabularies": (_vocabulary, VOCABULARY_LIMIT),
    "drawings": (lambda _, grown, size: _beside("a.svg", grown(size)), ATTACHMENT_LIMIT),
    "cells": (lambda _, grown, size: _beside("a.csv", grown(size)), ATTACHMENT_LIMIT),
}
SEEDS = dict(_all())
