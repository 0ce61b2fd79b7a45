"""Names of countries, peoples, capitals and seats of government, and places where they name something else."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pycountry
import snowballstemmer  # type: ignore[import-untyped]
from babel import Locale, UnknownLocaleError
from countryinfo import all_countries

from briefarchive.model import Country, CountryCode, Vocabulary
from briefarchive.reading.vocabularies.countries import DOUBTFUL_NAMES, LONGER_NAMES, OTHER_NAMES

from ..words import read_table
from ..words.patterns import SignPattern
from .phrases import Hit, Phrases

# Capitals that also name people or other places, or stand for something else, as Brussels does for the EU.
_NAMES = read_table("countries")
_NOT_CAPITALS, _NOT_DEMONYMS = (frozenset(_NAMES[kind]) for kind in ("no capitals", "no demonyms"))
# Buildings and places that stand for a government in newspapers, in English and Chinese.
_SEATS: Mapping[str, list[str]] = _NAMES["seats"]
# “l’Allemagne”, “dell’Italia”
_ELISION = re.compile(r"^(?:[dl]|qu|dell|dall|nell|sull|all)['’](?=[^\W\d_])", re.IGNORECASE)
_LANGUAGES_AT_ONCE = 8
_PAPER: list[str] = _NAMES["papers"]
_PAPERS = SignPattern(_PAPER, rf"\b(?:[A-Z][\w’'-]{{1,40}} ){{1,3}}(?:{'|'.join(_PAPER)})\b(?! ?[-–])")
_HAN_PAPERS = SignPattern(
    "报社网台",
    r"[\u4e00-\u9fff]{2,4}?(?:青年|经济|证券|新闻)?(?:日报|时报|晚报|早报|周报|青年报|新闻社|新闻网|通讯社|电视台|广播电台)",
)
_MONEY = SignPattern(("US",), r"\bUS(?=\$)|\b(?:[Cc]ontact|[Aa]bout|[Ff]ollow|[Jj]oin|CONTACT|ABOUT|FOLLOW|JOIN) US\b")
_AUTHORITY = re.compile(rf"\b(?:{'|'.join(_NAMES['authorities'])})", re.IGNORECASE)
# A doubtful name with a first or last name beside it: “Jordan Smith”, “Eddie Jordan”.
_PERSON = SignPattern(
    sorted(DOUBTFUL_NAMES),
    rf"\b(?:{'|'.join(sorted(DOUBTFUL_NAMES))})\b(?:'s|’s)?(?= [A-Z][a-z])(?! (?:The|In|On|At|But|And|Its|It|He|She)\b)"
    rf"|(?<=[a-z] )[A-Z][a-z]+ (?:{'|'.join(sorted(DOUBTFUL_NAMES))})\b",
)


class NameKind(StrEnum):
    """What a name stands for."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat of its government"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names, and what each stands for."""

    phrases: Phrases
    kinds: Mapping[tuple[str, str], NameKind]

    def kind(self, hit: Hit) -> NameKind:
        """Return what the name in *hit* stands for."""
        return self.kinds.get((hit.value, hit.name), NameKind.NAME)


_CACHE: dict[str, tuple[Vocabulary, Gazetteer]] = {}


def get_gazetteer(vocabulary: Vocabulary, language: str) -> Gazetteer:
    """Return the names of countries in *vocabulary*, in English, Chinese and *language*."""
    primary = language.lower().partition("-")[0]
    entry = _CACHE.get(primary)
    if entry is None or entry[0] is not vocabulary:
        if len(_CACHE) >= _LANGUAGES_AT_ONCE:
            _CACHE.clear()
        _CACHE[primary] = entry = (vocabulary, _collect(vocabulary, primary))
    return entry[1]


def _collect(vocabulary: Vocabulary, language: str) -> Gazetteer:
    phrases = Phrases(_choose_folding(language))
    kinds: dict[tuple[str, str], NameKind] = {}
    for name in (*LONGER_NAMES, *_list_papers(vocabulary)):
        phrases.add(name, "")
    for country in vocabulary.countries.values():
        for name in _list_labels(country, language):
            phrases.add(name, country.code)
    seats = ((code, name, NameKind.SEAT) for code, names in _SEATS.items() for name in names)
    for code, name, kind in (*_demonyms_and_capitals(), *seats):
        if CountryCode(code) in vocabulary.countries:
            phrases.add(name, code)
            kinds.setdefault((code, name), kind)
    for country in vocabulary.countries.values():
        for name in _list_labels(country, language):
            kinds.pop((country.code, name), None)
    return Gazetteer(phrases, kinds)


def _list_papers(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield publishers with names of several words: neither “China Daily” nor 中国日报 is a country."""
    for publisher in vocabulary.publishers.values():
        names = (publisher.name, *publisher.aliases)
        yield from (name for name in names if len(name.split()) > 1 or not name.isascii())


def _list_labels(country: Country, language: str) -> Iterator[str]:
    english = country.label()
    yield from re.split(r"\s*[()]\s*", english.replace(" SAR China", ""))[:2]
    yield english
    languages = {"zh", language}
    yield from (label for tag, label in country.labels.items() if tag.partition("-")[0] in languages)
    if local := _read_territories(language).get(country.code):
        yield local
    yield from (*country.synonyms, *country.former_names)
    yield from OTHER_NAMES.get(country.code, ())
    if country.members:  # the code of a group is a name, such as ASEAN
        yield country.code
    entry = pycountry.countries.get(alpha_2=country.code)
    if entry is not None:
        names = (entry.name, getattr(entry, "common_name", ""), getattr(entry, "official_name", ""))
        yield from (name for name in names if name and "," not in name)


@functools.cache
def _read_territories(language: str) -> Mapping[str, str]:
    """Return the names of countries in a language; vocabularies have only a few languages."""
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@functools.cache
def _demonyms_and_capitals() -> tuple[tuple[str, str, NameKind], ...]:
    demonyms: dict[str, list[tuple[int, str]]] = defaultdict(list)
    capitals: list[tuple[str, str, NameKind]] = []
    for entry in all_countries():
        code, people = entry.iso(2), entry.population() or 0
        if not code or people < 300_000:
            continue
        for demonym in re.split(r"[,/]", entry.demonym() or ""):
            demonyms[demonym].append((people, code))
        capital = entry.capital()
        if isinstance(capital, str) and capital and capital not in _NOT_CAPITALS:
            capitals.append((code, capital, NameKind.CAPITAL))
    # “Chinese” is also listed for Hong Kong: the country with the largest population counts.
    largest = [
        (max(owners)[1], name, NameKind.DEMONYM)
        for name, owners in demonyms.items()
        if name and name not in _NOT_DEMONYMS
    ]
    return (*largest, *capitals)


def _choose_folding(language: str) -> Callable[[str], str]:
    """Return the function that normalizes words for comparison: by their stems, as in “России”, unless English."""
    return functools.partial(_fold_word, _find_stemmer(language), language == "de")


@functools.cache
def _find_stemmer(language: str) -> Callable[[str], str] | None:
    try:
        name = str(Locale.parse(language).english_name).lower()
    except (UnknownLocaleError, ValueError):
        return None
    if name == "english" or name not in snowballstemmer.algorithms():
        return None
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem


def _fold_word(stem: Callable[[str], str] | None, has_genitive: bool, word: str) -> str:
    """Return a word without its ending; capitals are kept, since “turkey” and “china” are things."""
    word = re.sub(r"['’]s?$", "", word)
    if stem is not None:
        word = _ELISION.sub("", word)
    if stem is not None and not word.isascii() and not word.isupper():
        stemmed = stem(word.lower())
        return stemmed.capitalize() if word[0].isupper() else stemmed
    # “Africans”, and in German “Deutschlands”
    ending = "s" if has_genitive else "ns"
    return word[:-1] if len(word) > 4 and word.endswith(ending) and word[0].isupper() else word


def blank_namesakes(text: str, publishers: Sequence[str] = ()) -> str:
    """Blank out words in *text* in which names of countries name something else; all positions stay the same.

    Args:
        text: A paragraph or a title.
        publishers: Names of publishers that the brief cites.
    """
    for pattern in (_PAPERS, _american_places(), _MONEY, _PERSON, _HAN_PAPERS):
        text = pattern.sub(_blank, text)
    for name in publishers:
        # A ministry or a bank does stand for its country.
        if (" " in name or not name.isascii()) and name in text and not _AUTHORITY.search(name):
            text = text.replace(name, " " * len(name))
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@functools.cache
def _american_places() -> SignPattern:
    """Match American towns such as “Lebanon, Ohio”; Georgia, Washington and New York also follow countries in lists."""
    entries = [entry for entry in pycountry.subdivisions if entry.country_code == "US" and entry.type == "State"]
    names = {entry.name for entry in entries} - {"Georgia", "Washington", "New York"}
    codes = {entry.code.removeprefix("US-") for entry in entries}
    states = sorted(names | codes)
    pattern = rf"\b[A-Z][\w.]{{1,40}}(?: [A-Z]\w{{1,40}}){{0,5}}, (?:{'|'.join(states)})\b"
    return SignPattern([f", {state}" for state in states], pattern)
