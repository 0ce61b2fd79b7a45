"""Briefs become doctrees: the dialect's parser with a renderer that knows only what the dialect has."""

from pathlib import PurePosixPath

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.sphinx_ import MystParser

from ..reading.addresses import allowed_address
from ..reading.dialect import DIRECTIVES, ROLES, directive_name, make_parser, split_options
from ..reading.frontmatter import read_front_matter

BRIEFS = "archive/"


class DocumentParser(MystParser):
    """Reads briefs in their dialect, and the guide as MyST."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill *document* from the text of a file."""
        env = document.settings.env
        if not env.docname.startswith(BRIEFS):
            super().parse(inputstring, document)
            return
        env.metadata[env.docname]["orphan"] = True  # it needs no place in a toctree
        head = read_front_matter(f"{env.docname}.md", inputstring)
        title = str(head.values.get("title") or PurePosixPath(env.docname).name)
        # Withdrawn texts leave the site, and not only the sight of readers.
        body = "" if head.values.get("status") == "withdrawn" else head.body
        parser = make_parser(BriefRenderer)
        parser.options.update({"document": document, "myst_config": MdParserConfig(), "brief_title": title})
        parser.render("\n" * (head.body_line - 1) + body, {})


class BriefRenderer(SphinxRenderer):
    """Draws the dialect's tokens. What is not of the dialect becomes the text that was typed."""

    def _render_initialise(self) -> None:
        super()._render_initialise()
        # The title opens the one section that holds the text, so that headings are counted from level 2.
        title = self.md_options["brief_title"]
        section = nodes.section(classes=["brief"], names=[], ids=["_text"])
        section += nodes.title(title, title)
        self.document += section
        self._level_to_section[1] = section
        self.current_node = section

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """A heading; one of level 1, which `check` reports, is drawn as level 2."""
        opening = token.nester_tokens.opening if token.nester_tokens else None
        if opening is not None and opening.tag == "h1":
            opening.tag = "h2"
        super().render_heading(token)

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self.current_node.append(nodes.Text(token.content))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self.current_node.append(nodes.paragraph("", nodes.Text(token.content.strip())))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """A link to an allowed address; otherwise its text and its address."""
        target = str(token.attrs.get("href", ""))
        if allowed_address(target):
            super().render_link(token)
            return
        self.render_children(token)
        self.current_node.append(nodes.Text(f" ({target})"))

    def render_image(self, token: SyntaxTreeNode) -> None:
        """An image from an allowed address; otherwise its description and its address."""
        target = str(token.attrs.get("src", ""))
        if allowed_address(target):
            super().render_image(token)
        else:
            self.current_node.append(nodes.Text(f"{token.content} ({target})"))

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """One of the archive's roles; any other is shown as it was typed."""
        if token.meta["name"] in ROLES and token.content.strip():
            super().render_myst_role(token)
        else:
            self.current_node.append(nodes.Text(f"{{{token.meta['name']}}}`{token.content}`"))

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """A directive or a block of code."""
        name, argument = directive_name(token.info)
        if name is None:
            self.current_node.append(self._code(token.content, token.info.split()[0] if token.info.split() else ""))
        else:
            self._directive(token, name, argument)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """A directive; without a name, what was typed."""
        name, argument = directive_name(token.info)
        if name is None:
            self.current_node.append(self._code(_source(token), ""))
        else:
            self._directive(token, name, argument)

    def _directive(self, token: SyntaxTreeNode, name: str, argument: str) -> None:
        directive = DIRECTIVES.get(name)
        if directive is None or (directive.image and not allowed_address(argument)):
            self.current_node.append(self._code(_source(token), ""))
            return
        options, length = split_options(token.content)
        lines = token.content.split("\n")
        kept = [f":{option}: {value}" for option, (_, value) in options.items() if option in directive.options]
        # Options that are left out leave empty lines, so that places in the content stay right.
        assert token.token is not None  # a fence is one token, and no pair
        token.token.content = "\n".join(kept + [""] * (length - len(kept)) + lines[length:])
        self.render_directive(token, name, argument)

    def _code(self, text: str, language: str) -> nodes.literal_block:
        return nodes.literal_block(text, text, language=language or "none", classes=[])


def _source(token: SyntaxTreeNode) -> str:
    return f"{token.markup}{token.info}\n{token.content}{token.markup}"
