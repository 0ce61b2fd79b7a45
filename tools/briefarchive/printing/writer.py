"""The writer of a brief's document tree as Typst code.

A node without a writer is an error, so that nothing in a text is silently left out.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes

from ..i18n import translations
from ..pictures.charts import draw_printed_chart
from ..text.chart_words import ChartValues, value_formats
from ..text.nodes import ChartTable, ChartTitle, CitationMark
from . import fonts
from .jobs import PICTURES
from .typst_code import LONG_WORD, NOTHING, array, call, column_widths, join_content, string

_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_EAST_ASIAN = "\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line break between two Chinese characters is no space (as in CSS Text 4, “Segment Break Transformation Rules”).
_BREAK_IN_HAN = re.compile(f"(?<=[{_EAST_ASIAN}])[ \t]*\n[ \t]*(?=[{_EAST_ASIAN}])")
_LINKS = (CitationMark, nodes.footnote_reference, nodes.reference)
_LONGEST_HEADING = 2_000
_LONGEST_PARAGRAPH = 6_000
"""The letters of two pages. A longer paragraph is not justified, because that weighs all line breaks at once."""
_PRINTED_ROWS = 40
"""The most rows of a chart's table that is printed."""


class NoWriterError(Exception):
    """A text has a kind of node without a writer."""


@dataclass(slots=True, kw_only=True)
class TypstText:
    """A text as code, with what the code needs; `write` returns it.

    Attributes:
        code: An expression that calls functions of the template.
        pictures: The addresses of its pictures, relative to the site's root.
        charts: Its charts as SVG, by the names that the code uses.
        languages: The tags of its passages in other languages.
    """

    code: str = NOTHING
    pictures: set[str] = field(default_factory=set)
    charts: dict[str, str] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    figures: int = 0
    cells: int = 0


def write(text: nodes.document, *, brief: str, page: str, language: str) -> TypstText:
    """Return the code of a text in *language*.

    *brief* is the id of the brief, which is part of all labels, and *page* the address to which its links are relative.

    Raises:
        NoWriterError: It has an unknown kind of node.
    """
    writer = _Writer(brief, page, language)
    writer.notes = {_id(note): note for note in text.findall(nodes.footnote)}
    writer.written.code = writer.blocks(text)
    return writer.written


@dataclass(slots=True)
class _Writer:
    brief: str
    page: str
    language: str
    notes: dict[str, nodes.footnote] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    written: TypstText = field(default_factory=TypstText)
    level: int = 0
    depth: int = 0
    """The depth of nested blocks; only a table outside all of them can have a page of its own."""
    in_line: int = 0
    """The depth of nested lines, in which only inline content is allowed."""
    long_words: int = 0
    """The number of texts with a long word."""

    def write(self, node: nodes.Node) -> str:
        """Write a node with the method named after its class."""
        kind = type(node).__name__
        writer: Callable[[Any], str] | None = getattr(self, f"write_{_HUMP.sub('_', kind).lower()}", None)
        if writer is None:
            raise NoWriterError(kind)
        return writer(node)

    def blocks(self, node: nodes.Element) -> str:
        """Write the children of a node."""
        return join_content(self.write(child) for child in node.children)

    def inner(self, node: nodes.Element) -> str:
        """Write the children of a node, in which a table can have no page of its own."""
        return join_content(self._write_nested(child) for child in node.children)

    write_passthrough_text_element = blocks
    write_legend = inner

    def line(self, node: nodes.Element) -> str:
        """Write the inline children of a node, such as a paragraph or a title."""
        self.in_line += 1
        code = self.blocks(node)
        self.in_line -= 1
        return code

    def label(self, name: str) -> str:
        """Return a label within this brief."""
        return string(f"{self.brief}:{name}")

    def write_text(self, text: nodes.Text) -> str:
        """Write a text, in which line breaks are spaces."""
        one_line = _SPACE.sub(" ", _BREAK_IN_HAN.sub("", text))
        return self.literal(one_line) if one_line else ""

    def literal(self, text: str) -> str:
        """Write a text as a literal, and count it if it has a long word, which the template splits."""
        self.long_words += LONG_WORD.search(text) is not None
        return string(text)

    # Inline nodes.

    def write_emphasis(self, node: nodes.Element) -> str:
        return call("emph", self.blocks(node))

    def write_strong(self, node: nodes.Element) -> str:
        return call("strong", self.blocks(node))

    def write_literal(self, node: nodes.Element) -> str:
        return call("code-word", self.literal(node.astext()))

    def write_inline(self, node: nodes.Element) -> str:
        if not (tag := node.get("lang", "")):
            return self.blocks(node)
        self.written.languages.add(tag)
        return call("lang", string(tag), self.blocks(node))

    write_citation_group = write_inline

    def write_line_break(self, node: nodes.Element) -> str:
        return "linebreak()"

    def write_citation_mark(self, node: nodes.Element) -> str:
        return call("mark", f"..sources.at({int(node.astext()) - 1})", alone="true" if node["alone"] else "")

    def write_footnote_reference(self, node: nodes.Element) -> str:
        name = str(node["refid"])
        if name in self.noted or name not in self.notes:
            return call("note-again", self.label(name))
        self.noted.add(name)
        return call("note", self.label(name), string(self.language), self.inner(self.notes[name]))

    def write_reference(self, node: nodes.Element) -> str:
        target, content = str(node["refuri"]), self.blocks(node)
        if not node.get("internal"):
            named = "true" if node.astext().strip() in {target, target.removeprefix("mailto:")} else ""
            address = self.literal(target.removeprefix("mailto:"))
            return call("to-web", string(target), address, content, named=named)
        if target.startswith("#"):
            return call("to-place", self.label(target[1:]), content)
        address, _, fragment = target.partition("#")
        address = self.address(address)
        # In print, nothing else shows that words are the title of a brief.
        titled = "true" if node["role"] == "brief" else ""
        return call("to-page", string(address), string(f"#{fragment}" if fragment else ""), content, titled=titled)

    def address(self, way: str) -> str:
        """Return the address of a link that is relative to the page."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), way))

    def write_picture(self, node: nodes.Element) -> str:
        address = self.address(str(node["uri"]))
        self.written.pictures.add(address)
        width = str(node.get("width", ""))
        return call(
            "picture",
            string(f"/{PICTURES}{address}"),
            string(str(node.get("alt", ""))),
            width=_length(width),
            align=string(str(node["align"])) if "align" in node else "",
            in_line="true" if self.in_line else "",
        )

    def write_chart_picture(self, node: nodes.Element) -> str:
        """Write a chart below its title, drawn in the fonts of the text."""
        name = f"charts/{self.brief}-{len(self.written.charts) + 1}.svg"
        families = fonts.list_sans_names(self.language)
        formats = value_formats(node["language"])
        self.written.charts[name] = str(draw_printed_chart(node["data"], node["unit"], formats, families))
        alt = f"{node['title']}. {node['description']}"
        return join_content([self.blocks(node), call("picture", string(f"/{PICTURES}{name}"), string(alt))])

    def write_chart_title(self, node: nodes.Element) -> str:
        return call("chart-title", self.line(node))

    def write_chart_table(self, node: nodes.Element) -> str:
        """Write the table of a chart or, if it is long, only the name of its file."""
        table = node["table"]
        address = self.address(str(node["uri"]))
        note = translations(node["language"]).gettext("Figures: {file}").format(file=posixpath.basename(address))
        file = call("chart-file", call("to-page", string(address), string(""), self.literal(note)))
        return file if len(table.rows) > _PRINTED_ROWS else join_content([self._figures(table), file])

    def _figures(self, table: ChartValues) -> str:
        rows = [table.headings, *table.rows]
        self.written.cells += len(rows) * len(table.headings)
        widths = column_widths(rows)
        cells = [array(self._figure(text, place in table.numbers) for place, text in enumerate(row)) for row in rows]
        return _table(widths, cells[:1], cells[1:], free="false")

    def _figure(self, text: str, is_number: bool) -> str:
        return call("table.cell", string(text), align="right" if is_number else "")

    # Blocks.

    def write_paragraph(self, node: nodes.Element) -> str:
        before = self.long_words
        body = self.line(node)
        is_long = len(body) > _LONGEST_PARAGRAPH and len(node.astext()) > _LONGEST_PARAGRAPH
        is_ragged = self.long_words > before or is_long
        return call("para", body, ragged="true" if is_ragged else "")

    def write_section(self, node: nodes.Element) -> str:
        self.level += 1
        title, rest = _elements(node)[0], node.children[1:]
        # The list of headings can contain neither a mere picture nor a page of text.
        is_listed = 0 < len(title.astext().strip()) <= _LONGEST_HEADING
        kind = ("part", str(self.level)) if is_listed else ("rubric",)
        heading = call(*kind, self.line(title), self.label(_id(node)))
        code = join_content([heading, *(self.write(child) for child in rest)])
        self.level -= 1
        return code

    def write_rubric(self, node: nodes.Element) -> str:
        place = self.label(_id(node)) if _id(node) else NOTHING
        return call("rubric", self.line(node), place)

    def write_bullet_list(self, node: nodes.Element) -> str:
        return call("items", *(self.inner(child) for child in _elements(node)))

    def write_enumerated_list(self, node: nodes.Element) -> str:
        start = str(int(node.get("start", 1)))
        return call("numbered", start, *(self.inner(child) for child in _elements(node)))

    def write_definition_list(self, node: nodes.Element) -> str:
        return call("definitions", *(self._write_definition(item) for item in _elements(node)))

    def _write_definition(self, item: nodes.Element) -> str:
        term, *definitions = map(self.inner, _elements(item))
        return call("terms.item", term, join_content(definitions))

    def write_block_quote(self, node: nodes.Element) -> str:
        said = [child for child in _elements(node) if isinstance(child, nodes.attribution)]
        body = join_content(self._write_nested(child) for child in node.children if child not in said)
        by = join_content(self.inner(child) for child in said) if said else ""
        return call("quoted", string(node.get("kind", "")), body, by=by)

    write_quotation = write_block_quote

    def write_admonition(self, node: nodes.Element) -> str:
        title, rest = _elements(node)[0], node.children[1:]
        body = join_content(self._write_nested(child) for child in rest)
        return call("admonition", string(self.language), self.line(title), body)

    def write_literal_block(self, node: nodes.Element) -> str:
        options: dict[str, int] = node.get("highlight_args", {})
        start = options.get("linenostart", 0)
        return call("code-block", str(start), *map(string, node.astext().strip("\n").split("\n")))

    def write_container(self, node: nodes.Element) -> str:
        match node.get("design_component"):
            case "card":
                return call("card", self.inner(node))
            case "card-title":
                return call("card-title", self.line(node))
            case "tab-item" | "dropdown":
                title, *rest = _elements(node)
                if node.get("has_title", True):
                    return call("opened", self.line(title), join_content(self._write_nested(child) for child in rest))
                return call("opened", NOTHING, self.inner(node))
        return self.inner(node)

    def write_horizontal_line(self, node: nodes.Element) -> str:
        return "rule()"

    def write_figure(self, node: nodes.Element) -> str:
        self.written.figures += 1
        children = _elements(node)
        caption = join_content(self.inner(child) for child in children if isinstance(child, nodes.caption))
        legend = join_content(
            self._write_nested(child) for child in children if isinstance(child, nodes.legend | ChartTable)
        )
        below = nodes.caption | nodes.legend | ChartTable
        picture = join_content(self._write_nested(child) for child in children if not isinstance(child, below))
        place = self.label(_id(node)) if _id(node) else NOTHING
        title = next(map(self.line, node.findall(ChartTitle)), "")
        return call("picture-figure", place, picture, caption, legend, title=title)

    def write_table(self, node: nodes.Element) -> str:
        parts = node.children
        return join_content(self._grid(part) if isinstance(part, nodes.tgroup) else self.write(part) for part in parts)

    def _grid(self, group: nodes.tgroup) -> str:
        head_rows, body_rows = (_rows(group, part) for part in (nodes.thead, nodes.tbody))
        widths = column_widths([cell.astext() for cell in row] for row in (*head_rows, *body_rows))
        head, body = ([array(map(self._entry, row)) for row in rows] for rows in (head_rows, body_rows))
        # A header that is repeated on the next page is not part of the text there and must not contain links (PDF/UA).
        once = any(isinstance(node, _LINKS) for row in head_rows for cell in row for node in cell.findall())
        free, repeated = ("false" if self.depth else ""), ("false" if once else "")
        return _table(widths, head, body, repeated=repeated, free=free)

    def _entry(self, entry: nodes.Element) -> str:
        self.written.cells += 1
        align = next((side for side in ("left", "center", "right") if f"text-{side}" in entry["classes"]), "")
        return call("table.cell", self.inner(entry), align=align)

    def write_footnote(self, node: nodes.Element) -> str:
        """Write a note at its mark, or at the end if it has none."""
        return "" if _id(node) in self.noted else call("para", self.inner(node))

    def write_label(self, node: nodes.Element) -> str:
        """Leave out the number of a note, because Typst counts notes itself."""
        return ""

    def _write_nested(self, child: nodes.Node) -> str:
        self.depth += 1
        code = self.write(child)
        self.depth -= 1
        return code


def _id(node: nodes.Element) -> str:
    return str(next(iter(node.get("ids", ())), ""))


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[list[nodes.Element]]:
    return [_elements(row) for child in _elements(group) if isinstance(child, part) for row in _elements(child)]


def _table(widths: Iterable[tuple[int, int]], head: Iterable[str], body: Iterable[str], **options: str) -> str:
    return call("grid-table", array(map(str, widths)), array(head), array(body), **options)


def _length(width: str) -> str:
    """Return a width for Typst, in per cent of the line or in points, from CSS pixels of 1/96 inch."""
    if width.endswith("%"):
        return f"{min(int(width[:-1]), 100)}%"
    return f"{int(width.removesuffix('px')) * 0.75}pt" if width else ""
