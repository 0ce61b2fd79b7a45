"""By what else the things of an archive are called: names in other languages, synonyms, former names."""

from collections.abc import Iterable

import pycountry

from ..model import CountryCode, PublisherId, TopicId, Vocabulary
from ..reading.vocabularies.countries import OTHER_NAMES


def country_names(vocabulary: Vocabulary, code: CountryCode) -> tuple[str, ...]:
    """Names of a country in every language, but no code: `IN`, `IT` and `NO` are words."""
    country, iso = vocabulary.countries.get(code), pycountry.countries.get(alpha_2=code)
    if country is None:
        return ()
    official = (iso.name, getattr(iso, "official_name", iso.name)) if iso else (code,)
    listed = (*country.labels.values(), *country.synonyms, *country.former_names)
    return _once((*listed, *OTHER_NAMES.get(code, ()), *official))


def topic_names(vocabulary: Vocabulary, topic: TopicId) -> tuple[str, ...]:
    """Labels of a topic in every language, and its synonyms."""
    known = vocabulary.topics.get(topic)
    return _once((*known.labels.values(), *known.synonyms)) if known else ()


def publisher_names(vocabulary: Vocabulary, publisher: PublisherId) -> tuple[str, ...]:
    """The name of a publisher and its others."""
    known = vocabulary.publishers.get(publisher)
    return _once((known.name, *known.aliases)) if known else ()


def _once(names: Iterable[str]) -> tuple[str, ...]:
    spaced = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(filter(None, spaced)))
