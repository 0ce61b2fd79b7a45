"""What stands below the title of a list, in sentences: how much there is, from when, and what it rests on."""

from collections.abc import Sequence

from ..i18n import words
from ..model import Brief, Source
from .catalogue import Catalogue
from .wording import paragraph


def describe_briefs(briefs: Sequence[Brief], catalogue: Catalogue, language: str) -> str:
    """“4 briefs, on events from 2014 to 2017. They rest on 42 sources.” The works must be newest first."""
    if not briefs:
        return ""
    sources = {key for brief in briefs for key in catalogue.bibliography(brief)}
    sentences = (_events(briefs, language), _sources(len(briefs), len(sources), language))
    return paragraph(filter(None, sentences), language)


def describe_sources(sources: Sequence[Source], briefs: Sequence[Brief], language: str) -> str:
    """How many there are, and how many briefs rest on their publisher."""
    texts = words(language)
    count = texts.ngettext("{number} source.", "{number} sources.", len(sources)).format(number=len(sources))
    text = texts.ngettext(
        "{number} brief rests on this publisher.", "{number} briefs rest on this publisher.", len(briefs)
    )
    return paragraph((count, text.format(number=len(briefs))), language)


def _events(briefs: Sequence[Brief], language: str) -> str:
    texts, count = words(language), len(briefs)
    last, first = briefs[0].date.year, briefs[-1].date.year
    if first == last:
        return texts.ngettext(
            "{number} brief, on an event of {year}.", "{number} briefs, on events of {year}.", count
        ).format(number=count, year=first)
    text = texts.gettext("{number} briefs, on events from {first} to {last}.")
    return text.format(number=count, first=first, last=last)


def _sources(briefs: int, sources: int, language: str) -> str:
    texts = words(language)
    if not sources:
        return ""
    if briefs == 1:
        return texts.ngettext("It rests on {number} source.", "It rests on {number} sources.", sources).format(
            number=sources
        )
    return texts.ngettext("They rest on {number} source.", "They rest on {number} sources.", sources).format(
        number=sources
    )
