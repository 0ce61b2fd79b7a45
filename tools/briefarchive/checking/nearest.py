"""“Did you mean …?”: the nearest known name for one that is not known."""

import difflib
from collections.abc import Iterable, Mapping

from ..model import Country, Topic


def suggestion(name: str, known: Mapping[str, str]) -> str | None:
    """A hint with the nearest name.

    Args:
        name: What was written.
        known: Every name that could have been meant, in small letters, and how it is to be written.
    """
    wanted = name.casefold().replace("_", "-")
    if wanted in known:
        return f"did you mean {known[wanted]}?"
    near = difflib.get_close_matches(wanted, known, n=5, cutoff=0.7)
    # Of names that are equally near, the one that begins alike: "BRZ" is BR rather than BZ.
    best = max(near, key=lambda one: (_likeness(wanted, one), _shared_start(wanted, one)), default=None)
    return f"did you mean {known[best]}?" if best else None


def country_names(countries: Iterable[Country]) -> dict[str, str]:
    """Codes, labels in every language, synonyms and former names of countries."""
    names: dict[str, str] = {}
    for country in countries:
        shown = f'"{country.code}" ({country.label()})'
        for name in (country.code, *country.labels.values(), *country.synonyms, *country.former_names):
            names.setdefault(name.casefold(), shown)
    return names


def topic_names(topics: Iterable[Topic]) -> dict[str, str]:
    """Ids, labels in every language and synonyms of topics."""
    names: dict[str, str] = {}
    for topic in topics:
        shown = f'"{topic.id}" ({topic.label()})'
        for name in (topic.id, *topic.labels.values(), *topic.synonyms):
            names.setdefault(name.casefold(), shown)
    return names


def plain(names: Iterable[str]) -> dict[str, str]:
    """Names that stand for themselves."""
    return {name.casefold(): f'"{name}"' for name in names}


def _shared_start(one: str, other: str) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, other, one).ratio()
