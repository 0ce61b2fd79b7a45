"""What shelves say in words: from when to when, and when most."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ...i18n import words
from ...model import Brief, PartialDate
from ..wording import joined, written_briefs, written_partial_date

_DATES = 6
_BUSIEST = 2
_EMPTY_YEARS = 4


def written_months(briefs: Sequence[Brief], language: str) -> str:
    """The months of events, oldest first, or the first and the last where they are many."""
    months = list(dict.fromkeys(_month(brief, language) for brief in briefs))
    if len(months) <= _DATES:
        return joined(months, language)
    return words(language).gettext("{first} to {last}").format(first=months[0], last=months[-1])


def time_sentences(briefs: Sequence[Brief], language: str) -> Iterator[str]:
    """From when to when events are, in which years most of them, and in which none."""
    texts = words(language)
    first, last = _month(briefs[0], language), _month(briefs[-1], language)
    one, several = (
        texts.gettext("{briefs} on events of {first}."),
        texts.gettext("{briefs} on events from {first} to {last}."),
    )
    text = one if first == last else several
    yield text.format(briefs=written_briefs(len(briefs), language), first=first, last=last)
    counts = Counter(brief.date.year for brief in briefs)
    busiest = sorted(str(year) for year, number in counts.items() if number == max(counts.values()))
    if len(busiest) <= _BUSIEST and len(busiest) < len(counts):
        text = texts.ngettext("The fullest year is {years}.", "The fullest years are {years}.", len(busiest))
        yield text.format(years=joined(busiest, language))
    empty = [str(year) for year in range(min(counts), max(counts)) if year not in counts]
    if len(empty) > _EMPTY_YEARS:
        text = texts.ngettext("None is of {number} of the years.", "None is of {number} of the years.", len(empty))
        yield text.format(number=len(empty))
    elif empty:
        yield texts.gettext("None is of {years}.").format(years=joined(empty, language))


def _month(brief: Brief, language: str) -> str:
    return written_partial_date(PartialDate(year=brief.date.year, month=brief.date.month), language)
