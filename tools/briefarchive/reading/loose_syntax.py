"""Signs in a text that look like syntax and are none: they are shown as they were typed, and their authors are told."""

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Span
from .dialect import ROLES
from .markup_faults import ForeignSyntax, LooseRole

_ROLE = re.compile(rf"\{{({'|'.join(sorted(ROLES))})\}}")
_ATTRIBUTE = r"(?:[#.][\w:-]+|[\w:-]+=\S+)"
_FOREIGN = re.compile(
    rf"(?P<label>^[ \t]*\([^()\n]{{1,200}}\)=[ \t]*$)"
    rf"|(?P<attribute>(?:^[ \t]*|(?<=[\])`}}*_]))\{{[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE}){{0,20}}[ \t]*\}})"
    rf"|(?P<substitution>\{{\{{[^{{}}\n]{{1,200}}\}}\}})",
    re.MULTILINE,
)


def loose_syntax(inline: Token, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is reported of the text of a paragraph, a heading or a cell.

    Args:
        inline: Its token.
        place: The place in the file of an offset in its content, and of so many characters.
    """
    if "{" not in inline.content and ")=" not in inline.content:
        return
    plain = _without_code(inline)
    for match in _ROLE.finditer(plain):
        if not _is_escaped(plain, match.start()):
            hint = f"write {match[0]}`…`, with backticks directly behind it"
            yield LooseRole.at(place(match.start(), len(match[0])), f'"{match[0]}" is shown as text', hint=hint)
    for match in _FOREIGN.finditer(plain):
        if not _is_escaped(plain, match.start()):
            shown = match[0].strip()
            start = match.start() + match[0].index(shown)
            message = f'the {match.lastgroup} "{shown}" is shown as text'
            yield ForeignSyntax.at(place(start, len(shown)), message, hint="delete it; briefs have no such sign")


def _without_code(inline: Token) -> str:
    """The content of *inline* with spaces in the place of roles and of what stands between backticks."""
    pieces: list[str] = []
    done = 0
    for child in inline.children or ():
        if child.type in {"code_inline", "myst_role"}:
            start = child.meta["at"]
            end = child.meta.get("content_at", start + len(child.markup)) + len(child.content)
            pieces += [inline.content[done:start], re.sub(r"[^\n]", " ", inline.content[start:end])]
            done = end
    return "".join([*pieces, inline.content[done:]])


def _is_escaped(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] == "\\"
