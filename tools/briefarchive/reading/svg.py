"""SVG pictures: one is an XML document, which could hold scripts, links and styles from elsewhere."""

from collections import Counter
from typing import Literal
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"  # SVG 2 has it as plain href
# Elements and attributes of other languages, such as the notes of a drawing program, say nothing to a browser.
_DRAWN = (_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
_DEEP = 100


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
    """Each element, attribute (with its value) and style sheet of the drawing."""
    found: Counter[tuple[str, str]] = Counter()
    open_elements: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_elements.append(name)
        if len(open_elements) > _DEEP:
            raise ValueError("it is nested too deep")
        if not _is_drawn(name) or name == f"{_SVG} metadata":
            return
        found[name, ""] += 1
        for key, value in attributes.items():
            if _is_drawn(key):
                found[f"{name} {'href' if key == _XLINK_HREF else key}", " ".join(value.split())] += 1

    def text(value: str) -> None:
        if open_elements and open_elements[-1] == f"{_SVG} style":
            found["style sheet", " ".join(value.split())] += 1

    def instruction(target: str, value: str) -> None:
        found[f"<?{target}?>", value] += 1

    def declaration(*_: object) -> None:
        raise ValueError("it declares entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1_000_000
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = text
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = declaration
    parser.Parse(data, True)
    return found


def _is_drawn(name: str) -> bool:
    space, _, local = name.rpartition(" ")
    return space in _DRAWN if space else local != "xmlns"
