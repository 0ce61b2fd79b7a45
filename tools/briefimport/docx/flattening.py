"""Wrappers of a Word file that show nothing themselves are taken away, and boxes beside the text put into it."""

from lxml import etree
from mammoth.docx.dingbats import dingbats  # type: ignore[import-untyped]

from .markup import (
    MC,
    PIC,
    A,
    Aside,
    M,
    Node,
    V,
    W,
    every,
    is_on,
    part_of,
    removed,
    replaced,
    text_run,
    unwrapped,
    value,
)

_WRAPPERS = ("smartTag", "customXml", "bdo", "dir", "sdtContent", "ruby", "rubyBase")
_PROPERTIES = (
    "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "footnoteRef", "endnoteRef", "annotationRef",
    "commentRangeStart", "commentRangeEnd", "commentReference", "separator", "continuationSeparator",
)  # fmt: skip
_BLOCKS = frozenset(W + name for name in ("p", "tc", "body", "footnote", "endnote"))
_HIDDEN = ("vanish", "specVanish", "webHidden")


def flatten(root: Node, aside: Aside) -> None:
    """Leave paragraphs, tables, runs and links of *root*, and what they are made of."""
    for alternative in list(root.iter(MC + "AlternateContent")):
        _choose(alternative)
    for chunk in every(root, "altChunk", "subDoc"):
        aside.note("a file that was put into it whole is not read")
        removed(chunk)
    for control in every(root, "sdt"):
        _open_control(control, aside)
    _spell_formulas(root, aside)
    ends: dict[Node, Node] = {}
    for box in every(root, "txbxContent"):
        _lift(box, ends, aside)
    for one in every(root, *_PROPERTIES):
        removed(one)
    for one in every(root, *_WRAPPERS):
        unwrapped(one)
    for sign in every(root, "sym"):
        _spell(sign)
    _stand_alone(root)
    for run in every(root, "r"):
        _hide(run, aside)


def _spell_formulas(root: Node, aside: Aside) -> None:
    """Write formulas as their words, and set aside what stands above characters to say how they are read."""
    for reading in every(root, "rt"):
        aside.take(reading, "a reading aid above characters")
    for formula in list(root.iter(M + "oMath")):
        words = "".join(one.text or "" for one in formula.iter(M + "t"))
        aside.note("a formula is written as plain words")
        replaced(formula, [text_run(words)])
    for group in list(root.iter(M + "oMathPara")):
        unwrapped(group)


def _hide(run: Node, aside: Aside) -> None:
    """Set aside a run that nobody sees."""
    properties = part_of(run, "rPr")
    if properties is not None and any(is_on(part_of(properties, name)) for name in _HIDDEN):
        aside.take(run, "hidden text")


def _choose(alternative: Node) -> None:
    """Leave the version for new programs if it shows something that is read, else that for old ones."""
    choices = [one for one in alternative if one.tag == MC + "Choice"]
    fallback = next((one for one in alternative if one.tag == MC + "Fallback"), None)
    chosen = next((one for one in choices if _shows(one)), fallback if fallback is not None else None)
    if chosen is None:
        chosen = choices[0] if choices else None
    replaced(alternative, list(chosen) if chosen is not None else [])


def _shows(node: Node) -> bool:
    names = (W + "txbxContent", W + "t", A + "blip", V + "imagedata", PIC + "pic")
    return next(node.iter(*names), None) is not None


def _open_control(control: Node, aside: Aside) -> None:
    """Put the content of a form's field into the text; the words that only invite to write are set aside."""
    properties = part_of(control, "sdtPr")
    invites = properties is not None and is_on(part_of(properties, "showingPlcHdr"))
    gallery = properties is not None and value(next(properties.iter(W + "docPartGallery"), None))
    content = part_of(control, "sdtContent")
    if content is None:
        removed(control)
    elif invites:
        aside.take(control, "words that invite to fill in a field")
    elif gallery == "Table of Contents":
        aside.take(control, "the table of contents")
    else:
        replaced(control, list(content))


def _lift(box: Node, ends: dict[Node, Node], aside: Aside) -> None:
    """Put the paragraphs of a text box behind the paragraph in which it is anchored, and behind those of other boxes.

    Args:
        box: The content of the box.
        ends: The last element that stands behind each paragraph because of its boxes.
        aside: Where this is said.
    """
    anchor = next(box.iterancestors(W + "p"), None)
    if anchor is None:
        unwrapped(box)
        return
    aside.note("the text of a box follows the paragraph beside which it stood")
    last = ends.get(anchor, anchor)
    for child in list(box):
        last.addnext(child)
        last = child
    ends[anchor] = last
    removed(box)


def _spell(sign: Node) -> None:
    """A sign of a font of signs as the character that looks like it; one that no character looks like goes."""
    font, code = value(sign, "font"), value(sign, "char")
    number = int(code, 16) if code and all(char in "0123456789abcdefABCDEF" for char in code[:6]) else 0
    character = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
    words = etree.Element(W + "t")
    words.text = chr(character) if character else ""
    replaced(sign, [words])


def _stand_alone(root: Node) -> None:
    """Leave no paragraph in a paragraph, and no run in a run."""
    for paragraph in every(root, "p"):
        _as_lines(paragraph)
    for run in every(root, "r"):
        _split(run)


def _as_lines(paragraph: Node) -> None:
    """A paragraph in another, which no program should write, becomes lines of that one."""
    around = next((one.tag for one in paragraph.iterancestors() if one.tag in _BLOCKS), "")
    if around != W + "p":
        return
    properties = part_of(paragraph, "pPr")
    if properties is not None:
        removed(properties)
    replaced(paragraph, [_line_end(), *paragraph, _line_end()])


def _line_end() -> Node:
    run: Node = etree.Element(W + "r")
    etree.SubElement(run, W + "br")
    return run


def _split(run: Node) -> None:
    """Runs in runs, which wrappers leave behind, stand one after the other."""
    if part_of(run, "r") is None:
        return
    pieces: list[Node] = []
    for child in list(run):
        if child.tag == W + "r":
            pieces.append(child)
        elif child.tag != W + "rPr":
            piece = etree.Element(W + "r")
            piece.append(child)
            pieces.append(piece)
    replaced(run, pieces)
