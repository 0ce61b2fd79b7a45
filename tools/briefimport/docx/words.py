"""The words of a Word file in their order, counted by another way than its conversion."""

from lxml import etree

from .markup import WP, Node, W

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_ENDS = frozenset({W + name for name in ("p", "tc", "tr", "footnote", "endnote", "comment")})


def split_words(node: Node) -> str:
    """What *node* says, a line for each paragraph, with the alternatives of its pictures."""
    pieces: list[str] = []
    for event, one in etree.iterwalk(node, events=("start", "end")):
        if one.tag in _ENDS:
            pieces.append("\n")
        elif event == "end" or not isinstance(one.tag, str):
            continue
        elif one.tag == WP + "docPr":
            pieces.append(f"\n{one.get('descr') or ''}\n")
        elif one.tag in (W + "t", W + "delText"):
            pieces.append(one.text or "")
        elif one.tag.startswith(W):
            pieces.append(_SIGNS.get(one.tag.removeprefix(W), ""))
    return "".join(pieces)


def line_of(node: Node) -> str:
    """What *node* says in one line."""
    return " ".join(split_words(node).split())
