"""Pages by the languages of sources: which briefs rest on what was written in Russian or in Chinese."""

from collections import Counter
from collections.abc import Collection, Iterator

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, Source
from ..catalogue import Catalogue
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option, most_first
from ..scripts import base_language
from ..views import Group, IndexPage, Link
from ..wording import language_name
from .lists import brief_pages, by_year, directory, with_links


def _language_of(source: Source) -> str:
    """The language without its script: who reads Chinese reads `zh-Hans` and `zh-Hant`."""
    return base_language(source.language) if source.language else ""


def _languages_of(catalogue: Catalogue, brief: Brief) -> list[str]:
    return sorted({_language_of(source) for source in catalogue.list_sources(brief)} - {""})


def _link(entries: Entries, language: str) -> Link:
    return SOURCE_LANGUAGES.linked(entries, language, language_name(language, entries.language))


def _pages(entries: Entries) -> Iterator[IndexPage]:
    """The list of languages, and the briefs that cite sources in each."""
    yield from directory(SOURCE_LANGUAGES, SOURCE_LANGUAGES.links(entries), entries)
    title = entries.words.gettext("Sources in {language}")
    for language, briefs in SOURCE_LANGUAGES.works(entries.catalogue).items():
        page = IndexPage(
            address=_link(entries, language).address,
            kind=SOURCE_LANGUAGES.name,
            title=title.format(language=language_name(language, entries.language)),
            trail=(SOURCE_LANGUAGES.whole(entries),),
            doors=with_links(_publishers(language, entries)),
        )
        yield from brief_pages(page, briefs, entries, by_year, facet=SOURCE_LANGUAGES)


def _publishers(language: str, entries: Entries) -> Group:
    """The publishers of the sources in a language, each with the number of these."""
    sources = entries.catalogue.archive.sources.values()
    counts = Counter(one.publisher for one in sources if one.publisher and _language_of(one) == language)
    links = most_first(entries.publisher(publisher, count) for publisher, count in counts.items())
    return Group(title=entries.words.gettext("Publishers of these sources"), links=tuple(links[:12]))


def _known(catalogue: Catalogue) -> Collection[str]:
    return SOURCE_LANGUAGES.works(catalogue)


def _meant(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for language in _known(catalogue):
        yield from ((name, f'"{language}" ({language_name(language)})') for name in (language, language_name(language)))


SOURCE_LANGUAGES: Facet[str] = Facet(
    name="source-language",
    noun=gettext_noop("source language"),
    label=gettext_noop("Source languages"),
    counted=ngettext_noop("{number} source language", "{number} source languages"),
    of_brief=_languages_of,
    of_source=_language_of,
    link=_link,
    pages=FacetPages(
        folder="source-languages",
        make=_pages,
        invitation=gettext_noop("All languages of sources"),
    ),
    filter=Filter(name="srclang", example=gettext_noop("Citing sources in {language}.")),
    option=Option(
        metavar="TAG",
        help="That cite sources in a language, such as ru.",
        known=_known,
        meant=_meant,
        where=lambda catalogue: f"the sources are in {', '.join(sorted(_known(catalogue))) or 'no known language'}",
        normal=str.lower,
    ),
)
