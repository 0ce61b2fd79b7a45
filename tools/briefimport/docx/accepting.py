"""Simplification of a Word file: tracked changes are accepted, and all that is not visible text is removed."""

import re
from collections import Counter
from dataclasses import dataclass

from .markup import MC, A, Aside, M, Node, V, W, every, is_on, part_of, removed, replaced, sign_of, value

_DELETED = "deleted with tracked changes"
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\l)(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\"]\S*))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"')
# Fields whose results only repeat other text, or count pages.
_NO_TEXT = re.compile(r"\s*(?:TOC|INDEX|PAGE|NUMPAGES|SECTIONPAGES|TC|XE|RD|TOA)\b", re.IGNORECASE)
_OF_FIELD = "a field that counts or lists pages"
_DEEPEST = 50
_HIDDEN = ("vanish", "specVanish", "webHidden")


def accept(root: Node, aside: Aside) -> None:
    """Reduce the tree below *root* to the text that a reader of the file sees, and keep the rest in *aside*."""
    for alternative in list(root.iter(MC + "AlternateContent")):
        _choose(alternative)
    _accept_changes(root, aside)
    for chunk in every(root, "altChunk", "subDoc"):
        aside.note("a whole file that was inserted is not read")
        removed(chunk)
    _open_controls(root, aside)
    for reading in every(root, "rt"):
        aside.take(reading, "a reading aid above characters")
    if next(root.iter(M + "oMath"), None) is not None:
        aside.note("a formula is written as plain words")
    ends: dict[Node, Node] = {}
    for box in every(root, "txbxContent"):
        _lift(box, ends, aside)
    for run in every(root, "r"):
        if any(is_on(part_of(run, "rPr", name)) for name in _HIDDEN):
            aside.take(run, "hidden text")
    _resolve_fields(root, aside)
    for sign in every(root, "sym"):
        _know(sign, aside)


def _know(sign: Node, aside: Aside) -> None:
    """Remove a symbol for which there is no character, since a wrong letter would be worse than none."""
    if not sign_of(sign):
        font, code = value(sign, "font"), value(sign, "char")
        aside.say(f"sign {code} of the font {font}", "no character is known that shows it")
        aside.note(f'signs of the font "{font}" are left out')
        removed(sign)


def _open_controls(root: Node, aside: Aside) -> None:
    """Remove placeholders and the table of contents; the content of all other form fields is text."""
    for control in every(root, "sdt"):
        if is_on(part_of(control, "sdtPr", "showingPlcHdr")):
            aside.take(control, "words that invite to fill in a field")
        elif value(next(control.iter(W + "docPartGallery"), None)) == "Table of Contents":
            aside.take(control, "the table of contents")


def _choose(alternative: Node) -> None:
    """Keep the version for new programs if it has content that can be read, and otherwise the one for old programs."""
    choices = [one for one in alternative if one.tag in (MC + "Choice", MC + "Fallback")]
    telling = (one for one in choices if one.tag == MC + "Fallback" or _shows(one))
    chosen = next(telling, choices[0] if choices else None)
    replaced(alternative, [] if chosen is None else list(chosen))


def _shows(node: Node) -> bool:
    return next(node.iter(W + "txbxContent", W + "t", A + "blip", V + "imagedata"), None) is not None


def _accept_changes(root: Node, aside: Aside) -> None:
    """Accept tracked changes, and count insertions and deletions."""
    for row in every(root, "tr"):
        if part_of(row, "trPr", "del") is not None:
            aside.deleted += 1
            aside.take(row, _DELETED)
    for cell in every(root, "tc"):
        # The empty cell stays, so that the other cells keep their columns.
        for paragraph in every(cell, "p") if part_of(cell, "tcPr", "cellDel") is not None else ():
            aside.deleted += 1
            aside.take(paragraph, _DELETED)
    # From the last paragraph to the first, so that text which runs through many paragraphs is moved only once.
    for paragraph in reversed(list(every(root, "p"))):
        _accept_end(paragraph)
    aside.inserted += sum(len(change) > 0 for change in every(root, "ins", "moveTo"))
    for change in every(root, "del", "moveFrom"):
        aside.deleted += len(change) > 0
        aside.take(change, _DELETED if change.tag == W + "del" else "moved elsewhere with tracked changes")
    for words in every(root, "delText"):
        aside.take(words, _DELETED)


def _accept_end(paragraph: Node) -> None:
    """Merge *paragraph* into the next one if its paragraph mark was deleted."""
    look = part_of(paragraph, "pPr", "rPr")
    if look is None or (part_of(look, "del") is None and part_of(look, "moveFrom") is None):
        return
    following = paragraph.getnext()
    while following is not None and following.tag != paragraph.tag:
        following = None if following.tag == W + "tbl" else following.getnext()
    if following is None:
        return
    properties, own = part_of(following, "pPr"), part_of(paragraph, "pPr")
    place = 0 if properties is None else following.index(properties) + 1
    following[place:place] = [child for child in paragraph if child is not own]
    removed(paragraph)


def _lift(box: Node, ends: dict[Node, Node], aside: Aside) -> None:
    """Move the paragraphs of a text box after the paragraph in which it is anchored.

    Args:
        box: The content of the text box.
        ends: The last element that was moved after each paragraph, after which the next box follows.
        aside: Gets a note about the move.
    """
    anchor = next(box.iterancestors(W + "p"), None)
    if anchor is None:
        return
    aside.note("the text of a box follows the paragraph beside which it stood")
    last = ends.get(anchor, anchor)
    for child in list(box):
        last.addnext(child)
        last = child
    ends[anchor] = last
    removed(box)


@dataclass(slots=True)
class _Field:
    """An open field: its code, and whether its result has begun."""

    code: str = ""
    shown: bool = False


def _resolve_fields(root: Node, aside: Aside) -> None:
    """Store the address of each link field as an attribute `href` of the runs that show the link."""
    for simple in every(root, "fldSimple"):
        code = value(simple, "instr")
        if _NO_TEXT.match(code):
            aside.take(simple, _OF_FIELD)
        for run in every(simple, "r"):
            run.attrib["href"] = _address(code)
    kinds = Counter(value(mark, "fldCharType") for mark in every(root, "fldChar"))
    # A field without an end would swallow the rest of the text.
    whole = kinds["begin"] == kinds["end"]
    open_fields: list[_Field] = []
    for run in every(root, "r"):
        _resolve_run(run, open_fields, aside if whole else None)


def _resolve_run(run: Node, open_fields: list[_Field], aside: Aside | None) -> None:
    """Process the field marks in *run*, and store the address of the innermost link field around its content."""
    shown = False
    for child in list(run):
        if child.tag == W + "fldChar":
            _turn(value(child, "fldCharType"), open_fields)
        elif child.tag == W + "instrText":
            if open_fields and not open_fields[-1].shown:
                open_fields[-1].code += child.text or ""
        elif child.tag != W + "rPr":
            shown = True
    if not shown or not open_fields:
        return
    if aside and any(_NO_TEXT.match(one.code) for one in open_fields):
        aside.take(run, _OF_FIELD)
    elif address := next((found for one in reversed(open_fields) if one.shown and (found := _address(one.code))), ""):
        run.attrib["href"] = address


def _turn(kind: str, open_fields: list[_Field]) -> None:
    if kind == "begin" and len(open_fields) < _DEEPEST:
        open_fields.append(_Field())
    elif kind == "separate" and open_fields:
        open_fields[-1].shown = True
    elif kind == "end" and open_fields:
        open_fields.pop()


def _address(code: str) -> str:
    match = _LINK.match(code)
    if match is None:
        return ""
    address = match["quoted"] or match["bare"] or ""
    place = _PLACE.search(code)
    return f"{address}#{place['place']}" if place and "#" not in address else address
