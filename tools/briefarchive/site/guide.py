"""The pages of the guide in the frame of the archive, and directives for generated reference material."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Set
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..checking import FAMILIES, RULES, list_command_rules
from ..diagnostics import Rule
from ..exporting.formats import FORMATS
from ..facets import addresses
from ..reading.fields import FRONT_MATTER, VOCABULARY_FIELDS
from .security_headers import headers

_OF_SPHINX = frozenset({"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"})
"""Scripts of Sphinx's search and index, which the site lacks; the last evaluates plural rules as code."""
_OWN_STYLES = frozenset({"pygments.css"})


def draw_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Render a page of the guide in the frame of the archive; the theme only outputs it.

    Without a guide, the address of its first page redirects to “About”.
    """
    pages = getattr(app.builder, "pages", None)
    if pages is None:
        return
    address = app.builder.get_target_uri(pagename)
    if pagename == app.config.root_doc and not pages.shared["guide"]:
        context["archive_page"] = pages.render(address, "redirect.html", page=addresses.ABOUT)
        return
    trees = {
        name: Markup(html)  # noqa: S704 — written by Sphinx, which escapes
        for name, html in (
            ("body", context.get("body", "")),
            ("toc", context.get("toc", "") if context.get("display_toc") else ""),
            ("tree", context["toctree"](collapse=True, maxdepth=2, titles_only=True) or ""),
        )
    }
    context["archive_page"] = pages.render(
        address,
        "guide.html",
        **trees,
        title=Markup(context.get("title", "")).striptags(),  # noqa: S704 — without its tags it is text
        parents=[_link_values(link) for link in context.get("parents", ())],
        prev=_link_values(context.get("prev")),
        next=_link_values(context.get("next")),
        extra_styles=_list_extra(
            context["css_files"], _OWN_STYLES | {posixpath.basename(stylesheet) for stylesheet in pages.stylesheets}
        ),
        extra_scripts=_list_extra(context["script_files"], _OF_SPHINX),
    )


def _link_values(link: dict[str, str] | None) -> dict[str, Any] | None:
    """Return a link of Sphinx, whose title is HTML."""
    return {"link": link["link"], "title": Markup(link["title"])} if link else None  # noqa: S704 — by Sphinx


def _list_extra(assets: Iterable[Any], known_names: Set[str]) -> list[str]:
    """Return the addresses of files that extensions or the configuration add to pages of the guide."""
    names = (str(asset.filename) for asset in assets if asset.filename)
    return [name for name in names if posixpath.basename(name) not in known_names]


class FieldsDirective(SphinxDirective):
    """`{briefs-fields}`: the table of the fields of front matter, or of an entry in a vocabulary."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Create the table."""
        lines = ["| Field | What it says | For example |", "| --- | --- | --- |"]
        fields = VOCABULARY_FIELDS[self.arguments[0]] if self.arguments else FRONT_MATTER
        for field in fields.values():
            needed = " **Needed.**" if field.required else ""
            lines.append(f"| `{field.name}` | {field.help}{needed} | `{field.example}` |")
        return self.parse_text_to_nodes("\n".join(lines))


class RulesDirective(SphinxDirective):
    """`{briefs-rules}`: the manual of each rule, by family and code."""

    def run(self) -> list[nodes.Node]:
        """Create a section for each family with a section for each rule."""
        rules = (*RULES, *list_command_rules())
        sections: list[nodes.Node] = []
        for letter, family in FAMILIES.items():
            members = sorted((rule for rule in rules if rule.code.startswith(letter)), key=lambda rule: rule.code)
            if members:
                section = nodes.section("", nodes.title("", family), ids=[f"family-{letter.lower()}"])
                section.extend(self._rule(rule) for rule in members)
                sections.append(section)
        return sections

    def _rule(self, rule: Rule) -> nodes.section:
        section = nodes.section("", nodes.title("", _rule_title(rule)), ids=[f"rule-{rule.code.lower()}"])
        line = nodes.paragraph("", "", nodes.emphasis("", rule.severity.capitalize()))
        line += nodes.Text(" · corrected by --fix" if rule.fixable else "")
        line += nodes.Text(" · only where the configuration asks for it" if rule.optional else "")
        section += line
        self.state.nested_parse(StringList(rule.manual.splitlines(), rule.name), self.content_offset, section)
        return section


class HeadersDirective(SphinxDirective):
    """`{briefs-headers} nginx`: the headers that a server should send, in the syntax of its settings."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Create a block of code."""
        lines = {
            "nginx": [f'add_header {name} "{value}" always;' for name, value in headers().items()],
            "caddy": ["header {", *(f'    {name} "{value}"' for name, value in headers().items()), "}"],
            "netlify": ["/*", *(f"  {name}: {value}" for name, value in headers().items())],
        }[self.arguments[0]]
        text = "\n".join(lines)
        return [nodes.literal_block(text, text, language="none", classes=[])]


class FormatsDirective(SphinxDirective):
    """`{briefs-formats}`: the formats of `briefs export`, their users and their contents."""

    def run(self) -> list[nodes.Node]:
        """Create the table."""
        rows = [f"| {format_.audience} | `{format_.name}` | {format_.contents} |" for format_ in FORMATS]
        lines = ["| For | Format | What is in it |", "| --- | --- | --- |", *rows]
        return self.parse_text_to_nodes("\n".join(lines))


def _rule_title(rule: Rule) -> str:
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", rule.name).capitalize()
    return f"{rule.code} {name}"


DIRECTIVES: Mapping[str, type[SphinxDirective]] = {
    "briefs-fields": FieldsDirective,
    "briefs-formats": FormatsDirective,
    "briefs-headers": HeadersDirective,
    "briefs-rules": RulesDirective,
}
"""The directives of the guide."""
