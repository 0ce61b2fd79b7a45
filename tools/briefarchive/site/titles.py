"""The small index behind the search page: titles, summaries and sources of every brief, looked up in the browser."""

import msgspec

from ..facets.entries import Entries
from ..facets.wording import folded


def title_index(entries: Entries) -> str:
    """JSON: one list a brief of address, title, date, countries, summary and the folded words to look in."""
    vocabulary = entries.catalogue.archive.vocabulary
    sources = entries.catalogue.archive.sources
    rows = []
    for brief in entries.catalogue.shown:
        listed = entries.listed(brief)
        countries = [vocabulary.countries[code] for code in brief.countries if code in vocabulary.countries]
        topics = [vocabulary.topics[one] for one in entries.catalogue.topics_of(brief)]
        cited = [sources[key] for key in brief.bibliography if key in sources]
        words = [brief.title, brief.summary, *(entries.person(person).text for person in brief.compilers)]
        for country in countries:
            words += [*country.labels.values(), *country.synonyms, *country.former_names]
        for topic in topics:
            words += [*topic.labels.values(), *topic.synonyms]
        for source in cited:
            words += [source.publisher_name, source.title, source.translated_title, source.romanized_title]
        words_in_it = " · ".join(dict.fromkeys(folded(word) for word in words if word))
        names = [link.text for link in listed.countries]
        rows.append([listed.link.address, brief.title, listed.written_date, names, brief.summary, words_in_it])
    return msgspec.json.encode(rows).decode()
