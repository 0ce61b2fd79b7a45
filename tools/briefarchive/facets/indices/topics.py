"""Pages by topic, and the tree of topics."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from ...i18n import gettext_noop, ngettext_noop
from ...model import Brief, TopicId, Vocabulary
from ...reading.languages import base_language
from ..catalogue import Catalogue
from ..counts import tellers_figure, topic_timeline
from ..entries import Entries
from ..facet import Facet, FacetPages, Filter, Option, unique_names
from ..linked_data import concept
from ..shelf import make_shelves
from ..views import IndexPage, Link, TreeItem
from .lists import cited_publishers, drop_empty, index_page, link_cells, link_groups


def _tree(entries: Entries) -> Iterator[IndexPage]:
    vocabulary = entries.catalogue.archive.vocabulary
    tree = tuple(_tree_item(entries, topic) for topic in vocabulary.narrower.get(None, ()))
    yield replace(index_page(TOPICS, entries, len(entries.catalogue.by_topic)), shows="tree", tree=tree)


def _complete(entries: Entries, page: IndexPage, topic: TopicId, briefs: Sequence[Brief]) -> IndexPage:
    """Add the scope and other names of a topic, and pictures of its briefs."""
    vocabulary, _ = entries.catalogue.archive.vocabulary, entries.gettext
    is_chinese = base_language(entries.language) == "zh"
    term = vocabulary.topics[topic]
    about = [
        (_("Scope"), term.note),
        (_("Also known as"), _(", ").join(term.synonyms)),
        (_("Chinese"), "" if is_chinese else term.labels.get("zh", "")),
    ]
    below = (_counted_topic(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
    return replace(
        page,
        trail=(*page.trail, *map(entries.topic, [*vocabulary.broader(topic)][::-1])),
        about=drop_empty(about),
        elsewhere=drop_empty([(_("Same as"), term.exact_match), (_("See also"), term.close_match)]),
        linked_data=concept(term, vocabulary),
        related=link_groups(
            (_("Narrower topics"), below),
            (_("Countries"), link_cells(entries, 1).get(topic, ())),
            cited_publishers(briefs, entries),
        ),
        shelf=make_shelves(entries).briefs_figure(page.address, page.title, briefs),
        tellers=tellers_figure(entries, page.address, briefs),
        timeline=topic_timeline(entries, page.address, topic, briefs),
    )


def _counted_topic(entries: Entries, topic: TopicId) -> Link:
    return entries.topic(topic, len(entries.catalogue.by_topic.get(topic, ())))


def _tree_item(entries: Entries, topic: TopicId) -> TreeItem:
    vocabulary = entries.catalogue.archive.vocabulary
    below = tuple(_tree_item(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
    return TreeItem(link=_counted_topic(entries, topic), note=vocabulary.topics[topic].note, below=below)


def _names(vocabulary: Vocabulary, topic: TopicId) -> tuple[str, ...]:
    record = vocabulary.topics.get(topic)
    return unique_names((*record.labels.values(), *record.synonyms)) if record else ()


def _unused_topics(entries: Entries) -> Iterator[tuple[TopicId, Iterable[Link]]]:
    """Yield each topic without briefs, with a link to the nearest broader topic that has some."""
    catalogue = entries.catalogue
    for topic, term in catalogue.archive.vocabulary.topics.items():
        if topic not in catalogue.by_topic and not term.replaced_by:
            broader = catalogue.archive.vocabulary.broader(topic)
            yield topic, (entries.topic(topic_id) for topic_id in broader if topic_id in catalogue.by_topic)


TOPICS: Facet[TopicId] = Facet(
    name="topic",
    noun=gettext_noop("topic"),
    label=gettext_noop("Topics"),
    count_forms=ngettext_noop("{number} topic", "{number} topics"),
    brief_terms=Catalogue.list_topics,
    vocabulary="topics",
    link=Entries.topic,
    names=_names,
    is_found_by_id=True,
    pages=FacetPages(folder="topics", index_pages=_tree, complete=_complete, in_header=True, exports=True, feeds=True),
    filter=Filter(
        name="topic", example=gettext_noop("On the topic {topic}, or on one below it."), unused_terms=_unused_topics
    ),
    option=Option(metavar="ID", help="On a topic or one below it."),
)
