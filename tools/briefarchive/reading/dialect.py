"""The markup of a brief: which syntax, roles and directives there are. What is not listed here does not exist.

The scan of `markup` and the parser of the site are both made from this module, so that what one reports is what
the other leaves out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.myst_role import myst_role_plugin

CITATION_ROLES = frozenset({"cite:p", "cite:ps", "cite:t", "cite:ts"})
REFERENCE_ROLES = frozenset({"brief", "country", "topic", "person", "source", "publisher"})
ROLES = CITATION_ROLES | REFERENCE_ROLES

_ROLE = re.compile(r"\{([A-Za-z0-9_+:-]+)\}(`+)")
_FOOTNOTE = re.compile(r"\[\^[^\] \n]{1,200}\]")
_OPTION = re.compile(r":(?P<name>[A-Za-z][A-Za-z0-9_-]*):(?:\s+(?P<value>.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a directive may have.

    Attributes:
        options: Names of its options.
        nests: Whether its content is markup; otherwise it is code.
        image: Whether its argument is the address of an image.
    """

    options: frozenset[str] = frozenset()
    nests: bool = True
    image: bool = False


_IMAGE = frozenset({"alt", "width", "align"})
_CODE = Directive(nests=False, options=frozenset({"caption", "lineno-start", "emphasize-lines"}))
_PLAIN = Directive()

DIRECTIVES: dict[str, Directive] = {
    **dict.fromkeys(
        (
            "admonition",
            "attention",
            "caution",
            "danger",
            "error",
            "hint",
            "important",
            "note",
            "seealso",
            "tip",
            "warning",
        ),
        _PLAIN,
    ),
    **dict.fromkeys(("epigraph", "highlights", "pull-quote"), _PLAIN),
    "figure": Directive(options=_IMAGE, image=True),
    "image": Directive(options=_IMAGE, image=True, nests=False),
    "code": _CODE,
    "code-block": _CODE,
    "card": _PLAIN,
    "grid": Directive(options=frozenset({"gutter"})),
    "grid-item": Directive(options=frozenset({"columns"})),
    "grid-item-card": Directive(options=frozenset({"columns"})),
    "tab-set": _PLAIN,
    "tab-item": Directive(options=frozenset({"selected"})),
    "dropdown": Directive(options=frozenset({"open"})),
}


def make_parser(renderer: Callable[[MarkdownIt], RendererProtocol] | None = None) -> MarkdownIt:
    """A parser for the dialect: CommonMark, tables, footnotes, definition lists, roles and colon fences.

    HTML is recognised, so that it can be reported and shown as text; there is no syntax for math, substitutions,
    attributes or front matter. Inline tokens that matter to readers carry their offset as `meta["at"]`, and a role
    that of its content as `meta["content_at"]`.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": 40}, **({"renderer_cls": renderer} if renderer else {}))
    # Every address is let through here, so that a forbidden one can be reported; whoever draws it must ask first.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.enable("table").use(myst_role_plugin).use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    colon_fence = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=True)  # noqa: S106 — no password
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    parser.block.ruler.before("fence", "colon_fence", colon_fence, interrupts)
    for name, rule in (
        ("myst_role", _role),
        ("link", link),
        ("image", image),
        ("autolink", autolink),
        ("html_inline", html_inline),
    ):
        parser.inline.ruler.at(name, _placed(rule))
    parser.inline.ruler.at("footnote_ref", _footnote)
    return parser


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The inline *rule*, which also notes where in the paragraph its token begins."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, first = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[first:]:
                if token.type != "text":  # a text token here is what stood before, flushed by the push
                    token.meta["at"] = start
                    break
        return True

    return placed


def _role(state: StateInline, silent: bool) -> bool:
    """MyST's rule for roles; its own copies the rest of the paragraph at every sign that could begin one."""
    opening = _ROLE.match(state.src, state.pos)
    end = state.src.find(opening[2], opening.end() + 1) if opening else -1
    if opening is None or end < 0:
        return False
    if not silent:
        token = state.push("myst_role", "", 0)
        token.meta = {"name": opening[1], "content_at": opening.end()}
        token.content = state.src[opening.end() : end].replace("\n", " ")
    state.pos = end + len(opening[2])
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    """The plugin's rule for marks of footnotes; alone, it looks for the end of each through the whole paragraph."""
    return bool(_FOOTNOTE.match(state.src, state.pos)) and footnote_ref(state, silent, always_match=True)


def split_options(content: str) -> tuple[dict[str, tuple[int, str]], int]:
    """The `:name: value` lines at the head of a directive, and the number of lines before its content.

    Returns:
        Each option's line, counted from 0 within *content*, and its value.
    """
    options: dict[str, tuple[int, str]] = {}
    number = 0
    for number, line in enumerate(content.split("\n")):
        match = _OPTION.fullmatch(line.strip())
        if match is None:
            return options, number
        options[match["name"]] = (number, match["value"] or "")
    return options, number + 1


def directive_name(info: str) -> tuple[str | None, str]:
    """The name and the argument of a fence's first line: `{note} Title` gives `note` and `Title`.

    The name is None for a plain code block.
    """
    info = info.strip()
    if not info.startswith("{"):
        return None, info
    name, brace, argument = info[1:].partition("}")
    return (name.strip(), argument.strip()) if brace else (None, info)
