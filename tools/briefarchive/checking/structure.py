"""What a brief's text is made of, to tell whether an edit of its file left the page as it was.

Blocks, breaks and emphasis are compared one by one, code sign by sign. Of prose only the letters and marks of ASCII
count: an edit may put a curly quotation mark in the place of a straight one, or an `é` in that of `Ã©`, but if a
backslash or an ampersand comes or goes, another thing is read.
"""

import posixpath
import re
from collections.abc import Iterator

from markdown_it.token import Token

from ..reading.markdown.dialect import is_overloaded
from ..reading.markdown.text import Text, TextBlock

_NOT_PLAIN = re.compile(r"""[^!-~]|["']""")
_NOTHING = re.compile("[\\s\ufffd]*")
# The sign in the place of an invisible one, as the parser writes it in an address.
_UNSEEN = "%EF%BF%BD"
# What of a block's attributes is seen: the first number of a list, and to which side a table's column is set.
_SEEN = ("start", "style")

Part = tuple[object, ...]


def split_structure(text: Text) -> tuple[Part, ...]:
    """The parts of the text below a front matter, in their order.

    A paragraph in which nothing stands is no part.
    """
    if is_overloaded(text.head.body):
        return (("overloaded", _plain(text.head.body)),)
    return tuple(_parts(text))


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", text)


def _parts(text: Text) -> Iterator[Part]:
    before: TextBlock | None = None
    opening: Part = ()
    for block in text.blocks:
        token = block.token
        if token.type in {"paragraph_open", "paragraph_close"}:
            # It is told with its text: there may be none.
            opening = ("paragraph", token.hidden) if token.nesting > 0 else ()
        elif token.type != "inline" or not opening or not _NOTHING.fullmatch(token.content):
            if block.outer is not before:
                yield "depth", _depth(block)
                before = block.outer
            yield from (opening, *_inline(token)) if token.type == "inline" else _other(token)


def _depth(block: TextBlock) -> int:
    """In how many directives a block stands."""
    return 0 if block.outer is None else 1 + _depth(block.outer)


def _other(token: Token) -> Iterator[Part]:
    """A block of code as it stands; of a directive whose body is markup, its first lines."""
    if read := token.meta.get("directive"):
        yield "directive", read.name, [(option, _plain(value)) for option, (_, value) in read.options.items()]
        for title in token.meta["titles"]:
            yield from _inline(title)
    elif token.type in {"fence", "colon_fence", "code_block"}:
        yield token.type, token.info.strip(), token.content
    else:
        attributes = [(name, token.attrs[name]) for name in _SEEN if name in token.attrs]
        label = _plain(str(token.meta.get("label", "")))
        yield token.type, token.tag, token.nesting, attributes, label, _plain(token.content)


def _inline(token: Token) -> Iterator[Part]:
    text: list[str] = []
    for child in token.children or ():
        if child.type == "text":
            text.append(_plain(child.content))
            continue
        yield "text", "".join(text)
        text = []
        match child.type:
            case "code_inline":
                yield child.type, child.content
            case "myst_role":
                yield child.type, child.meta["name"]
            case _:
                label = _plain(str(child.meta.get("label", "")))
                target = _target(str(child.attrs.get("href", child.attrs.get("src", ""))))
                titled = "title" in child.attrs
                yield child.type, child.tag, child.nesting, target, titled, label, _plain(child.content)
    yield "text", "".join(text)


def _target(address: str) -> str:
    """Where a link leads, however that is written: by `http` or `https`, to a brief's page or to its file."""
    place = address.replace(_UNSEEN, "").partition("#")[0].partition("?")[0]
    name, _, suffix = posixpath.basename(place).rpartition(".")
    return name if suffix in {"html", "md"} else re.sub("^https?:", "", address.replace(_UNSEEN, ""))
