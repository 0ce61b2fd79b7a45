"""Finds the authors and topics of a page in elements that its mark-up calls so, by their classes and properties."""

import functools
import itertools
import re
from collections.abc import Iterator

from ..text.filing import is_label, values_in
from ..text.kinds import facts_of
from ..text.page_furniture import filed_of_line
from ..text.people.bylines import opening_of_byline, read_byline
from ..text.people.unlabelled_names import names_alone
from ..words import read_table
from .page_regions import FOOT, is_running_text, reason_outside
from .parsing import BLOCKS, Tree, list_short_texts, text_of

_CLASSES = read_table("author_classes")
_OF_AUTHOR, _OF_TOPICS = frozenset(_CLASSES["names"]), frozenset(_CLASSES["topics"])
_BESIDE_AUTHOR = frozenset(_CLASSES["no names"])
_BETWEEN_PARTS = re.compile("[-_]+")
_PROPERTIES = frozenset({"articleSection", "keywords", "about"})
# Elements that can hold the names of authors, which are no longer, with the words around them.
_LINES_OF_NAMES = (
    *("a", "address", "dd", "div", "em", "h2", "h3", "h4", "h5", "h6"),
    *("li", "p", "section", "span", "strong", "td", "ul"),
)
_LONGEST, _LONGEST_LABEL, _MOST_AUTHORS, _MOST_TOPICS = 200, 40, 4, 10


class MarkedElements:
    """The authors and topics in the elements of a page."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        # Read once: of thousands of marked elements, each would read all of the page again.
        self._lines = list_short_texts(tree, _LONGEST)
        self._is_inside = functools.cache(self._stands_inside)

    def authors(self) -> Iterator[str]:
        """Yield the names that elements mark as those of authors: the first that stand together.

        Others belong to other texts. Lists and boxes beside the article count only if nothing else has names, and all
        of them name the same person.
        """
        marked = [
            element
            for element in self._tree.iter(*_LINES_OF_NAMES)
            if _is_author(element) or _class_names_author(element)
        ]
        named = [(element, names) for element in marked if (names := self._names_in(element))]
        inside = [element for element, _ in named if self._is_inside(element)]
        if not inside and len({names for _, names in named}) > 1:
            return
        first = inside[0] if inside else named[0][0] if named else None
        group = self._widest_line(first)
        together = {
            element: names
            for element, names in named
            if group in _with_ancestors(element) or (first is not None and element.getparent() is first.getparent())
        }
        found = {name for names in together.values() for name in names}
        if first is not None and not found.issuperset(name for _, names in named for name in names):
            # Among several, only a line that says nothing else is sure.
            line = next((above for above in _with_ancestors(first) if above.tag in BLOCKS), first)
            if not facts_of(text_of(line)).byline:
                return
        for names in together.values():
            yield from names

    def authors_below_headings(self, *, only_inside: bool) -> Iterator[str]:
        """Yield the names below “About the author” or “Authors” beside or below the article, among their posts.

        Args:
            only_inside: Whether boxes beside the article do not count: the page marks its author elsewhere, and
                “Contributors” of the whole site may stand there.
        """
        for heading in self._tree.iter("dt", "h2", "h3", "h4", "h5", "h6", "strong", "p", "div"):
            words = self._lines.get(heading, "")
            if len(words) > _LONGEST_LABEL or not opening_of_byline(words):
                continue
            if only_inside and not self._is_inside(heading):
                continue
            # A box of its own may be around the heading.
            boxes = itertools.takewhile(
                lambda above: self._lines.get(above) == words,  # noqa: B023
                _with_ancestors(heading),
            )
            box = list(boxes)[-1]
            ends = {box.tag, "h1", "h2", *(("h3", "h4") if box.tag in ("strong", "p", "div") else ())}
            below = itertools.takewhile(lambda element: element.tag not in ends, box.itersiblings())  # noqa: B023
            lines = (
                line
                for element in below
                for line in element.iter(*_LINES_OF_NAMES)
                if not any(inner.tag in BLOCKS for inner in line.iterdescendants())
            )
            names = dict.fromkeys(name for line in lines for name in self._names_in(line))
            if len(names) <= _MOST_AUTHORS:
                yield from names

    def topics_beside_date(self) -> Iterator[str]:
        """Yield the topics in elements whose class says so, in the first short line of the article with a day."""
        dated = {above for time in self._tree.iter("time") for above in _with_ancestors(time)}
        first: Tree | None = None
        for element in self._tree.iter("span", "div", "li", "p", "dd"):
            if not _class_names_topics(element):
                continue
            line = self._widest_line(element)
            if line not in dated or not self._is_inside(element):
                continue
            # Other lines belong to other texts.
            first = line if first is None else first
            if line is first:
                yield from values_in(self._lines.get(element, ""))

    def topics_beside_title(self) -> Iterator[str]:
        """Yield the topics in elements whose class or property says so, in the part of the page with title and text."""
        above = _with_ancestors(next(self._tree.iter("h1"), None))
        part = next((element for element in above[1:] if any(map(is_running_text, element.iter("p")))), None)
        for element in [] if part is None else part.iter("span", "div", "ul", "p", "dd", "td", "section"):
            is_marked = element.get("itemprop") in _PROPERTIES or _class_names_topics(element)
            if not is_marked or element not in self._lines or not self._is_inside(element):
                continue
            words = self._lines[element]
            if is_label(words):
                continue
            leaves = [
                self._lines[leaf] for leaf in element.iter("a", "span", "li") if leaf is not element and not len(leaf)
            ]
            filed = [entry.value for entry in filed_of_line(words)]
            topics = filed or [value for text in leaves or [words] for value in values_in(text) if not is_label(value)]
            if len(topics) <= _MOST_TOPICS:
                yield from topics

    def _names_in(self, element: Tree) -> tuple[str, ...]:
        """Return the people whom *element* names, if it is a short line and says nothing else."""
        words = self._lines.get(element, "").replace("·", ",")
        byline = read_byline(words) or names_alone(words, frozenset())
        if byline is None and _is_author(element):
            byline = read_byline(f"Author: {words}")
        return byline.compilers if byline else ()

    def _widest_line(self, element: Tree | None) -> Tree | None:
        """Return *element*, or the widest around it that is no longer than a line."""
        return next((above for above in reversed(_with_ancestors(element)) if above in self._lines), None)

    def _stands_inside(self, element: Tree) -> bool:
        """Return whether *element* may be part of a text, by its mark-up and that of all around it."""
        above = element.getparent()
        return reason_outside(element) in ("", FOOT) and (above is None or self._is_inside(above))


def _is_author(element: Tree) -> bool:
    """Return whether a page marks *element* as the name of an author, as blog software does (hCard, HTML)."""
    rel, classes = element.get("rel", "").split(), element.get("class", "").split()
    return "fn" in classes or "author" in rel or element.get("itemprop") == "author"


def _class_names_author(element: Tree) -> bool:
    """Return whether a class of *element*, or part of one, says that it names authors: “news-list-author”."""
    for name in element.get("class", "").lower().split():
        parts = {*_BETWEEN_PARTS.split(name), name}
        if not _OF_AUTHOR.isdisjoint(parts) and _BESIDE_AUTHOR.isdisjoint(parts):
            return True
    return False


def _class_names_topics(element: Tree) -> bool:
    """Return whether a class of *element* ends in a word for topics: “news-list-category”."""
    names = (_BETWEEN_PARTS.split(name) for name in element.get("class", "").lower().split())
    return any(len(parts) > 1 and parts[-1] in _OF_TOPICS for parts in names)


def _with_ancestors(element: Tree | None) -> list[Tree]:
    return [] if element is None else [element, *element.iterancestors()]
