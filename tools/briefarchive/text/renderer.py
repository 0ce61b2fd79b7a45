"""Turns the dialect's tokens into docutils' nodes. What is not of the dialect becomes the text that was typed."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
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
from .directives import registered_name
from .nodes import (
    ArchiveChart,
    ArchivePicture,
    ArchiveReference,
    ChartTitle,
    CitationReference,
    HorizontalLine,
    LineBreak,
    Quotation,
)

_LANGUAGES = frozenset({
    "bash", "bibtex", "css", "diff", "html", "ini", "javascript", "json", "julia", "latex", "markdown", "matlab",
    "python", "r", "sh", "sql", "tex", "text", "toml", "xml", "yaml",
})  # fmt: skip
_COLOURED, _COLOURED_IN_ALL = 3_000, 10_000
_DASH = re.compile("(?:--|—|–)\\s*")


class CitationRole(CiteRole):
    """sphinxcontrib-bibtex's citation role, whose sources are looked up in the archive."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the node; plain `cite` is `cite:p`."""
        textual = self.name.endswith((":t", ":ts"))
        return [CitationReference(self.rawtext, target=" ".join(self.target.split()), textual=textual)], []


class BriefRenderer(DocutilsRenderer):
    """Renders one brief's text. What it refuses is noted in `md_env["refused"]`, by the kind of thing."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a text, for which there is a document; MyST makes another that nobody uses.

        With all of docutils' settings, which are looked up anew, it would be a twentieth of a build.
        """
        made, base.make_document = base.make_document, lambda *_: None  # type: ignore[assignment]
        try:
            super().setup_render(options, env)
        finally:
            base.make_document = made

    def _render_initialise(self) -> None:
        self.md_env.setdefault("refused", [])
        self.md_env["headings"] = 0
        self.md_env["given"] = Counter()
        self.md_env["figures"] = itertools.count(1)
        self.md_env["coloured"] = 0
        self._level_to_section[1] = self.document  # the page has a title, and headings are counted from level 2

    def _render_finalise(self) -> None:
        pass  # nothing is kept for transforms that briefs do not have

    def _refuse(self, kind: str, *shown: nodes.Node) -> None:
        self.md_env["refused"].append(kind)
        self.current_node.extend(shown)

    def nested_render_text(
        self,
        text: str,
        lineno: int,
        inline: bool = False,
        temp_root_node: nodes.Element | None = None,
        heading_offset: int = 0,
    ) -> None:
        """Draw a text within a directive; one that is *inline* is its title, for which no definitions of links hold."""
        kept = self.md_env.pop("references", None) if inline else None
        super().nested_render_text(text, lineno, inline, temp_root_node, heading_offset)
        if inline:
            self.md_env.pop("references", None)
            if kept is not None:
                self.md_env["references"] = kept

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """A heading; one of level 1, which `check` reports, is drawn as level 2."""
        opening = token.nester_tokens.opening if token.nester_tokens else None
        if opening is not None and opening.tag == "h1":
            opening.tag = "h2"
        super().render_heading(token)

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give a heading the id that the scan gives it, or, if that is taken, one that no other heading can have."""
        inline = token.children[0].token if token.children else None
        self.md_env["headings"] += 1
        name = heading_id(heading_text(inline) if inline else "", self.md_env["headings"])
        self.md_env["given"][name] += 1
        turn = self.md_env["given"][name]
        node["ids"] = [heading_fragment(name if turn == 1 else f"{name}--{turn}")]

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """The mark of a footnote; its number is not known before the whole text is read."""
        self.current_node.append(nodes.footnote_reference(name=token.meta["label"]))

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """The text of a footnote."""
        note = nodes.footnote(name=token.meta["label"])
        self.current_node.append(note)
        with self.current_node_context(note):
            self.render_children(token)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """A line across the text."""
        self.current_node.append(HorizontalLine(classes=["rule"]))

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """A line break that is meant."""
        self.current_node.append(LineBreak())

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self._refuse("html", nodes.Text(token.content))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self._refuse("html", nodes.paragraph("", "", nodes.Text(token.content.strip())))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """A link to the web; one to a file or a brief is looked up when the page is written."""
        target = str(token.attrs.get("href", ""))
        if not is_allowed_address(target):
            self.render_children(token)
            self._refuse("link", nodes.Text(f" ({target})"))
            return
        if has_scheme(target):
            # On paper an address is added to a link, unless its text is the address.
            kinds = ["external", "spelled-out"] if token.info == "auto" else ["external"]
            node: nodes.Element = nodes.reference(refuri=target, classes=kinds, rel="noopener")
        else:
            node = ArchiveReference(target, "", role="link", target=target, own=True)
        self.current_node.append(node)
        with self.current_node_context(node):
            self.render_children(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """A picture beside the brief, which is looked up when the page is written."""
        picture = ArchivePicture(target=str(token.attrs.get("src", "")), alt=token.content)
        self.current_node.append(picture)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """One of the archive's roles; any other is shown as it was typed."""
        name, content = token.meta["name"], token.content
        typed = f"{{{name}}}`{content}`"
        if name in REFERENCE_ROLES and (target := token.meta["target"]):
            # Shown by words of its own, it is a link like any other.
            words = token.meta["words"]
            self.current_node.append(
                ArchiveReference(typed, words or target, role=name, target=target, own=bool(words))
            )
        elif name in CITATION_ROLES and content.strip():
            inliner = cast("Inliner", MockInliner(self))
            made, _ = CitationRole()(name, typed, content, token_line(token), inliner)
            self.current_node.extend(made)
        else:
            self._refuse("role", nodes.Text(typed))

    def render_code_block(self, token: SyntaxTreeNode) -> None:
        """Indented lines, which are code of no language."""
        self.current_node.append(self._code_block(token.content, ""))

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """A directive or a block of code."""
        name, argument = split_info(token.info)
        if name is None:
            language = token.info.split()[0] if token.info.split() else ""
            self.current_node.append(self._code_block(token.content, language))
        else:
            self._add_directive(token, name, argument)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """A directive; without a name, what was typed."""
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
        if name in QUOTES:
            self._add_quotation(token, name, read)
        elif DIRECTIVES[name].chart:
            self._add_chart(token, read, sound)
        else:
            self._run_directive(token, read, sound)
        self.md_env["directives"] = parents

    def _run_directive(self, token: SyntaxTreeNode, read: ParsedDirective, options: dict[str, str]) -> None:
        """Let the library's directive make its nodes."""
        # What describes a picture never passes through the library's own reading of options, which is YAML.
        image = DIRECTIVES[read.name].image
        lines = [] if image else [f":{key}: {value}".rstrip() for key, value in options.items()]
        if read.body.strip():
            # The empty line ends the options: nothing in the body is ever taken for one.
            lines += [*[""] * max(read.body_line - len(lines), 1), read.body]
        cast("Token", token.token).content = "\n".join(lines)  # a fence is one token, and no pair
        start = len(self.current_node)
        self.render_directive(token, registered_name(read.name), read.argument)
        for made in self.current_node[start:]:
            _convert_pictures(made, options if image else {}, self.md_env["figures"])
            for code in made.findall(nodes.literal_block):
                code["language"] = self._code_language(str(code.get("language", "")), code.astext())

    def _add_quotation(self, token: SyntaxTreeNode, name: str, read: ParsedDirective) -> None:
        """A quotation; a last paragraph that begins with a dash says whose it is."""
        quote = Quotation(kind=name, classes=[name])
        self.add_line_and_source_path(quote, token)
        self.current_node.append(quote)
        with self.current_node_context(quote):
            self.nested_render_text(read.body, token_line(token) + read.body_line)
        last = quote.children[-1] if len(quote) > 1 else None
        first = last.children[0] if isinstance(last, nodes.paragraph) and last.children else None
        if isinstance(last, nodes.paragraph) and isinstance(first, nodes.Text) and (dash := _DASH.match(first)):
            said = nodes.attribution("", "", nodes.Text(first[dash.end() :]), *last.children[1:])
            quote.replace(last, said)

    def _add_chart(self, token: SyntaxTreeNode, read: ParsedDirective, options: dict[str, str]) -> None:
        """A figure with a chart, whose values are looked up when the page is written, above its caption."""
        title = options["title"]
        chart = ArchiveChart(kind=options["kind"], target=read.argument, title=title, unit=options.get("unit", ""))
        chart += ChartTitle(title, title, classes=["fig-title"])
        figure = nodes.figure("", chart, ids=[f"figure-{next(self.md_env['figures'])}"], classes=["fig", "chart"])
        self.add_line_and_source_path(figure, token)
        self.current_node.append(figure)
        with self.current_node_context(figure):
            self.nested_render_text(read.body, token_line(token) + read.body_line)
        caption, rest = figure[1], figure[2:]
        figure[1:] = [nodes.caption("", "", *caption.children)]
        figure += [nodes.legend("", *rest)] if rest else []

    def _code_block(self, text: str, language: str) -> nodes.literal_block:
        return nodes.literal_block(text, text, language=self._code_language(language, text), classes=[])

    def _code_language(self, name: str, code: str) -> str:
        """The language in which code is coloured: one whose rules are quick, and only for so much code as is read."""
        if name.lower() not in _LANGUAGES or len(code) > _COLOURED:
            return "none"
        self.md_env["coloured"] += len(code)
        return name.lower() if self.md_env["coloured"] <= _COLOURED_IN_ALL else "none"


def _convert_pictures(made: nodes.Node, options: Mapping[str, str], number: Iterator[int]) -> None:
    """Let pictures of a directive be looked up as all others are, and number figures."""
    for figure in made.findall(nodes.figure):
        figure["ids"] = figure["ids"] or [f"figure-{next(number)}"]
        if "align" in options:
            figure["align"] = options["align"]
    for image in list(made.findall(nodes.image)):
        # A figure is aligned as a whole.
        names = ("width",) if isinstance(image.parent, nodes.figure) else ("width", "align")
        kept = {name: options[name] for name in names if name in options}
        image.replace_self(ArchivePicture(target=image["uri"], alt=options.get("alt", ""), **kept))


def _source_text(token: SyntaxTreeNode) -> str:
    return f"{token.markup}{token.info}\n{token.content}{token.markup}"
