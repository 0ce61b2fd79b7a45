"""SVG pictures: one is an XML document, which could hold scripts, links and styles from elsewhere."""

from collections import Counter
from xml.parsers import expat

from ..rules import ActiveFile
from .svg_work import SvgWork
from .unfit import UnfitFileError

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"  # SVG 2 has it as plain href
# Elements and attributes of other languages, such as the notes of a drawing program, say nothing to a browser.
_DRAWN = (_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
_LETTERED = frozenset({f"{_SVG} {name}" for name in ("a", "text", "textPath", "tspan")})
_DEEP = 100


def harmless_svg(data: bytes) -> bytes:
    """The same picture without anything that acts or leads elsewhere."""
    import py_svg_hush

    return py_svg_hush.filter_svg(data)


def work_of_svg(data: bytes) -> int:
    """How many units of work a drawing makes.

    It is sound if the library that takes out what acts takes nothing out of it.

    Raises:
        UnfitFileError: It makes more work than it may, or is not sound.
        ExpatError, ValueError: It is no drawing that can be read.
    """
    work = SvgWork()
    before = _heard(data, work).found
    units = work.units()
    after = _heard(harmless_svg(data)).found
    if (f"{_SVG} svg", "") not in before:
        raise ValueError("it has no element “svg”")
    for name, value in before - after:
        shown = name.replace(f"{_SVG} ", "")
        held = f'has "{shown}{f" = {value[:60]}" if value else ""}"'
        raise UnfitFileError(f"{held}, which pictures here may not have", 'save it as "plain SVG"', ActiveFile)
    return units


def letters_of_svg(data: bytes) -> str:
    """What stands in the texts of a sound drawing."""
    return "".join(_heard(data).letters)


def _heard(data: bytes, work: SvgWork | None = None) -> "_Drawing":
    """What a drawing holds; a ValueError or ExpatError says why it is none, or makes too much *work*."""
    drawing = _Drawing(work)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1_000_000
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.EntityDeclHandler = drawing.declaration
    parser.Parse(data, True)
    return drawing


class _Drawing:
    """Hears what a parser reads: `found` has each element, attribute and style sheet, `letters` the words of texts."""

    def __init__(self, work: SvgWork | None) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self.letters: list[str] = []
        self._work = work
        self._open: list[str] = []
        self._sheet: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        if len(self._open) > _DEEP:
            raise ValueError("it is nested too deep")
        if self._work:
            self._work.start(name, attributes)
        if not _is_drawn(name) or name == f"{_SVG} metadata":
            return
        self.found[name, ""] += 1
        for key, value in attributes.items():
            if _is_drawn(key):
                self.found[f"{name} {'href' if key == _XLINK_HREF else key}", " ".join(value.split())] += 1

    def end(self, name: str) -> None:
        self._open.pop()
        if self._work:
            self._work.end()
            if name == f"{_SVG} style":
                self._work.sheet("".join(self._sheet))
                self._sheet.clear()

    def text(self, value: str) -> None:
        if not self._open:
            return
        if self._open[-1] == f"{_SVG} style":
            self.found["style sheet", " ".join(value.split())] += 1
            self._sheet.append(value)
        elif self._open[-1] in _LETTERED:
            self.letters.append(value)
            if self._work:
                self._work.letters(value)

    def instruction(self, target: str, value: str) -> None:
        self.found[f"<?{target}?>", value] += 1

    def declaration(self, *_: object) -> None:
        raise ValueError("it declares entities")


def _is_drawn(name: str) -> bool:
    space, _, local = name.rpartition(" ")
    return space in _DRAWN if space else local != "xmlns"
