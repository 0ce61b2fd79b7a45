"""A plain Word file to HTML by mammoth, and what its HTML lacks: captions of pictures, and places."""

import mammoth  # type: ignore[import-untyped]
from lxml import html

from ..html.parsing import Tree
from ..html.reader import page_of
from .plain_file import PlainFile

_MAP = """\
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
"""
_LONGEST_CAPTION = 400
_PLACED = ("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")


def converted(file: PlainFile) -> Tree:
    """The tree of the page that *file* is; the line of each element is its number among the paragraphs.

    Raises:
        RecursionError: Its tables stand too deep in one another.
    """
    result = mammoth.convert_to_html(file.packed(), style_map=_MAP, include_embedded_style_map=False)
    tree = page_of(result.value or "<p></p>").tree
    for caption in list(tree.iter("p")):
        if caption.get("class") == "caption":
            _caption(caption, file)
    for place, element in enumerate(tree.iter(*_PLACED), start=1):
        for one in element.iter():
            one.sourceline = place
    return tree


def _caption(caption: Tree, file: PlainFile) -> None:
    """Make a figure of a caption and the picture in it, above it or below it."""
    words = " ".join("".join(caption.itertext()).split())
    own = caption.findall(".//img")
    above, below = caption.getprevious(), caption.getnext()
    holder = caption if own else above if _is_picture(above) else below if _is_picture(below) else None
    if holder is None or not words or len(words) > _LONGEST_CAPTION or len(holder.findall(".//img")) != 1:
        return
    image = holder.findall(".//img")[0]
    if " ".join(image.get("alt", "").split()) == words:
        # A brief says it once.
        file.aside.say(words, "the same words for those who cannot see the picture")
        image.set("alt", "")
    figure = html.Element("figure")  # type: ignore[no-untyped-call]
    caption.addprevious(figure)
    image.drop_tree() if holder is caption else holder.drop_tree()
    image.tail = None
    caption.tag = "figcaption"
    figure.append(image)
    figure.append(caption)


def _is_picture(element: Tree | None) -> bool:
    if element is None or element.tag != "p":
        return False
    return element.find(".//img") is not None and not "".join(element.itertext()).strip()
