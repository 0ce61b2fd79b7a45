"""The documents of the index: one for each brief that lists show, and for each country, topic, year and so on.

Pagefind gets each as an HTML page that contains only what is searched, and whose attributes have the data that a result
shows, the values of filters, and the date for sorting.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from string import ascii_lowercase

import msgspec

from ..facets import addresses
from ..facets.catalogue import UNNAMED
from ..facets.entries import Entries
from ..facets.table import FACETS, FILTERED, PAGED
from ..facets.wording import format_date, quotable_title
from ..model import Brief, Source
from ..pictures.squares import SEEN, TELLERS, Run
from .segmentation import PASSAGE, PASSAGE_END, list_pinyin, list_spellings, segment_text, simplify

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


class SearchDocument(msgspec.Struct, frozen=True):
    """What Pagefind reads instead of the page at *address*: only what is searched, as *html*; and its words for tables.

    Making these documents takes longer than indexing them, so they are cached.
    """

    address: str
    html: str
    words: str
    characters: str


def brief_document(entries: Entries, brief: Brief, text: Sequence[str]) -> SearchDocument:
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
    spellings = _list_passage_spellings(passages, {0, *range(len(own_passages), len(passages))})
    return _make_document(
        addresses.brief_address(brief),
        passages,
        {
            "title": brief.title,
            "id": brief.id,
            "date": brief.date.isoformat(),
            "written": format_date(brief.date, entries.language),
            "countries": " · ".join(countries),
            "topics": " · ".join(topics),
            **_result_metadata(entries, brief),
        },
        {filter_.name: tuple(map(str, facet.brief_terms(catalogue, brief))) for facet, filter_ in FILTERED},
        hidden_words(_list_names(entries, brief), spellings),
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


def index_documents(entries: Entries) -> Iterator[SearchDocument]:
    """Yield a document for each index page whose name people may search for."""
    catalogue = entries.catalogue
    for facet, pages in PAGED:
        for term, items in facet.list_items(catalogue).items():
            if term == UNNAMED:
                continue
            title, ids = facet.link(entries, term).text, [str(term)] if facet.is_found_by_id else []
            names = dict.fromkeys((title, *ids, *facet.names(catalogue.archive.vocabulary, term)))
            passages = [SearchPassage(text=name, weight=3 if name == title else 1) for name in names]
            hidden = hidden_words({}, _list_passage_spellings(passages, set(range(len(passages)))))
            # Briefs have no `@page`, because the list of the documents with a value is fetched, and there are more
            # briefs. No facet's filter can have such a name.
            metadata, filters = {"title": title, "count": str(len(items))}, {"@page": (facet.name,)}
            yield _make_document(pages.address(term), passages, metadata, filters, hidden)


def _list_names(entries: Entries, brief: Brief) -> dict[str, tuple[str, ...]]:
    """Return the other names of everything that the brief is on or refers to, by the name that results show."""
    catalogue, vocabulary = entries.catalogue, entries.catalogue.archive.vocabulary
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


def hidden_words(names: Mapping[str, Sequence[str]], spellings: Mapping[int, Sequence[str]]) -> str:
    """Return the searchable words that a document does not show, on one line that the client can split.

    `China = PRC ; 中国 国ǀ | ǁ12 = ǂbaxi`: *names* that are not in its text, by the name that is, and *spellings* of
    words in a passage, by its number, which is no word that anyone can search for.
    """
    signs = str.maketrans("=|;", "   ")
    labelled = ((label.translate(signs).split(), map(segment_text, others)) for label, others in names.items())
    groups = [f"{' '.join(label)} = {' ; '.join(others)}" for label, others in labelled]
    groups += [f"{PASSAGE}{number} = {' ; '.join(words)}" for number, words in spellings.items()]
    return " | ".join(groups)


def _make_document(
    address: str,
    passages: Sequence[SearchPassage],
    metadata: Mapping[str, str],
    filters: Mapping[str, Iterable[str]],
    hidden: str,
) -> SearchDocument:
    text = " ".join(passage.text for passage in passages)
    words = " ".join(dict.fromkeys(_WORD.findall(text)))
    characters = "".join(sign for sign in dict.fromkeys(text) if not sign.isascii())
    forms = dict.fromkeys(map(segment_text, (metadata["title"], simplify(metadata["title"]))))
    cut = f" {PASSAGE_END} ".join(forms) if list(forms) != [metadata["title"]] else ""
    shown = {**metadata, **({"cut": cut} if cut else {}), **({"hidden": hidden} if hidden else {})}
    attributes = [
        *(_attribute("meta", name, value) for name, value in shown.items()),
        *(_attribute("filter", name, value) for name, values in filters.items() for value in values),
        *(_attribute("sort", "date", date) for date in [metadata.get("date")] if date),
    ]
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head>'
    body = "".join((*attributes, *map(_passage, passages)))
    return SearchDocument(address, f"{head}<body data-pagefind-body>{body}</body></html>", words, characters)


def _attribute(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[data-v]" data-v="{escape(" ".join(value.split()))}"></i>'


def _passage(passage: SearchPassage) -> str:
    weight = f' data-pagefind-weight="{passage.weight:g}"' if passage.weight != 1 else ""
    return f"<p{weight}>{escape(segment_text(passage.text))} {_ENDS[passage.kind]}</p>\n"
