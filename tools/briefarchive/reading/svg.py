"""SVG pictures: one is an XML document, which could hold scripts, links and styles from elsewhere."""

import re
from collections import Counter
from typing import Literal
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"  # SVG 2 has it as plain href
# Elements and attributes of other languages, such as the notes of a drawing program, say nothing to a browser.
_DRAWN = (_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
_DEEP = 100
_REFERENCE = re.compile(r"(?:^|url\(\s*['\"]?)#([^)'\"\s]+)")


def harmless_svg(data: bytes) -> bytes:
    """The same picture without anything that acts or leads elsewhere."""
    import py_svg_hush

    return py_svg_hush.filter_svg(data)


def fault_of_svg(data: bytes) -> tuple[Literal["", "active", "broken"], str]:
    """What is wrong with an SVG file, as the end of a sentence about it.

    A picture is sound if the library that takes out what acts takes nothing out of it.
    """
    try:
        before = _content(data)
        after = _content(harmless_svg(data))
    except (expat.ExpatError, ValueError) as error:
        return "broken", f"is no SVG that can be read: {error}"
    if (f"{_SVG} svg", "") not in before:
        return "broken", "is no SVG"
    gone = next(iter(before - after), None)
    if gone is None:
        return "", ""
    name, value = gone
    shown = name.replace(f"{_SVG} ", "")
    return "active", f'has "{shown}{f" = {value[:60]}" if value else ""}", which pictures here may not have'


def _content(data: bytes) -> Counter[tuple[str, str]]:
    """Each element, attribute (with its value) and style sheet of the drawing.

    Raises:
        ValueError: It is nested too deep, declares entities, or has copies of copies.
        ExpatError: It is no XML.
    """
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1_000_000
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.EntityDeclHandler = drawing.declaration
    parser.Parse(data, True)
    drawing.refuse_copies_of_copies()
    return drawing.found


class _Drawing:
    """Hears what a parser reads."""

    def __init__(self) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self._open: list[tuple[str, str]] = []  # elements with their ids
        self._draws: dict[str, set[str]] = {}  # by id, what is drawn again within the element

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((name, attributes.get("id", "")))
        if len(self._open) > _DEEP:
            raise ValueError("it is nested too deep")
        targets = {target for value in attributes.values() for target in _REFERENCE.findall(value)}
        for _, own in self._open if targets else ():
            if own:
                self._draws.setdefault(own, set()).update(targets)
        if not _is_drawn(name) or name == f"{_SVG} metadata":
            return
        self.found[name, ""] += 1
        for key, value in attributes.items():
            if _is_drawn(key):
                self.found[f"{name} {'href' if key == _XLINK_HREF else key}", " ".join(value.split())] += 1

    def end(self, _name: str) -> None:
        self._open.pop()

    def text(self, value: str) -> None:
        if self._open and self._open[-1][0] == f"{_SVG} style":
            self.found["style sheet", " ".join(value.split())] += 1

    def instruction(self, target: str, value: str) -> None:
        self.found[f"<?{target}?>", value] += 1

    def declaration(self, *_: object) -> None:
        raise ValueError("it declares entities")

    def refuse_copies_of_copies(self) -> None:
        """Ten copies of ten copies of ten copies are a thousand, and a few lines more stop a browser."""
        if any(self._draws.get(target) for targets in self._draws.values() for target in targets):
            raise ValueError("it has copies of what has copies itself")


def _is_drawn(name: str) -> bool:
    space, _, local = name.rpartition(" ")
    return space in _DRAWN if space else local != "xmlns"
