"""Checks SVG pictures: active content, the text in them, and their rendering cost.

An SVG is an XML document, which can contain scripts, links and external styles. Its cost is all that it draws,
including parts that are drawn again by reference. One unit is about what a browser needs to fill the whole picture with
one colour: a fifth of a millisecond. What cannot be measured element by element is refused: style sheets may not
contain costly properties, and only outlines may have gradients, patterns, markers and dashes, whose lengths must be
plain numbers.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.parsers import expat

from ...model.tables import load_table
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
_TABLE = load_table(__file__)
_OUTLINES = frozenset(_TABLE["outlines"])
_COSTS = dict.fromkeys(_OUTLINES, 1) | _TABLE["costs"]
_REFUSED = {name: fault for fault, names in _TABLE["refused"].items() for name in names}
_KINDS = {name: kind for kind, names in _TABLE["properties"].items() for name in names}
_WITHOUT_EFFECT = _TABLE["without-effect"]
# What affects the cost, even if it is only in a selector or a comment of a style sheet.
_COSTLY_RULE = re.compile(
    r"\\|--|url|var\(|dash|(?<!fill-)(?<!stroke-)(?<!stop-)opacity|blend|filter|shadow|mask|clip|marker|keyframes"
    r"|(?<![\w-])(?:d|r|rx|ry|width|height)\s*:",
    re.IGNORECASE,
)
# Drawing programs often put this into a style sheet: then all elements count as layers.
_OPACITY = re.compile(r"(?<![\w-])opacity\s*:\s*[\d.]+\s*(?=[;}])")

_ELEMENT_COST, _LETTER_COST, _DASH_COST, _LAYER_COST = 0.2, 0.2, 0.05, 5
_CORNERS_PER_UNIT = 10  # whose cost is that of a shape
_SQUARED_CORNERS_PER_UNIT = 8_000  # sorting the edges of a shape can take quadratic time
_CIRCUMFERENCE = 7  # the circumference of a circle is less than seven radii
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
    picture = _CostMeter(data)
    before, units = picture.found, picture.units()
    after = _SvgHandler(sanitize_svg(data)).found
    if (f"{_SVG} svg", "") not in before:
        raise ValueError("it has no element “svg”")
    for name, value in before - after:
        shown = name.replace(f"{_SVG} ", "")
        fact = f'has "{shown}{f" = {value[:60]}" if value else ""}"'
        raise UnfitFileError(f"{fact}, which is not allowed in pictures", 'save it as "plain SVG"', ActiveFile)
    return units


def extract_svg_text(data: bytes) -> str:
    """Return the text content of a sanitized picture."""
    return "".join(_SvgHandler(data).letters)


class _SvgHandler:
    """Parses a picture: `found` counts elements, attributes and style sheets, `letters` holds the texts.

    Raises:
        ExpatError, ValueError: It is not readable.
    """

    def __init__(self, data: bytes) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self.letters: list[str] = []
        self._open: list[str] = []
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
        if not _is_drawn(name) or name == f"{_SVG} metadata":
            return
        self.found[name, ""] += 1
        for key, value in attributes.items():
            if _is_drawn(key):
                self.found[f"{name} {'href' if key == _XLINK_HREF else key}", " ".join(value.split())] += 1

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, value: str) -> None:
        if self._open and self._open[-1] == f"{_SVG} style":
            self.found["style sheet", " ".join(value.split())] += 1
        elif self._open and self._open[-1] in _TEXT_ELEMENTS:
            self.letters.append(value)

    def _instruction(self, target: str, value: str) -> None:
        self.found[f"<?{target}?>", value] += 1

    def _declaration(self, *_: object) -> None:
        raise ValueError("it declares entities")


def _is_drawn(name: str) -> bool:
    space, _, local = name.rpartition(" ")
    return space in _NAMESPACES if space else local != "xmlns"


class _TooMuchError(CostlyPictureError):
    """A picture is too expensive to display, or its cost cannot be measured."""

    def __init__(self, fault: str, hint: str = "export it without effects and with fewer parts, or as PNG") -> None:
        super().__init__(fault, hint)


class _CostMeter(_SvgHandler):
    """Counts the units of each part of a picture: an element with an id, or the whole."""

    def __init__(self, data: bytes) -> None:
        self._units: defaultdict[str, float] = defaultdict(float)
        self._elements: Counter[str] = Counter()
        # For each part, the ids of the parts that it references, and how often each is drawn.
        self._references: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        # The part to which an open element belongs, and the depth of its clips.
        self._open_parts: list[tuple[str, int]] = [("", 0)]
        self._sheet: list[str] = []
        self._sheet_size = 0
        self._layer = 0
        super().__init__(data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        super()._start(name, attributes)
        local = name.removeprefix(f"{_SVG} ")
        if fault := _REFUSED.get(local):
            raise _TooMuchError(fault)
        part, clips = self._open_parts[-1]
        # A browser may look up an id in a reference as written, or percent-decoded.
        if (own := unquote(attributes.get("id", "")) or part) != part:
            self._references[part].append((own, 1))
        self._elements[own] += 1
        self._units[own] += _ELEMENT_COST + _COSTS.get(local, 0)
        clips += self._draw(own, list(_list_properties(attributes)), has_outline=local in _OUTLINES)
        if clips > _MAX_CLIPS:
            raise _TooMuchError(f"has more than {_MAX_CLIPS} nested clips or masks")
        self._open_parts.append((own, clips))

    def _draw(self, own: str, properties: Properties, *, has_outline: bool) -> int:
        """Count what the properties of an element draw, and record its references; return the number of its clips."""
        corners = sum(_count_corners(value) for key, value in properties if _KINDS.get(key) == "outline")
        self._units[own] += corners / _CORNERS_PER_UNIT + corners**2 / _SQUARED_CORNERS_PER_UNIT
        clips = 0
        for key, value in properties:
            kind = _KINDS.get(key)
            targets = [value.strip().removeprefix("#")] if key == "href" else _URL.findall(value)
            period = _dash_period(value) if kind == "dash" else 0
            if (period or (targets and kind in {"paint", "marker"})) and not has_outline:
                raise _TooMuchError("paints a group, letters or a copy with a gradient, a pattern, a marker or dashes")
            times = max(corners, 2) if kind == "marker" else 1  # a line has two ends
            self._references[own] += [(unquote(target), times) for target in targets]
            self._units[own] += _DASH_COST * _max_length(properties) / period if period else 0
            self._units[own] += _LAYER_COST if kind == "layer" and value.strip() not in _WITHOUT_EFFECT[kind] else 0
            clips += bool(targets) and kind == "clip"
        return clips

    def _end(self, name: str) -> None:
        super()._end(name)
        self._open_parts.pop()
        if name == f"{_SVG} style":
            self._read_sheet("".join(self._sheet))
            self._sheet.clear()

    def _text(self, value: str) -> None:
        super()._text(value)
        if self._open and self._open[-1] == f"{_SVG} style":
            self._sheet.append(value)
        elif self._open and self._open[-1] in _TEXT_ELEMENTS:
            self._units[self._open_parts[-1][0]] += _LETTER_COST * len(value.strip())

    def _read_sheet(self, value: str) -> None:
        self._sheet_size += len(value)
        if _OPACITY.search(value):
            value, self._layer = _OPACITY.sub("", value), _LAYER_COST
        if found := _COSTLY_RULE.search(value):
            fault = f'has "{found[0].strip()}" in its style sheet, where it cannot be counted'
            raise _TooMuchError(fault, "export it with presentation attributes in place of a style sheet, or as PNG")

    def units(self) -> int:
        """Return the units of the whole picture.

        Raises:
            CostlyPictureError: There are more than `MAX_UNITS`, or a part references itself.
        """
        found = self._sum("", {}, 0) + _SHEET_COST * self._sheet_size * self._elements.total()
        if not found <= MAX_UNITS:
            counted = f"{math.ceil(found):,}" if math.isfinite(found) else "an endless number of"
            raise _TooMuchError(
                f"makes {counted} units of work or more, copies and dashes counted; at most {MAX_UNITS:,} are allowed"
            )
        return int(found)

    def _sum(self, part: str, sums: dict[str, float | None], depth: int) -> float:
        """Return the units of a part, including all that it references."""
        if depth > _MAX_REFERENCE_DEPTH:
            raise _TooMuchError(f"has references of references, more than {_MAX_REFERENCE_DEPTH} of them")
        if part not in sums:
            sums[part] = None
            own = self._units.get(part, 0) + self._layer * self._elements[part]
            references = self._references.get(part, ())
            sums[part] = own + sum(times * self._sum(target, sums, depth + 1) for target, times in references)
        if (known := sums[part]) is None:
            raise _TooMuchError("has a part that refers to itself")
        return known


def _list_properties(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the properties of an element from its attributes and its inline style."""
    for name, value in attributes.items():
        key = name.rpartition(" ")[2]
        for one in _parse_style(value) if key == "style" else ((key, value),):
            _refuse_effect(*one)
            yield one


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
    if _KINDS.get(key) == "filter" and value.strip().lower() not in _WITHOUT_EFFECT["filter"]:
        raise _TooMuchError("has a filter, which is not allowed in pictures")
    if key.startswith("--") and "url" in value.lower():
        raise _TooMuchError("has a variable that hides what it draws")


def _max_length(properties: Properties) -> float:
    """Return an upper bound of a shape's length."""
    length = 0.0
    for key, value in properties:
        if _KINDS.get(key) == "outline":
            numbers = _parse_numbers(value)
            if "t" in value.lower():  # each smooth curve can swing out further than the previous one
                length += len(numbers) * _sum(numbers)
            if _ABSOLUTE.fullmatch(value):
                length += _sum([one - other for one, other in zip(numbers[2:], numbers, strict=False)])
            else:
                length += (_CIRCUMFERENCE if "a" in value.lower() else 2) * _sum(numbers)
        elif _KINDS.get(key) == "size":
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
