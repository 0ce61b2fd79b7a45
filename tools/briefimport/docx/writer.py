"""The writer that turns a simplified Word file into one HTML page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from ..inline.numbered_citations import NUMBERS
from .markup import ConversionLog, Node, R, W, find_all, find_child, get_number, get_value, leaf_text, line_text
from .package import Relationship
from .styles import Formatting, ParagraphRole, StyleSheet, read_formatting
from .tabbed_lines import with_tables_of_tabbed_lines

_MOST_COLUMNS = 60
_LONGEST_CELL = 300
_PLAIN, _UNFORMATTED = ParagraphRole(), Formatting()


@dataclass(slots=True, kw_only=True)
class Part:
    """A part of the file: its tree, its relationships, and the roles of its paragraphs."""

    root: Node
    relationships: Mapping[str, Relationship]
    roles: Mapping[Node, ParagraphRole]


@dataclass(slots=True)
class HtmlWriter:
    """The writer of one file.

    Attributes:
        notes: The notes by kind and id, each with its part.
    """

    sheet: StyleSheet
    log: ConversionLog
    notes: Mapping[tuple[str, str], tuple[Node, Part]]
    _part: Part = field(init=False)
    _role: ParagraphRole = _PLAIN
    _line: list[str] = field(default_factory=list)
    _blocks: list[tuple[ParagraphRole | None, str]] = field(default_factory=list)
    _lists: list[str] = field(default_factory=list)
    _note_numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def write(self, part: Part) -> str:
        """Return *part* as a page, with the notes to which it refers at the end."""
        text = self._write_node(part.root, part)
        items = []
        for (kind, id_), number in self._note_numbers.items():
            note = self._write_node(*self.notes[kind, id_])
            items.append(f'<li id="note-{number}">{note} <a href="#mark-{number}">↑</a></li>')
        notes = f"<ol>{''.join(items)}</ol>" if items else ""
        return f"<html><body>{text}{notes}</body></html>"

    def _write_node(self, node: Node, part: Part) -> str:
        self._part = part
        blocks = with_tables_of_tabbed_lines(self._collect_blocks(node))
        return "".join(html for _, html in blocks).replace("</blockquote><blockquote>", "")

    def _collect_blocks(self, node: Node) -> list[tuple[ParagraphRole | None, str]]:
        """Return the HTML blocks of *node*; paragraphs have a role, while lists and tables have none."""
        outer_state = self._blocks, self._lists, self._line, self._role
        self._blocks, self._lists, self._line, self._role = [], [], [], _PLAIN
        self._write_children(node, _UNFORMATTED)
        self._end_paragraph()
        self._adjust_lists(_PLAIN)
        blocks = self._blocks
        self._blocks, self._lists, self._line, self._role = outer_state
        return blocks

    def _write_children(self, node: Node, formatting: Formatting) -> None:
        for child in node:
            self._write_element(child, formatting)

    def _write_element(self, node: Node, formatting: Formatting) -> None:
        match node.tag.removeprefix(W):
            case "p":
                self._write_paragraph(node)
            case "r":
                own_formatting = read_formatting(node, self.sheet)._replace(
                    href=formatting.href or node.get("href", "")
                )
                is_raised = get_value(find_child(node, "rPr", "vertAlign")) == "superscript"
                if is_raised and NUMBERS.fullmatch(line_text(node)):
                    self._line.append(f"<sup>{line_text(node)}</sup>")
                else:
                    self._write_children(node, own_formatting)
            case "hyperlink":
                self._write_children(node, formatting._replace(href=self._link_address(node) or formatting.href))
            case "tbl" if rows := _list_rows(node):
                self._write_table(rows)
            case "tbl" | "tr" | "tc":
                self._end_paragraph()
                self._write_children(node, _UNFORMATTED)
                self._end_paragraph()
            case "img":
                self._line.append(f'<img src="{node.get("src")}" alt="{escape(node.get("alt", ""))}">')
            case "footnoteReference" | "endnoteReference" as name:
                self._write_note_mark(name.removesuffix("Reference"), get_value(node, "id"))
            case name if name.endswith("Pr"):
                pass
            case _:
                self._write_text(leaf_text(node), formatting)
                self._write_children(node, formatting)

    def _write_text(self, text: str, formatting: Formatting) -> None:
        if not text:
            return
        words = "<br>" if text == "\n" else escape(text)
        for name in ("em",) * formatting.emphasis + ("strong",) * formatting.strong:
            words = f"<{name}>{words}</{name}>"
        self._line.append(f'<a href="{escape(formatting.href)}">{words}</a>' if formatting.href else words)

    def _link_address(self, link: Node) -> str:
        """Return the address of a link; empty for a link within the file."""
        relationship = self._part.relationships.get(link.get(R + "id", ""))
        if relationship is None or not relationship.external or relationship.kind != "hyperlink":
            return ""
        anchor = get_value(link, "anchor") or get_value(link, "docLocation")
        return f"{relationship.target}#{anchor}" if anchor and "#" not in relationship.target else relationship.target

    def _write_note_mark(self, kind: str, id_: str) -> None:
        """Write the reference mark of a note, unless it is a second one or its note is missing."""
        if (kind, id_) in self.notes and (kind, id_) not in self._note_numbers:
            self._note_numbers[kind, id_] = number = len(self._note_numbers) + 1
            self._line.append(f'<sup><a href="#note-{number}" id="mark-{number}">[{number}]</a></sup>')

    def _write_paragraph(self, node: Node) -> None:
        self._end_paragraph()
        around, self._role = self._role, self._part.roles.get(node, _PLAIN)
        self._write_children(node, _UNFORMATTED)
        self._end_paragraph()
        self._role = around

    def _end_paragraph(self) -> None:
        """End the current paragraph, and write it unless it is empty."""
        words, self._line = "".join(self._line), []
        if not words.strip():
            return
        role = self._role
        self._adjust_lists(role)
        if role.level:
            words = f"<h{role.level}>{words}</h{role.level}>"
        elif role.name == "quote" and not role.list_:
            words = f"<blockquote><p>{words}</p></blockquote>"
        elif not role.list_:
            words = f'<p class="{role.name}">{words}</p>' if role.name else f"<p>{words}</p>"
        self._blocks.append((role, words))

    def _adjust_lists(self, role: ParagraphRole) -> None:
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

    def _write_table(self, rows: list[list[Node]]) -> None:
        """Write a table without merged cells, which briefs cannot have; the first row is the header."""
        self._end_paragraph()
        self._adjust_lists(_PLAIN)
        html_rows = []
        for index, row in enumerate(rows):
            name = "td" if index else "th"
            empty = f"<{name}></{name}>"
            before = get_number(find_child(row[0].getparent(), "trPr", "gridBefore")) if row else 0
            cells = [empty * min(before, _MOST_COLUMNS)]
            for cell in row:
                span = get_number(find_child(cell, "tcPr", "gridSpan"))
                if span > 1 or find_child(cell, "tcPr", "vMerge") is not None:
                    self.log.add_note("merged cells of a table are separate cells")
                cells += [f"<{name}>{self._cell_html(cell)}</{name}>", empty * (min(span, _MOST_COLUMNS) - 1)]
            html_rows.append(f"<tr>{''.join(cells)}</tr>")
        self._blocks.append((None, f"<table>{''.join(html_rows)}</table>"))

    def _cell_html(self, cell: Node) -> str:
        """Return the content of a cell; short paragraphs become lines, since a cell of a brief has one paragraph."""
        blocks = self._collect_blocks(cell)
        is_short = len(line_text(cell)) <= _LONGEST_CELL
        if len(blocks) > 1 and is_short and all(role == _PLAIN for role, _ in blocks):
            return "<br>".join(html.removeprefix("<p>").removesuffix("</p>") for _, html in blocks)
        return "".join(html for _, html in blocks)


def _list_rows(table: Node) -> list[list[Node]]:
    """Return the cells of a table by row; none if there is text outside its cells, which is invalid."""
    # Some programs write a row or a cell directly into a cell; it is part of that cell.
    around = (W + "tbl", W + "tr", W + "tc")
    rows = [row for row in find_all(table, "tr") if next(row.iterancestors(around)) is table]
    cells = {row: [cell for cell in find_all(row, "tc") if next(cell.iterancestors(around)) is row] for row in rows}
    known_cells = {cell for row in rows for cell in cells[row]}
    lineages = (run.iterancestors(W + "tc", W + "tbl") for run in find_all(table, "r", "p"))
    held_by = (next((above for above in nodes if above in known_cells or above is table), None) for nodes in lineages)
    return [cells[row] for row in rows if cells[row]] if all(holder is not table for holder in held_by) else []
