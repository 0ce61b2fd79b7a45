"""Writes blocks of text as MyST that displays the same text, with as few backslashes as possible."""

import functools
import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefarchive.reading.markdown.dialect import make_parser
from briefarchive.reading.markdown.directives import DIRECTIVES, read_directive, split_info

from ..document import Block

# Text without any of these is the same in MyST, which is true of most paragraphs.
_SUSPECT = re.compile(r"[\\`*_\[\]<>&{}|~#%^@=:\n]|\$\$|^[-+(]|^\d{1,9}[.)]|https?:|--")
_AT_START = re.compile(r"^(?:(?=[-+*#>=%:|~`(<\[{&_])|(\d{1,9})(?=[.)]))")
# Comments, labels, block breaks and definitions of MyST: escaped even if our own dialect does not have them.
_MYST_START = re.compile(r"%|\+\+\+|\([\w .:-]+\)=|:")
_INLINE = re.compile(r"[\\`*_\[\]<&{]")
_INLINE_SIGN = re.compile(r"[\\`*_\[\]<>&{}!|~^]")
_LINE_END = "\\\n"
_EVERY = re.compile(r"[!-/:-@\[-`{-~]")


def write_myst(blocks: Sequence[Block]) -> str:
    """Return *blocks* as the text of a brief: their markup, or their escaped words if they have none."""
    if not any(block.markup for block in blocks):
        return escape_paragraphs([block.text for block in blocks])
    pieces: list[str] = []
    glues = [
        block.glue if before is not None and before.place + 1 == block.place else "\n\n"
        for before, block in zip((None, *blocks), blocks, strict=False)
    ]
    for glue, next_glue, block in zip(glues, (*glues[1:], ""), blocks, strict=True):
        if pieces:
            pieces.append(glue)
        # Characters in two lines of one paragraph can form a pair that neither line contains alone.
        is_line = _LINE_END in (glue, next_glue)
        pieces.append(block.markup or escape_line(block.text, _ATTEMPTS[-1:] if is_line else _ATTEMPTS))
    return "".join((*pieces, "\n"))


def read_plain_words(text: str) -> str | None:
    """Return the displayed words of MyST *text* if it is a single paragraph, else None."""
    tokens = _tokens(text)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    return _read_inline(tokens[1])


def read_shown_text(text: str) -> str:
    """Return all words that MyST *text* displays, including captions, without citations and footnote marks."""
    return " ".join(_list_shown(_tokens(text)))


def _list_shown(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _read_inline(token)
        elif token.type in {"fence", "colon_fence", "code_block"}:
            name, argument = split_info(token.info)
            if name is None:
                yield token.content
            elif name in DIRECTIVES:
                read = read_directive(name, argument, token.content, ())
                caption, alternative = read_shown_text(read.body), read.options.get("alt", (0, ""))[1]
                # A picture without alternative text of its own uses its caption.
                yield f"{alternative} {caption}" if alternative != caption else caption


def _read_inline(token: Token) -> str:
    return "".join(map(_read_inline_part, token.children or ()))


def _read_inline_part(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "footnote_ref":
            return ""
        case "myst_role":
            return str(token.meta.get("words", ""))
    return token.content


def escape_paragraphs(paragraphs: Sequence[str]) -> str:
    """Return *paragraphs* as the text of a brief."""
    text = _join_paragraphs([escape_line(paragraph) for paragraph in paragraphs])
    if read_plain_paragraphs(text) == list(paragraphs):
        return text
    # Two paragraphs can form a block that neither is alone, such as a definition list.
    return _join_paragraphs(list(map(escape_fully, paragraphs)))


def read_plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of MyST *text* as plain text; any other block becomes an empty string."""
    paragraphs: list[str] = []
    for token in _tokens(text):
        if token.type == "inline" and token.level == 1 and all(child.type == "text" for child in token.children or ()):
            paragraphs.append("".join(child.content for child in token.children or ()))
        elif token.type not in {"paragraph_open", "paragraph_close"}:
            paragraphs.append("")
    return paragraphs


def escape_inline(text: str) -> str:
    """Escape every character in part of a line that could be markup."""
    return _INLINE_SIGN.sub(r"\\\g<0>", text)


def escape_fully(text: str) -> str:
    """Escape every character in part of a line that can be escaped."""
    return _EVERY.sub(r"\\\g<0>", text)


def escape_line(paragraph: str, attempts: "Sequence[_Attempt] | None" = None) -> str:
    """Return a paragraph of plain words as MyST, by the first of *attempts* that displays the same words."""
    if not _SUSPECT.search(paragraph):
        return paragraph
    if "{" in paragraph:  # the check takes a name in braces for a role
        attempts = _ATTEMPTS[-1:]
    elif attempts is None:
        attempts = _ATTEMPTS[1:] if _MYST_START.match(paragraph) else _ATTEMPTS
    for attempt in attempts:
        text = attempt(paragraph)
        if read_plain_paragraphs(text) == [paragraph]:
            return text
    return escape_fully(paragraph)


def _keep(text: str) -> str:
    return text


def escape_start(text: str) -> str:
    """Escape a character that would begin a list, a heading or another block at the start of MyST *text*."""
    return _AT_START.sub(lambda match: f"{match[1] or ''}\\", text)


def _escape_markup(text: str) -> str:
    escaped = _INLINE.sub(r"\\\g<0>", text)
    return escaped if _INLINE.match(text) else escape_start(escaped)


_Attempt = Callable[[str], str]
_ATTEMPTS: tuple[_Attempt, ...] = (_keep, escape_start, _escape_markup)


def _join_paragraphs(paragraphs: Sequence[str]) -> str:
    return "".join(f"{paragraph}\n" if index == 0 else f"\n{paragraph}\n" for index, paragraph in enumerate(paragraphs))


# A text is parsed when it is written, and right afterwards when its words are counted.
@functools.lru_cache(maxsize=1)
def _tokens(text: str) -> Sequence[Token]:
    return _parser().parse(text, {})


@functools.cache
def _parser() -> MarkdownIt:
    return make_parser()
