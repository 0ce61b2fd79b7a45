"""What paragraphs are, by their styles: named anew in few ways, so that all programs' files look the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..text.bylines import read_byline
from ..text.kinds import Kind, facts_of
from .markup import Aside, Node, W, every, is_on, line_of, made, part_of, removed, value

_HEADING = re.compile(r"heading (\d)")
_PLACES = {
    "title": "Title", "quote": "Quote", "intense quote": "Quote", "block text": "Quote", "quotations": "Quote",
    "block quote": "Quote", "blockquote": "Quote", "caption": "Caption", "image caption": "Caption",
    "table caption": "Caption", "figure": "Caption", "illustration": "Caption",
}  # fmt: skip
_CONTENTS = re.compile(r"toc \d|toc heading|contents \d|contents heading|table of figures")
_LISTED = re.compile(r"list (bullet|number)(?: (\d))?")
_BULLET, _NUMBER = "1", "2"
_DEEPEST_LIST = 8
_DEEPEST_HEADING = 6
# As in the layout of a page: so many short paragraphs may stand above its title.
_HEAD, _SHORT = 10, 100
_LONGEST_TITLE = 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style of a file, its name in lower case."""

    name: str
    based_on: str
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The styles of a file and the marks of its lists."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def line(self, id_: str) -> Iterator[Style]:
        """A style and those on which it is based."""
        seen: set[str] = set()
        while id_ in self.styles and id_ not in seen:
            seen.add(id_)
            yield self.styles[id_]
            id_ = self.styles[id_].based_on


def sheet_of(styles: Node | None, numbering: Node | None) -> Sheet:
    """The styles of a file, from their two parts."""
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
    """The kind of mark of each level of each list."""
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


def restyle(root: Node, sheet: Sheet, aside: Aside) -> None:
    """Give each paragraph below *root* one of the few styles that the conversion knows, and each run its look."""
    headings: list[tuple[Node, int]] = []
    titled = False
    for paragraph in every(root, "p"):
        properties = made(paragraph, "pPr")
        style = value(part_of(properties, "pStyle")) or sheet.default
        line = list(sheet.line(style)) or [Style(name=style.lower(), based_on="", node=properties)]
        if _is_contents(line):
            aside.take(paragraph, "the table of contents")
            continue
        if _names_author(line[0], paragraph):
            aside.authors.append(line_of(paragraph))
            aside.take(paragraph, "the line for the author")
            continue
        level = _level(properties, line)
        place = _place(line)
        item = None if level or place == "Title" else _item(properties, line, sheet)
        titled |= place == "Title"
        if level and line_of(paragraph):
            headings.append((paragraph, level))
        _write(properties, place, item)
    for paragraph, level in _placed(root, headings, titled=titled):
        _set(made(paragraph, "pPr"), "pStyle", f"Heading{min(level, _DEEPEST_HEADING)}")
    _raise_items(root)
    for run in every(root, "r"):
        _restyle_run(run, sheet)
    if not titled and not headings and (title := _bold_title(root)) is not None:
        _set(made(title, "pPr"), "pStyle", "Title")


def _place(line: list[Style]) -> str:
    """What a style is for; of those that are based on that of titles, only the ones that say so."""
    place = next((_PLACES[style.name] for style in line if style.name in _PLACES), "")
    own = line[0].name
    return "" if place == "Title" and own != "title" and ("title" not in own or "sub" in own) else place


def _is_contents(line: list[Style]) -> bool:
    return any(_CONTENTS.fullmatch(style.name) for style in line)


def _names_author(style: Style, paragraph: Node) -> bool:
    """Whether a paragraph names an author by its style alone, without a word that says so."""
    words = line_of(paragraph)
    return style.name in ("author", "authors", "byline") and bool(words) and read_byline(words) is None


def _level(properties: Node, line: list[Style]) -> int:
    """The level of a heading, by its own outline or its style; 0 if it is none."""
    own = value(part_of(properties, "outlineLvl"))
    for style in line:
        if match := _HEADING.fullmatch(style.name):
            return int(match[1])
    levels = (own, *(value(part_of(style.node, "pPr", "outlineLvl")) for style in line))
    said = next((level for level in levels if level), "")
    return int(said) + 1 if said.isdecimal() and len(said) == 1 and int(said) < 9 else 0


def _item(properties: Node, line: list[Style], sheet: Sheet) -> tuple[str, int] | None:
    """The list and the depth of an item; None if the paragraph is none."""
    numberings = [part_of(properties, "numPr"), *(part_of(style.node, "pPr", "numPr") for style in line)]
    list_ = next((id_ for one in numberings if one is not None and (id_ := value(part_of(one, "numId")))), "")
    depth = next((said for one in numberings if one is not None and (said := value(part_of(one, "ilvl")))), "")
    if list_ == "0":
        return None
    named = next((match for style in line if (match := _LISTED.fullmatch(style.name))), None)
    if not list_:
        return (_BULLET if named[1] == "bullet" else _NUMBER, int(named[2] or "1") - 1) if named else None
    mark = sheet.marks.get((list_, depth or "0"), "bullet")
    # “List Bullet 2” is a list of its own, at its highest level.
    deep = int(depth) if depth.isdecimal() and len(depth) < 3 else int(named[2] or "1") - 1 if named else 0
    return None if mark == "none" else (_BULLET if mark in ("bullet", "") else _NUMBER, min(deep, _DEEPEST_LIST))


def _placed(root: Node, headings: list[tuple[Node, int]], *, titled: bool) -> Iterator[tuple[Node, int]]:
    """Headings with the levels that they have below the title, which may be the first of them."""
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
    """Whether a short line is a sentence of the text, and no date or byline with a full stop."""
    return words.endswith((".", "。", "!", "?", "！", "？")) and facts_of(words).kind is Kind.TEXT


def _raise_items(root: Node) -> None:
    """Let no item stand more than one level below the one before it: there would be no item to which it belongs."""
    depth, parent = -1, None
    for paragraph in every(root, "p"):
        level = part_of(paragraph, "pPr", "numPr", "ilvl")
        if paragraph.getparent() is not parent or (level is None and line_of(paragraph)):
            depth, parent = -1, paragraph.getparent()
        if level is not None and line_of(paragraph):
            depth = min(int(value(level)), depth + 1)
            level.attrib[W + "val"] = str(depth)


def _bold_title(root: Node) -> Node | None:
    """The title of a file without styles: the first line that is neither date nor byline, if it alone is bold."""
    said = ((paragraph, line_of(paragraph)) for paragraph in every(root, "p"))
    shown = [(paragraph, words) for paragraph, words in said if words][:_HEAD]
    for place, (paragraph, words) in enumerate(shown):
        if facts_of(words).kind is not Kind.TEXT:
            continue
        alone = place + 1 < len(shown) and not _is_bold(shown[place + 1][0])
        fits = len(words) <= _LONGEST_TITLE and not words.endswith((".", "。", ":", "：", ","))
        return paragraph if _is_bold(paragraph) and alone and fits else None
    return None


def _is_bold(paragraph: Node) -> bool:
    runs = [run for run in every(paragraph, "r") if line_of(run)]
    return bool(runs) and all(part_of(run, "rPr", "b") is not None for run in runs)


def _write(properties: Node, place: str, item: tuple[str, int] | None) -> None:
    """Leave of the properties of a paragraph its style and its list alone."""
    for child in list(properties):
        removed(child)
    if place:
        _set(properties, "pStyle", place)
    if item is not None:
        list_, depth = item
        numbering = made(properties, "numPr")
        _set(numbering, "numId", list_)
        _set(numbering, "ilvl", str(depth))


def _set(parent: Node, name: str, said: str) -> None:
    made(parent, name).attrib[W + "val"] = said


def _restyle_run(run: Node, sheet: Sheet) -> None:
    """Leave of the look of a run what a brief can have: bold, italic, raised."""
    properties = part_of(run, "rPr")
    if properties is None:
        return
    names = [style.name for style in sheet.line(value(part_of(properties, "rStyle")))]
    bold, italic = part_of(properties, "b"), part_of(properties, "i")
    strong = is_on(bold) if bold is not None else "strong" in names
    emphasis = is_on(italic) if italic is not None else "emphasis" in names
    for child in list(properties):
        removed(child)
    if strong:
        made(properties, "b")
    if emphasis:
        made(properties, "i")
