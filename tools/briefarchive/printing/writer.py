"""A brief's text as Typst code: the writer for the doctree that the site's parser made, behind the same wall.

Nodes are known by the names of their classes, as docutils' own visitors know them, so that this room needs none of its
classes. A node without a writer is an error: nothing of a text is left out in silence.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from .breaking import parts
from .code import NOTHING, array, call, joined, string
from .tables import Cell, Grid

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_EAST_ASIAN = "\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line's end between two Chinese letters is no space (as in CSS Text 4, “Segment Break Transformation Rules”).
_BREAK_IN_HAN = re.compile(f"(?<=[{_EAST_ASIAN}])[ \t]*\n[ \t]*(?=[{_EAST_ASIAN}])")
_ADMONITIONS = (
    *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip"),
    "warning",
)
_LEADING = frozenset({"CitationMark", "footnote_reference", "reference"})
_LONGEST_HEADING = 2_000
_LONGEST_PARAGRAPH = 6_000
"""A longer one, of two pages, is set ragged: justified, each end of a line would be weighed against all others."""
_LABELS = {"seealso": "See also"}
_COUNTERS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class Node(Protocol):
    """A node of docutils, as far as it is looked at."""

    @property
    def attributes(self) -> Mapping[str, Any]:
        """Its attributes, `classes` and `ids` among them."""

    @property
    def children(self) -> Sequence[Any]:
        """What stands in it: nodes, and texts, which are strings."""

    def astext(self) -> str:
        """Its words."""


class NoWriterError(Exception):
    """A text has a node of a kind for which there is no writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as code.

    Attributes:
        code: An expression; it calls functions of the template.
        pictures: Addresses of the pictures that it shows, below the site's root.
        languages: The tags of its passages in other languages than its own.
        figures: How many figures it has.
        cells: How many cells of tables.
    """

    code: str = NOTHING
    pictures: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    figures: int = 0
    cells: int = 0


def write(text: Node, *, brief: str, page: str, language: str) -> Written:
    """The code of a text.

    Args:
        text: The doctree.
        brief: Id of the brief, which makes the names of places its own within a volume.
        page: Address of its page on the site, from which its links start.
        language: That of the text.

    Raises:
        NoWriterError: It has a node of an unknown kind.
    """
    writer = _Writer(brief, page, language)
    writer.notes = {_id(note): note for note in _descendants(text) if _kind(note) == "footnote"}
    code = writer.blocks(text)
    return Written(
        code=code,
        pictures=tuple(dict.fromkeys(writer.pictures)),
        languages=frozenset(writer.languages),
        figures=writer.figures,
        cells=writer.cells,
    )


@dataclass(slots=True)
class _Writer:
    brief: str
    page: str
    language: str
    notes: dict[str, Node] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    level: int = 0
    flowing: int = 0
    """How many blocks stand around; a table can have a page of its own only outside of all."""
    columns: int = 1
    lines: int = 0
    """Whether a line is written, in which nothing can stand but what is a part of it."""
    figures: int = 0
    cells: int = 0
    parted: int = 0
    """How many long words there were that had to be parted."""

    WRITERS: ClassVar[dict[str, Callable[["_Writer", Node], str]]] = {}

    def write(self, node: Node | str) -> str:
        """One node."""
        if isinstance(node, str):
            return self.text(node)
        writer = self.WRITERS.get(_kind(node))
        if writer is None:
            raise NoWriterError(_kind(node))
        return writer(self, node)

    def blocks(self, node: Node) -> str:
        """What stands in a node."""
        return joined(self.write(child) for child in node.children)

    def within(self, node: Node) -> str:
        """The same, where a table can have no page of its own."""
        self.flowing += 1
        code = self.blocks(node)
        self.flowing -= 1
        return code

    def line(self, node: Node) -> str:
        """What stands in a line, such as a paragraph or a title."""
        self.lines += 1
        code = self.blocks(node)
        self.lines -= 1
        return code

    def place(self, name: str) -> str:
        """The name of a place in this brief."""
        return string(f"{self.brief}:{name}")

    def text(self, text: str) -> str:
        """A text, whose line ends are spaces."""
        shown = _SPACE.sub(" ", _BREAK_IN_HAN.sub("", text))
        return joined(self.breakable(shown)) if shown else ""

    def breakable(self, text: str) -> list[str]:
        """A text as code, with its long words in pieces."""
        found = parts(text, self.columns)
        self.parted += sum(isinstance(part, list) for part in found)
        return [string(part) if isinstance(part, str) else call("pieces", *map(string, part)) for part in found]

    # What stands in a line.

    def emphasis(self, node: Node) -> str:
        return call("emph", self.blocks(node))

    def strong(self, node: Node) -> str:
        return call("strong", self.blocks(node))

    def literal(self, node: Node) -> str:
        return call("code-word", joined(self.breakable(node.astext())))

    def inline(self, node: Node) -> str:
        if not (tag := node.attributes.get("lang", "")):
            return self.blocks(node)
        self.languages.add(tag)
        return call("lang", string(tag), self.blocks(node))

    def line_break(self, node: Node) -> str:
        return "linebreak()"

    def mark(self, node: Node) -> str:
        alone = "true" if "citation" in node.attributes["classes"] else ""
        return call("mark", f"..sources.at({int(node.astext()) - 1})", alone=alone)

    def note_mark(self, node: Node) -> str:
        name = str(node.attributes["refid"])
        if name in self.noted or name not in self.notes:
            return call("note-again", self.place(name))
        self.noted.add(name)
        return call("note", self.place(name), string(self.language), self.within(self.notes[name]))

    def reference(self, node: Node) -> str:
        target, shown = str(node.attributes["refuri"]), self.blocks(node)
        if not node.attributes.get("internal"):
            named = "true" if node.astext().strip() in {target, target.removeprefix("mailto:")} else ""
            address = joined(self.breakable(target.removeprefix("mailto:")))
            return call("to-web", string(target), address, shown, named=named)
        if target.startswith("#"):
            return call("to-place", self.place(target[1:]), shown)
        address, _, fragment = target.partition("#")
        address = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), address))
        # On paper nothing else tells that words are the title of a brief.
        titled = "true" if "to-brief" in node.attributes["classes"] else ""
        return call("to-page", string(address), string(f"#{fragment}" if fragment else ""), shown, titled=titled)

    def picture(self, node: Node) -> str:
        address = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), str(node.attributes["uri"])))
        self.pictures.append(address)
        width = str(node.attributes.get("width", ""))
        return call(
            "picture",
            string(f"/pictures/{address}"),
            string(str(node.attributes.get("alt", ""))),
            width=_length(width),
            align=string(str(node.attributes["align"])) if "align" in node.attributes else "",
            in_line="true" if self.lines else "",
        )

    # Blocks.

    def paragraph(self, node: Node) -> str:
        before = self.parted
        body = self.line(node)
        is_long = len(body) > _LONGEST_PARAGRAPH and len(node.astext()) > _LONGEST_PARAGRAPH
        is_ragged = self.parted > before or is_long
        return call("para", body, ragged="true" if is_ragged else "")

    def section(self, node: Node) -> str:
        self.level += 1
        title, *rest = node.children
        # A picture alone, or a whole page of words, cannot stand in the list of headings.
        is_listed = 0 < len(title.astext().strip()) <= _LONGEST_HEADING
        kind = ("part", str(self.level)) if is_listed else ("rubric",)
        heading = call(*kind, self.line(title), self.place(_id(node)))
        code = joined([heading, *(self.write(child) for child in rest)])
        self.level -= 1
        return code

    def rubric(self, node: Node) -> str:
        place = self.place(_id(node)) if _id(node) else NOTHING
        return call("rubric", self.line(node), place)

    def items(self, node: Node) -> str:
        return call("items", *(self.within(child) for child in _elements(node)))

    def numbered(self, node: Node) -> str:
        counter = _COUNTERS.get(str(node.attributes.get("enumtype", "")), "1")
        start = str(int(node.attributes.get("start", 1)))
        return call("numbered", string(counter), start, *(self.within(child) for child in _elements(node)))

    def definitions(self, node: Node) -> str:
        return call("definitions", *(self._defined(item) for item in _elements(node)))

    def _defined(self, item: Node) -> str:
        """Terms that share a definition, and it."""
        children = list(_elements(item))
        terms = [self.within(child) for child in children if _kind(child) == "term"]
        meant = [self.within(child) for child in children if _kind(child) != "term"]
        return call("definition", array(terms), joined(meant))

    def quote(self, node: Node) -> str:
        said = [child for child in _elements(node) if _kind(child) == "attribution"]
        body = joined(self._inside(child) for child in node.children if child not in said)
        kind = next(
            (name for name in ("epigraph", "highlights", "pull-quote") if name in node.attributes["classes"]), ""
        )
        by = joined(self.within(child) for child in said) if said else ""
        return call("quoted", string(kind), body, by=by)

    def admonition(self, node: Node) -> str:
        kind = _kind(node)
        children = list(node.children)
        title = string(_LABELS.get(kind, kind.capitalize()))
        if kind == "admonition":
            first = children.pop(0)
            title = self.line(first)
        return call("admonition", string(kind), title, joined(self._inside(child) for child in children))

    def code_block(self, node: Node) -> str:
        options = node.attributes.get("highlight_args", {})
        start = int(options["linenostart"]) if "linenostart" in options else 0
        return call("code-block", str(start), *map(string, node.astext().strip("\n").split("\n")))

    def container(self, node: Node) -> str:
        if "rule" in node.attributes.get("classes", ()):
            return "rule()"
        match node.attributes.get("design_component"):
            case "card":
                return call("card", self.within(node))
            case "card-title":
                return call("card-title", self.line(node))
            case "card-header" | "card-footer":
                return call("card-edge", self.within(node))
            case "grid-row":
                return call("grid-row", *(self.within(child) for child in _elements(node)))
            case "tab-item" | "dropdown":
                title, *rest = _elements(node)
                if node.attributes.get("has_title", True):
                    return call("opened", self.line(title), joined(self._inside(child) for child in rest))
                return call("opened", NOTHING, self.within(node))
        return self.within(node)

    def figure(self, node: Node) -> str:
        self.figures += 1
        children = list(_elements(node))
        caption = joined(self.within(child) for child in children if _kind(child) == "caption")
        legend = joined(self.within(child) for child in children if _kind(child) == "legend")
        shown = joined(self._inside(child) for child in children if _kind(child) not in {"caption", "legend"})
        place = self.place(_id(node)) if _id(node) else NOTHING
        return call("picture-figure", place, shown, caption, legend)

    def table(self, node: Node) -> str:
        groups = [child for child in _elements(node) if _kind(child) == "tgroup"]
        titles = [self.within(child) for child in _elements(node) if _kind(child) not in {"tgroup", "legend"}]
        return joined([*(call("rubric", title, NOTHING) for title in titles), *map(self._grid, groups)])

    def _grid(self, group: Node) -> str:
        rows: dict[str, list[list[Node]]] = {"thead": [], "tbody": []}
        for part in _elements(group):
            if _kind(part) in rows:
                rows[_kind(part)] += [list(_elements(row)) for row in _elements(part)]
        grid = Grid(
            columns=int(group.attributes["cols"]),
            head=[[_cell(entry) for entry in row] for row in rows["thead"]],
            body=[[_cell(entry) for entry in row] for row in rows["tbody"]],
        )
        before, self.columns = self.columns, max(self.columns, grid.columns)
        head, body = ([[self._entry(entry) for entry in row] for row in rows[part]] for part in ("thead", "tbody"))
        self.columns = before
        free = not self.flowing
        # A head that stands again on the next page is no part of the text there, and so may hold no link (PDF/UA).
        once = any(_kind(node) in _LEADING for row in rows["thead"] for cell in row for node in _descendants(cell))
        return call(
            "grid-table",
            array(grid.tracks),
            array(map(array, head)),
            array(map(array, body)),
            size=grid.size,
            repeated="false" if once else "",
            wide="true" if free and grid.is_wide else "",
            turned="true" if free and grid.is_turned else "",
        )

    def _entry(self, entry: Node) -> str:
        self.cells += 1
        cell = _cell(entry)
        spans = {
            "colspan": str(cell.columns) if cell.columns > 1 else "",
            "rowspan": str(cell.rows) if cell.rows > 1 else "",
        }
        align = next(
            (side for side in ("left", "center", "right") if f"text-{side}" in entry.attributes["classes"]), ""
        )
        return call("table.cell", self.within(entry), align=align, **spans)

    def footnote(self, node: Node) -> str:
        """A note stands at its mark; one without a mark stands last."""
        return "" if _id(node) in self.noted else call("para", self.within(node))

    def nothing(self, node: Node) -> str:
        return ""

    def _inside(self, child: Node | str) -> str:
        self.flowing += 1
        code = self.write(child)
        self.flowing -= 1
        return code


def _kind(node: Node) -> str:
    return type(node).__name__


def _id(node: Node) -> str:
    return str(next(iter(node.attributes.get("ids", ())), ""))


def _elements(node: Node) -> Iterator[Node]:
    return (child for child in node.children if not isinstance(child, str))


def _descendants(node: Node) -> Iterator[Node]:
    for child in _elements(node):
        yield child
        yield from _descendants(child)


def _cell(entry: Node) -> Cell:
    attributes = entry.attributes
    return Cell(entry.astext(), int(attributes.get("morecols", 0)) + 1, int(attributes.get("morerows", 0)) + 1)


def _length(width: str) -> str:
    """A width as Typst writes it: a share of the line, or CSS pixels, of which an inch has 96."""
    if width.endswith("%"):
        return f"{min(int(width[:-1]), 100)}%"
    return f"{int(width.removesuffix('px')) * 0.75}pt" if width else ""


_W = _Writer
_Writer.WRITERS = {
    **dict.fromkeys(_ADMONITIONS, _W.admonition),
    **dict.fromkeys(
        ("attribution", "caption", "definition", "entry", "legend", "list_item", "term", "title"), _W.within
    ),
    "CitationMark": _W.mark,
    "LineBreak": _W.line_break,
    "PassthroughTextElement": _W.blocks,
    "Picture": _W.picture,
    "block_quote": _W.quote,
    "bullet_list": _W.items,
    "container": _W.container,
    "definition_list": _W.definitions,
    "document": _W.blocks,
    "emphasis": _W.emphasis,
    "enumerated_list": _W.numbered,
    "figure": _W.figure,
    "footnote": _W.footnote,
    "footnote_reference": _W.note_mark,
    "inline": _W.inline,
    "label": _W.nothing,  # the number of a note, which Typst counts itself
    "literal": _W.literal,
    "literal_block": _W.code_block,
    "paragraph": _W.paragraph,
    "reference": _W.reference,
    "rubric": _W.rubric,
    "section": _W.section,
    "strong": _W.strong,
    "table": _W.table,
}
