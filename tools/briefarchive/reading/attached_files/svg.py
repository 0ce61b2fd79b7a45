"""Checks SVG pictures: active content, the text in them, and their rendering cost.

An SVG is an XML document, which can contain scripts, links and external styles. Its cost is all that it draws,
including parts that are drawn again by reference. One unit is about what a browser needs to fill the whole picture with
one colour: a fifth of a millisecond. What cannot be measured element by element is refused: style sheets may not
contain costly properties, and only shapes may have dashes, whose lengths must be plain numbers.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.parsers import expat

from ..rules import ActiveFile
from . import CostlyPictureError, UnfitFileError

MAX_UNITS = 50_000

_MAX_REFERENCE_DEPTH = 60
_MAX_CLIPS = 10
_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"  # SVG 2 has it as plain href
# Browsers ignore elements and attributes in other namespaces, such as the metadata of a drawing program.
_NAMESPACES = (_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml")
_TEXT_ELEMENTS = frozenset({f"{_SVG} {name}" for name in ("a", "text", "textPath", "tspan")})
_MAX_DEPTH = 100
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "image"})
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_FILTERS = frozenset({"filter", "backdrop-filter", "-webkit-filter", "-webkit-backdrop-filter", "text-shadow"})
_LAYER_PROPERTIES = {"opacity": {"1", "1.0"}, "mix-blend-mode": {"normal"}}  # with the values that create no layer
_PAINTS = frozenset({"fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"})
_CLIPS = frozenset({"clip-path", "mask", "-webkit-mask", "-webkit-clip-path", "mask-image", "-webkit-mask-image"})
_OUTLINE_PROPERTIES = frozenset({"d", "points"})
_SIZE_PROPERTIES = frozenset({"width", "height", "r", "rx", "ry", "x1", "x2", "y1", "y2", "pathLength"})
# What affects the cost, even if it is only in a selector or a comment of a style sheet.
_COSTLY_RULE = re.compile(
    r"\\|--|url|var\(|dash|(?<!fill-)(?<!stroke-)(?<!stop-)opacity|blend|filter|shadow|mask|clip|marker|keyframes"
    r"|(?<![\w-])(?:d|r|rx|ry|width|height)\s*:",
    re.IGNORECASE,
)
# Drawing programs often put this into a style sheet: then all elements count as layers.
_OPACITY = re.compile(r"(?<![\w-])opacity\s*:\s*[\d.]+\s*(?=[;}])")
_EARLY_ELEMENTS = 10

_SHAPE_COST, _ELEMENT_COST, _LETTER_COST, _DASH_COST, _LAYER_COST = 1, 0.2, 0.2, 0.05, 5
_CORNERS_PER_UNIT = 10  # whose cost is that of a shape
_SQUARED_CORNERS_PER_UNIT = 8_000  # sorting the edges of a shape can take quadratic time
_CIRCUMFERENCE = 7  # the circumference of a circle is less than seven radii
_EXTRA_COSTS = {"linearGradient": 8, "radialGradient": 8, "pattern": 8, "mask": 20}
_SHEET_COST = 1e-5  # per character of a style sheet and per element

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_DASH_ARRAY = re.compile(r"(?:none|[\d.,\s]|px)*")
# An outline whose numbers are all absolute coordinates, x and y in turn.
_ABSOLUTE = re.compile(r"[MLCSQTZz\d\s,.eE+-]*")
_URL = re.compile(r"url\([\s'\"]*#([^)'\"\s]+)", re.IGNORECASE)

Properties = list[tuple[str, str]]


def sanitize_svg(data: bytes) -> bytes:
    """Remove active content and external references from a picture."""
    import py_svg_hush

    return py_svg_hush.filter_svg(data)


def measure_svg(data: bytes) -> int:
    """Return the rendering cost of an SVG, in units.

    The picture is accepted only if the sanitizer leaves it unchanged.

    Raises:
        UnfitFileError: It is too expensive to display, or has active content.
        ExpatError, ValueError: It is not a readable SVG.
    """
    picture = _SvgReader(data)
    units, published = picture.units(), _SvgReader(sanitize_svg(data))
    for name, value in picture.contents - published.contents:
        visible_name = name.replace(f"{_SVG} ", "")
        fact = f'has "{visible_name}{f" = {value[:60]}" if value else ""}"'
        raise UnfitFileError(f"{fact}, which is not allowed in pictures", 'save it as "plain SVG"', ActiveFile)
    return units


class _TooMuchError(CostlyPictureError):
    """A picture is too expensive to display, or its cost cannot be measured."""

    def __init__(self, fault: str, hint: str = "export it without effects and with fewer parts, or as PNG") -> None:
        super().__init__(fault, hint)


class _SvgReader:
    """Parses a picture, and counts the units of each part of it: an element with an id, or the whole.

    Attributes:
        contents: The number of each element, attribute and style sheet.

    Raises:
        ExpatError, ValueError: It is not readable.
        CostlyPictureError: It is too expensive to display.
    """

    def __init__(self, data: bytes) -> None:
        self.contents: Counter[tuple[str, str]] = Counter()
        self._open: list[str] = []
        self._units: defaultdict[str, float] = defaultdict(float)
        # For each part, the ids of the parts that it references, and how often each is drawn.
        self._references: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        # Part, paints, clips, dash.
        self._inherited: list[tuple[str, Mapping[str, str], int, float]] = [("", {}, 0, 0)]
        self._sheet: list[str] = []
        self._sheet_size = 0
        self._elements = 0
        self._counted = 0.0
        self._layer = 0
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
        self._inherited.pop()
        if name == f"{_SVG} style":
            self._read_sheet("".join(self._sheet))
            self._sheet.clear()

    def _text(self, value: str) -> None:
        if self._open and self._open[-1] == f"{_SVG} style":
            self.contents["style sheet", " ".join(value.split())] += 1
            self._sheet.append(value)
        elif self._open and self._open[-1] in _TEXT_ELEMENTS:
            self._count(self._inherited[-1][0], _LETTER_COST * len(value.strip()))

    def _instruction(self, target: str, value: str) -> None:
        self.contents[f"<?{target}?>", value] += 1

    def _declaration(self, *_: object) -> None:
        raise ValueError("it declares entities")

    def _measure(self, local: str, attributes: Mapping[str, str]) -> None:
        """Count an element, and record what those within it inherit."""
        if local in _ANIMATIONS:
            raise _TooMuchError("moves, which is not allowed in pictures")
        if local == "filter":
            raise _TooMuchError("has a filter, which is not allowed in pictures")
        part, paints, clips, dash = self._inherited[-1]
        # A browser may look up an id in a reference as written, or percent-decoded.
        if (element_id := unquote(attributes.get("id", "")) or part) != part:
            self._references[part].append((element_id, 1))
        self._elements += 1
        self._count(element_id, _ELEMENT_COST + self._layer + _EXTRA_COSTS.get(local, 0))
        properties = list(_list_properties(attributes))
        dashes = (_dash_period(value) for key, value in properties if key == "stroke-dasharray")
        dash = min(filter(None, [dash, *dashes]), default=0)
        paints, clips = self._follow(element_id, properties, {} if local == "clipPath" else paints, clips)
        if local == "use" and (dash or any(paints.values())):
            raise _TooMuchError("paints a copy with a gradient, a pattern, a marker or dashes")
        if dash and local in ("text", "tspan"):
            raise _TooMuchError("has dashes around letters, where they cannot be counted")
        if local in _SHAPES:
            self._draw(element_id, properties, paints, dash)
        self._inherited.append((element_id, paints, clips, dash))

    def _follow(
        self, element_id: str, properties: Properties, paints: Mapping[str, str], clips: int
    ) -> tuple[Mapping[str, str], int]:
        """Record the references of an element; return its inherited paints and the depth of its clips."""
        for key, value in properties:
            references = [value.strip().removeprefix("#")] if key == "href" else _URL.findall(value)
            targets = [*map(unquote, references)]
            if key in _PAINTS:
                paints = {**paints, key: targets[0] if targets else ""}
            else:
                self._references[element_id] += [(target, 1) for target in targets]
            if key in _LAYER_PROPERTIES and value.strip() not in _LAYER_PROPERTIES[key]:
                self._count(element_id, _LAYER_COST)
            clips += bool(targets) and key in _CLIPS
        if clips > _MAX_CLIPS:
            raise _TooMuchError(f"has more than {_MAX_CLIPS} nested clips or masks")
        return paints, clips

    def _draw(self, element_id: str, properties: Properties, paints: Mapping[str, str], dash: float) -> None:
        """Count a shape with its dashes, and record what paints it."""
        corners = sum(_count_corners(value) for key, value in properties if key in _OUTLINE_PROPERTIES)
        self._count(element_id, _SHAPE_COST + corners / _CORNERS_PER_UNIT + corners**2 / _SQUARED_CORNERS_PER_UNIT)
        self._count(element_id, _DASH_COST * _max_length(properties) / dash if dash else 0)
        for key, paint in paints.items():
            if paint:  # a line has two ends
                self._references[element_id].append((paint, max(corners, 2) if key.startswith("marker") else 1))

    def _read_sheet(self, value: str) -> None:
        self._sheet_size += len(value)
        if self._elements <= _EARLY_ELEMENTS and _OPACITY.search(value):
            value, self._layer = _OPACITY.sub("", value), _LAYER_COST
        if match := _COSTLY_RULE.search(value):
            fault = f'has "{match[0].strip()}" in its style sheet, where it cannot be counted'
            raise _TooMuchError(fault, "export it with presentation attributes in place of a style sheet, or as PNG")

    def units(self) -> int:
        """Return the units of the whole picture.

        Raises:
            CostlyPictureError: There are more than `MAX_UNITS`, or a part references itself.
        """
        total = self._sum("", {}, 0) + _SHEET_COST * self._sheet_size * self._elements
        _refuse_excess(total)
        return int(total)

    def _sum(self, part: str, sums: dict[str, float | None], depth: int) -> float:
        """Return the units of a part, including all that it references."""
        if depth > _MAX_REFERENCE_DEPTH:
            raise _TooMuchError(f"has references of references, more than {_MAX_REFERENCE_DEPTH} of them")
        if part not in sums:
            sums[part] = None
            references = self._references.get(part, ())
            referenced = sum(times * self._sum(target, sums, depth + 1) for target, times in references)
            sums[part] = self._units.get(part, 0) + referenced
        if (total := sums[part]) is None:
            raise _TooMuchError("has a part that refers to itself")
        return total

    def _count(self, part: str, units: float) -> None:
        """Add units to a part, and refuse the picture as soon as there are too many."""
        self._units[part] += units
        self._counted += units
        _refuse_excess(self._counted)


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
        key = key.strip().lower()
        if key == "d" or len(value) > 1_000:
            raise _TooMuchError("has a style with a path, or with a value of more than 1,000 characters")
        yield key, value


def _refuse_effect(key: str, value: str) -> None:
    if key in _FILTERS and value.strip().lower() not in {"none", ""}:
        raise _TooMuchError("has a filter, which is not allowed in pictures")
    if key.startswith("--") and "url" in value.lower():
        raise _TooMuchError("has a variable that hides what it draws")


def _refuse_excess(total: float) -> None:
    if not total <= MAX_UNITS:
        amount = f"{math.ceil(total):,}" if math.isfinite(total) else "an endless number of"
        fault = f"makes {amount} units of work or more, copies and dashes counted"
        raise _TooMuchError(f"{fault}; at most {MAX_UNITS:,} are allowed")


def _max_length(properties: Properties) -> float:
    """Return an upper bound of a shape's length."""
    length = 0.0
    for key, value in properties:
        if key in _OUTLINE_PROPERTIES:
            numbers = _parse_numbers(value)
            if "t" in value.lower():  # each smooth curve can swing out further than the previous one
                length += len(numbers) * _sum(numbers)
            if _ABSOLUTE.fullmatch(value):
                length += _sum([second - first for second, first in zip(numbers[2:], numbers, strict=False)])
            else:
                length += (_CIRCUMFERENCE if "a" in value.lower() else 2) * _sum(numbers)
        elif key in _SIZE_PROPERTIES:
            if not _NUMBER.fullmatch(value.strip().removesuffix("px")):
                raise _TooMuchError("has dashes around a shape whose size is no plain number")
            length += _CIRCUMFERENCE * _sum(_parse_numbers(value))
    return length


def _dash_period(dashes: str) -> float:
    """Return the length after which a dash pattern repeats; 0 if there is none."""
    if not _DASH_ARRAY.fullmatch(dashes):
        raise _TooMuchError("has dashes whose lengths are no plain numbers")
    return _sum(_parse_numbers(dashes))


def _sum(numbers: list[float]) -> float:
    return sum(map(abs, numbers))


def _count_corners(outline: str) -> float:
    """Count the points of an outline: each pair of numbers, and each end of a subpath."""
    return len(_NUMBER.findall(outline)) / 2 + outline.count("z") + outline.count("Z")


def _parse_numbers(text: str) -> list[float]:
    return [*map(float, _NUMBER.findall(text))]
