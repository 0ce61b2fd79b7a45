"""The writer that turns a simplified Word file into one HTML page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from .markup import Aside, Node, R, W, every, line_of, number_in, part_of, sign_of, value
from .package import Relation
from .styles import Look, Role, Sheet, look_of

_MOST_COLUMNS = 60
_LONGEST_CELL = 300
_PLAIN, _UNSEEN = Role(), Look()
_MARKS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass(slots=True, kw_only=True)
class Part:
    """A part of the file: its tree, its relationships, and the roles of its paragraphs."""

    root: Node
    relations: Mapping[str, Relation]
    roles: Mapping[Node, Role]


@dataclass(slots=True)
class HtmlWriter:
    """The writer of one file.

    Attributes:
        notes: The notes by kind and id, each with its part.
    """

    sheet: Sheet
    aside: Aside
    notes: Mapping[tuple[str, str], tuple[Node, Part]]
    _part: Part = field(init=False)
    _role: Role = _PLAIN
    _line: list[str] = field(default_factory=list)
    _blocks: list[tuple[Role | None, str]] = field(default_factory=list)
    _lists: list[str] = field(default_factory=list)
    _marked: dict[tuple[str, str], int] = field(default_factory=dict)

    def write(self, part: Part) -> str:
        """Return *part* as a page, with the notes to which it refers at the end."""
        text = self._within(part.root, part)
        items = []
        for (kind, id_), number in self._marked.items():
            note = self._within(*self.notes[kind, id_])
            items.append(f'<li id="note-{number}">{note} <a href="#mark-{number}">↑</a></li>')
        listed = f"<ol>{''.join(items)}</ol>" if items else ""
        return f"<html><body>{text}{listed}</body></html>"

    def _within(self, node: Node, part: Part) -> str:
        self._part = part
        blocks = self._blocks_of(node)
        return "".join(html for _, html in blocks).replace("</blockquote><blockquote>", "")

    def _blocks_of(self, node: Node) -> list[tuple[Role | None, str]]:
        """Return the HTML blocks of *node*; paragraphs have a role, while lists and tables have none."""
        kept = self._blocks, self._lists, self._line, self._role
        self._blocks, self._lists, self._line, self._role = [], [], [], _PLAIN
        self._children(node, _UNSEEN)
        self._end()
        self._reach(_PLAIN)
        found = self._blocks
        self._blocks, self._lists, self._line, self._role = kept
        return found

    def _children(self, node: Node, look: Look) -> None:
        for child in node:
            self._element(child, look)

    def _element(self, node: Node, look: Look) -> None:
        match node.tag.removeprefix(W):
            case "p":
                self._paragraph(node)
            case "r":
                own = look_of(node, self.sheet)._replace(href=look.href or node.get("href", ""))
                if value(part_of(node, "rPr", "vertAlign")) == "superscript" and line_of(node).isdecimal():
                    self._line.append(f"<sup>{line_of(node)}</sup>")
                else:
                    self._children(node, own)
            case "hyperlink":
                self._children(node, look._replace(href=self._address(node) or look.href))
            case "tbl" if rows := _rows_of(node):
                self._table(rows)
            case "tbl" | "tr" | "tc":
                self._end()
                self._children(node, _UNSEEN)
                self._end()
            case "img":
                self._line.append(f'<img src="{node.get("src")}" alt="{escape(node.get("alt", ""))}">')
            case "footnoteReference" | "endnoteReference":
                self._mark(_MARKS[node.tag], value(node, "id"))
            case name if name.endswith("Pr"):
                pass
            case _:
                self._say(sign_of(node), look)
                self._children(node, look)

    def _say(self, text: str, look: Look) -> None:
        if not text:
            return
        words = "<br>" if text == "\n" else escape(text)
        for name in ("em",) * look.emphasis + ("strong",) * look.strong:
            words = f"<{name}>{words}</{name}>"
        self._line.append(f'<a href="{escape(look.href)}">{words}</a>' if look.href else words)

    def _address(self, link: Node) -> str:
        """Return the address of a link; empty for a link within the file."""
        relation = self._part.relations.get(link.get(R + "id", ""))
        if relation is None or not relation.external or relation.kind != "hyperlink":
            return ""
        place = value(link, "anchor") or value(link, "docLocation")
        return f"{relation.target}#{place}" if place and "#" not in relation.target else relation.target

    def _mark(self, kind: str, id_: str) -> None:
        """Write the reference mark of a note, unless it is a second one or its note is missing."""
        if (kind, id_) in self.notes and (kind, id_) not in self._marked:
            self._marked[kind, id_] = number = len(self._marked) + 1
            self._line.append(f'<sup><a href="#note-{number}" id="mark-{number}">[{number}]</a></sup>')

    def _paragraph(self, node: Node) -> None:
        self._end()
        around, self._role = self._role, self._part.roles.get(node, _PLAIN)
        self._children(node, _UNSEEN)
        self._end()
        self._role = around

    def _end(self) -> None:
        """End the current paragraph, and write it unless it is empty."""
        words, self._line = "".join(self._line), []
        if not words.strip():
            return
        role = self._role
        self._reach(role)
        if role.level:
            words = f"<h{role.level}>{words}</h{role.level}>"
        elif role.name == "quote" and not role.list_:
            words = f"<blockquote><p>{words}</p></blockquote>"
        elif not role.list_:
            words = f'<p class="{role.name}">{words}</p>' if role.name else f"<p>{words}</p>"
        self._blocks.append((role, words))

    def _reach(self, role: Role) -> None:
        """Close the lists that end before a paragraph of this *role*, and open those to which it belongs."""
        deep = role.depth + 1 if role.list_ else 0
        tags: list[str] = []
        while len(self._lists) > deep or (deep and len(self._lists) == deep and self._lists[-1] != role.list_):
            tags.append(f"</li></{self._lists.pop()}>")
        if deep and len(self._lists) == deep:
            tags.append("</li><li>")
        while len(self._lists) < deep:
            self._lists.append(role.list_)
            tags.append(f"<{role.list_}><li>")
        if tags:
            self._blocks.append((None, "".join(tags)))

    def _table(self, rows: list[list[Node]]) -> None:
        """Write a table without merged cells, which briefs cannot have; the first row is the header."""
        self._end()
        self._reach(_PLAIN)
        written = []
        for place, row in enumerate(rows):
            name = "td" if place else "th"
            empty = f"<{name}></{name}>"
            before = number_in(part_of(row[0].getparent(), "trPr", "gridBefore")) if row else 0
            cells = [empty * min(before, _MOST_COLUMNS)]
            for cell in row:
                span = number_in(part_of(cell, "tcPr", "gridSpan"))
                if span > 1 or part_of(cell, "tcPr", "vMerge") is not None:
                    self.aside.note("merged cells of a table are separate cells")
                cells += [f"<{name}>{self._cell(cell)}</{name}>", empty * (min(span, _MOST_COLUMNS) - 1)]
            written.append(f"<tr>{''.join(cells)}</tr>")
        self._blocks.append((None, f"<table>{''.join(written)}</table>"))

    def _cell(self, cell: Node) -> str:
        """Return the content of a cell; short paragraphs become lines, since a cell of a brief has one paragraph."""
        blocks = self._blocks_of(cell)
        is_short = len(line_of(cell)) <= _LONGEST_CELL
        if len(blocks) > 1 and is_short and all(role == _PLAIN for role, _ in blocks):
            return "<br>".join(html.removeprefix("<p>").removesuffix("</p>") for _, html in blocks)
        return "".join(html for _, html in blocks)


def _rows_of(table: Node) -> list[list[Node]]:
    """Return the cells of a table by row; none if there is text outside its cells, which is invalid."""
    # Some programs write a row or a cell directly into a cell; it is part of that cell.
    around = (W + "tbl", W + "tr", W + "tc")
    rows = [row for row in every(table, "tr") if next(row.iterancestors(around)) is table]
    cells = {row: [cell for cell in every(row, "tc") if next(cell.iterancestors(around)) is row] for row in rows}
    known = {cell for row in rows for cell in cells[row]}
    held_by = (next((one for one in run.iterancestors(W + "tc", W + "tbl") if one in known or one is table), None)
              for run in every(table, "r", "p"))  # fmt: skip
    return [cells[row] for row in rows if cells[row]] if all(one is not table for one in held_by) else []
