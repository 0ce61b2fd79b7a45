"""The folder `search/` of a built site: the index in one part or several, and the tables that go with it."""

import contextlib
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
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
from ..facets.table import OPTIONAL
from ..model import Brief
from ..reading.configuration import Publication
from ..storage import files
from ..storage.cache import Cache, Shelf, code_version, open_cache_folder
from ..storage.limits import note_work
from ..text.nodes import split_passages
from ..text.tree import BriefReader
from . import FOLDER, PartState, tables
from .documents import SyntheticPage, brief_document, index_documents, synthetic_page
from .pagefind_program import make_index
from .segmentation import find_variants

_MOST_WORDS = 3_000
_CACHE = "search"

MOST_BRIEFS = 1_000
"""An edit of one makes its part anew, and several processes make several parts; each costs a question a few kB."""
FEWEST_BRIEFS, FEW_PARTS = 250, 4
"""So many parts cost readers little: until there are more, parts have fewer briefs, but no fewer than this."""
MOST_PARTS = 50
"""Each has an engine of its own in a page, which keeps 8 to 10 GB of addresses to itself; a process of Chromium has
room for some 120, and several pages can be in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexing:
    """What a `SearchIndex` has made.

    Attributes:
        briefs: How many briefs the index has.
        made: How many parts were made anew.
        parts: All parts.
    """

    briefs: int
    made: int
    parts: dict[str, PartState]


def prepare_brief(entries: Entries, brief: Brief, split_passages: Sequence[str]) -> SyntheticPage:
    """What the index takes of a brief; *passages* are its text."""
    return synthetic_page(brief_document(entries, brief, split_passages))


def read_prepared_digests(root: Path) -> dict[str, str]:
    """What `digest_prepared` gave for each brief of which is kept what the index takes, by the path of its file."""
    folder = open_cache_folder(root)
    parts = sorted((folder / _CACHE).glob("*.json")) if folder else ()
    shelves = (Cache(root, part.stem, Shelf[msgspec.Raw], folder=_CACHE) for part in parts)
    return {path: digest for shelf in shelves for path, digest in shelf.digests.items()}


def digest_prepared(entries: Entries, key: str) -> str:
    """A digest of all that decides what the index takes of a brief whose page has this *key*."""
    return files.digest(f"{_shared_key(entries)} {key}".encode())


@functools.lru_cache(maxsize=1)
def _shared_key(entries: Entries) -> str:
    """What decides, beside its page, what is found of a brief."""
    return files.digest("\n".join((_program_version(), entries.language, _digest_names(entries.catalogue))).encode())


def _program_version() -> str:
    return f"{code_version()} {version('pagefind')}"


class SearchIndex:
    """Makes the index while the pages of a site are rendered: each part as soon as all of its briefs are.

    Args:
        entries: The archive, without drafts and briefs that are held back.
        root: The archive's folder.
        former: The parts of the last index. Those that have not changed are kept.
        keep: Takes a file of the last index into the site; tells whether it was there.
        write: Writes a file of the site.
        most_briefs: How many briefs a part has at most; twice as many, and so on, where there would be too many parts.
            A small archive has smaller ones.
    """

    def __init__(
        self,
        entries: Entries,
        *,
        root: Path,
        former: Mapping[str, PartState],
        keep: Callable[[str], bool],
        write: Callable[[str, bytes], None],
        most_briefs: int = MOST_BRIEFS,
    ) -> None:
        self._entries, self._root, self._former, self._keep, self._write = entries, root, former, keep, write
        self._parts = _divide(entries, most_briefs)
        self._part_of = {addresses.brief_address(brief): part for part in self._parts for brief in part.briefs}
        self._made: dict[str, PartState] = {}
        self._pagefind = ThreadPoolExecutor(1)  # it waits for a program that uses several processors
        self._fresh: dict[str, Future[dict[str, bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pagefind.shutdown(cancel_futures=True)

    def take(self, address: str, key: str, prepared: SyntheticPage | None = None) -> None:
        """Note the *key* of a page of the site.

        *prepared* is what `prepare_brief` gave for a brief whose text has just been read. The others are taken from the
        cache, or their texts are read.
        """
        part = self._part_of.pop(address, None)
        if part is None:
            return
        part.keys[address] = key
        if prepared:
            part.prepared[address] = prepared
        if len(part.keys) == len(part.briefs):
            self._make(part)

    def _make(self, part: "_Part") -> None:
        """Keep a part, or have it made in the background."""
        decided = [_shared_key(self._entries), *(part.keys[addresses.brief_address(brief)] for brief in part.briefs)]
        index = files.digest(self._terms + self._absent) if part is self._parts[-1] else ""
        key = files.digest("\n".join((*decided, index)).encode())
        former = self._former.get(part.name, PartState())
        state = former._replace(key=key)
        if state != former or not self._is_kept(part, former):
            pages = _prepare_pages(part, index, self._entries, self._root)
            # Pages also change with what they show of others, a title for instance, which is not searched for there.
            state = state._replace(content=files.digest(_program_version().encode() + msgspec.json.encode(pages)))
            if state.content != former.content or not self._is_kept(part, former):
                self._fresh[part.name] = self._pagefind.submit(_index_files, pages)
        self._made[part.name] = state
        part.prepared.clear()

    def _is_kept(self, part: "_Part", state: PartState) -> bool:
        return all(self._keep(f"{FOLDER}/{part.name}/{name}") for name in state.files)

    @functools.cached_property
    def _terms(self) -> bytes:
        return msgspec.json.encode(tables.term_table(self._entries))

    @functools.cached_property
    def _absent(self) -> bytes:
        return msgspec.json.encode(tables.unused_term_table(self._entries))

    def finish(self) -> Indexing:
        """Write what is fresh, once the keys of all pages are known.

        Raises:
            IndexingError: Pagefind could not make a part.
        """
        for part in self._parts:
            if part.name not in self._made:  # without a brief, it has the pages of indices alone
                self._make(part)
        _clear_cache(self._root, self._made.keys())
        for name, made in self._fresh.items():
            members = made.result()
            for member, data in members.items():
                self._write(f"{FOLDER}/{name}/{member}", data)
            self._made[name] = self._made[name]._replace(files=tuple(members))
        manifest = {
            "parts": [part.name for part in self._parts],
            "tag": files.digest(repr(sorted(self._made.items())).encode())[:8],
            "facets": tables.facet_table(self._entries),
            "onAll": sorted(self._entries.catalogue.countries_of_all),
        }
        self._write(f"{FOLDER}/terms.json", self._terms)
        self._write(f"{FOLDER}/absent.json", self._absent)
        self._write(f"{FOLDER}/index.json", msgspec.json.encode(manifest))
        return Indexing(briefs=len(self._entries.catalogue.shown), made=len(self._fresh), parts=self._made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Briefs that follow one another in time; the last part has the pages of the indices as well.

    Attributes:
        name: That of its folder.
        keys: The key of each brief's page, as far as it is known.
        prepared: What the index takes of those that have just been read.
    """

    name: str
    briefs: Sequence[Brief]
    keys: dict[str, str] = field(default_factory=dict)
    prepared: dict[str, SyntheticPage] = field(default_factory=dict)


def _divide(entries: Entries, most_briefs: int) -> list[_Part]:
    """The parts, oldest first: a new brief changes the last one only."""
    briefs = entries.catalogue.shown[::-1]
    if not briefs and not entries.catalogue.by_publisher:
        return []
    size = min(FEWEST_BRIEFS, most_briefs)
    while size * (FEW_PARTS if size < most_briefs else MOST_PARTS) < len(briefs):
        size *= 2  # and not by just as many as are missing: a new brief would move all others
    starts = range(0, len(briefs), size) or range(1)
    return [_Part(name=f"part-{n}", briefs=briefs[start : start + size]) for n, start in enumerate(starts)]


def _digest_names(catalogue: Catalogue) -> str:
    """A digest of all by which documents are found and that their pages need not show: names, and broader topics."""
    vocabulary = catalogue.archive.vocabulary
    names = [
        (facet.name, term, names)
        for facet, option in OPTIONAL
        for term in option.known_terms(catalogue)
        if (names := facet.names(vocabulary, term))
    ]
    topics = [(topic, tuple(vocabulary.broader(topic))) for topic in vocabulary.topics]
    return files.digest(repr((names, topics)).encode())


def _prepare_pages(part: _Part, index: str, entries: Entries, root: Path) -> tuple[SyntheticPage, ...]:
    """The pages of a part; those that have not changed come from the cache.

    In the last part, *index* is a digest of what pages of indices are called; in the others it is empty.
    """
    reader = functools.cache(BriefReader)  # few parts need one

    def prepare(brief: Brief) -> SyntheticPage:
        if page := part.prepared.get(addresses.brief_address(brief)):
            return page
        note_work(brief.path)
        text = reader().read(root, brief, brief_page(brief, entries, Publication()))
        return prepare_brief(entries, brief, split_passages(text))

    def kept(path: str, key: str, make: Callable[[], Iterable[SyntheticPage]]) -> tuple[SyntheticPage, ...]:
        return cache.get_made(path, digest_prepared(entries, key), lambda: (tuple(make()), ())).value

    cache = Cache(root, part.name, Shelf[tuple[SyntheticPage, ...]], folder=_CACHE)
    pages: list[SyntheticPage] = []
    for brief in part.briefs:
        pages += kept(brief.path, part.keys[addresses.brief_address(brief)], functools.partial(map, prepare, [brief]))
    if index:
        pages += kept("", index, lambda: map(synthetic_page, index_documents(entries)))
    cache.save()
    return tuple(pages)


def _index_files(pages: Sequence[SyntheticPage]) -> dict[str, bytes]:
    """The files of a part of the index, and of its tables, by their paths there."""
    made = make_index((page.address, page.html) for page in pages)
    words = Counter(word for page in pages for word in page.words.split())
    frequent = sorted(words, key=lambda word: (-words[word], word))[:_MOST_WORDS]
    made["words.json"] = msgspec.json.encode(frequent)  # to guess what a mistyped word may have meant
    made["variants.json"] = msgspec.json.encode(find_variants("".join(page.characters for page in pages)))
    return made


def _clear_cache(root: Path, wanted: Set[str]) -> None:
    """Delete the cache files of parts that are no more."""
    folder = open_cache_folder(root)
    for file in (folder / _CACHE).glob("*.json") if folder else ():
        if file.stem not in wanted:
            with contextlib.suppress(OSError):  # somebody has put a folder there, or the place cannot be written
                file.unlink()
