"""Signs in a text that look like syntax and are none: they are shown as they were typed, and their authors are told."""

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Span
from .loose_roles import find_loose_roles
from .markup_faults import ForeignSyntax, MarkupOfOthers

_ATTRIBUTE = r"(?:[#.][\w:-]+|[\w:-]+=\S+)"
# What can be the key of a source has a rule of its own; an id of a brief begins with a date.
_KEY = r"(?!\d{4}-\d\d-)[^\s\[\]|]*[-_:\d][^\s\[\]|]*"
_FOREIGN = re.compile(
    rf"(?P<label>^[ \t]*\([^()\n]{{1,200}}\)=[ \t]*$)"
    rf"|(?P<attribute>(?:^[ \t]*|(?<=[\])`}}*_\ue000]))\{{[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE}){{0,20}}[ \t]*\}})"
    rf"|(?P<substitution>\{{\{{[^{{}}\n]{{1,200}}\}}\}})"
    rf"|(?P<footnote>\[\^ \w{{1,20}} ?\]|\[\^\w{{1,20}} \])"
    rf"|(?P<command>\\(?![A-Za-z]*cite)[A-Za-z]{{2,20}}\{{[^{{}}\n]{{0,200}}\}})"
    rf"|(?P<page>\\(?:newpage|pagebreak|clearpage|newline|linebreak|noindent|(?:big|med|small)skip)(?![A-Za-z{{]))"
    rf"|(?P<wiki>\[\[(?!{_KEY}\]\])(?P<id>[^\[\]\n|]{{1,200}})(?:\|[^\[\]\n]{{1,200}})?\]\](?!\())"
    rf"|(?P<formula>\$[^$\s]{{1,40}}[\^\\_][^$\s]{{1,40}}\$)"
    rf"|(?P<tag>\[(?P<name>b|i|u|url|img|quote|size|color)(?:=[^\[\]\n]{{1,200}})?\][^\[\]\n]{{1,200}}\[/(?P=name)\])"
    rf"|(?P<mark>'{{2,3}}(?=[^\s'])[^'\n]{{1,200}}'{{2,3}}|^={{2,6}} [^=\n]{{1,100}} ={{2,6}}$)",
    re.MULTILINE,
)
_KINDS = ("label", "attribute", "substitution", "footnote", "command", "page", "wiki", "formula", "tag", "mark")
_ID = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[a-z0-9]+)+")
_NAMES = {"page": "command", "wiki": "link of a wiki"}
_HINTS = {
    "footnote": "delete the blank in it: a footnote is marked [^1]",
    "command": "delete the command; emphasis is *…* or **…**",
    "page": "delete it; pages break by themselves",
    "wiki": "delete the brackets; a brief is named by its role, {brief}`…`, and a link is [words](address)",
    "formula": "write it in words and signs; briefs have no formulas",
    "tag": "delete it; emphasis is *…* or **…**, and a link [words](address)",
    "mark": "delete the marks; emphasis is *…* or **…**, and a heading begins with ##",
}


def loose_syntax(inline: Token, text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is reported of the text of a paragraph, a heading or a cell.

    Args:
        inline: Its token.
        text: Its running text.
        place: The place in the file of an offset in its content, and of so many characters.
    """
    if "{" in inline.content or "｛" in inline.content or "cite" in inline.content:
        yield from find_loose_roles(text, inline.content, place)
    if not any(sign in text for sign in "{\\$[='("):
        return
    for found in _FOREIGN.finditer(text):
        shown = found[0].strip()
        start = found.start() + found[0].index(shown)
        kind = next(kind for kind in _KINDS if found[kind])
        written = inline.content[start : start + len(shown)]
        hint = _HINTS.get(kind, "delete it; briefs have no such sign")
        span = place(start, len(shown))
        fix: tuple[Replacement, ...] = ()
        if kind == "wiki" and _ID.fullmatch(found["id"].strip()):
            instead = f"{{brief}}`{found['id'].strip()}`"
            hint, fix = f'write "{instead}"', (Replacement(span=span, text=instead, old=written),)
        what = _NAMES.get(kind, kind)
        rule = MarkupOfOthers if kind in _HINTS else ForeignSyntax
        yield rule.at(span, f'the {what} "{written}" is shown as text', hint=hint, fix=fix)
