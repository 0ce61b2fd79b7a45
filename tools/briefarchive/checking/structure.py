"""What a brief's text is made of, to tell whether an edit of its file left the page as it was.

Blocks, breaks and emphasis are compared one by one, code sign by sign. Of prose only the letters and marks of ASCII
count: an edit may put a curly quotation mark in the place of a straight one, or an `é` in that of `Ã©`, but if a
backslash or an ampersand comes or goes, another thing is read.
"""

import functools
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..reading.dialect import is_overloaded, make_parser
from ..reading.directives import DIRECTIVES, directive_name, read_directive
from ..reading.invisible import made_visible

_NOT_PLAIN = re.compile(r"""[^!-~]|["']""")
_NOTHING = re.compile("[\\s\ufffd]*")
# The sign in the place of an invisible one, as the parser writes it in an address.
_UNSEEN = "%EF%BF%BD"
# What of a block's attributes is seen: the first number of a list, and to which side a table's column is set.
_SEEN = ("start", "style")

Part = tuple[object, ...]


def structure_of(text: str) -> tuple[Part, ...]:
    """The parts of the text below a front matter, in their order.

    A paragraph in which nothing stands is no part.
    """
    if is_overloaded(text):
        return (("overloaded", _plain(text)),)
    env: dict[str, Any] = {}
    return tuple(_blocks(_parser().parse(made_visible(text), env), env, ()))


# One parser a process, as in `markup`.
@functools.cache
def _parser() -> MarkdownIt:
    return make_parser()


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", text)


def _blocks(tokens: Iterable[Token], env: dict[str, Any], parents: tuple[str, ...]) -> Iterator[Part]:
    opening: Part = ()
    for token in tokens:
        match token.type:
            case "paragraph_open":
                # It is told with its text: there may be none.
                opening = ("paragraph", token.hidden)
            case "paragraph_close":
                opening = ()
            case "inline":
                if not opening or not _NOTHING.fullmatch(token.content):
                    yield opening
                    yield from _inline(token)
            case "fence" | "colon_fence":
                yield from _fence(token, env, parents)
            case "code_block":
                yield "code_block", token.content
            case _:
                attributes = [(name, token.attrs[name]) for name in _SEEN if name in token.attrs]
                label = _plain(str(token.meta.get("label", "")))
                yield token.type, token.tag, token.nesting, attributes, label, _plain(token.content)


def _fence(token: Token, env: dict[str, Any], parents: tuple[str, ...]) -> Iterator[Part]:
    """A block of code as it stands; of a directive whose body is markup, the parts of that."""
    name, argument = directive_name(token.info)
    read = read_directive(name, argument, token.content, parents) if name in DIRECTIVES else None
    if name is None or read is None or read.fault or not DIRECTIVES[name].nests:
        yield token.type, token.info.strip(), token.content
        return
    yield "directive", name, [(option, _plain(value)) for option, (_, value) in read.options.items()]
    for title in _parser().parseInline(read.argument, {}):
        yield from _inline(title)
    yield from _blocks(_parser().parse(read.body, env), env, (*parents, name))
    yield "directive_close", name


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
