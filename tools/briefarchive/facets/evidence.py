"""What a brief rests on: who tells it, and how the compiler saw it.

Who tells it follows from the kind of the publisher. A publisher is one of state media only where the vocabulary says so
with a source. What is not recorded is called so, and never guessed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ..i18n import counted, ngettext_noop, words, written_number
from ..model import Source, Vocabulary
from ..pictures.squares import SEEN, TELLERS, Run, count_by_teller
from .scripts import base_language
from .views import Evidence, LegendRow
from .wording import joined, language_name, paragraph, written_sources

_BY_KIND = {
    **dict.fromkeys(("government", "international-organisation"), "official"),
    "news-agency": "agency",
    **dict.fromkeys(("newspaper", "broadcaster", "magazine", "news-site", "trade-press"), "press"),
    **dict.fromkeys(("think-tank", "journal"), "research"),
}

Kind = tuple[str, str]
"""Of a source: one of `TELLERS` and one of `SEEN`."""

_NO_LANGUAGE = ngettext_noop("{number} whose language is not recorded", "{number} whose languages are not recorded")
_BARELY_SEEN = ngettext_noop(
    "Of {number} only the headline or an entry in a list is known.",
    "Of {number} only the headline or an entry in a list is known.",
)
_UNRECORDED = ngettext_noop("How {number} was seen is not recorded.", "How {number} were seen is not recorded.")


def find_teller(source: Source, vocabulary: Vocabulary) -> str:
    """Who tells what a source says: one of `TELLERS`."""
    teller = _BY_KIND.get(source.publisher_kind, "other")
    publisher = vocabulary.publishers.get(source.publisher) if source.publisher else None
    return "state" if teller != "official" and publisher and publisher.state_media else teller


def find_seen(source: Source) -> str:
    """How a source was seen: one of `SEEN`."""
    return source.seen.value if source.seen else "unrecorded"


def find_kind(source: Source, vocabulary: Vocabulary) -> Kind:
    """Who tells what a source says, and how it was seen."""
    return find_teller(source, vocabulary), find_seen(source)


def teller_name(teller: str, language: str) -> str:
    """Who tells it, as a legend says it."""
    _ = words(language).gettext
    return {
        "official": _("Official"),
        "state": _("State media"),
        "agency": _("News agency"),
        "press": _("Press"),
        "research": _("Research"),
        "other": _("Other"),
    }[teller]


def seen_name(seen: str, language: str) -> str:
    """How it was seen, as a legend says it."""
    _ = words(language).gettext
    return {
        "original": _("read"),
        "copy": _("read in a copy"),
        "headline": _("headline only"),
        "listing": _("listed only"),
        "unrecorded": _("how it was seen is not recorded"),
    }[seen]


def make_runs(sources: Iterable[Source], vocabulary: Vocabulary) -> tuple[Run, ...]:
    """How many sources there are of each kind, in drawing order."""
    return in_drawing_order(Counter(find_kind(source, vocabulary) for source in sources))


def in_drawing_order(counts: Counter[Kind]) -> tuple[Run, ...]:
    """Runs of so many sources by who tells them and how they were seen."""
    return tuple(
        Run(teller=teller, seen=seen, count=counts[teller, seen])
        for teller in TELLERS
        for seen in SEEN
        if counts[teller, seen]
    )


def make_evidence(sources: Sequence[Source], vocabulary: Vocabulary, language: str) -> Evidence | None:
    """What rests on these sources, in squares and in words; None without any."""
    if not sources:
        return None
    runs = make_runs(sources, vocabulary)
    number, told = written_sources(len(sources), language), joined(list(_told(runs, language)), language)
    _ = words(language).gettext
    languages = joined(list(_languages(sources, language)), language)
    rests = _("Rests on {sources}: {tellers}; {languages}.").format(sources=number, tellers=told, languages=languages)
    return Evidence(
        total=len(sources),
        runs=runs,
        label=_("{sources}: {tellers}").format(sources=number, tellers=told),
        sentence=paragraph([rests, *_seen_sentences(runs, language)], language),
    )


def tellers_of(runs: Iterable[Run]) -> tuple[str, ...]:
    """Those who tell these sources, in drawing order."""
    there = {run.teller for run in runs}
    return tuple(teller for teller in TELLERS if teller in there)


def count_tellers(runs: Iterable[Run], tellers: Iterable[str]) -> tuple[int, ...]:
    """How many of these sources each of the *tellers* tells."""
    counts = count_by_teller(runs)
    return tuple(counts[teller] for teller in tellers)


def teller_rows(runs: Iterable[Run], language: str) -> tuple[LegendRow, ...]:
    """The legend of the colours, with the number of each that is there."""
    counts = count_by_teller(runs)
    return tuple(
        LegendRow(mark=f"{teller} original", text=teller_name(teller, language), count=counts[teller])
        for teller in TELLERS
        if counts[teller]
    )


def seen_rows(runs: Iterable[Run], language: str) -> tuple[LegendRow, ...]:
    """The legend of the forms, with the number of each that is there; headlines and listings have one form."""
    counts = _counts(runs, lambda run: "headline" if run.seen == "listing" else run.seen)
    return tuple(
        LegendRow(mark=f"any {seen}", text=_form_name(seen, language), count=counts[seen])
        for seen in SEEN
        if counts[seen]
    )


def _form_name(seen: str, language: str) -> str:
    return words(language).gettext("headline or listing only") if seen == "headline" else seen_name(seen, language)


def _counts(runs: Iterable[Run], key: Callable[[Run], str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for run in runs:
        counts[key(run)] += run.count
    return counts


def _told(runs: Iterable[Run], language: str) -> Iterable[str]:
    """“10 from state media”, “2 from news agencies” and so on."""
    ngettext = words(language).ngettext
    texts: dict[str, Callable[[int], str]] = {
        "official": lambda n: ngettext("{number} official", "{number} official", n),
        "state": lambda n: ngettext("{number} from state media", "{number} from state media", n),
        "agency": lambda n: ngettext("{number} from a news agency", "{number} from news agencies", n),
        "press": lambda n: ngettext("{number} from the press", "{number} from the press", n),
        "research": lambda n: ngettext("{number} from research", "{number} from research", n),
        "other": lambda n: ngettext("{number} other", "{number} others", n),
    }
    counts = count_by_teller(runs)
    return (
        texts[one](counts[one]).format(number=written_number(counts[one], language)) for one in TELLERS if counts[one]
    )


def _languages(sources: Iterable[Source], language: str) -> Iterable[str]:
    """“19 in English”, “3 in Chinese”, the commonest first."""
    texts = words(language)
    for tag, number in Counter(base_language(source.language) for source in sources).most_common():
        if tag:
            text = texts.ngettext("{number} in {language}", "{number} in {language}", number)
            yield text.format(number=written_number(number, language), language=language_name(tag, language))
        else:
            yield counted(_NO_LANGUAGE, number, language)


def _seen_sentences(runs: Sequence[Run], language: str) -> Iterable[str]:
    """What readers should know of how the sources were seen: which were not read, and what is not recorded."""
    texts = words(language)
    counts = _counts(runs, lambda run: run.seen)
    if barely := counts["headline"] + counts["listing"]:
        yield counted(_BARELY_SEEN, barely, language)
    if unknown := counts["unrecorded"]:
        if unknown == sum(counts.values()):
            yield texts.ngettext("How it was seen is not recorded.", "How they were seen is not recorded.", unknown)
        else:
            yield counted(_UNRECORDED, unknown, language)
