"""Pages by topic, and the tree of topics."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import CountryCode, TopicId, Vocabulary
from ...reading import nearest
from .. import addresses
from ..catalogue import Catalogue
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option, distinct, most_first
from ..figures.counts import timeline_of_topic
from ..figures.shelf import Shelves
from ..figures.told import Told
from ..linked_data import concept
from ..scripts import base_language
from ..views import Group, IndexPage, Link, TreeItem
from .lists import brief_pages, by_year, filled, publishers_door, whole_page, with_links


def _pages(entries: Entries) -> Iterator[IndexPage]:
    """The tree of topics, and each topic that has briefs."""
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    tree = tuple(_tree_item(entries, topic) for topic in vocabulary.narrower.get(None, ()))
    yield replace(whole_page(TOPICS, entries, len(vocabulary.topics)), shows="tree", tree=tree)
    shelves, told, _ = Shelves(entries), Told(entries), entries.words.gettext
    cells, codes = catalogue.by_cell, defaultdict[TopicId, list[CountryCode]](list)
    for code, topic in cells:
        codes[topic].append(code)
    for topic, briefs in catalogue.by_topic.items():
        term = vocabulary.topics[topic]
        below = tuple(_counted_topic(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
        countries = (
            Link(text=entries.country(code).text, address=addresses.of_cell(code, topic), count=len(cells[code, topic]))
            for code in codes[topic]
        )
        above = tuple(entries.topic(broader) for broader in vocabulary.broader(topic))
        about = [
            (_("Scope"), term.note),
            (_("Also known as"), _(", ").join(term.synonyms)),
            (_("Chinese"), "" if base_language(entries.language) == "zh" else term.labels.get("zh", "")),
        ]
        elsewhere = [(_("Same as"), term.exact_match), (_("See also"), term.close_match)]
        doors = with_links(
            Group(title=_("Narrower topics"), links=below),
            Group(title=_("Countries"), links=tuple(most_first(countries, entries.language))),
            publishers_door(briefs, entries),
        )
        address, name = addresses.of_topic(topic), term.label(entries.language)
        page = IndexPage(
            address=address,
            kind="topic",
            title=name,
            trail=(TOPICS.whole(entries), *above[::-1]),
            about=filled(about),
            elsewhere=filled(elsewhere),
            linked_data=concept(term, vocabulary),
            doors=doors,
            shelf=shelves.of_briefs(address, name, briefs),
            told=told.of_briefs(address, briefs),
            timeline=timeline_of_topic(entries, address, topic, briefs),
        )
        yield from brief_pages(page, briefs, entries, by_year, facet=TOPICS)


def _counted_topic(entries: Entries, topic: TopicId) -> Link:
    return entries.topic(topic, len(entries.catalogue.by_topic.get(topic, ())))


def _tree_item(entries: Entries, topic: TopicId) -> TreeItem:
    vocabulary = entries.catalogue.archive.vocabulary
    below = tuple(_tree_item(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
    return TreeItem(link=_counted_topic(entries, topic), note=vocabulary.topics[topic].note, below=below)


def _names(vocabulary: Vocabulary, topic: TopicId) -> tuple[str, ...]:
    """Labels of a topic in every language, and its synonyms."""
    known = vocabulary.topics.get(topic)
    return distinct((*known.labels.values(), *known.synonyms)) if known else ()


def _absent(entries: Entries) -> Iterator[tuple[TopicId, Iterable[Link]]]:
    """Topics without a brief, each with the nearest broader topic that has one."""
    catalogue = entries.catalogue
    for topic, term in catalogue.archive.vocabulary.topics.items():
        if topic not in catalogue.by_topic and not term.replaced_by:
            broader = catalogue.archive.vocabulary.broader(topic)
            yield topic, (entries.topic(one) for one in broader if one in catalogue.by_topic)


TOPICS: Facet[TopicId] = Facet(
    name="topic",
    noun=gettext_noop("topic"),
    label=gettext_noop("Topics"),
    counted=ngettext_noop("{number} topic", "{number} topics"),
    of_brief=Catalogue.list_topics,
    link=Entries.topic,
    names=_names,
    called_by_id=True,
    pages=FacetPages(
        folder="topics",
        make=_pages,
        in_header=True,
        invitation=gettext_noop("All topics"),
        exports=True,
        feeds=True,
    ),
    filter=Filter(name="topic", example=gettext_noop("On the topic {topic}, or on one below it."), absent=_absent),
    option=Option(
        metavar="ID",
        help="On a topic or one below it.",
        known=lambda catalogue: catalogue.archive.vocabulary.topics,
        meant=lambda catalogue: nearest.topic_names(catalogue.archive.vocabulary.topics.values()),
        where=lambda _: "topics are in archive/vocabulary/topics.yaml",
    ),
)
