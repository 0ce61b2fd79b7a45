"""The tree of topics as a concept scheme of SKOS (W3C, SKOS Reference) in JSON-LD, for catalogues and thesauri.

A concept is named by the address of its topic's page: a whole one where the address of the site is known, else one that
is relative to the file, which stands in `exports/`.
"""

from ..facets import addresses
from ..facets.linked_data import CONTEXT, description
from ..i18n import words
from ..model import TopicId, Vocabulary
from .json_text import json_text

ADDRESS = "exports/topics.jsonld"


def concept_scheme(vocabulary: Vocabulary, base_url: str = "", *, series: str = "Briefs", language: str = "en") -> str:
    """All topics that no other one has replaced."""
    root = base_url.rstrip("/") or ".."
    scheme = f"{root}/{addresses.TOPICS}"

    def address(topic: TopicId) -> str:
        return f"{root}/{addresses.of_topic(topic)}"

    concepts = [
        {**description(topic, vocabulary, address=address), "inScheme": scheme}
        for topic in vocabulary.topics.values()
        if topic.replaced_by is None
    ]
    tops = [address(topic) for topic in vocabulary.narrower.get(None, ()) if not vocabulary.topics[topic].replaced_by]
    title = {language.replace("_", "-"): words(language).gettext("{series}: topics").format(series=series)}
    head = {"@id": scheme, "@type": "ConceptScheme", "prefLabel": title, "hasTopConcept": tops}
    return json_text({"@context": dict(CONTEXT), "@graph": [head, *concepts]}) + "\n"
