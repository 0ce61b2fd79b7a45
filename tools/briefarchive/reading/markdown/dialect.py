"""The Markdown dialect of briefs: its syntax and roles; its directives are in `directives`.

The scanner and the site's parser are both built from this module, so that what the scanner reports is exactly what the
site does not render.
"""

import functools
import itertools
import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.myst_role import myst_role_plugin

# sphinxcontrib-bibtex puts the sources of `footcite` into footnotes; here all sources are in one numbered list.
CITATION_ROLES = frozenset(f"{name}{kind}" for name in ("cite", "footcite") for kind in ("", ":p", ":ps", ":t", ":ts"))
REFERENCE_ROLES = frozenset({"brief", "country", "topic", "person", "source", "publisher"})
ROLES = CITATION_ROLES | REFERENCE_ROLES

_ROLE = re.compile(r"\{([A-Za-z0-9_+:-]+)\}(`+)")
# As in `{cite:p}`key. It met {country}`RU` …`: the mark after {country} opens a role, and does not close the first one.
# One behind words and a space may open code.
_OPENS_ANOTHER = re.compile(r".*\{[A-Za-z0-9_+:-]+\}|\S+\s.*[\s(]", re.DOTALL)
_TITLED = re.compile(r"\s*+(?P<words>[^<>]*[^<>\s])\s*<(?P<target>[^<>]*)>\s*")
_FOOTNOTE = re.compile(r"\[\^[^\] \n]{1,200}\]")
_MARK = re.compile(r"[!-/:-@\[-`{-~]")
_MAX_MARKS = 50_000
_MAX_NESTING = 30
"""Maximum nesting of inline markup."""
_LEAF_BLOCKS = ("paragraph_open", "heading_open")
_MAX_DEPTH = 40
"""Maximum nesting of lists and quotations; the parser skips what is nested deeper."""


class _Parser(MarkdownIt):
    def parseInline(self, src: str, env: EnvType | None = None) -> list[Token]:  # noqa: N802 — the library's name
        """Parse a directive's title, without link definitions: whether later ones apply would depend on the order."""
        return super().parseInline(src, {})


def make_parser() -> MarkdownIt:
    """Create a parser for the dialect: CommonMark, tables, footnotes, definition lists, roles and colon fences.

    HTML is recognized so that it can be reported and shown as text; there is no syntax for math, substitutions,
    attributes or front matter. The important inline tokens have their offsets in `meta["at"]` and `meta["end"]`, and a
    role has that of its content in `meta["content_at"]`. A reference has its `target`, `target_at`, and the `words` to
    show.
    """
    parser = _Parser("commonmark", {"maxNesting": _MAX_DEPTH})
    # Accept every address here, so that forbidden ones can be reported; renderers must check addresses themselves.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.enable("table").use(myst_role_plugin).use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    colon_fence = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=True)  # noqa: S106 — not a password
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    parser.block.ruler.before("fence", "colon_fence", colon_fence, interrupts)
    for name, rule in (
        ("myst_role", _parse_role),
        ("link", link),
        ("image", image),
        ("autolink", autolink),
        ("html_inline", html_inline),
        ("backticks", backtick),
        ("footnote_ref", _parse_footnote),
    ):
        parser.inline.ruler.at(name, _record_offset(rule))
    parser.core.ruler.push("bound", _limit_nesting)
    return parser


@functools.cache
def shared_parser() -> MarkdownIt:
    """Return a parser for the whole process: creating one costs as much as scanning a brief."""
    return make_parser()


def is_overloaded(text: str) -> bool:
    """Return whether a text has more possible markup characters than any brief needs; parsing time depends on them."""
    return len(text) > _MAX_MARKS and sum(1 for _ in _MARK.finditer(text)) > _MAX_MARKS


def _record_offset(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap an inline *rule* to record where in the paragraph its token begins and ends."""

    def rule_with_offset(state: StateInline, silent: bool) -> bool:
        start, first = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[first:]:
                if token.type != "text":  # a text token here is the preceding text, flushed by the push
                    token.meta |= {"at": start, "end": state.pos}
                    break
        return True

    return rule_with_offset


def _parse_role(state: StateInline, silent: bool) -> bool:
    """Parse a role; MyST's own rule copies the rest of the paragraph at every character that could begin one."""
    opening = _ROLE.match(state.src, state.pos)
    end = state.src.find(opening[2], opening.end() + 1) if opening else -1
    if opening is None or end < 0:
        return False
    if _OPENS_ANOTHER.fullmatch(state.src, opening.end(), end) and state.src[end + 1 : end + 2].isalnum():
        state.pending += "" if silent else opening[0]
        state.pos = opening.end()
        return True
    if not silent:
        token = state.push("myst_role", "", 0)
        token.meta = {"name": opening[1], "content_at": opening.end()}
        token.content = state.src[opening.end() : end].replace("\n", " ")
        if token.meta["name"] in REFERENCE_ROLES:
            token.meta |= _parse_reference(token.content)
    state.pos = end + len(opening[2])
    return True


def _parse_reference(content: str) -> dict[str, str | int]:
    """Parse the content of a reference: `id`, or `own words <id>`."""
    titled = _TITLED.fullmatch(content)
    target, start = (titled["target"], titled.start("target")) if titled else (content, 0)
    start += len(target) - len(target.lstrip())
    return {"target": target.strip(), "target_at": start, "words": " ".join(titled["words"].split()) if titled else ""}


def _parse_footnote(state: StateInline, silent: bool) -> bool:
    """Parse a footnote reference; the plugin's rule alone searches the whole paragraph for the end of each."""
    return bool(_FOOTNOTE.match(state.src, state.pos)) and footnote_ref(state, silent, always_match=True)


def _limit_nesting(state: StateCore) -> None:
    """Render a paragraph, or the whole text, as plain text if its markup is nested too deep."""
    openings = (token for token in state.tokens if token.nesting == 1 and token.type not in _LEAF_BLOCKS)
    if any(token.level >= _MAX_DEPTH - 1 for token in openings):
        _flatten(state)
    for token in state.tokens:
        if token.type == "inline" and _depth(token.children or []) > _MAX_NESTING:
            text = Token("text", "", 0, content=token.content)
            token.children = [text]
            token.meta["too_deep"] = True


def _flatten(state: StateCore) -> None:
    """Replace all blocks by one paragraph of plain text."""
    whole = [0, state.src.count("\n") + 1]
    inline = Token("inline", "", 0, map=whole, content=state.src, children=[Token("text", "", 0, content=state.src)])
    inline.meta["too_deep"] = True
    inline.level = 1
    opening = Token("paragraph_open", "p", 1, map=whole, block=True)
    state.tokens = [opening, inline, Token("paragraph_close", "p", -1, block=True)]


def _depth(children: list[Token]) -> int:
    return max(itertools.accumulate(child.nesting for child in children), default=0)
