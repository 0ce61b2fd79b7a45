"""Paragraphs of plain text as MyST that shows the same text, with as few signs added as that needs."""

import functools
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from ..reading.dialect import make_parser

# Text without any of these is the same in MyST; most paragraphs are.
_SUSPECT = re.compile(r"[\\`*_\[\]<>&{}|~#%^@=:\n]|\$\$|^[-+(]|^\d{1,9}[.)]|https?:|--")
_AT_START = re.compile(r"^(?:(?=[-+*#>=%:|~`(<\[{&_])|(\d{1,9})(?=[.)]))")
# Comments, labels, block breaks and definitions of MyST: escaped even where our own dialect leaves them out.
_MYST_START = re.compile(r"%|\+\+\+|\([\w .:-]+\)=|:|\{")
_INLINE = re.compile(r"[\\`*_\[\]<&{]")
_EVERY = re.compile(r"[!-/:-@\[-`{-~]")


def to_myst(paragraphs: Sequence[str]) -> str:
    """*paragraphs* as the text of a brief."""
    text = _joined([_escaped(paragraph) for paragraph in paragraphs])
    if plain_paragraphs(text) == list(paragraphs):
        return text
    # Two paragraphs can make something together that neither is alone, such as a definition list.
    return _joined([_EVERY.sub(r"\\\g<0>", paragraph) for paragraph in paragraphs])


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs that MyST *text* shows, as plain text; anything else in it gives an empty one."""
    found: list[str] = []
    tokens = iter(_parser().parse(text, {}))
    for token in tokens:
        if token.type == "inline" and token.level == 1 and all(child.type == "text" for child in token.children or ()):
            found.append("".join(child.content for child in token.children or ()))
        elif token.type not in {"paragraph_open", "paragraph_close"}:
            found.append("")
    return found


def _escaped(paragraph: str) -> str:
    if not _SUSPECT.search(paragraph):
        return paragraph
    for attempt in _ATTEMPTS[1:] if _MYST_START.match(paragraph) else _ATTEMPTS:
        text = attempt(paragraph)
        if plain_paragraphs(text) == [paragraph]:
            return text
    return _EVERY.sub(r"\\\g<0>", paragraph)


def _as_it_is(text: str) -> str:
    return text


def _start_escaped(text: str) -> str:
    return _AT_START.sub(lambda match: f"{match[1] or ''}\\", text)


def _inline_escaped(text: str) -> str:
    escaped = _INLINE.sub(r"\\\g<0>", text)
    return escaped if _INLINE.match(text) else _start_escaped(escaped)


_ATTEMPTS: tuple[Callable[[str], str], ...] = (_as_it_is, _start_escaped, _inline_escaped)


def _joined(paragraphs: Sequence[str]) -> str:
    return "".join(f"{paragraph}\n" if index == 0 else f"\n{paragraph}\n" for index, paragraph in enumerate(paragraphs))


@functools.cache
def _parser() -> MarkdownIt:
    return make_parser()
