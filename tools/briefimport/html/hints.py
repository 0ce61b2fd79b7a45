"""Reads what a page says about itself in its window's title, `meta` elements and JSON-LD: no more than hints."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from briefarchive.reading.fields import LANGUAGE_TAG

from ..document import MARKED_TOPICS, Hints
from ..text.breadcrumbs import BREADCRUMBS, topics_of_breadcrumbs
from ..text.dates.printed import read_date
from ..text.people.bylines import read_byline
from ..words import read_table
from .marked_elements import MarkedElements
from .parsing import Page, Tree

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
# Classes that WordPress gives to the body of a page beside `archive`, if it lists the posts of a category and so on.
_LISTS = frozenset({"category", "tag", "author", "date"})

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


def _kinds(tree: Tree) -> Iterator[RawHint]:
    for body in tree.iter("body"):
        classes = body.get("class", "").lower().split()
        is_list = "archive" in classes and not _LISTS.isdisjoint(classes)
        is_page = "page" in classes and any(name.startswith("page-id-") for name in classes)
        if is_list or is_page:
            yield "kinds", "page", "class of the page"


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


def _hints_of_elements(tree: Tree) -> Iterator[RawHint]:
    yield from _kinds(tree)
    yield from _dates(tree)
    marked = MarkedElements(tree)
    authors = list(marked.authors())
    for author in authors:
        yield "authors", author, "author’s name in the page"
    for author in marked.authors_below_headings(only_inside=bool(authors)):
        yield "authors", author, "heading of the page"
    for topic in (*marked.topics_beside_date(), *marked.topics_beside_title()):
        yield "categories", topic, MARKED_TOPICS
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield "addresses", link.get("href", ""), "canonical link"
    for base in tree.iter("base"):
        yield "addresses", base.get("href", ""), "base address"
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
