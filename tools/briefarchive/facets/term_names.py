"""By what else the things of an archive are called: names in other languages, synonyms, former names."""

from collections.abc import Iterable, Iterator

import pycountry

from ..model import Country, Publisher, Topic
from ..reading.vocabularies.countries import OTHER_NAMES


def country_names(country: Country) -> tuple[str, ...]:
    """Names of a country in every language, but no code: `IN`, `IT` and `NO` are words."""
    iso = pycountry.countries.get(alpha_2=country.code)
    official = (iso.name, getattr(iso, "official_name", iso.name)) if iso else (country.code,)
    listed = (*country.labels.values(), *country.synonyms, *country.former_names)
    return _once((*listed, *OTHER_NAMES.get(country.code, ()), *official))


def topic_names(topic: Topic) -> tuple[str, ...]:
    """Labels of a topic in every language, and its synonyms."""
    return _once((*topic.labels.values(), *topic.synonyms))


def publisher_names(publisher: Publisher) -> tuple[str, ...]:
    """The name of a publisher and its others."""
    return _once((publisher.name, *publisher.aliases))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_named(names)))


def _named(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name.strip():
            yield " ".join(name.split())
