"""The running text of a paragraph, with what is none of it covered, so that places in the two are the same."""

import re

from markdown_it.token import Token

COVER = "\ue000"
"""What stands for each sign of a role, of code, of HTML, or of an address."""
_TARGETS = re.compile(r"\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)|<[A-Za-z][\w+.-]*:[^<>\s]*>")
_BARE = re.compile(r"https?://[^\s<>]+")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_COVERED = {"code_inline", "myst_role", "html_inline"}


def running_text(inline: Token) -> str:
    """The content of *inline* with a cover over each sign of a role, of code, of HTML, of an address, or escaped."""
    text = without_targets(inline)
    if "://" in text:
        text = _BARE.sub(_cover, text)
    return _ESCAPED.sub(_cover, text) if "\\" in text else text


def without_targets(inline: Token) -> str:
    """The content of *inline* with a cover over each sign of a role, of code, of HTML, or of where a link leads."""
    text = without_code(inline)
    return _TARGETS.sub(_cover, text) if "](" in text or "<" in text else text


def without_code(inline: Token) -> str:
    """The content of *inline* with a cover over each sign of a role, of code or of HTML."""
    pieces: list[str] = []
    done = 0
    for child in inline.children or ():
        if child.type in _COVERED and "at" in child.meta and child.meta["at"] >= done:
            start = child.meta["at"]
            end = min(_end(inline.content, child, start), len(inline.content))
            pieces += [inline.content[done:start], _covered(inline.content[start:end])]
            done = end
    return "".join([*pieces, inline.content[done:]]) if pieces else inline.content


def _end(content: str, child: Token, start: int) -> int:
    if child.type == "html_inline":
        return start + len(child.content)
    opening = child.meta.get("content_at", start + len(child.markup))
    ticks = len(child.markup) or content[start:opening].count("`")
    # A blank on either side of code is no part of it.
    end = content.find("`" * ticks, opening + len(child.content.rstrip("`")))
    return end + ticks if end >= 0 else opening + len(child.content) + ticks


def _cover(found: re.Match[str]) -> str:
    return _covered(found[0])


def _covered(text: str) -> str:
    return re.sub(r"[^\n]", COVER, text)
