"""Every source of the tests, whatever it lacks, in our own lists: none fails, none is empty."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from bs4 import BeautifulSoup

from briefarchive.facets.addresses import way
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.model import Archive, Brief, BriefId, Publisher, Source, Vocabulary
from briefarchive.reading.bibliography import read_bibliography
from briefarchive.site import pages

PAGE = "archive/2014/2014-01-01-all.html"
LIST = """{% from "components/source.html" import source %}
{% for item in sources %}<li class="src">{{ source(item) }}</li>{% endfor %}"""


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """All that is read, with the keys as they are: one key may stand in several files."""
    files = sorted(Path(__file__).parents[1].rglob("*.bib"))
    return [one for file in files for one in read_bibliography(file.name, file.read_text("utf-8", "replace"))[0]]


def test_every_source_stands_in_a_list_of_ours(sources: list[Source]) -> None:
    assert len(sources) > 200
    shown = [item for together in _by_key(sources) for item in _views(together)]
    assert len(shown) == 2 * len(sources)
    template = _environment().from_string(LIST)
    html = template.render(sources=shown)
    drawn = BeautifulSoup(html, "html.parser").find_all("li", class_="src")
    assert len(drawn) == len(shown)
    for item, entry in zip(shown, drawn, strict=True):
        text = " ".join(entry.get_text().split())
        assert " ".join(item.title.split()) in text, item.key
        assert entry.find(class_="unknown") is None, item.key


def _by_key(sources: list[Source]) -> Iterator[dict[str, Source]]:
    """The sources in as few archives as there can be when a key stands in each once."""
    layers: list[dict[str, Source]] = []
    for source in sources:
        for layer in layers:
            if source.key not in layer:
                layer[source.key] = source
                break
        else:
            layers.append({source.key: source})
    yield from layers


def _views(sources: dict[str, Source]) -> Iterator[object]:
    """Each source as a brief lists it, and as the page of its publisher does."""
    brief = Brief(
        id=BriefId("2014-01-01-all"),
        path="archive/2014/2014-01-01-all.md",
        digest="",
        title="All",
        date=datetime.date(2014, 1, 1),
        sources=tuple(sources),
    )
    named = {one.publisher: one.publisher_name for one in sources.values() if one.publisher}
    publishers = {key: Publisher(id=key, name=name) for key, name in named.items()}
    archive = Archive(briefs={brief.id: brief}, sources=sources, vocabulary=Vocabulary(publishers=publishers))
    entries = Entries(Catalogue(archive))
    for number, key in enumerate(sources, 1):
        yield entries.numbered_source(key, number, 1, brief)
        yield entries.published_source(sources[key])


def _environment() -> jinja2.Environment:
    """The templates as the site has them, without what only a running build knows."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(pages._TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.newstyle_gettext = True
    environment.globals.update(pages._of_language("en"), to=lambda address: way(PAGE, address))
    environment.filters["marked"] = pages._marked
    return environment
