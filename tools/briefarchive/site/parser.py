"""Briefs become doctrees: the dialect's parser with a renderer that knows only what the dialect has."""

from pathlib import PurePosixPath

from docutils import nodes
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.sphinx_ import MystParser

from ..reading.addresses import allowed_address, has_scheme
from ..reading.dialect import ROLES, make_parser
from ..reading.directives import DIRECTIVES, directive_name, option_is_sound, read_directive
from ..reading.frontmatter import read_front_matter
from .nodes import ArchivePicture, ArchiveReference

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

    def _render_tokens(self, tokens: list[Token]) -> None:
        notes = self.md_env.setdefault("notes", set())
        notes.update(token.meta["label"] for token in tokens if token.type == "footnote_reference_open")
        super()._render_tokens(tokens)

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """The mark of a footnote that is written; any other is shown as it was typed."""
        if token.meta["label"] in self.md_env["notes"]:
            super().render_footnote_ref(token)
        else:
            self.current_node.append(nodes.Text(f"[^{token.meta['label']}]"))

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """A line across the text; docutils knows one only between the paragraphs of a section."""
        self.current_node.append(nodes.container(classes=["rule"]))

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self.current_node.append(nodes.Text(token.content))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self.current_node.append(nodes.paragraph("", nodes.Text(token.content.strip())))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """A link to the web; one to a file or a brief is looked up when the page is written."""
        target = str(token.attrs.get("href", ""))
        if not allowed_address(target):
            self.render_children(token)
            self.current_node.append(nodes.Text(f" ({target})"))
            return
        if has_scheme(target):
            node: nodes.Element = nodes.reference(refuri=target, classes=["external"])
        else:
            node = ArchiveReference(target, "", role="link", target=target)
        self.current_node.append(node)
        with self.current_node_context(node):
            self.render_children(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """A picture beside the brief, which is looked up when the page is written."""
        picture = ArchivePicture(target=str(token.attrs.get("src", "")), alt=token.content)
        self.current_node.append(picture)

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
        parents: tuple[str, ...] = self.md_env.get("directives", ())
        read = read_directive(name, argument, token.content, parents) if name in DIRECTIVES else None
        if read is None or read.fault:
            self.current_node.append(self._code(_source(token), ""))
            return
        sound = {key: value for key, (_, value) in read.options.items() if option_is_sound(name, key, value)}
        # The empty line ends the options: nothing in the body is ever taken for one.
        lines = [f":{key}: {value}".rstrip() for key, value in sound.items()]
        lines += [""] * max(read.body_line - len(lines), 1)
        assert token.token is not None  # a fence is one token, and no pair
        token.token.content = "\n".join([*lines, read.body])
        self.md_env["directives"] = (*parents, name)
        start = len(self.current_node)
        self.render_directive(token, name, argument)
        self.md_env["directives"] = parents
        for made in self.current_node[start:]:
            _with_pictures(made)

    def _code(self, text: str, language: str) -> nodes.literal_block:
        return nodes.literal_block(text, text, language=language or "none", classes=[])


def _with_pictures(made: nodes.Node) -> None:
    """Let pictures of a directive be looked up as all others are."""
    for image in list(made.findall(nodes.image)):
        kept = {name: image[name] for name in ("alt", "width", "align") if name in image}
        image.replace_self(ArchivePicture(target=image["uri"], **{"alt": "", **kept}))


def _source(token: SyntaxTreeNode) -> str:
    return f"{token.markup}{token.info}\n{token.content}{token.markup}"
