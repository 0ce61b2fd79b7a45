"""The tree of topics in SKOS."""

import json
from typing import Any

import pytest

from briefarchive.exporting.static_files import concept_scheme
from briefarchive.model import Topic, Vocabulary

TOPICS = (
    Topic(id="energy", labels={"en": "Energy", "zh": "能源"}),
    Topic(id="gas", labels={"en": "Gas"}, parent="energy", exact_match=("http://terms.example/1",)),
    Topic(id="old-gas", labels={"en": "Town gas"}, replaced_by="gas"),
)


def _graph(base_url: str) -> dict[str, Any]:
    written = json.loads(concept_scheme(Vocabulary(topics={one.id: one for one in TOPICS}), base_url, series="Briefs"))
    return {one["@id"]: one for one in written["@graph"]}


@pytest.mark.parametrize(("base_url", "root"), [("https://b.example/x/", "https://b.example/x"), ("", "..")])
def test_each_topic_is_a_concept_of_the_scheme_by_its_address(base_url: str, root: str) -> None:
    graph = _graph(base_url)
    scheme, energy, gas = f"{root}/topics/index.html", f"{root}/topics/energy.html", f"{root}/topics/gas.html"
    assert graph == {
        scheme: {
            "@id": scheme,
            "@type": "ConceptScheme",
            "prefLabel": {"en": "Briefs: topics"},
            "hasTopConcept": [energy],
        },
        energy: {
            "@id": energy,
            "@type": "Concept",
            "prefLabel": {"en": "Energy", "zh": "能源"},
            "narrower": [gas],
            "inScheme": scheme,
        },
        gas: {
            "@id": gas,
            "@type": "Concept",
            "prefLabel": {"en": "Gas"},
            "broader": energy,
            "exactMatch": ["http://terms.example/1"],
            "inScheme": scheme,
        },
    }
