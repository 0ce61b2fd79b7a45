"""The roles of paragraphs (heading, list item, quote, caption), found from the styles and lists of a Word file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..text.kinds import Kind, facts_of
from ..text.people.bylines import read_byline
from .markup import ConversionLog, Node, find_all, find_child, get_value, is_on, line_text

_HEADING_STYLE = re.compile(r"heading (\d)")
_PURPOSES = {
    "title": "title", "quote": "quote", "intense quote": "quote", "block text": "quote", "quotations": "quote",
    "block quote": "quote", "blockquote": "quote", "caption": "caption", "image caption": "caption",
    "table caption": "caption", "figure": "caption", "illustration": "caption",
}  # fmt: skip
_CONTENTS_STYLE = re.compile(r"toc \d|toc heading|contents \d|contents heading|table of figures")
_LIST_STYLE = re.compile(r"list (bullet|number)(?: (\d))?")
_BULLET, _NUMBER = "ul", "ol"
_DEEPEST_LIST = 8
_DEEPEST_HEADING = 6
# As for web pages, up to ten short paragraphs can stand above the title.
_MOST_ABOVE_TITLE, _LONGEST_ABOVE_TITLE = 10, 100
_LONGEST_TITLE = 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style; its name is in lower case."""

    name: str
    based_on: str
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheet:
    """The styles of a file, and the number formats of its lists."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    number_formats: dict[tuple[str, str], str] = field(default_factory=dict)

    def ancestry(self, id_: str) -> Iterator[Style]:
        """Yield a style and those on which it is based."""
        visited: set[str] = set()
        while id_ in self.styles and id_ not in visited:
            visited.add(id_)
            yield self.styles[id_]
            id_ = self.styles[id_].based_on


def read_style_sheet(styles: Node | None, numbering: Node | None) -> StyleSheet:
    """Read the styles and numberings of a file."""
    styles_by_id: dict[str, Style] = {}
    default = ""
    for style in () if styles is None else find_all(styles, "style"):
        id_ = get_value(style, "styleId")
        name = get_value(find_child(style, "name")).lower()
        styles_by_id[id_] = Style(
            name=name or id_.lower(), based_on=get_value(find_child(style, "basedOn")), node=style
        )
        if get_value(style, "default") in ("1", "true") and get_value(style, "type") == "paragraph":
            default = id_
    return StyleSheet(
        styles=styles_by_id,
        default=default,
        number_formats={} if numbering is None else _read_number_formats(numbering),
    )


def _read_number_formats(numbering: Node) -> dict[tuple[str, str], str]:
    """Return the number format of each level of each list."""
    patterns = {get_value(definition, "abstractNumId"): definition for definition in find_all(numbering, "abstractNum")}
    patterns_by_link = {get_value(find_child(definition, "styleLink")): definition for definition in patterns.values()}
    formats: dict[tuple[str, str], str] = {}
    for number in find_all(numbering, "num"):
        pattern = patterns.get(get_value(find_child(number, "abstractNumId")))
        if pattern is not None and (link := get_value(find_child(pattern, "numStyleLink"))):
            pattern = patterns_by_link.get(link, pattern)
        for level in (*(() if pattern is None else find_all(pattern, "lvl")), *find_all(number, "lvl")):
            formats[get_value(number, "numId"), get_value(level, "ilvl")] = get_value(find_child(level, "numFmt"))
    return formats


class Formatting(NamedTuple):
    """The formatting of words, and the address to which they link."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRole:
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


def find_roles(root: Node, sheet: StyleSheet, log: ConversionLog) -> dict[Node, ParagraphRole]:
    """Return the role of each paragraph below *root*, and exclude tables of contents and lines for authors."""
    roles: dict[Node, ParagraphRole] = {}
    headings: list[tuple[Node, int]] = []
    for paragraph in find_all(root, "p"):
        properties = find_child(paragraph, "pPr")
        properties = paragraph if properties is None else properties
        style = get_value(find_child(properties, "pStyle")) or sheet.default
        ancestry = list(sheet.ancestry(style)) or [Style(name=style.lower(), based_on="", node=properties)]
        if any(_CONTENTS_STYLE.fullmatch(style.name) for style in ancestry):
            log.exclude(paragraph, "the table of contents")
            continue
        if _is_author_line(ancestry[0], paragraph):
            log.authors.append(line_text(paragraph))
            log.exclude(paragraph, "the line for the author")
            continue
        level, purpose = _heading_level(properties, ancestry), _find_purpose(ancestry)
        if level and line_text(paragraph):
            headings.append((paragraph, level))
        item = None if level or purpose == "title" else _list_position(properties, ancestry, sheet)
        list_, depth = item or ("", 0)
        roles[paragraph] = ParagraphRole(name=purpose, level=int(purpose == "title"), list_=list_, depth=depth)
    has_title = any(role.name == "title" for role in roles.values())
    for paragraph, level in _place_headings(root, headings, has_title=has_title):
        roles[paragraph] = ParagraphRole(level=min(level, _DEEPEST_HEADING))
    _limit_depths(root, roles)
    if not has_title and not headings and (title := _find_bold_title(root, sheet)) is not None:
        roles[title] = ParagraphRole(level=1)
    return roles


def _find_purpose(ancestry: list[Style]) -> str:
    """Return the purpose of a style; one that is based on the title style must be named a title, too."""
    purpose = next((_PURPOSES[style.name] for style in ancestry if style.name in _PURPOSES), "")
    own_name = ancestry[0].name
    return (
        "" if purpose == "title" and own_name != "title" and ("title" not in own_name or "sub" in own_name) else purpose
    )


def _is_author_line(style: Style, paragraph: Node) -> bool:
    """Return whether only the style of a paragraph, and none of its words, marks it as a byline."""
    words = line_text(paragraph)
    return style.name in ("author", "authors", "byline") and bool(words) and read_byline(words) is None


def _heading_level(properties: Node, ancestry: list[Style]) -> int:
    """Return the level of a heading, from its style or outline level; 0 if it is not a heading."""
    own_level = get_value(find_child(properties, "outlineLvl"))
    for style in ancestry:
        if match := _HEADING_STYLE.fullmatch(style.name):
            return int(match[1])
    levels = (own_level, *(get_value(find_child(style.node, "pPr", "outlineLvl")) for style in ancestry))
    outline = next((level for level in levels if level), "")
    return int(outline) + 1 if outline.isdecimal() and len(outline) == 1 and int(outline) < 9 else 0


def _list_position(properties: Node, ancestry: list[Style], sheet: StyleSheet) -> tuple[str, int] | None:
    """Return the kind of list and the depth of a list item; None for another paragraph."""
    numberings = [find_child(properties, "numPr"), *(find_child(style.node, "pPr", "numPr") for style in ancestry)]
    list_, depth = (
        next((value for node in numberings if node is not None and (value := get_value(find_child(node, name)))), "")
        for name in ("numId", "ilvl")
    )
    if list_ == "0":
        return None
    style_match = next((match for style in ancestry if (match := _LIST_STYLE.fullmatch(style.name))), None)
    if not list_:
        return (
            (_BULLET if style_match[1] == "bullet" else _NUMBER, int(style_match[2] or "1") - 1)
            if style_match
            else None
        )
    mark = sheet.number_formats.get((list_, depth or "0"), "bullet")
    # “List Bullet 2” is a separate list, and its items are on the first level of it.
    deep = int(depth) if depth.isdecimal() and len(depth) < 3 else int(style_match[2] or "1") - 1 if style_match else 0
    return None if mark == "none" else (_BULLET if mark in ("bullet", "") else _NUMBER, min(deep, _DEEPEST_LIST))


def _place_headings(root: Node, headings: list[tuple[Node, int]], *, has_title: bool) -> Iterator[tuple[Node, int]]:
    """Yield headings with their levels below the title, which can be the first of them."""
    first = None if has_title or not headings or headings[0][1] != 1 else headings[0][0]
    if first is not None and not _is_near_top(root, first):
        first = None
    for paragraph, level in headings:
        yield paragraph, 1 if paragraph is first else level + 1


def _is_near_top(root: Node, heading: Node) -> bool:
    above = 0
    for paragraph in find_all(root, "p"):
        if paragraph is heading:
            return True
        words = line_text(paragraph)
        above += bool(words)
        if above >= _MOST_ABOVE_TITLE or len(words) > _LONGEST_ABOVE_TITLE or _is_sentence(words):
            break
    return False


def _is_sentence(words: str) -> bool:
    """Return whether a short line is a sentence of the text, not a date or byline with a full stop."""
    return words.endswith((".", "。", "!", "?", "！", "？")) and facts_of(words).kind is Kind.TEXT


def _limit_depths(root: Node, roles: dict[Node, ParagraphRole]) -> None:
    """Limit each list item to one level below the previous one, since it needs an item to which it belongs."""
    depth, parent = -1, None
    for paragraph in find_all(root, "p"):
        role, has_text = roles[paragraph], bool(line_text(paragraph))
        if paragraph.getparent() is not parent or (not role.list_ and has_text):
            depth, parent = -1, paragraph.getparent()
        if role.list_ and has_text:
            depth = min(role.depth, depth + 1)
            roles[paragraph] = replace(role, depth=depth)


def _find_bold_title(root: Node, sheet: StyleSheet) -> Node | None:
    """Return the title of a file without styles: the first line that is no date or byline, if only it is bold."""
    texts = ((paragraph, line_text(paragraph)) for paragraph in find_all(root, "p"))
    lines = [(paragraph, words) for paragraph, words in texts if words][:_MOST_ABOVE_TITLE]
    for index, (paragraph, words) in enumerate(lines):
        if facts_of(words).kind is not Kind.TEXT:
            continue
        is_alone = index + 1 < len(lines) and not _is_bold(lines[index + 1][0], sheet)
        fits = len(words) <= _LONGEST_TITLE and not words.endswith((".", "。", ":", "：", ","))
        return paragraph if _is_bold(paragraph, sheet) and is_alone and fits else None
    return None


def _is_bold(paragraph: Node, sheet: StyleSheet) -> bool:
    runs = [run for run in find_all(paragraph, "r") if line_text(run)]
    return bool(runs) and all(read_formatting(run, sheet).strong for run in runs)


def read_formatting(run: Node, sheet: StyleSheet) -> Formatting:
    """Return the formatting of *run*, from its own properties or its style."""
    names = [style.name for style in sheet.ancestry(get_value(find_child(run, "rPr", "rStyle")))]
    bold, italic = find_child(run, "rPr", "b"), find_child(run, "rPr", "i")
    return Formatting(
        strong="strong" in names if bold is None else is_on(bold),
        emphasis="emphasis" in names if italic is None else is_on(italic),
    )
