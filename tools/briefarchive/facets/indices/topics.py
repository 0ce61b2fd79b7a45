"""Pages by topic, and the tree of topics."""

from collections.abc import Iterator

from ...model import CountryCode, TopicId
from .. import addresses
from ..concepts import concept
from ..entries import Entries
from ..views import Group, IndexPage, Link, TreeItem
from ..wording import sort_key
from .lists import brief_pages, by_year, publishers_door, with_links

_TOPICS = Link(text="Topics", address=addresses.TOPICS)


def topic_pages(entries: Entries) -> Iterator[IndexPage]:
    """The tree of topics, and each topic that has briefs."""
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    yield IndexPage(
        address=addresses.TOPICS,
        kind="topics",
        title="Topics",
        tree=tuple(_tree_item(entries, topic) for topic in vocabulary.narrower.get(None, ())),
        total=len(vocabulary.topics),
        unit="topic",
    )
    cells: dict[TopicId, list[CountryCode]] = {}
    for code, topic in catalogue.by_cell:
        cells.setdefault(topic, []).append(code)
    for topic, briefs in catalogue.by_topic.items():
        term = vocabulary.topics[topic]
        below = tuple(_counted_topic(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
        countries = sorted(
            (
                Link(
                    text=entries.country(code).text,
                    address=addresses.of_cell(code, topic),
                    count=len(catalogue.by_cell[code, topic]),
                )
                for code in cells.get(topic, ())
            ),
            key=lambda link: sort_key(link.text),
        )
        above = tuple(entries.topic(broader) for broader in vocabulary.broader(topic))
        about = [
            ("Scope", term.note),
            ("Also known as", ", ".join(term.synonyms)),
            ("Chinese", term.labels.get("zh", "")),
        ]
        elsewhere = [("Same as", term.exact_match), ("Close to", term.close_match)]
        doors = with_links(
            Group(title="Narrower topics", links=below),
            Group(title="Countries", links=tuple(countries)),
            publishers_door(briefs, entries),
        )
        page = IndexPage(
            address=addresses.of_topic(topic),
            kind="topic",
            title=term.label(entries.language),
            trail=(_TOPICS, *above[::-1]),
            about=tuple((label, text) for label, text in about if text),
            elsewhere=tuple((label, matches) for label, matches in elsewhere if matches),
            linked_data=concept(term, vocabulary),
            doors=doors,
            feed=addresses.feed_of(addresses.of_topic(topic)),
        )
        yield from brief_pages(page, briefs, entries, by_year)


def _counted_topic(entries: Entries, topic: TopicId) -> Link:
    return entries.topic(topic, len(entries.catalogue.by_topic.get(topic, ())))


def _tree_item(entries: Entries, topic: TopicId) -> TreeItem:
    vocabulary = entries.catalogue.archive.vocabulary
    below = tuple(_tree_item(entries, narrower) for narrower in vocabulary.narrower.get(topic, ()))
    return TreeItem(link=_counted_topic(entries, topic), note=vocabulary.topics[topic].note, below=below)
