"""Reads what a page says about itself in its window's title, `meta` elements and JSON-LD: no more than hints."""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from briefarchive.reading.fields import LANGUAGE_TAG

from ..document import MARKED_TOPICS, Hints
from ..text.breadcrumbs import BREADCRUMBS, topics_of_breadcrumbs
from ..text.dates.printed import read_date
from ..text.filing import filed_in, is_label, values_in
from ..text.kinds import facts_of
from ..text.people.bylines import opening_of_byline, read_byline
from ..text.people.unlabelled_names import names_alone
from ..words import read_table
from .page_regions import FOOT, is_running_text, reason_outside
from .parsing import BLOCKS, Page, Tree

_META = {name: kind for kind, names in read_table("meta").items() for name in names}
# Cards for messages have pairs of them: “Written by”, “Ada Example”.
_LABEL_OF_CARD, _DATA_OF_CARD = "twitter:label", "twitter:data"
_LD_LIMIT = 200_000
_SAVED_FROM = "<!-- saved from url="
_MOST = 30
# So many letters may stand beside the date of a page: “Posted on … by … in …”.
_BESIDE_DATE = 40
_LONGEST = 500
_BETWEEN_TAGS = re.compile("[,;，；、]")
_BETWEEN_PARTS = re.compile("[-_]+")
# Elements that can hold the names of authors, which are no longer, with the words around them.
_LINES_OF_NAMES = (
    "a",
    "address",
    "dd",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "p",
    "section",
    "span",
    "strong",
    "td",
    "ul",
)
_LONGEST_NAMES, _LONGEST_LABEL, _MOST_AUTHORS = 200, 40, 4
_MOST_TOPICS = 10
_PROPERTIES = frozenset({"articleSection", "keywords", "about"})

RawHint = tuple[str, str, str]


def hints_of(page: Page) -> Hints:
    """Return the hints of *page*, with the window's title last among the titles, since it names the site as well."""
    raw_hints = (
        *_linked_data(page.tree),
        *_meta(page.tree),
        *_hints_of_elements(page.tree),
        *_saved_address(page.source),
    )
    hints = Hints.of((kind, _value(kind, " ".join(raw.split())[:_LONGEST]), where) for kind, raw, where in raw_hints)
    return replace(hints, **{field.name: getattr(hints, field.name)[:_MOST] for field in fields(hints)})


def window_title(tree: Tree) -> Tree | None:
    """Return the element with the title of the page's window."""
    return next(
        (title for title in tree.iter("title") if title.getparent() is None or title.getparent().tag != "svg"), None
    )


def _value(kind: str, text: str) -> str:
    match kind:
        case "dates" | "modified":
            iso = re.match(r"\d{4}-\d{2}-\d{2}", text)
            reading = None if iso else read_date(text)
            return iso[0] if iso else reading.date.isoformat() if reading and not reading.reason else ""
        case "languages":
            tag = text.replace("_", "-")
            return tag if re.fullmatch(LANGUAGE_TAG, tag) else ""
        case "addresses":
            return text if text.lower().startswith(("http://", "https://")) else ""
    return text


def _meta(tree: Tree) -> Iterator[RawHint]:
    labels: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        kind = _META.get(name.lower().replace("dcterms.created", "dc.date"))
        content = meta.get("content", "")
        if kind == "tags":
            yield from ((kind, tag, f"meta {name}") for tag in _BETWEEN_TAGS.split(content))
        elif kind:
            yield kind, content, f"meta {name}"
        elif name.lower().startswith(_LABEL_OF_CARD):
            labels[name[len(_LABEL_OF_CARD) :]] = content
        elif name.lower().startswith(_DATA_OF_CARD) and (label := labels.get(name[len(_DATA_OF_CARD) :])):
            byline = read_byline(f"{label.rstrip(' :：')}: {content}")
            yield from (("authors", author, f"meta {name}") for author in (byline.compilers if byline else ()))


def _dates(tree: Tree) -> Iterator[RawHint]:
    times = list(tree.iter("time"))
    for time in times:
        is_entry = "entry-date" in time.get("class", "").split()
        if time.get("itemprop") == "datePublished" or "pubdate" in time.attrib or is_entry:
            yield "modified" if _is_change(time) else "dates", time.get("datetime", ""), "time element"
    if len(times) == 1 and not _is_change(times[0]) and not _in_running_text(times[0]):
        yield "dates", times[0].get("datetime", ""), "time element"
    for element in tree.iter("abbr"):
        if "published" in element.get("class", "").split():
            yield "dates", element.get("title", ""), "date in the page"


def _is_change(time: Tree) -> bool:
    """Return whether *time* says when a page was changed; one that was never changed has both classes."""
    classes = time.get("class", "").split()
    is_changed = "updated" in classes or time.get("itemprop") == "dateModified"
    return is_changed and "published" not in classes


def _in_running_text(time: Tree) -> bool:
    """Return whether a paragraph says much besides *time*, which may then be the day of anything."""
    paragraph = next(time.iterancestors("p"), None)
    if paragraph is None:
        return False
    time_text, paragraph_text = ("".join(element.itertext()) for element in (time, paragraph))
    return sum(map(str.isalpha, paragraph_text)) - sum(map(str.isalpha, time_text)) > _BESIDE_DATE


def _names_author(element: Tree) -> bool:
    """Return whether a page marks *element* as the name of an author, as blog software does (hCard, HTML)."""
    rel, classes = element.get("rel", "").split(), element.get("class", "").split()
    return "fn" in classes or "author" in rel or element.get("itemprop") == "author"


_OF_AUTHOR = frozenset(read_table("author_classes")["names"])
_OF_TOPICS = frozenset(read_table("author_classes")["topics"])
_BESIDE_AUTHOR = frozenset(read_table("author_classes")["no names"])


def _class_names_author(element: Tree) -> bool:
    """Return whether a class of *element*, or part of one, says that it names authors: “news-list-author”."""
    for name in element.get("class", "").lower().split():
        parts = {*_BETWEEN_PARTS.split(name), name}
        if not _OF_AUTHOR.isdisjoint(parts) and _BESIDE_AUTHOR.isdisjoint(parts):
            return True
    return False


def _names_in(element: Tree) -> tuple[str, ...]:
    """Return the people whom *element* names, if it says nothing else; a mark-up for machines has a name apart."""
    apart = [meta.get("content", "") for meta in element.iter("meta") if meta.get("itemprop") == "name"]
    words = (_words_of(element) or ", ".join(apart)).replace("·", ",")
    if len(words) > _LONGEST_NAMES:
        return ()
    byline = read_byline(words) or names_alone(words, frozenset())
    if byline is None and _names_author(element):
        byline = read_byline(f"Author: {words}")
    return byline.compilers if byline else ()


def _authors_in_page(tree: Tree) -> Iterator[RawHint]:
    """Yield the names that elements mark as those of authors: the first that stand together.

    Others belong to other texts. Lists and boxes beside the article count only if nothing else has names, and all of
    them name the same person.
    """
    marked = [
        element for element in tree.iter(*_LINES_OF_NAMES) if _names_author(element) or _class_names_author(element)
    ]
    named = [(element, names) for element in marked if (names := _names_in(element))]
    inside = [
        element
        for element, _ in named
        if all(reason_outside(above) in ("", FOOT) for above in _with_ancestors(element))
    ]
    if not inside and len({names for _, names in named}) > 1:
        return
    first = inside[0] if inside else named[0][0] if named else None
    group = [above for above in _with_ancestors(first) if len(_words_of(above)) <= _LONGEST_NAMES][-1:]
    together = {
        element: names
        for element, names in named
        if any(above in group for above in _with_ancestors(element))
        or (first is not None and element.getparent() is first.getparent())
    }
    found = {name for names in together.values() for name in names}
    if first is not None and not found.issuperset(name for _, names in named for name in names):
        # Among several, only a line that says nothing else is sure.
        line = next((above for above in _with_ancestors(first) if above.tag in BLOCKS), first)
        if not facts_of(_words_of(line)).byline:
            return
    yield from (("authors", name, "author’s name in the page") for names in together.values() for name in names)


def _authors_below_headings(tree: Tree) -> Iterator[RawHint]:
    """Yield the names below “About the author” or “Authors” beside or below the article, among their posts."""
    for heading in tree.iter("dt", "h2", "h3", "h4", "h5", "h6", "strong", "p", "div"):
        words = _words_of(heading)
        if len(words) > _LONGEST_LABEL or not opening_of_byline(words):
            continue
        # A box of its own may be around the heading.
        boxes = itertools.takewhile(lambda above: _words_of(above) == words, _with_ancestors(heading))  # noqa: B023
        box = list(boxes)[-1]
        ends = {box.tag, "h1", "h2", *(("h3", "h4") if box.tag in ("strong", "p", "div") else ())}
        below = itertools.takewhile(lambda element: element.tag not in ends, box.itersiblings())  # noqa: B023
        lines = (
            line
            for element in below
            for line in element.iter(*_LINES_OF_NAMES)
            if not any(inner.tag in BLOCKS for inner in line.iterdescendants())
        )
        names = dict.fromkeys(name for line in lines for name in _names_in(line))
        if len(names) <= _MOST_AUTHORS:
            yield from (("authors", name, "heading of the page") for name in names)


def _topics_in_page(tree: Tree) -> Iterator[RawHint]:
    """Yield the categories in elements whose class says so, in the first short line of the article with a day."""
    first: list[Tree] = []
    for element in tree.iter("span", "div", "li", "p", "dd"):
        if not _class_names_topics(element):
            continue
        above = _with_ancestors(element)
        line = [ancestor for ancestor in above if len(_words_of(ancestor)) <= _LONGEST_NAMES][-1:]
        dated = any(next(ancestor.iter("time"), None) is not None for ancestor in line)
        if not dated or any(reason_outside(ancestor) not in ("", FOOT) for ancestor in above):
            continue
        # Other lines belong to other texts.
        first = first or line
        if line == first:
            yield from (("categories", value, MARKED_TOPICS) for value in values_in(_words_of(element)))


def _topics_beside_title(tree: Tree) -> Iterator[RawHint]:
    """Yield the topics in elements whose class or property says so, in the part of the page with title and text."""
    above = _with_ancestors(next(tree.iter("h1"), None))
    part = next((element for element in above[1:] if any(map(is_running_text, element.iter("p")))), None)
    for element in [] if part is None else part.iter("span", "div", "ul", "p", "dd", "td", "section"):
        words = _words_of(element)
        is_marked = element.get("itemprop") in _PROPERTIES or _class_names_topics(element)
        if not is_marked or len(words) > _LONGEST_NAMES or is_label(words):
            continue
        if any(reason_outside(ancestor) not in ("", FOOT) for ancestor in _with_ancestors(element)):
            continue
        leaves = [_words_of(leaf) for leaf in element.iter("a", "span", "li") if leaf is not element and not len(leaf)]
        filed = [entry.value for entry in filed_in(words)]
        topics = filed or [value for text in leaves or [words] for value in values_in(text) if not is_label(value)]
        if len(topics) <= _MOST_TOPICS:
            yield from (("categories", topic, MARKED_TOPICS) for topic in topics)


def _class_names_topics(element: Tree) -> bool:
    """Return whether a class of *element* ends in a word for topics: “news-list-category”."""
    names = (_BETWEEN_PARTS.split(name) for name in element.get("class", "").lower().split())
    return any(len(parts) > 1 and parts[-1] in _OF_TOPICS for parts in names)


def _with_ancestors(element: Tree | None) -> list[Tree]:
    return [] if element is None else [element, *element.iterancestors()]


def _words_of(element: Tree) -> str:
    return " ".join("".join(element.itertext()).split())


def _hints_of_elements(tree: Tree) -> Iterator[RawHint]:
    yield from _dates(tree)
    yield from _authors_in_page(tree)
    yield from _authors_below_headings(tree)
    yield from _topics_in_page(tree)
    yield from _topics_beside_title(tree)
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield "addresses", link.get("href", ""), "canonical link"
    for base in tree.iter("base"):
        yield "addresses", base.get("href", ""), "base address"
    for body in tree.iter("body"):
        classes = body.get("class", "").lower().split()
        is_page = "page" in classes and any(name.startswith("page-id-") for name in classes)
        yield "kinds", "page" if is_page else "", "class of the page"
    root = tree.getroottree().getroot()
    yield "languages", root.get("lang") or root.get("xml:lang") or "", "HTML lang"
    title = window_title(tree)
    if title is not None:
        yield "titles", "".join(title.itertext()), "HTML title"


def _saved_address(source: str) -> Iterator[RawHint]:
    """Yield the address in the note that browsers put above a page that they save."""
    start = source.find(_SAVED_FROM, 0, 10_000)
    if start >= 0:
        note = source[start + len(_SAVED_FROM) : start + 2_000].partition("-->")[0]
        yield "addresses", note.partition(")")[2].strip() or note.strip(), "saved page’s note"


def _linked_data(tree: Tree) -> Iterator[RawHint]:
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("type", "").lower() != "application/ld+json" or len(text) > _LD_LIMIT:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        things = list(_things(data))
        names_by_id = {thing["@id"]: thing.get("name") for thing in things if isinstance(thing.get("@id"), str)}
        for thing in things:
            yield from _hints_of_thing(thing, names_by_id)
            yield from (
                ("categories", topic, BREADCRUMBS)
                for topic in topics_of_breadcrumbs(_breadcrumb_steps(thing), _titles(tree))
            )


def _things(data: object) -> Iterator[dict[str, object]]:
    nodes = data if isinstance(data, list) else [data]
    for node in nodes[:_MOST]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (
                member for member in (graph if isinstance(graph, list) else [])[:_MOST] if isinstance(member, dict)
            )


def _breadcrumb_steps(thing: dict[str, object]) -> list[str]:
    """Return the names of the steps of a trail, “BreadcrumbList”; none for another thing."""
    listed = thing.get("itemListElement") if thing.get("@type") == "BreadcrumbList" else None
    steps = [step for step in (listed if isinstance(listed, list) else [])[:_MOST] if isinstance(step, dict)]
    inner = (step["item"] if isinstance(step.get("item"), dict) and "name" not in step else step for step in steps)
    return [str(step.get("name", "")) for step in inner]


def _titles(tree: Tree) -> list[str]:
    """Return the titles of a page by its window and headings."""
    elements = [window_title(tree), *tree.iter("h1")]
    return ["".join(element.itertext()).strip() for element in elements if element is not None]


def _hints_of_thing(thing: dict[str, object], names_by_id: Mapping[object, object]) -> Iterator[RawHint]:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    if not any(isinstance(name, str) and (name.endswith(("Article", "Posting", "Report"))) for name in names):
        return
    for name, kind in (("headline", "titles"), ("datePublished", "dates"), ("dateModified", "modified"),
                       ("url", "addresses"), ("inLanguage", "languages")):  # fmt: skip
        if isinstance(value := thing.get(name), str):
            yield kind, value, f"JSON-LD {name}"
    for name, kind in (("author", "authors"), ("editor", "editors"), ("keywords", "tags"), ("about", "tags"),
                       ("spatialCoverage", "tags"), ("contentLocation", "tags"),
                       ("articleSection", "categories")):  # fmt: skip
        value = thing.get(name)
        for member in value if isinstance(value, list) else [value]:
            if isinstance(member, dict):
                is_other = member.get("@type") == "Organization" or (kind == "tags" and member.get("@type") == "Person")
                text = None if is_other else member.get("name")
                text = text or names_by_id.get(str(member.get("@id")))
            else:
                text = member
            if isinstance(text, str):
                parts = _BETWEEN_TAGS.split(text) if kind == "tags" else [text]
                yield from ((kind, part, f"JSON-LD {name}") for part in parts)
