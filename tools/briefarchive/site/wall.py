"""The second wall: what a finished doctree may hold. Everything else is taken out and reported.

The first wall is the renderer, which makes nothing that is not of the dialect. Should it, or a library that it calls,
ever let something through, it ends here: kinds of node, attributes, classes, ids, addresses and raw HTML are compared
with lists, and what is not on them does not reach a page.
"""

import functools
import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from docutils.transforms import Transform
from sphinx import addnodes
from sphinx.util import logging
from sphinx_design.dropdown import dropdown_main, dropdown_title
from sphinx_design.icons import get_octicon
from sphinx_design.shared import PassthroughTextElement
from sphinx_design.tabs import sd_tab_input, sd_tab_label

from ..reading.addresses import allowed_address, has_scheme
from .nodes import CitationMark, LineBreak, Picture

_LOGGER = logging.getLogger(__name__)

_NOTHING: frozenset[str] = frozenset()
_PLAIN = (
    *(addnodes.seealso, nodes.attribution, nodes.block_quote, nodes.caption, nodes.definition, nodes.definition_list),
    *(nodes.definition_list_item, nodes.emphasis, nodes.label, nodes.legend, nodes.list_item, nodes.literal),
    *(nodes.paragraph, nodes.row, nodes.section, nodes.strong, nodes.table, nodes.tbody, nodes.term),
    *(nodes.thead, nodes.title, nodes.admonition, nodes.attention, nodes.caution, nodes.danger, nodes.error),
    *(nodes.hint, nodes.important, nodes.note, nodes.tip, nodes.warning, PassthroughTextElement, dropdown_title),
)
_DROPDOWN = {"opened", "type", "has_title", "icon", "chevron", "container_classes", "title_classes", "body_classes"}

ALLOWED: dict[type[nodes.Node], frozenset[str]] = {
    **dict.fromkeys(_PLAIN, _NOTHING),
    nodes.document: frozenset({"source"}),
    nodes.bullet_list: frozenset({"bullet"}),
    nodes.colspec: frozenset({"colwidth"}),
    nodes.container: frozenset({"design_component", "is_div", "selected", *_DROPDOWN}),
    nodes.entry: frozenset({"morecols", "morerows"}),
    nodes.enumerated_list: frozenset({"enumtype", "prefix", "start", "suffix"}),
    nodes.figure: frozenset({"align"}),
    nodes.footnote: frozenset({"name"}),
    nodes.footnote_reference: frozenset({"name", "refid"}),
    Picture: frozenset({"align", "alt", "uri", "width"}),
    CitationMark: frozenset({"refuri", "title"}),
    LineBreak: _NOTHING,
    nodes.inline: frozenset({"lang"}),
    nodes.literal_block: frozenset({"force", "highlight_args", "language", "linenos", "xml:space"}),
    nodes.raw: frozenset({"format", "xml:space"}),
    nodes.reference: frozenset({"internal", "refuri", "reftitle", "rel"}),
    nodes.rubric: frozenset({"level"}),
    nodes.tgroup: frozenset({"cols"}),
    dropdown_main: frozenset({"opened"}),
    sd_tab_input: frozenset({"checked", "id", "set_id", "type"}),
    sd_tab_label: frozenset({"aria_controls", "input_id"}),
}
"""Each kind of node that a text may have, with its attributes beside docutils' own."""

_NEEDED: dict[type[nodes.Node], str] = {nodes.reference: "refuri", nodes.footnote_reference: "refid"}

# Docutils' bookkeeping, which no writer shows.
_OF_DOCUTILS = frozenset({"backrefs", "classes", "dupnames", "ids", "names", "translatable"})

_CLASSES = frozenset({
    "align-center", "align-default", "align-left", "align-right", "citation", "code", "colwidths-auto", "epigraph",
    "external", "highlights", "mark", "pull-quote", "rule", "seealso", "spelled-out", "text-center", "text-left",
    "text-right", "unknown", "to-brief", "to-country", "to-link", "to-person", "to-publisher", "to-source", "to-topic",
})  # fmt: skip
_CLASS = re.compile(r"sd-[a-z0-9]+(?:-[a-z0-9]+)*|admonition(?:-[a-z0-9-]*)?|simple|myst|lang-[\w+-]+")
_ID = re.compile(r"text-[a-z0-9-]+|figure-\d+|note-(?:mark-)?[\d-]+|sd-tab-(?:set|item)-\d+(?:-content)?|_cite-[\d-]+")
_WITHIN = re.compile(r"(?:\.\./)*(?!.*(?:/|^)\.\.(?:/|$))(?:[A-Za-z0-9_][^:?#\\]*)?(?:#[^\\]*)?")


class Wall(Transform):
    """Takes out of a document what is not on the lists, and says so."""

    default_priority = 999

    def apply(self, **_: object) -> None:
        """Hold one document to the lists."""
        for node in list(self.document.findall(nodes.Element)):
            if type(node) not in ALLOWED or not _is_known(node):
                self._report(node, f"a node of the kind {node.tagname}")
                if node.parent is not None:
                    node.parent.replace(node, [nodes.Text(node.astext())] if _holds_text(node) else [])
                continue
            for name in _faults(node):
                self._report(node, f'the attribute "{name}" of {node.tagname}')
                _take_out(node, name)
            if _NEEDED.get(type(node), "document") not in {*node.attributes, "document"}:
                node.replace_self(node.children)  # a link that leads nowhere is its text

    def _report(self, node: nodes.Element, what: str) -> None:
        place = f"{self.document['source']}:{node.line or 1}"
        message = "%s is not on the list of what a page may hold, and was taken out"
        _LOGGER.warning(message, what, location=place, type="briefs", subtype="wall")


def _is_known(node: nodes.Element) -> bool:
    """Whether a node is what its kind promises: raw HTML is a sign of the library's, and a picture of the archive's."""
    match node:
        case nodes.raw():
            return node.get("format") == "html" and node.astext() in _signs()
        case Picture():
            return _WITHIN.fullmatch(str(node.get("uri", ":"))) is not None
    return True


@functools.cache
def _signs() -> frozenset[str]:
    """The signs of a dropdown, as the library draws them."""
    return frozenset(
        {
            get_octicon("chevron-right", height="1.5em"),
            get_octicon("kebab-horizontal", height="1.5em", classes=["no-title"]),
        }
    )


def _faults(node: nodes.Element) -> list[str]:
    allowed = ALLOWED[type(node)] | _OF_DOCUTILS
    return [name for name, value in node.attributes.items() if name not in allowed or not _is_sound(name, value)]


def _is_sound(name: str, value: Any) -> bool:
    """Whether an attribute has a value that it may have; of lists, each item is asked for."""
    is_sound = _SOUND.get(name)
    return is_sound is None or all(map(is_sound, value if isinstance(value, list) else [value]))


def _is_id(value: str) -> bool:
    return _ID.fullmatch(value) is not None


def _is_class(value: str) -> bool:
    return value in _CLASSES or _CLASS.fullmatch(value) is not None


def _is_address(value: str) -> bool:
    return allowed_address(value) and (has_scheme(value) or _WITHIN.fullmatch(value) is not None)


_SOUND: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("ids", "backrefs", "id", "set_id", "input_id", "aria_controls", "refid"), _is_id),
    **dict.fromkeys(("classes", "container_classes", "title_classes", "body_classes"), _is_class),
    **dict.fromkeys(("names", "dupnames"), lambda _: False),
    "refuri": _is_address,
    "width": lambda value: re.fullmatch(r"\d{1,4}(?:px|%)?", value) is not None,
    "align": lambda value: value in {"left", "center", "right", "default"},
    "lang": lambda value: re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value) is not None,
    "rel": lambda value: value == "noopener",
}


def _take_out(node: nodes.Element, name: str) -> None:
    if isinstance(node[name], list):
        node[name] = [one for one in node[name] if name in _SOUND and _is_sound(name, one)]
    else:
        del node[name]


def _holds_text(node: nodes.Element) -> bool:
    return not isinstance(node, nodes.raw | nodes.comment | nodes.system_message) and bool(node.astext())
