"""Draws the dialect's tokens as docutils' nodes. What is not of the dialect becomes the text that was typed."""

import itertools
from collections import Counter
from collections.abc import Iterator

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from ..facets.addresses import fragment_of_part
from ..reading.addresses import allowed_address, has_scheme
from ..reading.dialect import ROLES
from ..reading.directives import DIRECTIVES, directive_name, option_is_sound, read_directive
from ..reading.headings import HeadingIds, heading_text
from .nodes import ArchivePicture, ArchiveReference


class BriefRenderer(SphinxRenderer):
    """Draws one brief's text. What it refuses is noted in `md_env["refused"]`, by the kind of thing."""

    def _render_initialise(self) -> None:
        self.md_env.setdefault("refused", [])
        self.md_env["headings"] = HeadingIds()
        self.md_env["given"] = Counter()
        self.md_env["figures"] = itertools.count(1)
        self._level_to_section[1] = self.document  # the page has a title, and headings are counted from level 2

    def _render_finalise(self) -> None:
        pass  # nothing is kept for transforms that briefs do not have

    def _refuse(self, kind: str, *shown: nodes.Node) -> None:
        self.md_env["refused"].append(kind)
        self.current_node.extend(shown)

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
        name = self.md_env["headings"].next(heading_text(inline) if inline else "")
        self.md_env["given"][name] += 1
        turn = self.md_env["given"][name]
        node["ids"] = [fragment_of_part(name if turn == 1 else f"{name}--{turn}")]

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
        """A line across the text; docutils knows one only between the paragraphs of a section."""
        self.current_node.append(nodes.container(classes=["rule"]))

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self._refuse("html", nodes.Text(token.content))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """HTML is shown as text."""
        self._refuse("html", nodes.paragraph("", "", nodes.Text(token.content.strip())))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """A link to the web; one to a file or a brief is looked up when the page is written."""
        target = str(token.attrs.get("href", ""))
        if not allowed_address(target):
            self.render_children(token)
            self._refuse("link", nodes.Text(f" ({target})"))
            return
        if has_scheme(target):
            node: nodes.Element = nodes.reference(refuri=target, classes=["external"], rel="noopener")
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
            self._refuse("role", nodes.Text(f"{{{token.meta['name']}}}`{token.content}`"))

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
            self._refuse("directive", self._code(_source(token), ""))
            return
        sound = {key: value for key, (_, value) in read.options.items() if option_is_sound(name, key, value)}
        self.md_env["refused"] += ["option"] * (len(read.options) - len(sound))
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
            _with_pictures(made, self.md_env["figures"])

    def _code(self, text: str, language: str) -> nodes.literal_block:
        return nodes.literal_block(text, text, language=language or "none", classes=[])


def _with_pictures(made: nodes.Node, number: Iterator[int]) -> None:
    """Let pictures of a directive be looked up as all others are, and number figures."""
    for figure in made.findall(nodes.figure):
        figure["ids"] = figure["ids"] or [f"figure-{next(number)}"]
    for image in list(made.findall(nodes.image)):
        kept = {name: image[name] for name in ("alt", "width", "align") if name in image}
        image.replace_self(ArchivePicture(target=image["uri"], **{"alt": "", **kept}))


def _source(token: SyntaxTreeNode) -> str:
    return f"{token.markup}{token.info}\n{token.content}{token.markup}"
