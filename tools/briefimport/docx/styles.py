"""The roles of paragraphs (heading, list item, quote, caption), found from the styles and lists of a Word file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..text.bylines import read_byline
from ..text.kinds import Kind, facts_of
from .markup import Aside, Node, every, is_on, line_of, part_of, value

_HEADING = re.compile(r"heading (\d)")
_PLACES = {
    "title": "title", "quote": "quote", "intense quote": "quote", "block text": "quote", "quotations": "quote",
    "block quote": "quote", "blockquote": "quote", "caption": "caption", "image caption": "caption",
    "table caption": "caption", "figure": "caption", "illustration": "caption",
}  # fmt: skip
_CONTENTS = re.compile(r"toc \d|toc heading|contents \d|contents heading|table of figures")
_LISTED = re.compile(r"list (bullet|number)(?: (\d))?")
_BULLET, _NUMBER = "ul", "ol"
_DEEPEST_LIST = 8
_DEEPEST_HEADING = 6
# As for web pages, up to ten short paragraphs can stand above the title.
_HEAD, _SHORT = 10, 100
_LONGEST_TITLE = 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style; its name is in lower case."""

    name: str
    based_on: str
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The styles of a file, and the number formats of its lists."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def line(self, id_: str) -> Iterator[Style]:
        """Yield a style and those on which it is based."""
        seen: set[str] = set()
        while id_ in self.styles and id_ not in seen:
            seen.add(id_)
            yield self.styles[id_]
            id_ = self.styles[id_].based_on


def sheet_of(styles: Node | None, numbering: Node | None) -> Sheet:
    """Read the styles and numberings of a file."""
    known: dict[str, Style] = {}
    default = ""
    for style in () if styles is None else every(styles, "style"):
        id_ = value(style, "styleId")
        name = value(part_of(style, "name")).lower()
        known[id_] = Style(name=name or id_.lower(), based_on=value(part_of(style, "basedOn")), node=style)
        if value(style, "default") in ("1", "true") and value(style, "type") == "paragraph":
            default = id_
    return Sheet(styles=known, default=default, marks={} if numbering is None else _marks(numbering))


def _marks(numbering: Node) -> dict[tuple[str, str], str]:
    """Return the number format of each level of each list."""
    patterns = {value(one, "abstractNumId"): one for one in every(numbering, "abstractNum")}
    named = {value(part_of(one, "styleLink")): one for one in patterns.values()}
    found: dict[tuple[str, str], str] = {}
    for number in every(numbering, "num"):
        pattern = patterns.get(value(part_of(number, "abstractNumId")))
        if pattern is not None and (link := value(part_of(pattern, "numStyleLink"))):
            pattern = named.get(link, pattern)
        for level in (*(() if pattern is None else every(pattern, "lvl")), *every(number, "lvl")):
            found[value(number, "numId"), value(level, "ilvl")] = value(part_of(level, "numFmt"))
    return found


class Look(NamedTuple):
    """The formatting of words, and the address to which they link."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The role of a paragraph.

    Attributes:
        name: `title`, `quote` or `caption`; otherwise empty.
        level: The level of a heading, where 1 is the title; otherwise 0.
        list_: The HTML element of the list to which an item belongs; otherwise empty.
        depth: The depth of a list item, from 0.
    """

    name: str = ""
    level: int = 0
    list_: str = ""
    depth: int = 0


def find_roles(root: Node, sheet: Sheet, aside: Aside) -> dict[Node, Role]:
    """Return the role of each paragraph below *root*, and exclude tables of contents and lines for authors."""
    roles: dict[Node, Role] = {}
    headings: list[tuple[Node, int]] = []
    for paragraph in every(root, "p"):
        properties = part_of(paragraph, "pPr")
        properties = paragraph if properties is None else properties
        style = value(part_of(properties, "pStyle")) or sheet.default
        line = list(sheet.line(style)) or [Style(name=style.lower(), based_on="", node=properties)]
        if any(_CONTENTS.fullmatch(style.name) for style in line):
            aside.take(paragraph, "the table of contents")
            continue
        if _names_author(line[0], paragraph):
            aside.authors.append(line_of(paragraph))
            aside.take(paragraph, "the line for the author")
            continue
        level, place = _level(properties, line), _place(line)
        if level and line_of(paragraph):
            headings.append((paragraph, level))
        item = None if level or place == "title" else _item(properties, line, sheet)
        list_, depth = item or ("", 0)
        roles[paragraph] = Role(name=place, level=int(place == "title"), list_=list_, depth=depth)
    titled = any(role.name == "title" for role in roles.values())
    for paragraph, level in _placed(root, headings, titled=titled):
        roles[paragraph] = Role(level=min(level, _DEEPEST_HEADING))
    _raise_items(root, roles)
    if not titled and not headings and (title := _bold_title(root, sheet)) is not None:
        roles[title] = Role(level=1)
    return roles


def _place(line: list[Style]) -> str:
    """Return the purpose of a style; one that is based on the title style must be named a title, too."""
    place = next((_PLACES[style.name] for style in line if style.name in _PLACES), "")
    own = line[0].name
    return "" if place == "title" and own != "title" and ("title" not in own or "sub" in own) else place


def _names_author(style: Style, paragraph: Node) -> bool:
    """Return whether only the style of a paragraph, and none of its words, marks it as a byline."""
    words = line_of(paragraph)
    return style.name in ("author", "authors", "byline") and bool(words) and read_byline(words) is None


def _level(properties: Node, line: list[Style]) -> int:
    """Return the level of a heading, from its style or outline level; 0 if it is not a heading."""
    own = value(part_of(properties, "outlineLvl"))
    for style in line:
        if match := _HEADING.fullmatch(style.name):
            return int(match[1])
    levels = (own, *(value(part_of(style.node, "pPr", "outlineLvl")) for style in line))
    said = next((level for level in levels if level), "")
    return int(said) + 1 if said.isdecimal() and len(said) == 1 and int(said) < 9 else 0


def _item(properties: Node, line: list[Style], sheet: Sheet) -> tuple[str, int] | None:
    """Return the kind of list and the depth of a list item; None for another paragraph."""
    numberings = [part_of(properties, "numPr"), *(part_of(style.node, "pPr", "numPr") for style in line)]
    list_ = next((id_ for one in numberings if one is not None and (id_ := value(part_of(one, "numId")))), "")
    depth = next((said for one in numberings if one is not None and (said := value(part_of(one, "ilvl")))), "")
    if list_ == "0":
        return None
    named = next((match for style in line if (match := _LISTED.fullmatch(style.name))), None)
    if not list_:
        return (_BULLET if named[1] == "bullet" else _NUMBER, int(named[2] or "1") - 1) if named else None
    mark = sheet.marks.get((list_, depth or "0"), "bullet")
    # “List Bullet 2” is a separate list, and its items are on the first level of it.
    deep = int(depth) if depth.isdecimal() and len(depth) < 3 else int(named[2] or "1") - 1 if named else 0
    return None if mark == "none" else (_BULLET if mark in ("bullet", "") else _NUMBER, min(deep, _DEEPEST_LIST))


def _placed(root: Node, headings: list[tuple[Node, int]], *, titled: bool) -> Iterator[tuple[Node, int]]:
    """Yield headings with their levels below the title, which can be the first of them."""
    first = None if titled or not headings or headings[0][1] != 1 else headings[0][0]
    if first is not None and not _stands_at_head(root, first):
        first = None
    for paragraph, level in headings:
        yield paragraph, 1 if paragraph is first else level + 1


def _stands_at_head(root: Node, heading: Node) -> bool:
    above = 0
    for paragraph in every(root, "p"):
        if paragraph is heading:
            return True
        words = line_of(paragraph)
        above += bool(words)
        if above >= _HEAD or len(words) > _SHORT or _is_text(words):
            break
    return False


def _is_text(words: str) -> bool:
    """Return whether a short line is a sentence of the text, not a date or byline with a full stop."""
    return words.endswith((".", "。", "!", "?", "！", "？")) and facts_of(words).kind is Kind.TEXT


def _raise_items(root: Node, roles: dict[Node, Role]) -> None:
    """Limit each list item to one level below the previous one, since it needs an item to which it belongs."""
    depth, parent = -1, None
    for paragraph in every(root, "p"):
        role, says = roles[paragraph], bool(line_of(paragraph))
        if paragraph.getparent() is not parent or (not role.list_ and says):
            depth, parent = -1, paragraph.getparent()
        if role.list_ and says:
            depth = min(role.depth, depth + 1)
            roles[paragraph] = replace(role, depth=depth)


def _bold_title(root: Node, sheet: Sheet) -> Node | None:
    """Return the title of a file without styles: the first line that is no date or byline, if only it is bold."""
    said = ((paragraph, line_of(paragraph)) for paragraph in every(root, "p"))
    shown = [(paragraph, words) for paragraph, words in said if words][:_HEAD]
    for place, (paragraph, words) in enumerate(shown):
        if facts_of(words).kind is not Kind.TEXT:
            continue
        alone = place + 1 < len(shown) and not _is_bold(shown[place + 1][0], sheet)
        fits = len(words) <= _LONGEST_TITLE and not words.endswith((".", "。", ":", "：", ","))
        return paragraph if _is_bold(paragraph, sheet) and alone and fits else None
    return None


def _is_bold(paragraph: Node, sheet: Sheet) -> bool:
    runs = [run for run in every(paragraph, "r") if line_of(run)]
    return bool(runs) and all(look_of(run, sheet).strong for run in runs)


def look_of(run: Node, sheet: Sheet) -> Look:
    """Return the formatting of *run*, from its own properties or its style."""
    names = [style.name for style in sheet.line(value(part_of(run, "rPr", "rStyle")))]
    bold, italic = part_of(run, "rPr", "b"), part_of(run, "rPr", "i")
    return Look(
        strong="strong" in names if bold is None else is_on(bold),
        emphasis="emphasis" in names if italic is None else is_on(italic),
    )
