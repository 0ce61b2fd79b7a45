"""The documents of the index: one for each brief that lists show, and for each country, topic, year and so on.

Pagefind gets each as an HTML page that contains only what is searched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from string import ascii_lowercase

import msgspec

from ..facets import addresses
from ..facets.catalogue import UNNAMED, Catalogue
from ..facets.entries import Entries
from ..facets.table import FACETS, FILTERED, PAGED
from ..facets.wording import format_date, quotable_title
from ..model import Brief, Source
from ..pictures.squares import SEEN, TELLERS, Run
from .characters import PASSAGE, PASSAGE_END
from .segmentation import list_pinyin, list_spellings, segment_text, simplify

_MOST_SPELLINGS = 4_000
"""The most spellings of one brief; a text of a million traditional characters is no brief."""

_LONGEST = 500
"""The length to which a source's title and authors are indexed, enough to identify it."""

_ENDS = {"text": PASSAGE_END, "source": PASSAGE_END * 2, "name": PASSAGE_END * 3}
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPassage:
    """A piece of text that no phrase crosses; *weight* is that of its words.

    Its *kind* is `text` (title, summary and text), `source` or `name`.
    """

    text: str
    weight: float = 1
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One search result.

    Attributes:
        address: The address of its page.
        metadata: The data that a result shows, by name.
        filters: The values of filters. Index pages have `kind` and briefs have not, because the list of the documents
            with a value is fetched, and there are more briefs.
        names: Names that are not in its text, by the name that is.
        spellings: Other spellings of words in a passage, by the number of the passage.
    """

    address: str
    passages: tuple[SearchPassage, ...]
    metadata: Mapping[str, str]
    filters: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def brief_document(entries: Entries, brief: Brief, text: Sequence[str]) -> Document:
    """Return the document of a brief; *text* is its text in passages."""
    catalogue = entries.catalogue
    sources = catalogue.list_sources(brief)
    own_passages = (
        SearchPassage(text=brief.title, weight=3),
        SearchPassage(text=brief.summary, weight=2),
        *(SearchPassage(text=p) for p in text),
    )
    people = [entries.person(person).text for person in brief.people]
    source_passages = tuple(SearchPassage(text=_source_line(source), weight=1.5, kind="source") for source in sources)
    passages = (*own_passages, *source_passages, SearchPassage(text=", ".join(people), kind="name"))
    topics = [entries.topic(topic).text for topic in brief.topics]
    countries = [entries.country(code).text for code in brief.countries]
    return Document(
        address=addresses.brief_address(brief),
        passages=passages,
        metadata={
            "title": brief.title,
            "id": brief.id,
            "date": brief.date.isoformat(),
            "written": format_date(brief.date, entries.language),
            "countries": " · ".join(countries),
            "topics": " · ".join(topics),
            **_result_metadata(entries, brief),
        },
        filters={filter_.name: tuple(map(str, facet.brief_terms(catalogue, brief))) for facet, filter_ in FILTERED},
        names=_list_names(catalogue, brief),
        spellings=_list_passage_spellings(passages, {0, *range(len(own_passages), len(passages))}),
    )


def _result_metadata(entries: Entries, brief: Brief) -> dict[str, str]:
    """Return data that results draw and nobody searches: `ǁab3`, three sources of class a, seen in way b."""
    evidence = entries.evidence(brief)
    versions = (version for version in entries.catalogue.versions(brief) if version.id != brief.id)
    metadata = {
        "evidence": " ".join(map(_run_code, evidence.runs if evidence else ())),
        "also": " ".join(
            f"{PASSAGE}{version.language} {version.path.removeprefix('archive/').removesuffix('.md')}"
            for version in versions
        ),
    }
    return {name: text for name, text in metadata.items() if text}


def _run_code(run: Run) -> str:
    return f"{PASSAGE}{ascii_lowercase[[*TELLERS].index(run.teller)]}{ascii_lowercase[SEEN.index(run.seen)]}{run.count}"


def index_documents(entries: Entries) -> Iterator[Document]:
    """Yield a document for each index page whose name people may search for."""
    catalogue = entries.catalogue
    for facet, pages in PAGED:
        for term, items in facet.list_items(catalogue).items():
            if term != UNNAMED:
                other_names = facet.names(catalogue.archive.vocabulary, term)
                names = (str(term), *other_names) if facet.id_is_name else other_names
                title = facet.link(entries, term).text
                yield _index_document(facet.name, pages.address(term), title, names, len(items))


def _list_names(catalogue: Catalogue, brief: Brief) -> dict[str, tuple[str, ...]]:
    """Return the other names of everything that the brief is on or refers to."""
    vocabulary, entries = catalogue.archive.vocabulary, Entries(catalogue)
    names: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        targets = (reference.target for reference in brief.markup.references if reference.role == facet.name)
        for term in dict.fromkeys((*facet.brief_terms(catalogue, brief), *targets)):
            if other_names := facet.names(vocabulary, term):
                label = facet.link(entries, term).text
                names[label] = tuple(name for name in other_names if name != label)
    return names


def _source_line(source: Source) -> str:
    """Return `Xinhua – “數讀李克強總理訪俄” shudu Li Keqiang [Li Keqiang’s visit in figures]`."""
    authors = ", ".join(map(str, source.authors or source.editors))
    origin = ", ".join(part for part in (authors, source.publisher_name or source.container_title) if part)
    title = quotable_title((source.title or source.key)[:_LONGEST])
    quoted = title if title.startswith("[") else f"“{title}”"
    translated = f"[{source.translated_title[:_LONGEST]}]" if source.translated_title else ""
    title_text = " ".join(part for part in (quoted, source.romanized_title[:_LONGEST], translated) if part)
    return f"{origin[:_LONGEST]} – {title_text}" if origin else title_text


def _list_passage_spellings(passages: Sequence[SearchPassage], titles: set[int]) -> dict[int, tuple[str, ...]]:
    """Return other spellings in all passages, and the pronunciation of the *titles* among them."""
    spellings: dict[int, tuple[str, ...]] = {}
    remaining = _MOST_SPELLINGS
    for number, passage in enumerate(passages):
        if passage.text.isascii() and "-" not in passage.text and "'" not in passage.text:
            continue
        words = dict.fromkeys(islice(list_spellings(passage.text), remaining))
        if number in titles and not passage.text.isascii():
            words |= dict.fromkeys(islice(list_pinyin(passage.text), remaining))
        if words:
            spellings[number] = tuple(words)
            remaining = max(remaining - len(words), 0)
    return spellings


def _index_document(kind: str, address: str, title: str, names: Sequence[str], count: int) -> Document:
    all_names = tuple(dict.fromkeys((title, *names)))
    return Document(
        address=address,
        passages=tuple(SearchPassage(text=name, weight=3 if name == title else 1) for name in all_names),
        metadata={"title": title, "count": str(count)},
        filters={"kind": (kind,)},
        spellings=_list_passage_spellings([SearchPassage(text=name) for name in all_names], set(range(len(all_names)))),
    )


def hidden_words(document: Document) -> str:
    """Return the searchable words that a document does not show, on one line that the client can split.

    `China = PRC ; 中国 国ǀ | ǁ12 = ǂbaxi`: names of things, and spellings of words in a passage.
    The number of a passage is no word that anyone can search for.
    """
    labelled = ((_plain_label(label), " ; ".join(map(segment_text, names))) for label, names in document.names.items())
    groups = [f"{label} = {names}" for label, names in labelled]
    groups += [f"{PASSAGE}{number} = {' ; '.join(words)}" for number, words in document.spellings.items()]
    return " | ".join(groups)


def _plain_label(label: str) -> str:
    return " ".join(label.translate(str.maketrans("=|;", "   ")).split())


class SyntheticPage(msgspec.Struct, frozen=True):
    """A page that Pagefind reads instead of the one at *address*, with only what is searched, and its words for tables.

    Making these pages takes longer than indexing them, so they are cached.
    """

    address: str
    html: str
    words: str
    characters: str


def synthetic_page(document: Document) -> SyntheticPage:
    """Return the page of a document for the index."""
    text = " ".join(passage.text for passage in document.passages)
    words = " ".join(dict.fromkeys(_WORD.findall(text.lower())))
    characters = "".join(sign for sign in dict.fromkeys(text) if not sign.isascii())
    return SyntheticPage(document.address, _html(document), words, characters)


def _html(document: Document) -> str:
    """Return the HTML of a document, whose attributes have the metadata, filters and sort keys for Pagefind."""
    body = "".join((*_attributes(document), *map(_passage, document.passages)))
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head>'
    return f"{head}<body data-pagefind-body>{body}</body></html>"


def _attributes(document: Document) -> Iterator[str]:
    metadata = dict(document.metadata)
    title = metadata.get("title", "")
    forms = dict.fromkeys(map(segment_text, (title, simplify(title))))
    if list(forms) != [title]:
        metadata["cut"] = f" {PASSAGE_END} ".join(forms)
    if hidden := hidden_words(document):
        metadata["hidden"] = hidden
    for name, value in metadata.items():
        yield _attribute("meta", name, value)
    for name, values in document.filters.items():
        yield from (_attribute("filter", name, value) for value in values)
    if date := metadata.get("date"):
        yield _attribute("sort", "date", date)


def _attribute(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[data-v]" data-v="{escape(" ".join(value.split()))}"></i>'


def _passage(passage: SearchPassage) -> str:
    weight = f' data-pagefind-weight="{passage.weight:g}"' if passage.weight != 1 else ""
    return f"<p{weight}>{escape(segment_text(passage.text))} {_ENDS[passage.kind]}</p>\n"
