"""Facets: the ways to sort and filter the archive, such as by country or by publisher.

Pages, the home page, navigation, exports, feeds, search filters and command options all iterate over `table.FACETS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from ..model import Brief, Source, Vocabulary
from ..reading.nearest import Nearest, term_names
from . import addresses
from .catalogue import Catalogue
from .entries import Entries
from .views import Group, IndexPage, Link
from .wording import sort_key

_MOST_BRIEFS, _MOST_SOURCES = 60, 1_000
"""The longest lists of briefs and of sources that get export files of their own."""

K = TypeVar("K", bound=str | int)

PageList = tuple[str, Callable[[], Iterator[IndexPage]]]
"""The address of a list's first page, and a function that makes all of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FacetPages(Generic[K]):
    """The pages of a facet: an index of its terms, and a page for each term. `indices.lists` makes them.

    Attributes:
        folder: The folder of all these pages.
        complete: Add to the page of a term, given its works or sources, what only this facet shows.
        group_items: Divide the items on the page of a term into groups; by default, by year.
        index_pages: Make the index of terms; by default, an alphabetical list.
        more_lists: Yield other lists in the folder, such as those of two countries.
        exports: Whether the site has files with the references of each term.
        feeds: Whether each term has a feed.
        in_header: Whether the site's header links to the index.
        heading: The title of the index; by default, the label of the facet.
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
        """The address of the index of terms."""
        return f"{self.folder}/index.html"

    def address(self, term: K) -> str:
        """Return the address of a term's page."""
        return addresses.term_address(self.folder, term)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filter(Generic[K]):
    """A search filter.

    Attributes:
        name: Its name in a query, as in `country:RU`.
        is_number: Whether its values are numbers, which are listed from the highest and can be given as a range.
        is_single: Whether each brief has exactly one value, so that a query for several values means any of them.
        is_legend: Whether its values are drawn as squares, so that the filter is the legend of their colours, too.
        example: What a query for a common value finds: a sentence with a placeholder for the value.
        unused_terms: Yield the terms without a brief that people may search for, each with links to related terms.
    """

    name: str
    is_number: bool = False
    is_single: bool = False
    is_legend: bool = False
    example: str = ""
    unused_terms: Callable[[Entries], Iterable[tuple[K, Iterable[Link]]]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Option(Generic[K]):
    """An option of `briefs export` and `briefs search`, such as `--country`.

    Attributes:
        metavar: The placeholder for its value in the help.
        help: The briefs that it selects.
        where_to_look: Say which terms there are; by default, where the facet's vocabulary is.
        is_number: Whether its value is a number.
        normalize: Return the spelling of a value that terms have.
    """

    metavar: str
    help: str
    where_to_look: Callable[[Catalogue], str] | None = None
    is_number: bool = False
    normalize: Callable[[Any], Any] = lambda value: value


def list_no_names(_vocabulary: Vocabulary, _term: object) -> Sequence[str]:
    """Return no names: for facets whose terms have only one."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facet(Generic[K]):
    """One way to sort and filter the archive.

    Its texts are translated when they are shown, except on the command line.

    Attributes:
        name: The identifier of the facet, in options and as the kind of a page: `country`.
        noun: The word for one term in a sentence.
        label: The heading above its terms, in the plural.
        count_forms: The number of its terms in words, in the singular and the plural.
        brief_terms: Return the terms of a brief.
        source_term: Return the term of a source, or an empty one, for a facet whose terms belong to sources.
        vocabulary: The vocabulary that has its terms, if one does.
        link: Return the name of a term, with the address of its page if it has one.
        names: Return the other names of a term.
        is_found_by_id: Whether a search for the id of a term finds its page.
        group: Return the works on each term, newest first; by default, those with a brief that has the term.
        sources: Return the sources of each term, if its pages list sources rather than works.
    """

    name: str
    noun: str
    label: str
    count_forms: tuple[str, str]
    brief_terms: Callable[[Catalogue, Brief], Iterable[K]]
    source_term: Callable[[Source], K] | None = None
    vocabulary: str = ""
    link: Callable[[Entries, K], Link]
    names: Callable[[Vocabulary, K], Sequence[str]] = list_no_names
    is_found_by_id: bool = False
    group: Callable[[Catalogue], Mapping[K, tuple[Brief, ...]]] | None = None
    sources: Callable[[Catalogue], Mapping[K, tuple[Source, ...]]] | None = None
    pages: FacetPages[K] | None = None
    filter: Filter[K] | None = None
    option: Option[K] | None = None

    def index_link(self, entries: Entries) -> Link:
        """Return a link to the index of its terms."""
        heading = (self.pages and self.pages.heading) or self.label
        return Link(text=entries.gettext(heading), address=self.pages.index if self.pages else "")

    def term_link(self, entries: Entries, term: K, text: str) -> Link:
        """Return the name *text* of a term, with a link to its page if there are works on it."""
        has_page = self.pages is not None and term in self.works(entries.catalogue)
        return Link(text=text, address=self.pages.address(term) if self.pages and has_page else "")

    def works(self, catalogue: Catalogue) -> Mapping[K, tuple[Brief, ...]]:
        """Return the works on each term, newest first."""
        return self.group(catalogue) if self.group else catalogue.group_works(self.brief_terms)

    def known_terms(self, catalogue: Catalogue) -> Mapping[K, Any]:
        """Return the terms of its vocabulary or, without one, those that briefs have."""
        terms: Mapping[K, Any] = getattr(catalogue.archive.vocabulary, self.vocabulary) if self.vocabulary else {}
        return terms or self.works(catalogue)

    def hint(self, catalogue: Catalogue, term: str) -> str:
        """Return a suggestion for an unknown term: a similar name, or where to look."""
        terms, where = self.known_terms(catalogue), self.option.where_to_look if self.option else None
        if self.vocabulary:
            names = term_names(terms.values())
        else:
            labels = ((str(known), self.link(Entries(catalogue), known).text) for known in terms)
            named = ((known, text) for known, text in labels if known != text)  # a year has no name
            names = ((name, f'"{known}" ({text})') for known, text in named for name in (known, text))
        if hint := Nearest(names).hint(term):
            return hint
        return where(catalogue) if where else f"{self.vocabulary} are in archive/vocabulary/{self.vocabulary}.yaml"

    def list_items(self, catalogue: Catalogue) -> Mapping[K, tuple[Any, ...]]:
        """Return what the page of each term lists: its sources or its works."""
        return self.sources(catalogue) if self.sources else self.works(catalogue)

    def has_export(self, items: Sequence[Any]) -> bool:
        """Whether a list gets an export file of its own; for a long list, each new brief would rewrite megabytes."""
        return bool(self.pages and self.pages.exports) and len(items) <= (
            _MOST_SOURCES if self.sources else _MOST_BRIEFS
        )

    def counted_links(self, entries: Entries) -> list[Link]:
        """Return links to all terms, each with the number of items on its page."""
        return [
            replace(self.link(entries, term), count=len(of)) for term, of in self.list_items(entries.catalogue).items()
        ]


def sort_by_count(links: Iterable[Link], language: str = "en") -> list[Link]:
    """Sort links by count, the highest first, and then by name as *language* sorts it."""
    return sorted(links, key=lambda link: (-(link.count or 0), sort_key(link.text, language)))


def rank_by_works(works: Mapping[K, Sequence[Brief]]) -> list[K]:
    """Sort terms by the number of their works; the commonest comes last, because nearly all briefs have it."""
    most = max(map(len, works.values()), default=0)
    return sorted(works, key=lambda term: (len(works[term]) == most and len(works) > 1, -len(works[term]), str(term)))


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name once, with its white space normalized."""
    spaced = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(filter(None, spaced)))
