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
_CLASSIC_BLOCKS = frozenset({"freeform", "core/freeform", "shortcode", "core/shortcode"})
_LINE_END = re.compile(r"(\s{0,100}\n\s*)")
_CLASSIC_MARK = "data-briefs-lines"
_VERBATIM = frozenset({"pre", "textarea", "code"}) | SILENT


def list_shared_blocks(content: str) -> list[str]:
    """Return the ids of the shared blocks that *content* includes."""
    return _REFERENCE.findall(content)


def insert_shared_blocks(content: str, shared: dict[str, str]) -> str:
    """Return *content* with the text of shared blocks inserted; those that are missing are left out."""
    return _REFERENCE.sub(lambda match: shared.get(match[1], ""), content) if shared else content


def parse_post(content: str) -> Tree:
    """Parse a post's text, with paragraphs and line breaks where WordPress shows them."""
    if "<!-- wp:" not in content:
        tree = tree_of(f"<div>{content}</div>")
        _insert_breaks(tree)
        return tree
    parts = ((text, is_classic) for text, is_classic in _split_by_kind(content) if text.strip())
    tree = tree_of("".join(f"<div {_CLASSIC_MARK}>{text}</div>" if is_classic else text for text, is_classic in parts))
    for element in tree.iter("div"):
        if _CLASSIC_MARK in element.attrib:
            _insert_breaks(element)
    return tree


def plain_title(title: str) -> str:
    """Return a title without its markup and character references."""
    if "<" in title or "&" in title:
        title = "".join(fragment_of(title).itertext())
    return " ".join(title.split())


def _split_by_kind(content: str) -> Iterator[tuple[str, bool]]:
    """Yield pieces of text, each with whether its paragraphs are separated by blank lines, as outside of blocks."""
    index = 0
    inside: list[str] = []
    for delimiter in _DELIMITER.finditer(content):
        yield content[index : delimiter.start()], not inside or (len(inside) == 1 and inside[0] in _CLASSIC_BLOCKS)
        index = delimiter.end()
        if delimiter["close"]:
            del inside[-1:]
        elif not delimiter["void"]:
            inside.append(delimiter["name"])
    yield content[index:], not inside


def _insert_breaks(root: Tree) -> None:
    """Replace line ends below *root* by `<br>`, and blank lines by two, except where elements end the line anyway."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _VERBATIM:
            continue
        is_block = element.tag in BLOCKS
        children = list(element)
        breaks_after = children[0].tag in BLOCKS if children else is_block
        _break_text(element, None, breaks_before=is_block, breaks_after=breaks_after)
        for index, child in enumerate(children):
            following = children[index + 1] if index + 1 < len(children) else None
            breaks_after = is_block if following is None else following.tag in BLOCKS
            _break_text(element, child, breaks_before=child.tag in BLOCKS, breaks_after=breaks_after)


def _break_text(parent: Tree, child: Tree | None, *, breaks_before: bool, breaks_after: bool) -> None:
    """Break the text after *child*, or the first text of *parent*.

    Args:
        parent: The element around the text.
        child: The element before the text; None for the first text.
        breaks_before: Whether the line ends before the text anyway.
        breaks_after: Whether the line ends after the text anyway.
    """
    text = (parent.text if child is None else child.tail) or ""
    if "\n" not in text or (not text.strip() and (breaks_before or breaks_after)):
        return
    first, *rest = _LINE_END.split(text)
    ends, pieces = rest[::2], rest[1::2]
    if not first.strip() and breaks_before:
        first, ends, pieces = pieces[0], ends[1:], pieces[1:]
    if pieces and not pieces[-1].strip() and breaks_after:
        ends, pieces = ends[:-1], pieces[:-1]
    breaks = []
    for end, piece in zip(ends, pieces, strict=True):
        breaks += [etree.Element("br") for _ in range(min(2, end.count("\n")))]
        breaks[-1].tail = piece
    if child is None:
        parent.text = first
        index = 0
    else:
        child.tail = first
        index = parent.index(child) + 1
    parent[index:index] = breaks
