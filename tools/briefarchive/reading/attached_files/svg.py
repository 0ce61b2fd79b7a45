"""Checks SVG pictures: active content, and how many parts are drawn.

An SVG is an XML document, which can contain scripts, links and external styles. Exported from a map or a plan, it can
have so many parts that browsers take seconds to draw it; and since parts can refer to parts, a few lines of it can draw
millions. So parts are counted, as often as they are referred to.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.parsers import expat

from ..rules import ActiveFile
from . import CostlyPictureError, UnfitFileError

MAX_PARTS = 50_000

_POINTS_OF_PART = 10  # points of an outline that count as a part
# What fills a whole area takes a browser longer than a shape.
_MORE_PARTS = {"linearGradient": 8, "radialGradient": 8, "pattern": 8, "mask": 20}
_MAX_REFERENCE_DEPTH = 60
_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"  # SVG 2 has it as plain href
# Browsers ignore elements and attributes in other namespaces, such as the metadata of a drawing program.
_NAMESPACES = (_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
_MAX_DEPTH = 100
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_FILTERS = frozenset({"filter", "backdrop-filter", "-webkit-filter", "-webkit-backdrop-filter", "text-shadow"})
_OUTLINES = frozenset({"d", "points"})
# What moves, blurs or refers to other parts, even if it is only in a selector or a comment of a style sheet.
_COSTLY_RULE = re.compile(r"\\|--|url|var\(|filter|shadow|keyframes", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_URL = re.compile(r"url\([\s'\"]*#([^)'\"\s]+)", re.IGNORECASE)


def sanitize_svg(data: bytes) -> bytes:
    """Remove active content and external references from a picture."""
    import py_svg_hush

    return py_svg_hush.filter_svg(data)


def count_parts(data: bytes) -> int:
    """Return the number of parts that an SVG draws.

    The picture is accepted only if the sanitizer leaves it unchanged.

    Raises:
        UnfitFileError: It has too many parts, effects, or active content.
        ExpatError, ValueError: It is not a readable SVG.
    """
    picture = _SvgReader(data)
    parts, published = picture.count(), _SvgReader(sanitize_svg(data))
    for name, value in picture.contents - published.contents:
        visible_name = name.replace(f"{_SVG} ", "")
        fact = f'has "{visible_name}{f" = {value[:60]}" if value else ""}"'
        raise UnfitFileError(f"{fact}, which is not allowed in pictures", 'save it as "plain SVG"', ActiveFile)
    return parts


class _TooMuchError(CostlyPictureError):
    """A picture is too expensive to display."""

    def __init__(self, fault: str, hint: str = "export it without effects and with fewer parts, or as PNG") -> None:
        super().__init__(fault, hint)


class _SvgReader:
    """Parses a picture, and counts the parts in each element with an id, and in the whole.

    Attributes:
        contents: The number of each element, attribute and style sheet.

    Raises:
        ExpatError, ValueError: It is not readable.
        CostlyPictureError: It moves, or has effects.
    """

    def __init__(self, data: bytes) -> None:
        self.contents: Counter[tuple[str, str]] = Counter()
        self._open: list[str] = []
        self._ids = [""]
        """The ids of the open elements, or of those that contain them."""
        self._parts: defaultdict[str, float] = defaultdict(float)
        self._references: defaultdict[str, list[str]] = defaultdict(list)
        self._sheet: list[str] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = 1_000_000
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._declaration
        parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        if len(self._open) > _MAX_DEPTH:
            raise ValueError("it is nested too deep")
        if _is_drawn(name) and name != f"{_SVG} metadata":
            self.contents[name, ""] += 1
            for key, value in attributes.items():
                if _is_drawn(key):
                    self.contents[f"{name} {'href' if key == _XLINK_HREF else key}", " ".join(value.split())] += 1
        self._measure(name.removeprefix(f"{_SVG} "), attributes)

    def _end(self, name: str) -> None:
        self._open.pop()
        self._ids.pop()
        if name == f"{_SVG} style":
            _check_sheet("".join(self._sheet))
            self._sheet.clear()

    def _text(self, value: str) -> None:
        if self._open and self._open[-1] == f"{_SVG} style":
            self.contents["style sheet", " ".join(value.split())] += 1
            self._sheet.append(value)

    def _instruction(self, target: str, value: str) -> None:
        self.contents[f"<?{target}?>", value] += 1

    def _declaration(self, *_: object) -> None:
        raise ValueError("it declares entities")

    def _measure(self, local: str, attributes: Mapping[str, str]) -> None:
        """Count an element, the points of its outline, and its references."""
        if local in _ANIMATIONS:
            raise _TooMuchError("moves, which is not allowed in pictures")
        if local == "filter":
            raise _TooMuchError("has a filter, which is not allowed in pictures")
        outer = self._ids[-1]
        # A browser may look up an id in a reference as written, or percent-decoded.
        own = unquote(attributes.get("id", "")) or outer
        self._ids.append(own)
        if own != outer:
            self._references[outer].append(own)
        self._parts[own] += 1 + _MORE_PARTS.get(local, 0)
        for key, value in _list_properties(attributes):
            targets = [value.strip().removeprefix("#")] if key == "href" else _URL.findall(value)
            self._references[own] += map(unquote, targets)
            if key in _OUTLINES:
                self._parts[own] += len(_NUMBER.findall(value)) / 2 / _POINTS_OF_PART

    def count(self) -> int:
        """Return the number of parts of the whole picture.

        Raises:
            CostlyPictureError: There are more than `MAX_PARTS`, or a part refers to itself.
        """
        total = int(self._sum("", {}, 0))
        if total > MAX_PARTS:
            raise _TooMuchError(f"draws {total:,} parts, copies counted; at most {MAX_PARTS:,} are allowed")
        return total

    def _sum(self, name: str, sums: dict[str, float | None], depth: int) -> float:
        """Return the number of parts in an element, including all that it refers to."""
        if depth > _MAX_REFERENCE_DEPTH:
            raise _TooMuchError(f"has references of references, more than {_MAX_REFERENCE_DEPTH} of them")
        if name not in sums:
            sums[name] = None
            referenced = sum(self._sum(target, sums, depth + 1) for target in self._references.get(name, ()))
            sums[name] = self._parts.get(name, 0) + referenced
        if (total := sums[name]) is None:
            raise _TooMuchError("has a part that refers to itself")
        return total


def _check_sheet(sheet: str) -> None:
    if match := _COSTLY_RULE.search(sheet):
        fault = f'has "{match[0].strip()}" in its style sheet, which is not allowed in pictures'
        raise _TooMuchError(fault, "export it with presentation attributes in place of a style sheet, or as PNG")


def _is_drawn(name: str) -> bool:
    space, _, local = name.rpartition(" ")
    return space in _NAMESPACES if space else local != "xmlns"


def _list_properties(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the properties of an element from its attributes and its inline style."""
    for name, value in attributes.items():
        key = name.rpartition(" ")[2]
        for pair in _parse_style(value) if key == "style" else ((key, value),):
            _refuse_effect(*pair)
            yield pair


def _parse_style(style: str) -> Iterator[tuple[str, str]]:
    if "\\" in style or "/*" in style:
        raise _TooMuchError("has a style with a backslash or a comment, which may hide what it draws")
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        yield key.strip().lower(), value


def _refuse_effect(key: str, value: str) -> None:
    if key in _FILTERS and value.strip().lower() not in {"none", ""}:
        raise _TooMuchError("has a filter, which is not allowed in pictures")
    if key.startswith("--") and "url" in value.lower():
        raise _TooMuchError("has a variable that hides what it draws")
