"""A facet: one way to sort and to narrow the archive, such as by country or by publisher.

Whatever offers all of them iterates over `table.FACETS`: pages, front page, navigation, exports, feeds, filters of the
search, options of commands.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from ..model import Brief, Source, Vocabulary
from ..reading.nearest import Nearest
from . import addresses
from .catalogue import Catalogue
from .entries import Entries
from .views import Group, IndexPage, Link
from .wording import sort_key

_MOST_BRIEFS, _MOST_SOURCES = 60, 1_000
"""So much a list has that has export files of its own."""

K = TypeVar("K", bound=str | int)

PageList = tuple[str, Callable[[], Iterator[IndexPage]]]
"""The address of a list's first page, and what makes all of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FacetPages(Generic[K]):
    """The pages of a facet: one with all of its terms, and one for each.

    `indices.lists` makes them. What a facet does not give is as it is for most: terms by their letters, and on the page
    of each its briefs by year.

    Attributes:
        folder: Where all of them are.
        complete: Gives the page of a term, with its works or sources, what only pages of the facet have.
        parted: Parts what is listed on the page of a term.
        terms: Makes the page of all terms, where that is no list by letters.
        beside: Gives more lists in the folder, such as those of two countries.
        exports: Whether the references of a term are files of the site.
        feeds: Whether a term has a feed.
        in_header: Whether the header of each page leads to it.
        heading: The title of the page with all terms; by default the label of the facet.
    """

    folder: str
    complete: Callable[[Entries, IndexPage, K, Sequence[Any]], IndexPage] = lambda _entries, page, _term, _listed: page
    group_items: Callable[[Entries, K, Sequence[Any]], tuple[Group, ...]] | None = None
    index_pages: Callable[[Entries], Iterator[IndexPage]] | None = None
    more_lists: Callable[[Entries], Iterator[PageList]] = lambda _: iter(())
    exports: bool = False
    feeds: bool = False
    in_header: bool = False
    heading: str = ""

    @property
    def index(self) -> str:
        """The address of the page with all terms."""
        return f"{self.folder}/index.html"

    def address(self, term: K) -> str:
        """The address of a term's page."""
        return addresses.term_address(self.folder, term)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filter(Generic[K]):
    """A filter of the search.

    Attributes:
        name: As a query has it: `country:RU`.
        is_number: Whether values are numbers: a query may give a range of them, and the highest stand first.
        is_single: Whether a brief has one value, so that of several that are asked for any will do.
        is_legend: Whether values are drawn as squares, so that the filter tells what their colours mean.
        example: What a query for one of the commonest values finds, in a sentence with a place for its name.
        absent: Gives the terms without a brief that people may look for, and links to what stands beside each.
    """

    name: str
    is_number: bool = False
    is_single: bool = False
    is_legend: bool = False
    example: str = ""
    unused_terms: Callable[[Entries], Iterable[tuple[K, Iterable[Link]]]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Option(Generic[K]):
    """An option of `briefs export` and `briefs search`: `--country`.

    Attributes:
        metavar: What stands for its value in the help.
        help: Which briefs it chooses.
        known: Gives the terms that may be asked for.
        meant: Gives names by which somebody may ask, each with what to write for it.
        where: Says where the terms are found.
        is_number: Whether its value is a number.
        normal: Gives the form of a value in which terms are written.
    """

    metavar: str
    help: str
    known_terms: Callable[[Catalogue], Collection[K]]
    known_names: Callable[[Catalogue], Iterable[tuple[str, str]]] = lambda _: ()
    where_to_look: Callable[[Catalogue], str]
    is_number: bool = False
    normalize: Callable[[Any], Any] = lambda value: value

    def hint(self, catalogue: Catalogue, term: str) -> str:
        """What to write instead of a term that is not known."""
        return Nearest(self.known_names(catalogue)).hint(term) or self.where_to_look(catalogue)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facet(Generic[K]):
    """One way to sort and to narrow the archive.

    What it is called is translated where it is shown, except on the command line.

    Attributes:
        name: What one term is called in the singular, in options and as the kind of a page: `country`.
        noun: What one term is called in sentences.
        label: The heading above its terms, in the plural.
        counted: So many of its terms, in the singular and in the plural.
        of_brief: Gives the terms of a brief.
        of_source: Gives the term of a source, of which `of_brief` gives those of a brief's sources; empty for none.
        link: Gives a term by name, with the address of its page if it has one.
        names: Gives by what else a term is called.
        called_by_id: Whether a term's id is a word that people look for.
        grouped: Gives the works on each term, newest first; without it, they are those of which a brief has it.
        sources: Gives the sources of each term, where its pages list them.
    """

    name: str
    noun: str
    label: str
    count_forms: tuple[str, str]
    brief_terms: Callable[[Catalogue, Brief], Iterable[K]]
    source_term: Callable[[Source], K] | None = None
    link: Callable[[Entries, K], Link]
    names: Callable[[Vocabulary, K], Sequence[str]] = lambda _vocabulary, _term: ()
    id_is_name: bool = False
    group: Callable[[Catalogue], Mapping[K, tuple[Brief, ...]]] | None = None
    sources: Callable[[Catalogue], Mapping[K, tuple[Source, ...]]] | None = None
    pages: FacetPages[K] | None = None
    filter: Filter[K] | None = None
    option: Option[K] | None = None

    def index_link(self, entries: Entries) -> Link:
        """The way to the page with all of its terms."""
        heading = (self.pages and self.pages.heading) or self.label
        return Link(text=entries.gettext(heading), address=self.pages.index if self.pages else "")

    def term_link(self, entries: Entries, term: K, text: str) -> Link:
        """A term by its name *text*, which leads to its page if there are works on it."""
        has_page = self.pages is not None and term in self.works(entries.catalogue)
        return Link(text=text, address=self.pages.address(term) if self.pages and has_page else "")

    def works(self, catalogue: Catalogue) -> Mapping[K, tuple[Brief, ...]]:
        """The works on each term, newest first."""
        return self.group(catalogue) if self.group else catalogue.group_works(self.brief_terms)

    def list_items(self, catalogue: Catalogue) -> Mapping[K, tuple[Any, ...]]:
        """What the page of each term lists: its sources, or else its works."""
        return self.sources(catalogue) if self.sources else self.works(catalogue)

    def has_export(self, listed: Sequence[Any]) -> bool:
        """Whether the references of what a term has are a file: of a long list, each new brief would cost megabytes."""
        return bool(self.pages and self.pages.exports) and len(listed) <= (
            _MOST_SOURCES if self.sources else _MOST_BRIEFS
        )

    def counted_links(self, entries: Entries) -> list[Link]:
        """All terms, each with the number of what its page lists."""
        return [
            replace(self.link(entries, term), count=len(of)) for term, of in self.list_items(entries.catalogue).items()
        ]


def sort_by_count(links: Iterable[Link], language: str = "en") -> list[Link]:
    """Links by their counts, the highest first, and then by name as *language* sorts it."""
    return sorted(links, key=lambda link: (-(link.count or 0), sort_key(link.text, language)))


def rank_by_works(works: Mapping[K, Sequence[Brief]]) -> list[K]:
    """Terms by the number of their works; what has the most comes last, since it is on all briefs or nearly so."""
    most = max(map(len, works.values()), default=0)
    return sorted(works, key=lambda one: (len(works[one]) == most and len(works) > 1, -len(works[one]), str(one)))


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Each of the names once, without spaces that are too many."""
    spaced = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(filter(None, spaced)))
