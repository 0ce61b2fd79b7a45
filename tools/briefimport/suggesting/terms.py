"""Suggests countries and topics for a text from the names in it; too few suggestions are better than a wrong one."""

import itertools
import re
from collections.abc import Mapping, Sequence

from briefarchive.model import TopicId, Vocabulary
from briefarchive.reading.languages import HAN
from briefarchive.reading.vocabularies.countries import DOUBTFUL_NAMES

from .gazetteer import Gazetteer, NameKind, blank_namesakes, get_gazetteer
from .phrases import Hit, Phrases, Suggestion, explain_hits, rate_confidence, split_parts, weigh_hits

_MAX_COUNTRIES = 5
_MIN_WEIGHT = 1.5
_MIN_SHARE = 0.3
# The least mentions of a country that is neither in the title nor in the first paragraph, unless the text is short.
_MIN_MENTIONS = 3
_MAX_SHORT_TEXT = 3000
_WEIGHTS = {NameKind.NAME: 1.0, NameKind.DEMONYM: 0.75, NameKind.CAPITAL: 0.75, NameKind.SEAT: 0.75}
# “Russia, Turkey and Iran”: separators in a list of names.
_LISTED = re.compile(r"(?:['’]s?)?\s*(?:,|,?\s*(?:and|or|with|&)|[–—/-])\s*(?:the\s+)?", re.IGNORECASE)


_ELISION = re.compile(r"^[^\W\d_]{1,5}['’](?=[^\W\d_]{3})|['’]s?$")
# Characters between two sentences, and characters that end one.
_AROUND, _ENDS = " \t“”„«»\"'‘’()[]–—-", ".!?…:\n"

_MAX_TOPICS = 6
_MIN_TOPIC_WEIGHT = 2.0
_MIN_TOPIC_SHARE = 0.25
_CACHE: dict[int, tuple[Vocabulary, Phrases]] = {}


def suggest_countries(
    title: str,
    paragraphs: Sequence[str],
    vocabulary: Vocabulary,
    *,
    language: str = "en",
    publishers: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """Suggest at most five countries, the most frequent first, each with its reason.

    Args:
        title: The title, if there is one.
        paragraphs: The text.
        vocabulary: The countries and their names.
        language: The language of the text; its names of countries count, as do those in English and Chinese.
        publishers: The publishers of the sources: the name of a newspaper does not name a country.
    """
    names = get_gazetteer(vocabulary, language)
    title, *texts = (blank_namesakes(_lower_capitals(text), publishers) for text in (title, *paragraphs))
    scores, hits = weigh_hits(title, texts, names.phrases, lambda hit: _WEIGHTS[names.kind(hit)])
    parts = split_parts(title, texts)
    listed_codes = _find_listed(parts, hits)
    often = _MIN_MENTIONS if sum(map(len, texts)) > _MAX_SHORT_TEXT else 2
    top = max(scores.values(), default=0.0)
    codes = [
        code
        for code, score in scores.items()
        if score >= max(_MIN_WEIGHT, _MIN_SHARE * top)
        and _is_supported(hits[code], names, in_list=code in listed_codes, often=often)
        and not all(_may_be_word(hit, parts[hit.part]) for hit in hits[code])
    ]
    # Ranked by quarters of the highest weight; countries of similar weight stay in the order of the text.
    ranked = sorted(codes, key=lambda code: -min(3, int(4 * scores[code] / top)))[:_MAX_COUNTRIES]
    return tuple(
        Suggestion(value=code, because=explain_hits(hits[code]), confidence=rate_confidence(scores[code]))
        for code in ranked
    )


def _lower_capitals(text: str) -> str:
    """Return a headline in capitals in title case: “JOIN US” names no country, but “CHINA SIGNS” does."""
    return text.title() if text.isupper() else text


def _is_supported(hits: Sequence[Hit], names: Gazetteer, *, in_list: bool, often: int) -> bool:
    """Return whether a country is named clearly, and in a prominent place.

    At least one name must be that of the country, its capital or its government, since “Spanish” alone is a language;
    and one must be unambiguous, unlike “Georgia” and “Turkey”, unless it is in a list of countries.
    """
    firm = [hit for hit in hits if in_list or hit.name not in DOUBTFUL_NAMES]
    clear_hits = [hit for hit in hits if names.kind(hit) is not NameKind.DEMONYM]
    if not firm or not clear_hits:
        return False
    if any(hit.part == 0 for hit in firm):
        return True
    return len(hits) > 1 and (any(hit.part == 1 for hit in hits) or len(hits) >= often)


def _may_be_word(hit: Hit, text: str) -> bool:
    """Return whether *hit* may be a word capitalized at the start of a sentence: “Мало” has the stem of “Мали”."""
    word = _ELISION.sub("", hit.text)
    if word.casefold() == hit.name.casefold() or " " in word or HAN.search(word):
        return False
    before = text[: hit.place].rstrip(_AROUND)
    return not before or before[-1] in _ENDS


def _find_listed(parts: Sequence[str], hits: Mapping[str, Sequence[Hit]]) -> set[str]:
    """Return countries named beside another one that is unambiguous, as in “Russia and Turkey”."""
    codes: set[str] = set()
    ordered = sorted(
        (hit for country_hits in hits.values() for hit in country_hits), key=lambda hit: (hit.part, hit.place)
    )
    for left, right in itertools.pairwise(ordered):
        between = parts[left.part][left.place + len(left.text) : right.place]
        if left.part == right.part and left.value != right.value and _LISTED.fullmatch(between):
            codes.update([left.value] if right.name not in DOUBTFUL_NAMES else [])
            codes.update([right.value] if left.name not in DOUBTFUL_NAMES else [])
    return codes


def suggest_topics(title: str, paragraphs: Sequence[str], vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """Suggest at most six topics, the most frequent first, each with its reason; of a branch, only the narrowest."""
    scores, hits = weigh_hits(title, paragraphs, get_topic_phrases(vocabulary), lambda _: 1.0)
    top = max(scores.values(), default=0.0)
    # A single mention does not make a topic, unless it is in the title.
    candidates = [topic for topic in scores if len(hits[topic]) > 1 or hits[topic][0].part == 0]
    topics = [topic for topic in candidates if scores[topic] >= max(_MIN_TOPIC_WEIGHT, _MIN_TOPIC_SHARE * top)]
    broader = {above for topic in topics for above in vocabulary.broader(TopicId(topic))}
    narrowest = (topic for topic in topics if topic not in broader)
    ranked = sorted(narrowest, key=lambda topic: (-scores[topic], topic))[:_MAX_TOPICS]
    return tuple(
        Suggestion(value=topic, because=explain_hits(hits[topic]), confidence=rate_confidence(scores[topic]))
        for topic in ranked
    )


def get_topic_phrases(vocabulary: Vocabulary) -> Phrases:
    """Return the labels and synonyms of all topics."""
    entry = _CACHE.get(id(vocabulary))
    if entry is None or entry[0] is not vocabulary:
        phrases = Phrases(_fold)
        for topic in vocabulary.topics.values():
            for name in (*topic.labels.values(), *topic.synonyms):
                phrases.add(name, topic.id)
        _CACHE.clear()
        _CACHE[id(vocabulary)] = entry = (vocabulary, phrases)
    return entry[1]


def _fold(word: str) -> str:
    """Return a word in lower case without its plural; acronyms keep their capitals, since “it” is not “IT”."""
    word = re.sub(r"['’]s?$", "", word)
    if word.isupper() and len(word) <= 4:
        return word
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
