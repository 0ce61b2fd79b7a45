"""Topics that a text is about, suggested from the labels and synonyms of the vocabulary."""

import re
from collections.abc import Sequence

from briefarchive.model import Topic, TopicId, Vocabulary

from .phrases import Hit, Phrases, Suggestion, because, confidence_of, weighed

_MOST = 6
_LEAST = 2.0
_SHARE = 0.25


def suggest_topics(title: str, paragraphs: Sequence[str], vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """At most six topics, those named most often first, each with its reasons; of a branch the narrowest alone."""
    scores, hits = weighed(title, paragraphs, topic_names(vocabulary), _equally)
    top = max(scores.values(), default=0.0)
    # One word is no topic, unless the title has it.
    named = [topic for topic in scores if len(hits[topic]) > 1 or hits[topic][0].part == 0]
    chosen = [topic for topic in named if scores[topic] >= max(_LEAST, _SHARE * top)]
    broader = {above for topic in chosen for above in vocabulary.broader(TopicId(topic))}
    narrowest = (topic for topic in chosen if topic not in broader)
    ranked = sorted(narrowest, key=lambda topic: (-scores[topic], topic))[:_MOST]
    return tuple(
        Suggestion(value=topic, because=because(hits[topic]), confidence=confidence_of(scores[topic]))
        for topic in ranked
    )


def topic_names(vocabulary: Vocabulary) -> Phrases:
    """Every label and synonym of the topics."""
    known = _CACHE.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        phrases = Phrases(_fold)
        for topic in vocabulary.topics.values():
            for name in _names(topic):
                phrases.add(name, topic.id)
        _CACHE.clear()
        _CACHE[id(vocabulary)] = known = (vocabulary, phrases)
    return known[1]


_CACHE: dict[int, tuple[Vocabulary, Phrases]] = {}


def _names(topic: Topic) -> tuple[str, ...]:
    return (*topic.labels.values(), *topic.synonyms)


def _equally(_: Hit) -> float:
    return 1.0


def _fold(word: str) -> str:
    """A word in small letters without its plural; acronyms keep their capitals, since “it” is not “IT”."""
    word = re.sub(r"['’]s?$", "", word)
    if word.isupper() and len(word) <= 4:
        return word
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
