"""Simplification of a Word file: tracked changes are accepted, and all that is not visible text is removed."""

import re
from collections import Counter
from dataclasses import dataclass

from .markup import (
    MC,
    A,
    ConversionLog,
    M,
    Node,
    V,
    W,
    find_all,
    find_child,
    get_value,
    is_on,
    leaf_text,
    remove_node,
    replace_node,
)

_DELETED = "deleted with tracked changes"
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\l)(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s\\"]\S*))', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"(?P<anchor>[^"]*)"')
# Fields whose results only repeat other text, or count pages.
_GENERATED = re.compile(r"\s*(?:TOC|INDEX|PAGE|NUMPAGES|SECTIONPAGES|TC|XE|RD|TOA)\b", re.IGNORECASE)
_GENERATED_FIELD = "a field that counts or lists pages"
_MOST_OPEN_FIELDS = 50
_HIDDEN_PROPERTIES = ("vanish", "specVanish", "webHidden")


def simplify(root: Node, log: ConversionLog) -> None:
    """Reduce the tree below *root* to the text that a reader of the file sees, and keep the rest in *log*."""
    for alternative in list(root.iter(MC + "AlternateContent")):
        _choose_alternative(alternative)
    _accept_changes(root, log)
    for chunk in find_all(root, "altChunk", "subDoc"):
        log.add_note("a whole file that was inserted is not read")
        remove_node(chunk)
    _clean_controls(root, log)
    for reading in find_all(root, "rt"):
        log.exclude(reading, "a reading aid above characters")
    if next(root.iter(M + "oMath"), None) is not None:
        log.add_note("a formula is written as plain words")
    ends: dict[Node, Node] = {}
    for box in find_all(root, "txbxContent"):
        _move_text_box(box, ends, log)
    for run in find_all(root, "r"):
        if any(is_on(find_child(run, "rPr", name)) for name in _HIDDEN_PROPERTIES):
            log.exclude(run, "hidden text")
    _resolve_fields(root, log)
    for symbol in find_all(root, "sym"):
        _remove_unknown_symbol(symbol, log)


def _remove_unknown_symbol(symbol: Node, log: ConversionLog) -> None:
    """Remove a symbol for which there is no character, since a wrong letter would be worse than none."""
    if not leaf_text(symbol):
        font, code = get_value(symbol, "font"), get_value(symbol, "char")
        log.exclude_text(f"sign {code} of the font {font}", "no character is known that shows it")
        log.add_note(f'signs of the font "{font}" are left out')
        remove_node(symbol)


def _clean_controls(root: Node, log: ConversionLog) -> None:
    """Remove placeholders and the table of contents; the content of all other form fields is text."""
    for control in find_all(root, "sdt"):
        if is_on(find_child(control, "sdtPr", "showingPlcHdr")):
            log.exclude(control, "words that invite to fill in a field")
        elif get_value(next(control.iter(W + "docPartGallery"), None)) == "Table of Contents":
            log.exclude(control, "the table of contents")


def _choose_alternative(alternative: Node) -> None:
    """Keep the version for new programs if it has content that can be read, and otherwise the one for old programs."""
    choices = [choice for choice in alternative if choice.tag in (MC + "Choice", MC + "Fallback")]
    readable = (choice for choice in choices if choice.tag == MC + "Fallback" or _has_content(choice))
    best = next(readable, choices[0] if choices else None)
    replace_node(alternative, [] if best is None else list(best))


def _has_content(node: Node) -> bool:
    return next(node.iter(W + "txbxContent", W + "t", A + "blip", V + "imagedata"), None) is not None


def _accept_changes(root: Node, log: ConversionLog) -> None:
    """Accept tracked changes, and count insertions and deletions."""
    for row in find_all(root, "tr"):
        if find_child(row, "trPr", "del") is not None:
            log.deleted += 1
            log.exclude(row, _DELETED)
    for cell in find_all(root, "tc"):
        # The empty cell stays, so that the other cells keep their columns.
        for paragraph in find_all(cell, "p") if find_child(cell, "tcPr", "cellDel") is not None else ():
            log.deleted += 1
            log.exclude(paragraph, _DELETED)
    # From the last paragraph to the first, so that text which runs through many paragraphs is moved only once.
    for paragraph in reversed(find_all(root, "p")):
        _merge_deleted_end(paragraph)
    log.inserted += sum(len(change) > 0 for change in find_all(root, "ins", "moveTo"))
    for change in find_all(root, "del", "moveFrom"):
        log.deleted += len(change) > 0
        log.exclude(change, _DELETED if change.tag == W + "del" else "moved elsewhere with tracked changes")
    for words in find_all(root, "delText"):
        log.exclude(words, _DELETED)


def _merge_deleted_end(paragraph: Node) -> None:
    """Merge *paragraph* into the next one if its paragraph mark was deleted."""
    if all(find_child(paragraph, "pPr", "rPr", change) is None for change in ("del", "moveFrom")):
        return
    following = paragraph.getnext()
    while following is not None and following.tag != paragraph.tag:
        following = None if following.tag == W + "tbl" else following.getnext()
    if following is None:
        return
    properties, own_properties = find_child(following, "pPr"), find_child(paragraph, "pPr")
    index = 0 if properties is None else following.index(properties) + 1
    following[index:index] = [child for child in paragraph if child is not own_properties]
    remove_node(paragraph)


def _move_text_box(box: Node, ends: dict[Node, Node], log: ConversionLog) -> None:
    """Move the paragraphs of a text box after the paragraph in which it is anchored.

    Args:
        box: The content of the text box.
        ends: The last element that was moved after each paragraph, after which the next box follows.
        log: Gets a note about the move.
    """
    anchor = next(box.iterancestors(W + "p"), None)
    if anchor is None:
        return
    log.add_note("the text of a box follows the paragraph beside which it stood")
    last = ends.get(anchor, anchor)
    for child in list(box):
        last.addnext(child)
        last = child
    ends[anchor] = last
    remove_node(box)


@dataclass(slots=True)
class _Field:
    """An open field: its code, and whether its result has begun."""

    code: str = ""
    has_result: bool = False


def _resolve_fields(root: Node, log: ConversionLog) -> None:
    """Store the address of each link field as an attribute `href` of the runs that show the link."""
    for simple in find_all(root, "fldSimple"):
        code = get_value(simple, "instr")
        if _GENERATED.match(code):
            log.exclude(simple, _GENERATED_FIELD)
        for run in find_all(simple, "r"):
            run.attrib["href"] = _link_address(code)
    kinds = Counter(get_value(mark, "fldCharType") for mark in find_all(root, "fldChar"))
    # A field without an end would swallow the rest of the text.
    is_balanced = kinds["begin"] == kinds["end"]
    open_fields: list[_Field] = []
    for run in find_all(root, "r"):
        _resolve_run(run, open_fields, log if is_balanced else None)


def _resolve_run(run: Node, open_fields: list[_Field], log: ConversionLog | None) -> None:
    """Process the field marks in *run*, and store the address of the innermost link field around its content."""
    shows_content = False
    for child in list(run):
        if child.tag == W + "fldChar":
            _update_open_fields(get_value(child, "fldCharType"), open_fields)
        elif child.tag == W + "instrText":
            if open_fields and not open_fields[-1].has_result:
                open_fields[-1].code += child.text or ""
        elif child.tag != W + "rPr":
            shows_content = True
    if not shows_content or not open_fields:
        return
    if log and any(_GENERATED.match(field.code) for field in open_fields):
        log.exclude(run, _GENERATED_FIELD)
    elif address := next(
        (link for field in reversed(open_fields) if field.has_result and (link := _link_address(field.code))), ""
    ):
        run.attrib["href"] = address


def _update_open_fields(kind: str, open_fields: list[_Field]) -> None:
    if kind == "begin" and len(open_fields) < _MOST_OPEN_FIELDS:
        open_fields.append(_Field())
    elif kind == "separate" and open_fields:
        open_fields[-1].has_result = True
    elif kind == "end" and open_fields:
        open_fields.pop()


def _link_address(code: str) -> str:
    match = _LINK.match(code)
    if match is None:
        return ""
    address = match["quoted"] or match["bare"] or ""
    anchor = _ANCHOR.search(code)
    return f"{address}#{anchor['anchor']}" if anchor and "#" not in address else address
