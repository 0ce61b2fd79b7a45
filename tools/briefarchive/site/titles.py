"""The small index behind the search page: titles, summaries and sources of every brief, looked up in the browser."""

import re
from collections.abc import Iterator

import msgspec

from ..facets.entries import Entries
from ..facets.wording import folded, written_date
from ..model import Brief

_QUOTES = re.compile("['’‘ʼ“”\"]")


def title_index(entries: Entries) -> str:
    """JSON: one list a brief of address, title, date, countries, summary and the folded words to look in."""
    rows = []
    for brief in entries.catalogue.shown:
        listed = entries.listed(brief)
        words = " · ".join(dict.fromkeys(_QUOTES.sub("", folded(word)) for word in _words(brief, entries) if word))
        names = [link.text for link in listed.countries]
        rows.append([listed.link.address, brief.title, listed.written_date, names, brief.summary, words])
    return msgspec.json.encode(rows).decode()


def _words(brief: Brief, entries: Entries) -> Iterator[str]:
    """Everything by which a brief can be found."""
    archive = entries.catalogue.archive
    yield from (brief.title, brief.summary, written_date(brief.date, entries.language))
    yield from (entries.person(person).text for person in brief.compilers)
    for code in brief.countries:
        if country := archive.vocabulary.countries.get(code):
            yield from (*country.labels.values(), *country.synonyms, *country.former_names)
    for topic in map(archive.vocabulary.topics.__getitem__, entries.catalogue.topics_of(brief)):
        yield from (*topic.labels.values(), *topic.synonyms)
    for source in entries.catalogue.sources_of(brief):
        yield from (source.publisher_name, str(source.issued or ""), source.title)
        yield from (source.translated_title, source.romanized_title)
