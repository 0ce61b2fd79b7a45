"""What a brief's text is made of, to tell whether an edit of its file left the page as it was.

Blocks, breaks and emphasis are compared one by one, code sign by sign. Of prose only the letters and marks of ASCII
count: an edit may put a curly quotation mark in the place of a straight one, or an `é` in that of `Ã©`, but if a
backslash or an ampersand comes or goes, another thing is read.
"""

import itertools
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
_CODE = frozenset({"fence", "colon_fence", "code_block", "code_inline"})
# What of a block's attributes is seen: the first number of a list, and to which side a table's column is set.
_SEEN = ("start", "style")


def split_structure(text: Text) -> list[object]:
    """The parts of the text below a front matter, in their order.

    A paragraph in which nothing stands is no part.
    """
    if is_overloaded(text.head.body):
        return ["overloaded", _plain(text.head.body)]
    return [(_depth(block), *part) for block in text.blocks for part in _parts(block.token)]


def _depth(block: TextBlock) -> int:
    """In how many directives a block stands."""
    return 0 if block.outer is None else 1 + _depth(block.outer)


def _parts(token: Token) -> Iterator[tuple[object, ...]]:
    """What a block is; of a directive whose body is markup, its first lines. A paragraph is told with its text."""
    if read := token.meta.get("directive"):
        yield "directive", read.name, [(option, _plain(value)) for option, (_, value) in read.options.items()]
        yield from (tuple(_inline(title)) for title in token.meta["titles"])
    elif token.type == "inline":
        if not _NOTHING.fullmatch(token.content):
            yield tuple(_inline(token))
    elif not token.type.startswith("paragraph_"):
        attributes = [(name, token.attrs[name]) for name in _SEEN if name in token.attrs]
        yield *_signs(token), token.info.strip(), attributes


def _inline(token: Token) -> Iterator[object]:
    for is_text, children in itertools.groupby(token.children or (), lambda child: child.type == "text"):
        if not is_text:
            for child in children:
                target = _target(str(child.attrs.get("href", child.attrs.get("src", ""))))
                yield *_signs(child), child.meta.get("name"), target, "title" in child.attrs
        elif words := "".join(_plain(child.content) for child in children):
            yield words


def _signs(token: Token) -> tuple[object, ...]:
    """What a token is, and its content: code as it stands, and nothing of what a role names."""
    content = token.content if token.type in _CODE else "" if token.type == "myst_role" else _plain(token.content)
    return token.type, token.tag, token.nesting, _plain(str(token.meta.get("label", ""))), content


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", text)


def _target(address: str) -> str:
    """Where a link leads, however that is written: by `http` or `https`, to a brief's page or to its file."""
    place = address.replace(_UNSEEN, "").partition("#")[0].partition("?")[0]
    name, _, suffix = posixpath.basename(place).rpartition(".")
    return name if suffix in {"html", "md"} else re.sub("^https?:", "", address.replace(_UNSEEN, ""))
