"""The text of a post as a tree: WordPress stores paragraphs as blank lines, and adds their tags only for display.

The block editor stores paragraphs as HTML between comments, which is used as it is; text outside its blocks is of the
older kind.
"""

import re
from collections.abc import Iterator

from lxml import etree

from ..html.parsing import BLOCKS, SILENT, Tree, fragment_of, tree_of

# The delimiters of blocks, as WordPress itself recognizes them.
_DELIMITER = re.compile(r"<!--\s+(?P<close>/)?wp:(?P<name>[a-z][a-z0-9_/-]{0,80})(?:\s[^>]{0,20000}?)?(?P<void>/)?-->")
_REFERENCE = re.compile(r"<!--\s+wp:block\s+\{\s*\"ref\"\s*:\s*(\d{1,12})[^>]{0,200}/-->")
_OLDER = frozenset({"freeform", "core/freeform", "shortcode", "core/shortcode"})
_LINE_END = re.compile(r"(\s{0,100}\n\s*)")
_MARK = "data-briefs-lines"
_AS_IS = frozenset({"pre", "textarea", "code"}) | SILENT


def shared_blocks(content: str) -> list[str]:
    """Return the ids of the shared blocks that *content* includes."""
    return _REFERENCE.findall(content)


def with_shared(content: str, shared: dict[str, str]) -> str:
    """Return *content* with the text of shared blocks inserted; those that are missing are left out."""
    return _REFERENCE.sub(lambda found: shared.get(found[1], ""), content) if shared else content


def tree_of_post(content: str) -> Tree:
    """Parse a post's text, with paragraphs and line breaks where WordPress shows them."""
    if "<!-- wp:" not in content:
        tree = tree_of(f"<div>{content}</div>")
        _break_lines(tree)
        return tree
    parts = ((text, older) for text, older in _parts(content) if text.strip())
    tree = tree_of("".join(f"<div {_MARK}>{text}</div>" if older else text for text, older in parts))
    for element in tree.iter("div"):
        if _MARK in element.attrib:
            _break_lines(element)
    return tree


def plain_title(title: str) -> str:
    """Return a title without its markup and character references."""
    if "<" in title or "&" in title:
        title = "".join(fragment_of(title).itertext())
    return " ".join(title.split())


def _parts(content: str) -> Iterator[tuple[str, bool]]:
    """Yield pieces of text, each with whether its paragraphs are separated by blank lines, as outside of blocks."""
    place = 0
    inside: list[str] = []
    for delimiter in _DELIMITER.finditer(content):
        yield content[place : delimiter.start()], not inside or inside == [_older(inside[0])]
        place = delimiter.end()
        if delimiter["close"]:
            del inside[-1:]
        elif not delimiter["void"]:
            inside.append(delimiter["name"])
    yield content[place:], not inside


def _older(name: str) -> str:
    return name if name in _OLDER else ""


def _break_lines(root: Tree) -> None:
    """Replace line ends below *root* by `<br>`, and blank lines by two, except where elements end the line anyway."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _AS_IS:
            continue
        edge = element.tag in BLOCKS
        children = list(element)
        after = children[0].tag in BLOCKS if children else edge
        _break(element, None, before=edge, after=after)
        for place, child in enumerate(children):
            following = children[place + 1] if place + 1 < len(children) else None
            after = edge if following is None else following.tag in BLOCKS
            _break(element, child, before=child.tag in BLOCKS, after=after)


def _break(parent: Tree, child: Tree | None, *, before: bool, after: bool) -> None:
    """Break the text after *child*, or the first text of *parent*.

    Args:
        parent: The element around the text.
        child: The element before the text; None for the first text.
        before: Whether the line ends before the text anyway.
        after: Whether the line ends after the text anyway.
    """
    text = (parent.text if child is None else child.tail) or ""
    if "\n" not in text or (not text.strip() and (before or after)):
        return
    first, *rest = _LINE_END.split(text)
    ends, pieces = rest[::2], rest[1::2]
    if not first.strip() and before:
        first, ends, pieces = pieces[0], ends[1:], pieces[1:]
    if pieces and not pieces[-1].strip() and after:
        ends, pieces = ends[:-1], pieces[:-1]
    made = []
    for end, piece in zip(ends, pieces, strict=True):
        made += [etree.Element("br") for _ in range(min(2, end.count("\n")))]
        made[-1].tail = piece
    if child is None:
        parent.text = first
        place = 0
    else:
        child.tail = first
        place = parent.index(child) + 1
    parent[place:place] = made
