"""Countries that a text is about, suggested from the names in it: rather too few than a wrong one."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pycountry
from countryinfo import all_countries

from ..model import Country, CountryCode, Vocabulary
from ..reading.countries import OTHER_NAMES
from ..reading.country_names import DOUBTFUL_NAMES, NAMES_OF_OTHERS
from .phrases import Hit, Phrases, Suggestion, because, weighed

_MOST = 5
_LEAST = 1.5
_SHARE = 0.2

# Capitals that are names of people or of other places too, or stand for something else, as Brussels for the EU.
_NOT_CAPITALS = frozenset({
    "Washington_D.C.", "Brussels", "Jerusalem", "Victoria", "Kingston", "Georgetown", "Santiago", "Sucre",
    "San_José", "San_Juan", "Bern", "Malé", "Nassau", "Freetown", "Suva", "Apia", "Colombo",
})  # fmt: skip
_NOT_DEMONYMS = frozenset({"Dominican", "Congolese", "Swazi", "Channel Islander", "Heard and McDonald Islander"})


def suggest_countries(title: str, paragraphs: Sequence[str], vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """At most five countries, the most named first, then as the text names them, each with its reasons."""
    phrases, kinds = _names(vocabulary)

    def weigh(hit: Hit) -> float:
        return 1.0 if kinds[hit.value, hit.name] == "name" else 0.75

    title, *texts = (_american_place().sub("", text) for text in (title, *paragraphs))
    scores, hits = weighed(title, texts, phrases, weigh)
    top = max(scores.values(), default=0.0)
    chosen = [
        code
        for code, score in scores.items()
        if score >= max(_LEAST, _SHARE * top) and _is_supported(hits[code], kinds, named_once=len(hits[code]) < 2)
    ]
    # In quarters of the highest weight; those that are near each other stand in the order of the text.
    ranked = sorted(chosen, key=lambda code: -min(3, int(4 * scores[code] / top)))[:_MOST]
    return tuple(Suggestion(value=code, because=because(hits[code])) for code in ranked)


@functools.cache
def _american_place() -> re.Pattern[str]:
    """“Lebanon, Ohio” is a town; but Georgia, Washington and New York are named beside countries and capitals too."""
    states = {entry.name for entry in pycountry.subdivisions if entry.country_code == "US" and entry.type == "State"}
    names = "|".join(sorted(states - {"Georgia", "Washington", "New York"}))
    return re.compile(rf"\b[A-Z][\w.]+(?: [A-Z]\w+)*, (?:{names})\b")


def _is_supported(hits: Sequence[Hit], kinds: Mapping[tuple[str, str], str], *, named_once: bool) -> bool:
    """Whether one of the names is the country's own or its capital's: “Spanish” alone is a language."""
    firm = [hit for hit in hits if hit.name not in DOUBTFUL_NAMES]
    return bool(firm) and not named_once and any(kinds[hit.value, hit.name] != "demonym" for hit in hits)


def _names(vocabulary: Vocabulary) -> tuple[Phrases, Mapping[tuple[str, str], str]]:
    known = _CACHE.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        known = (vocabulary, *_collect(vocabulary))
        _CACHE.clear()
        _CACHE[id(vocabulary)] = known
    return known[1], known[2]


_CACHE: dict[int, tuple[Vocabulary, Phrases, Mapping[tuple[str, str], str]]] = {}


def _collect(vocabulary: Vocabulary) -> tuple[Phrases, Mapping[tuple[str, str], str]]:
    phrases = Phrases(_fold)
    kinds: dict[tuple[str, str], str] = defaultdict(lambda: "name")
    for name in (*NAMES_OF_OTHERS, *_papers(vocabulary)):
        phrases.add(name, "")
    for country in vocabulary.countries.values():
        for name in _labels(country):
            phrases.add(name, country.code)
    for code, name, kind in _demonyms_and_capitals():
        if CountryCode(code) in vocabulary.countries:
            phrases.add(name, code)
            kinds[code, name] = kind
    return phrases, kinds


def _papers(vocabulary: Vocabulary) -> Iterator[str]:
    """Publishers whose names are more than one word: “China Daily” is no country."""
    for publisher in vocabulary.publishers.values():
        yield from (name for name in (publisher.name, *publisher.aliases) if len(name.split()) > 1)


def _labels(country: Country) -> Iterator[str]:
    english = country.label()
    yield from re.split(r"\s*[()]\s*", english.replace(" SAR China", ""))[:2]
    yield english
    yield from (label for tag, label in country.labels.items() if tag.startswith("zh"))
    yield from (*country.synonyms, *country.former_names)
    yield from OTHER_NAMES.get(country.code, ())
    entry = pycountry.countries.get(alpha_2=country.code)
    if entry is not None:
        names = (entry.name, getattr(entry, "common_name", ""), getattr(entry, "official_name", ""))
        yield from (name for name in names if name and "," not in name)


@functools.cache
def _demonyms_and_capitals() -> tuple[tuple[str, str, str], ...]:
    demonyms: dict[str, list[tuple[int, str]]] = defaultdict(list)
    capitals: list[tuple[str, str, str]] = []
    for entry in all_countries():
        code, people = entry.iso(2), entry.population() or 0
        if not code or people < 300_000:
            continue
        for demonym in re.split(r"[,/]", entry.demonym() or ""):
            demonyms[demonym].append((people, code))
        capital = entry.capital()
        if isinstance(capital, str) and capital and capital.replace(" ", "_") not in _NOT_CAPITALS:
            capitals.append((code, capital, "capital"))
    # “Chinese” is listed for Hong Kong too: the largest country has it.
    largest = [
        (max(owners)[1], name, "demonym") for name, owners in demonyms.items() if name and name not in _NOT_DEMONYMS
    ]
    return (*largest, *capitals)


def _fold(word: str) -> str:
    """A word without its possessive and its plural; capitals stay, since “turkey” and “china” are things."""
    word = re.sub(r"['’]s?$", "", word)
    return word[:-1] if len(word) > 4 and word.endswith("ns") and word[0].isupper() else word
