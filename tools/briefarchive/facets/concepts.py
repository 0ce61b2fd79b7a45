"""Topics as concepts of SKOS (W3C, SKOS Reference), in JSON-LD: for catalogues that know other vocabularies."""

from collections.abc import Callable, Mapping
from typing import Any

from ..model import Topic, TopicId, Vocabulary
from . import addresses

SKOS = "http://www.w3.org/2004/02/skos/core#"
_RELATIONS = ("broader", "narrower", "exactMatch", "closeMatch", "inScheme", "hasTopConcept")
CONTEXT: Mapping[str, Any] = {
    "@vocab": SKOS,
    "prefLabel": {"@container": "@language"},
    "altLabel": {"@language": None},
    **{name: {"@type": "@id"} for name in _RELATIONS},
}


def concept(topic: Topic, vocabulary: Vocabulary) -> dict[str, Any]:
    """What a topic is, by addresses relative to its page."""
    return {"@context": dict(CONTEXT), **description(topic, vocabulary, address=_beside)}


def description(topic: Topic, vocabulary: Vocabulary, *, address: Callable[[TopicId], str]) -> dict[str, Any]:
    """Labels, notes and relations of a topic.

    Args:
        topic: The topic.
        vocabulary: Where the topics around it are.
        address: Gives the address of a topic.
    """
    below = vocabulary.narrower.get(topic.id, ())
    found: dict[str, Any] = {
        "@id": address(topic.id),
        "@type": "Concept",
        "prefLabel": dict(topic.labels),
        "altLabel": list(topic.synonyms),
        "scopeNote": topic.note,
        "broader": address(topic.parent) if topic.parent else "",
        "narrower": [address(one) for one in below if vocabulary.topics[one].replaced_by is None],
        "exactMatch": list(topic.exact_match),
        "closeMatch": list(topic.close_match),
    }
    return {name: value for name, value in found.items() if value}


def _beside(topic: TopicId) -> str:
    return addresses.of_topic(topic).rpartition("/")[2]
