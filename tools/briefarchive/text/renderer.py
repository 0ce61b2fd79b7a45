"""The renderer of Markdown tokens as docutils nodes. Whatever briefs must not use becomes the text that was typed."""

import itertools
import re
from collections import Counter
from collections.abc import MutableMapping
from typing import Any, cast

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, token_line
from myst_parser.mocking import MockInliner
from sphinxcontrib.bibtex.roles import CiteRole

from ..facets.addresses import heading_fragment
from ..facets.views import BriefPage
from ..reading.addresses import has_scheme, is_allowed_address
from ..reading.markdown.dialect import CITATION_ROLES, REFERENCE_ROLES
from ..reading.markdown.directives import (
    DIRECTIVES,
    QUOTES,
    ParsedDirective,
    is_valid_option,
    read_directive,
    split_info,
)
from ..reading.markdown.text import heading_id, heading_text
from . import directives
from .nodes import HorizontalLine, LineBreak, Quotation
from .resolving import (
    NOTES,
    keep_with_word,
    resolve_chart,
    resolve_citation,
    resolve_picture,
    resolve_reference,
    resolve_text,
    translate,
)

_LANGUAGES = frozenset({
    "bash", "bibtex", "css", "diff", "html", "ini", "javascript", "json", "julia", "latex", "markdown", "matlab",
    "python", "r", "sh", "sql", "tex", "text", "toml", "xml", "yaml",
})  # fmt: skip
_COLOURED, _COLOURED_IN_ALL = 3_000, 10_000
_DASH = re.compile("(?:--|—|–)\\s*")


class CitationRole(CiteRole):
    """sphinxcontrib-bibtex's citation role for sources of the archive, on a *page*."""

    def __init__(self, page: BriefPage) -> None:
        super().__init__()
        self._page = page

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Create the nodes; plain `cite` is `cite:p`."""
        textual = self.name.endswith((":t", ":ts"))
        return resolve_citation(" ".join(self.target.split()), self._page, textual=textual), []


class BriefRenderer(DocutilsRenderer):
    """The renderer of a text for `md_env["page"]`; `md_env["refused"]` collects the kinds of markup that it refuses."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Start a text with an existing document; MyST would create one that nobody uses.

        Creating it, with all settings of docutils, would take a twentieth of a build.
        """
        make_document, base.make_document = base.make_document, lambda *_: None  # type: ignore[assignment]
        try:
            super().setup_render(options, env)
        finally:
            base.make_document = make_document

    def _render_initialise(self) -> None:
        self.md_env["headings"] = 0
        self.md_env["given"] = Counter()
        self.md_env["figures"] = itertools.count(1)
        self.md_env["coloured"] = 0
        self._level_to_section[1] = self.document  # the title of the page is level 1

    def _render_finalise(self) -> None:
        pass  # briefs have no transforms that need more

    @property
    def _page(self) -> BriefPage:
        page: BriefPage = self.md_env["page"]
        return page

    def _refuse(self, kind: str, *shown: nodes.Node) -> None:
        self.md_env["refused"].append(kind)
        self.current_node.extend(shown)

    def render_text(self, token: SyntaxTreeNode) -> None:
        """Render words."""
        self.current_node.extend(resolve_text(token.content, self._page))

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading; one of level 1, which `check` reports, becomes level 2."""
        opening = token.nester_tokens.opening if token.nester_tokens else None
        if opening is not None and opening.tag == "h1":
            opening.tag = "h2"
        super().render_heading(token)

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give a heading the id that the scan gives it or, if that is taken, one that no other heading can have."""
        inline = token.children[0].token if token.children else None
        self.md_env["headings"] += 1
        name = heading_id(heading_text(inline) if inline else "", self.md_env["headings"])
        self.md_env["given"][name] += 1
        turn = self.md_env["given"][name]
        node["ids"] = [heading_fragment(name if turn == 1 else f"{name}--{turn}")]

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """Render a footnote mark, which is numbered when the whole text has been read."""
        self.current_node.append(nodes.footnote_reference(name=token.meta["label"]))

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Render the text of a footnote."""
        note = nodes.footnote(name=token.meta["label"])
        self.current_node.append(note)
        with self.current_node_context(note):
            self.render_children(token)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a horizontal rule."""
        self.current_node.append(HorizontalLine(classes=["rule"]))

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """Render a hard line break."""
        self.current_node.append(LineBreak())

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Show HTML as text."""
        self._refuse("html", *resolve_text(token.content, self._page))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Show HTML as text."""
        self._refuse("html", nodes.paragraph("", "", *resolve_text(token.content.strip(), self._page)))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link."""
        target = str(token.attrs.get("href", ""))
        if not (is_allowed := is_allowed_address(target)):
            self._refuse("link")
        # Printed links are followed by their address, unless that is their text.
        kinds = ["external", "spelled-out"] if token.info == "auto" else ["external"]
        node: nodes.Node = (link := nodes.reference(refuri=target, classes=kinds, rel="noopener"))
        with self.current_node_context(link):
            self.render_children(token)
        if not has_scheme(target) or not is_allowed:
            node = resolve_reference("link", target, link.children, self._page)
        self.current_node.append(node)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render a picture beside the brief."""
        self.current_node.append(resolve_picture(str(token.attrs.get("src", "")), token.content, {}, self._page))

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Render a role of the archive; any other is shown as it was typed."""
        name, content = token.meta["name"], token.content
        typed = f"{{{name}}}`{content}`"
        if name in REFERENCE_ROLES and (target := token.meta["target"]):
            # With a text of its own, it is a link like any other.
            words = resolve_text(token.meta["words"], self._page) if token.meta["words"] else []
            self.current_node.append(resolve_reference(name, target, words, self._page))
        elif name in CITATION_ROLES and content.strip():
            inliner = cast("Inliner", MockInliner(self))
            keep_with_word(self.current_node)
            result, _ = CitationRole(self._page)(name, typed, content, token_line(token), inliner)
            self.current_node.extend(result)
        else:
            self._refuse("role", *resolve_text(typed, self._page))

    def render_code_block(self, token: SyntaxTreeNode) -> None:
        """Render indented code, which has no language."""
        self.current_node.append(self._code_block(token.content, ""))

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render a directive or a block of code."""
        name, argument = split_info(token.info)
        if name is None:
            language = token.info.split()[0] if token.info.split() else ""
            self.current_node.append(self._code_block(token.content, language))
        else:
            self._add_directive(token, name, argument)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Render a directive; without a name, show what was typed."""
        name, argument = split_info(token.info)
        if name is None:
            self.current_node.append(self._code_block(_source_text(token), ""))
        else:
            self._add_directive(token, name, argument)

    def _add_directive(self, token: SyntaxTreeNode, name: str, argument: str) -> None:
        parents: tuple[str, ...] = self.md_env.get("directives", ())
        read = read_directive(name, argument, token.content, parents) if name in DIRECTIVES else None
        if read is None or read.fault:
            self._refuse("directive", self._code_block(_source_text(token), ""))
            return
        sound = {key: value for key, (_, value) in read.options.items() if is_valid_option(name, key, value)}
        self.md_env["refused"] += ["option"] * (len(read.options) - len(sound))
        self.md_env["directives"] = (*parents, name)
        directive = DIRECTIVES[name]
        if name in QUOTES:
            self._add_quotation(token, read)
        elif directive.chart:
            chart, *table = resolve_chart(read.argument, sound, self._page)
            self._add_figure(token, read, chart, *table, classes=["fig", "chart"])
        elif directive.image:
            self._add_picture(token, read, sound)
        elif name in directives.DESIGN:
            self._run_directive(token, read, sound)
        elif directive.nests:
            self._add_admonition(token, read)
        else:
            self._add_code(read, sound)
        self.md_env["directives"] = parents

    def _run_directive(self, token: SyntaxTreeNode, read: ParsedDirective, options: dict[str, str]) -> None:
        lines = [f":{key}: {value}".rstrip() for key, value in options.items()]
        if read.body.strip():
            # The empty line ends the options, so that no line of the body is mistaken for one.
            lines += [*[""] * max(read.body_line - len(lines), 1), read.body]
        cast("Token", token.token).content = "\n".join(lines)  # a fence is one token rather than a pair
        self.render_directive(token, directives.registered_name(read.name), read.argument)

    def _add_block(self, block: nodes.Element, token: SyntaxTreeNode, read: ParsedDirective) -> None:
        """Add a block, and the body of a directive to it."""
        self.add_line_and_source_path(block, token)
        self.current_node.append(block)
        with self.current_node_context(block):
            self.nested_render_text(read.body, token_line(token) + read.body_line)

    def _add_admonition(self, token: SyntaxTreeNode, read: ParsedDirective) -> None:
        """Add a note, with the title of its kind or, in general, one of its own."""
        title, kind = nodes.title(), read.name
        if kind == "admonition":
            kind = f"admonition-{nodes.make_id(read.argument)}"
            with self.current_node_context(title):
                self.nested_render_text(read.argument, token_line(token), inline=True)
        else:
            title += translate(NOTES[kind], self._page)
        self._add_block(nodes.admonition("", title, classes=[kind]), token, read)

    def _add_quotation(self, token: SyntaxTreeNode, read: ParsedDirective) -> None:
        """Add a quotation; a last paragraph that starts with a dash is its attribution."""
        quote = Quotation(kind=read.name, classes=[read.name])
        self._add_block(quote, token, read)
        last = quote.children[-1] if len(quote) > 1 else None
        first = last.children[0] if isinstance(last, nodes.paragraph) and last.children else None
        if isinstance(last, nodes.paragraph) and isinstance(first, nodes.Text) and (dash := _DASH.match(first)):
            said = nodes.attribution("", "", nodes.Text(first[dash.end() :]), *last.children[1:])
            quote.replace(last, said)

    def _add_picture(self, token: SyntaxTreeNode, read: ParsedDirective, options: dict[str, str]) -> None:
        """Add a picture, perhaps as a figure, which is aligned as a whole."""
        is_figure, alt = DIRECTIVES[read.name].nests, options.pop("alt", "")
        align = {"align": options.pop("align")} if is_figure and "align" in options else {}
        picture = resolve_picture(read.argument, alt, options, self._page)
        if is_figure:
            self._add_figure(token, read, picture, **align)
        else:
            self.current_node.append(picture)

    def _add_figure(
        self, token: SyntaxTreeNode, read: ParsedDirective, shown: nodes.Node, *after: nodes.Node, **attributes: Any
    ) -> None:
        """Add a figure of what is *shown*; its text begins with the caption."""
        figure = nodes.figure("", shown, **attributes)
        self._add_block(figure, token, read)
        figure["ids"] = [f"figure-{next(self.md_env['figures'])}"]
        first, rest = figure[1:2], figure[2:]
        figure[1:] = [nodes.caption("", "", *paragraph.children) for paragraph in first]
        figure += [*([nodes.legend("", *rest)] if rest else []), *after]

    def _add_code(self, read: ParsedDirective, options: dict[str, str]) -> None:
        """Add a block of code, perhaps with line numbers."""
        block = self._code_block(read.body.strip("\n"), read.argument)
        if "lineno-start" in options:
            block["linenos"] = True
            block["highlight_args"] = {"linenostart": int(options["lineno-start"])}
        self.current_node.append(block)

    def _code_block(self, text: str, language: str) -> nodes.literal_block:
        return nodes.literal_block(text, text, language=self._code_language(language, text), classes=[])

    def _code_language(self, name: str, code: str) -> str:
        """Return the language for highlighting, unless it is slow or there is too much code."""
        if name.lower() not in _LANGUAGES or len(code) > _COLOURED:
            return "none"
        self.md_env["coloured"] += len(code)
        return name.lower() if self.md_env["coloured"] <= _COLOURED_IN_ALL else "none"


def _source_text(token: SyntaxTreeNode) -> str:
    return f"{token.markup}{token.info}\n{token.content}{token.markup}"
