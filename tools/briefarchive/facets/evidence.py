"""The evidence of a brief: the publisher classes of its sources, and how the compiler saw them.

The class follows from the kind of the publisher. A publisher counts as state media only if the vocabulary says so and
names a source. What is not recorded is shown as such and never guessed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from ..i18n import format_count, gettext_noop, ngettext_noop, translations
from ..model import Source, Vocabulary
from ..pictures.squares import OFF, SEEN, TELLERS, Run, Runs, count_by
from ..reading.languages import base_language
from .appearance import PUBLISHER_KINDS
from .views import Evidence, FigureTable, LegendRow, Legends, Link, TableRow
from .wording import format_list, format_source_count, join_sentences, language_name

Kind = tuple[str, str]
"""The publisher class of a source, one of `TELLERS`, and how it was seen, one of `SEEN`."""
TellerRow = tuple[str, tuple[Link, ...], tuple[int, ...], Runs]

_TELLERS = {
    "official": gettext_noop("Official"),
    "state": gettext_noop("State media"),
    "agency": gettext_noop("News agency"),
    "press": gettext_noop("Press"),
    "research": gettext_noop("Research"),
    "other": gettext_noop("Other"),
}
_SEEN = {
    "original": gettext_noop("read"),
    "copy": gettext_noop("read in a copy"),
    "headline": gettext_noop("headline only"),
    "listing": gettext_noop("listed only"),
    "unrecorded": gettext_noop("how it was seen is not recorded"),
}
_FORMS = _SEEN | {"headline": gettext_noop("headline or listing only")}
"""The labels of the shapes of squares: headlines and listings share one."""
_COUNTS = {
    "official": ngettext_noop("{number} official", "{number} official"),
    "state": ngettext_noop("{number} from state media", "{number} from state media"),
    "agency": ngettext_noop("{number} from a news agency", "{number} from news agencies"),
    "press": ngettext_noop("{number} from the press", "{number} from the press"),
    "research": ngettext_noop("{number} from research", "{number} from research"),
    "other": ngettext_noop("{number} other", "{number} others"),
}


def find_teller(source: Source, vocabulary: Vocabulary) -> str:
    """Return the publisher class of a source, one of `TELLERS`."""
    teller = PUBLISHER_KINDS.get(source.publisher_kind, {}).get("teller") or "other"
    publisher = vocabulary.publishers.get(source.publisher) if source.publisher else None
    return "state" if teller != "official" and publisher and publisher.state_media else teller


def find_kind(source: Source, vocabulary: Vocabulary) -> Kind:
    """Return the publisher class of a source, and how it was seen."""
    return find_teller(source, vocabulary), source.seen.value if source.seen else "unrecorded"


def teller_name(teller: str, language: str) -> str:
    """Return the name of a publisher class in legends."""
    return translations(language).gettext(_TELLERS[teller])


def seen_name(seen: str, language: str) -> str:
    """Return how a source was seen, in the words of legends."""
    return translations(language).gettext(_SEEN[seen])


def make_runs(counts: Counter[Kind]) -> tuple[Run, ...]:
    """Return the counts of sources in drawing order."""
    return tuple(
        Run(teller=teller, seen=seen, count=counts[teller, seen])
        for teller in TELLERS
        for seen in SEEN
        if counts[teller, seen]
    )


def make_evidence(sources: Sequence[Source], vocabulary: Vocabulary, language: str) -> Evidence | None:
    """Return these sources as squares and in words; None if there are none."""
    if not sources:
        return None
    runs = make_runs(Counter(find_kind(source, vocabulary) for source in sources))
    number, counts = format_source_count(len(sources), language), count_by("teller", runs)
    # “10 from state media and 2 from news agencies”
    text = format_list(
        (format_count(*_COUNTS[teller], counts[teller], language) for teller in TELLERS if counts[teller]), language
    )
    _ = translations(language).gettext
    languages = format_list(_languages(sources, language), language)
    rests = _("Cites {sources}: {tellers}; {languages}.").format(sources=number, tellers=text, languages=languages)
    return Evidence(
        total=len(sources),
        runs=runs,
        label=_("{sources}: {tellers}").format(sources=number, tellers=text),
        sentence=join_sentences([rests, *_seen_sentences(runs, language)], language),
    )


def tabulate_tellers(
    key: str, texts: tuple[str, ...], counts: tuple[str, ...], rows: Sequence[TellerRow], language: str
) -> FigureTable:
    """Return the data table of a picture, with a column for each publisher class that occurs.

    *key*, *texts* and *counts* are the headings of the keys, texts and first numbers in each of the *rows*, which end
    with the sources.
    """
    by_row = [count_by("teller", runs) for *_, runs in rows]
    tellers = [teller for teller in TELLERS if any(by_teller[teller] for by_teller in by_row)]
    return FigureTable(
        key=key,
        texts=texts,
        counts=tuple(Link(text=text) for text in (*counts, *(teller_name(teller, language) for teller in tellers))),
        rows=tuple(
            TableRow(key=name, texts=cells, counts=(*numbers, *(by_teller[teller] for teller in tellers)))
            for (name, cells, numbers, _), by_teller in zip(rows, by_row, strict=True)
        ),
    )


def make_legends(runs: Iterable[Run], language: str, *, forms: bool = True, rest: bool = False) -> Legends:
    """Return the legends of the colours and shapes of squares that occur, with counts.

    Headlines and listings share a shape. *forms* is whether the picture uses shapes, and *rest* whether it shows the
    rest of the archive in grey.
    """
    all_runs, _ = list(runs), translations(language).gettext
    tellers, seen = count_by("teller", all_runs), count_by("seen", all_runs)
    seen["headline"] += seen.pop("listing", 0)
    colours = [(f"{kind} original", teller_name(kind, language), tellers[kind]) for kind in TELLERS if tellers[kind]]
    rows = [LegendRow(mark=mark, text=text, count=count) for mark, text, count in colours]
    if rest:
        rows.append(LegendRow(mark=OFF, text=_("the rest of the archive")))
    ways = (LegendRow(mark=f"any {way}", text=_(_FORMS[way]), count=seen[way]) for way in SEEN if seen[way] and forms)
    legends = ((_("Who published it"), tuple(rows)), (_("How each source was seen"), tuple(ways)))
    return tuple((label, rows) for label, rows in legends if rows)


def _languages(sources: Iterable[Source], language: str) -> Iterable[str]:
    """Yield “19 in English”, “3 in Chinese”, the commonest first."""
    in_language = ngettext_noop("{number} in {language}", "{number} in {language}")
    in_any = ngettext_noop("{number} whose language is not recorded", "{number} whose languages are not recorded")
    for tag, number in Counter(base_language(source.language) for source in sources).most_common():
        name = language_name(tag, language) if tag else ""
        yield format_count(*(in_language if tag else in_any), number, language, language=name)


def _seen_sentences(runs: Sequence[Run], language: str) -> Iterable[str]:
    """Yield sentences on the sources that were not read, and on those of which that is not recorded."""
    counts = count_by("seen", runs)
    if barely := counts["headline"] + counts["listing"]:
        yield format_count(
            "Of {number}, only the headline or an entry in a list was seen.",
            "Of {number}, only the headline or an entry in a list was seen.",
            barely,
            language,
        )
    if unknown := counts["unrecorded"]:
        partly = ngettext_noop("No record of how {number} was seen.", "No record of how {number} were seen.")
        all_unknown = ngettext_noop("No record of how it was seen.", "No record of how they were seen.")
        yield format_count(*(all_unknown if unknown == counts.total() else partly), unknown, language)
