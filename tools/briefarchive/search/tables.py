"""Small tables that the client fetches on demand: names for filters, words for suggestions, characters."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from ..facets.catalogue import UNNAMED
from ..facets.entries import Entries
from ..facets.table import FACETS, FILTERED
from ..facets.views import Link
from .segmentation import fold_word

_MOST_BESIDE = 3

Row = Sequence[Any]


def term_table(entries: Entries) -> dict[str, list[Row]]:
    """Return, for each filter, its values: id, name, number of works (or sources), page, and other names."""
    vocabulary = entries.catalogue.archive.vocabulary
    return {
        filter_.name: [
            _row(str(term), facet.link(entries, term), len(items), facet.names(vocabulary, term))
            for term, items in facet.list_items(entries.catalogue).items()
            if term != UNNAMED
        ]
        for facet, filter_ in FILTERED
    }


def _row(term: str, link: Link, count: int, names: Iterable[str]) -> Row:
    other_names = dict.fromkeys(fold_word(name) for name in names)
    other_names.pop(fold_word(link.text), None)
    return (term, link.text, count, link.address, *other_names)


def unused_term_table(entries: Entries) -> dict[str, list[Row]]:
    """Return the terms without briefs: id, name, related terms, and other names."""
    vocabulary = entries.catalogue.archive.vocabulary
    return {
        filter_.name: [
            (
                str(term),
                facet.link(entries, term).text,
                [(link.text, link.address) for link in itertools.islice(related, _MOST_BESIDE)],
                *dict.fromkeys(map(fold_word, facet.names(vocabulary, term))),
            )
            for term, related in filter_.unused_terms(entries)
        ]
        for facet, filter_ in FILTERED
        if filter_.unused_terms
    }


def facet_table(entries: Entries) -> list[dict[str, Any]]:
    """Return what the client needs to know about each facet."""
    text = entries.gettext
    return [
        {
            "filter": facet.filter.name if facet.filter else "",
            "kind": facet.name if facet.pages else "",
            "noun": text(facet.noun),
            "label": text(facet.label),
            "isNumber": bool(facet.filter and facet.filter.is_number),
            "isSingle": bool(facet.filter and facet.filter.is_single),
            "isLegend": bool(facet.filter and facet.filter.is_legend),
            "hasSources": facet.sources is not None,
            "hasAbsent": bool(facet.filter and facet.filter.unused_terms),
        }
        for facet in FACETS
    ]
