"""The picture that other sites show beside a link to the archive."""

import collections

from ..pictures.shelf import MOST_COLUMNS
from ..pictures.social_card import SocialCard
from ..pictures.squares import Run
from .entries import Entries


def social_card(entries: Entries, *, name: str, text: str, accent: str) -> SocialCard:
    """What stands on it: all briefs in the order of their events, or each year where they are too many for columns.

    Args:
        entries: The archive's things as views show them.
        name: The name of the archive.
        text: A sentence on it.
        accent: Its colour.
    """
    works = entries.catalogue.works[::-1]
    single = len(works) <= MOST_COLUMNS
    return SocialCard(
        name=name,
        text=text,
        columns=tuple(_runs_of(entries)) if single else tuple(_by_year(entries)),
        single=single,
        accent=accent,
    )


def _runs_of(entries: Entries) -> list[tuple[Run, ...]]:
    found = (entries.evidence(work.brief) for work in entries.catalogue.works[::-1])
    return [evidence.runs if evidence else () for evidence in found]


def _by_year(entries: Entries) -> list[tuple[Run, ...]]:
    """The sources of each year between the first and the last, by who tells them."""
    counts: dict[int, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for work, runs in zip(entries.catalogue.works[::-1], _runs_of(entries), strict=True):
        for run in runs:
            counts[work.brief.date.year][run.teller] += run.count
    years = range(min(counts, default=0), max(counts, default=-1) + 1)
    return [tuple(Run(teller=one, seen="original", count=n) for one, n in counts[year].items()) for year in years]
