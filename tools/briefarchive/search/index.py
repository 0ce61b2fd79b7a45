"""The folder `search/` of a site: the index in one or more parts, and the tables of the client."""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Self

import msgspec

from ..facets import addresses
from ..facets.brief_page import brief_page
from ..facets.catalogue import Catalogue
from ..facets.entries import Entries
from ..facets.facet import list_no_names
from ..facets.table import OPTIONAL
from ..model import Brief
from ..reading.configuration import Publication
from ..storage import files
from ..storage.cache import Cache, CacheFile, code_version
from ..storage.limits import note_work
from ..text.nodes import split_passages
from ..text.tree import BriefReader
from . import FOLDER, PartState, tables
from .documents import SearchDocument, brief_document, index_documents
from .pagefind_program import make_index
from .segmentation import find_variants

_MOST_WORDS = 3_000
_CACHE = "search"
_TABLES = "tables"

MOST_BRIEFS = 1_000
"""The most briefs of a part. An edit rebuilds one part, and each part costs a query a few kB."""
FEWEST_BRIEFS, FEW_PARTS = 250, 4
"""Up to this number of parts, which cost readers little, parts have fewer briefs, but at least this many."""
MOST_PARTS = 50
"""The most parts. A page starts an engine for each, which reserves 8 to 10 GB of address space; a process of Chromium,
which several pages can share, has room for about 120."""


@functools.lru_cache(maxsize=1)
def _search_key(entries: Entries) -> str:
    """Return a digest of everything beside its page that decides how a brief is found."""
    return files.digest("\n".join((_program_version(), entries.language, _digest_names(entries.catalogue))).encode())


def _program_version() -> str:
    return f"{code_version()} {version('pagefind')}"


class SearchIndex:
    """The builder of the index during the rendering of a site: each part is made as soon as its last brief is.

    Args:
        entries: The archive, without drafts and briefs that are held back.
        archive_key: A digest of this archive except the texts of briefs.
        root: The archive's folder.
        former: The parts of the last index, and its tables; unchanged ones are kept.
        keep: Take a file of the last index into the site, and return whether it existed.
        write: Write a file of the site; called from another thread as well.
        most_briefs: The most briefs of a part; doubled as often as needed if there would be too many parts. A small
            archive has smaller ones.
    """

    def __init__(
        self,
        entries: Entries,
        archive_key: str,
        *,
        root: Path,
        former: Mapping[str, PartState],
        keep: Callable[[str], bool],
        write: Callable[[str, bytes], None],
        most_briefs: int = MOST_BRIEFS,
    ) -> None:
        self._entries, self._archive_key, self._root = entries, archive_key, root
        self._former, self._keep, self._write = former, keep, write
        self._parts = _divide(entries, most_briefs)
        self._part_of = {addresses.brief_address(brief): part for part in self._parts for brief in part.briefs}
        self._part_states: dict[str, PartState] = {}
        self._pagefind = ThreadPoolExecutor(1)  # Pagefind itself uses several processors
        self._fresh: dict[str, Future[tuple[str, ...]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pagefind.shutdown(cancel_futures=True)

    def add_page(self, address: str, key: str, document: SearchDocument | None = None) -> None:
        """Note the *key* of a page of the site.

        *document* is that of a brief whose text has just been read. Others come from the
        cache, or their texts are read.
        """
        part = self._part_of.pop(address, None)
        if part is None:
            return
        part.keys[address] = key
        if document:
            part.documents[address] = document
        if len(part.keys) == len(part.briefs):
            self._make(part)

    def _make(self, part: "_Part") -> None:
        """Keep a part or have it made in the background."""
        inputs = [_search_key(self._entries), *(part.keys[addresses.brief_address(brief)] for brief in part.briefs)]
        index = self._tables.content if part is self._parts[-1] else ""
        key = files.digest("\n".join((*inputs, index)).encode())
        former = self._former.get(part.name, PartState())
        state = former._replace(key=key)
        if state != former or not self._is_kept(part.name, former):
            documents = _list_documents(part, index, self._entries, self._root)
            # Pages also change with what they show of others, such as titles, which is not indexed with them.
            state = state._replace(content=files.digest(_program_version().encode() + msgspec.json.encode(documents)))
            if state.content != former.content or not self._is_kept(part.name, former):
                self._fresh[part.name] = self._pagefind.submit(self._write_part, part.name, documents)
        self._part_states[part.name] = state
        part.documents.clear()

    def _write_part(self, name: str, documents: Sequence[SearchDocument]) -> tuple[str, ...]:
        """Write a new part, whose files have megabytes; return their paths in it."""
        members = make_index((one.address, one.html) for one in documents)
        members["words.json"] = msgspec.json.encode(_list_frequent(one.words for one in documents))
        members["variants.json"] = msgspec.json.encode(find_variants("".join(one.characters for one in documents)))
        for member, data in members.items():
            self._write(f"{FOLDER}/{name}/{member}", data)
        return tuple(members)

    def _is_kept(self, name: str, state: PartState) -> bool:
        return all(self._keep(f"{FOLDER}/{name}/{member}") for member in state.files)

    @functools.cached_property
    def _tables(self) -> PartState:
        """The tables of terms, which are written if anything but texts has changed."""
        key = files.digest(f"{_search_key(self._entries)} {self._archive_key}".encode())
        former = self._former.get(_TABLES, PartState())
        if former.key == key and self._is_kept(_TABLES, former):
            return former
        terms = msgspec.json.encode(tables.term_table(self._entries))
        unused = msgspec.json.encode(tables.unused_term_table(self._entries))
        made = {"terms.json": terms, "absent.json": unused}
        for name, data in made.items():
            self._write(f"{FOLDER}/{_TABLES}/{name}", data)
        return PartState(key=key, content=files.digest(terms + unused), files=tuple(made))

    def finish(self) -> dict[str, PartState]:
        """Complete the index once the keys of all pages are known, and return its parts and tables by name.

        Raises:
            IndexingError: Pagefind could not make a part.
        """
        for part in self._parts:
            if part.name not in self._part_states:  # a part without briefs, with index pages only
                self._make(part)
        for name, future in self._fresh.items():
            self._part_states[name] = self._part_states[name]._replace(files=future.result())
        self._part_states[_TABLES] = self._tables
        manifest = {
            "parts": [part.name for part in self._parts],
            "tag": files.digest(repr(sorted(self._part_states.items())).encode())[:8],
            "facets": tables.facet_table(self._entries),
            "onAll": sorted(self._entries.catalogue.countries_of_all),
        }
        self._write(f"{FOLDER}/index.json", msgspec.json.encode(manifest))
        return self._part_states


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Briefs that are consecutive in time, and the *documents* made so far; the last part includes the index pages."""

    name: str
    briefs: Sequence[Brief]
    keys: dict[str, str] = field(default_factory=dict)
    documents: dict[str, SearchDocument] = field(default_factory=dict)


def _divide(entries: Entries, most_briefs: int) -> list[_Part]:
    """Return the parts, oldest first, so that a new brief changes only the last one."""
    briefs = entries.catalogue.shown_briefs[::-1]
    if not briefs and not entries.catalogue.by_publisher:
        return []
    size = min(FEWEST_BRIEFS, most_briefs)
    while size * (FEW_PARTS if size < most_briefs else MOST_PARTS) < len(briefs):
        size *= 2  # any smaller step would move all briefs with each new one
    starts = range(0, len(briefs), size) or range(1)
    return [_Part(name=f"part-{n}", briefs=briefs[start : start + size]) for n, start in enumerate(starts)]


def _digest_names(catalogue: Catalogue) -> str:
    """Return a digest of names and broader topics, by which documents are found though pages may not show them."""
    vocabulary = catalogue.archive.vocabulary
    names = [
        (facet.name, term, names)
        for facet, _option in OPTIONAL
        if facet.names is not list_no_names  # for these, the known terms would have to be counted
        for term in facet.known_terms(catalogue)
        if (names := facet.names(vocabulary, term))
    ]
    topics = [(topic, tuple(vocabulary.broader(topic))) for topic in vocabulary.topics]
    return files.digest(repr((names, topics)).encode())


def _list_documents(part: _Part, index: str, entries: Entries, root: Path) -> tuple[SearchDocument, ...]:
    """Return the documents of a part, unchanged ones from the cache.

    In the last part, *index* is a digest of the names of index pages; in the others it is empty.
    """
    reader = functools.cache(BriefReader)  # created only if a text must be read

    def prepare(brief: Brief) -> SearchDocument:
        if document := part.documents.get(addresses.brief_address(brief)):
            return document
        note_work(brief.path)
        text = reader().read(root, brief_page(brief, entries, Publication()))
        return brief_document(entries, brief, split_passages(text))

    def load(path: str, key: str, make: Callable[[], Iterable[SearchDocument]]) -> tuple[SearchDocument, ...]:
        digest = files.digest(f"{_search_key(entries)} {key}".encode())
        return cache.get(path, digest, lambda: (tuple(make()), ())).value

    cache = Cache(root, part.name, CacheFile[tuple[SearchDocument, ...]], folder=_CACHE)
    made: list[SearchDocument] = []
    for brief in part.briefs:
        made += load(brief.path, part.keys[addresses.brief_address(brief)], functools.partial(map, prepare, [brief]))
    if index:
        made += load("", index, lambda: index_documents(entries))
    cache.save()
    return tuple(made)


def _list_frequent(texts: Iterable[str]) -> list[str]:
    """Return the most frequent words, which are suggested for one that is misspelt."""
    words = [word for text in texts for word in text.split()]
    counts = Counter(map(str.lower, words))
    # Small letters sort after capitals, so only a word that is always written with a capital, such as a name, keeps it.
    spellings = {word.lower(): word for word in sorted(set(words))}
    return [spellings[word] for word in sorted(counts, key=lambda word: (-counts[word], word))[:_MOST_WORDS]]
