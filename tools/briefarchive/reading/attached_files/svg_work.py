"""How much work an SVG picture makes: all that it draws, and draws again where its parts refer to others.

A unit is about what a browser takes to fill the whole picture with one colour: a fifth of a millisecond.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from .pictures import CostlyPictureError
from .svg_paths import NUMBER, SIZES, Line, Told, abreast, bound_of_length, corners, outline

MOST_UNITS = 50_000

_DEEPEST = 60
_MOST_CLIPS = 10
_SVG = "http://www.w3.org/2000/svg "
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "image"})
_MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_FILTERS = frozenset({"filter", "backdrop-filter", "-webkit-filter", "-webkit-backdrop-filter", "text-shadow"})
_LAYERS = {"opacity": {"1", "1.0"}, "mix-blend-mode": {"normal"}}  # with the values that make none
_PAINTS = frozenset({"fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"})
_DASHES = "stroke-dasharray"
_STROKE, _STROKE_WIDTH = "stroke", "stroke-width"
_KEPT = SIZES | _LAYERS.keys() | {_DASHES, _STROKE, _STROKE_WIDTH}
_CLIPS = frozenset({"clip-path", "mask", "-webkit-mask", "-webkit-clip-path", "mask-image", "-webkit-mask-image"})

_FEW_ABREAST = 4  # edges that every shape has
_ABREAST, _MANY_ABREAST = 0.5, 2_000  # each further edge, and each once more for so many others beside it
_SHAPE, _ELEMENT, _VERTEX, _LETTER, _DASH, _LAYER = 1, 0.2, 0.1, 0.2, 0.05, 5
_REPEATED = {"linearGradient": 8, "radialGradient": 8, "pattern": 8, "mask": 20}
_SHEET_LETTER = 0.01  # wherever it is told of an element
_SHEET = 1e-5  # for each character of a style sheet and each element

_URL = re.compile(r"url\([\s'\"]*#([^)'\"\s]+)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_SIMPLE = re.compile(r"[.#]?[\w-]+")

_UNPAINTED: Mapping[str, str] = {"fill": ""}
"""What paints the shapes of a clip: they have no colours and no dashes."""


@dataclass(slots=True)
class _Part:
    """What an element draws, and those within it that have no id.

    Attributes:
        refers: How often each other part is drawn with it.
        copies: Parts that are copied, each with what paints the copy, and the length of its dashes.
    """

    units: float = 0
    shapes: float = 0
    vertices: float = 0
    length: float = 0
    refers: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    copies: list[tuple[str, Mapping[str, str], float]] = field(default_factory=list)

    def add(self, other: "_Part", times: float = 1) -> None:
        """Draw another part as well."""
        self.units += times * other.units
        self.shapes += times * other.shapes
        self.vertices += times * other.vertices
        self.length += times * other.length


class SvgWork:
    """Hears what a parser reads, and counts."""

    def __init__(self) -> None:
        self._parts: dict[str, _Part] = {"": _Part()}
        # Part, paints, clips, dash, pen.
        self._open: list[tuple[str, Mapping[str, str], int, float, float]] = [("", {}, 0, 0, 0)]
        self._outlines: list[tuple[_Part, list[Line], float]] = []
        self._copying_pen = 0.0
        self._sheet: dict[str, Told] = {}
        self._sheet_size = 0
        self._elements = 0
        self._shapes = 0
        self._drawn = 0.0
        self._size = 1_000.0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element."""
        local = name.removeprefix(_SVG)
        if local in _MOVING:
            raise CostlyPictureError("moves, which pictures here may not do")
        if local == "filter":
            raise CostlyPictureError("has a filter, which pictures here may not have")
        around, paints, clips, dash, pen = self._open[-1]
        own = attributes.get("id", "") or around
        if own != around:
            self._parts[around].refers[own] += 1
        part = self._parts.setdefault(own, _Part())
        self._elements += 1
        part.units += _ELEMENT + _REPEATED.get(local, 0)
        told = self._told(local, attributes)
        if local == "clipPath":
            paints = _UNPAINTED
        elif paints is not _UNPAINTED and (painted := {key: value for key, value in told if key in _PAINTS}):
            paints = {**paints, **{key: next(_targets(value), "") for key, value in painted.items()}}
        dash = _shortest([dash, *(_period(value) for key, value in told if key == _DASHES)])
        pen = max([pen, *(_width(key, value) for key, value in told)])
        if local == "use":
            self._copying_pen = max(self._copying_pen, pen)
            part.copies += [(_id(value), paints, dash) for key, value in told if key == "href"]
        clips += sum(_refer(part, local, key, value) for key, value in told if key not in _PAINTS)
        if clips > _MOST_CLIPS:
            raise CostlyPictureError(f"has more than {_MOST_CLIPS} clips or masks within one another")
        if local in _SHAPES:
            vertices = corners(told)
            self._shapes += 1
            self._drawn += _SHAPE + _VERTEX * vertices
            _refuse(self._drawn)
            lines = outline(told)
            length = bound_of_length(told, lines, self._size)
            self._outlines.append((part, lines, pen))
            shape = _Part(_SHAPE, 1.0, vertices, 0 if paints is _UNPAINTED else length)
            part.add(shape)
            part.units += _dashes(shape, dash)
            _paint(part.refers, shape, paints)
        _refuse(_ELEMENT * self._elements + self._drawn)
        self._open.append((own, paints, clips, dash, pen))

    def end(self) -> None:
        """Leave an element."""
        self._open.pop()

    def letters(self, value: str) -> None:
        """Count what stands in an element."""
        self._parts[self._open[-1][0]].units += _LETTER * len(value.strip())

    def sheet(self, value: str) -> None:
        """Read a style sheet: what it tells of one class, id or kind of element is told of these, all else of all."""
        self._sheet_size += len(value)
        value = _COMMENT.sub("", value)
        if "@keyframes" in value.lower() or "@-webkit-keyframes" in value.lower():
            raise CostlyPictureError("moves, which pictures here may not do")
        for block in value.split("}"):
            selectors, _, style = block.rpartition("{")
            said = self._declared(style)
            told = [one for one in said if one[0] in _KEPT or any(_targets(one[1]))]
            if told and self._shapes:
                raise CostlyPictureError("has a style sheet behind its shapes, not before them")
            for selector in map(str.strip, selectors.rpartition("{")[2].split(",")) if told else ():
                self._charge(told)
                self._sheet.setdefault(selector if _SIMPLE.fullmatch(selector) else "*", []).extend(told)

    def units(self) -> int:
        """The units of the whole drawing.

        Raises:
            CostlyPictureError: There are more than `MOST_UNITS`, or a part refers to itself.
        """
        counted = 0.0
        for part, lines, pen in self._outlines:
            edges = max(0, abreast(lines, max(pen, self._copying_pen)) - _FEW_ABREAST)
            units = _ABREAST * edges + edges**2 / _MANY_ABREAST
            part.units += units
            _refuse(counted := counted + units)
        whole = self._sum("", {}, 0)
        found = whole.units + _VERTEX * whole.vertices + _SHEET * self._sheet_size * self._elements
        _refuse(found)
        return int(found)

    def _sum(self, name: str, sums: dict[str, _Part | None], depth: int) -> _Part:
        """What a part draws with all that it refers to."""
        if depth > _DEEPEST:
            raise CostlyPictureError(f"has references of references, more than {_DEEPEST} of them")
        if name in sums:
            if (known := sums[name]) is None:
                raise CostlyPictureError("has a part that refers to itself")
            return known
        sums[name] = None
        whole = _Part()
        if part := self._parts.get(name):
            whole.add(part)
            refers = part.refers.copy()
            for target, paints, dash in part.copies:
                copied = self._sum(target, sums, depth + 1)
                whole.add(copied)
                whole.units += _dashes(copied, dash)
                _paint(refers, copied, paints)
            for target, times in refers.items():
                whole.add(self._sum(target, sums, depth + 1), times)
        sums[name] = whole
        return whole

    def _told(self, local: str, attributes: Mapping[str, str]) -> Told:
        """What style sheets, attributes and styles tell of an element."""
        classes = dict.fromkeys(f".{one}" for one in attributes.get("class", "").split())
        told: Told = []
        for name in ("*", local, f"#{attributes.get('id', '')}", *classes):
            if found := self._sheet.get(name):
                self._charge(found)
                told += found
        for name, value in attributes.items():
            key = name.rpartition(" ")[2]
            if key == "style":
                told += self._declared(_COMMENT.sub("", value))
            else:
                self._look_at(key, value)
                told.append((key, value))
        return told

    def _charge(self, told: Told) -> None:
        """Count what a style sheet tells, before it is copied."""
        self._drawn += sum(_ELEMENT + _SHEET_LETTER * len(value) for _, value in told)
        _refuse(self._drawn)

    def _declared(self, style: str) -> Iterator[tuple[str, str]]:
        if "\\" in style:
            raise CostlyPictureError("has a style with a backslash, which may hide what it draws")
        for declaration in style.split(";"):
            key, _, value = declaration.partition(":")
            key = key.strip().lower()
            if key == "d":
                raise CostlyPictureError("has a path in a style")
            self._look_at(key, value)
            yield key, value

    def _look_at(self, key: str, value: str) -> None:
        if key in _FILTERS and value.strip().lower() not in {"none", ""}:
            raise CostlyPictureError("has a filter, which pictures here may not have")
        if key.startswith("--") and "url" in value.lower():
            raise CostlyPictureError("has a variable that hides what it draws")
        if key in {_DASHES, _STROKE_WIDTH} and "(" in value:
            raise CostlyPictureError("has dashes or widths of lines that are calculated")
        if key == "viewBox":
            self._size = max(self._size, *(abs(float(one)) for one in NUMBER.findall(value)), 1)


def _refuse(found: float) -> None:
    if not found <= MOST_UNITS:
        counted = f"{math.ceil(found):,}" if math.isfinite(found) else "an endless number of"
        raise CostlyPictureError(
            f"makes {counted} units of work or more, copies and dashes counted; at most {MOST_UNITS:,} are allowed"
        )


def _paint(refers: defaultdict[str, float], drawn: _Part, paints: Mapping[str, str]) -> None:
    """Count how often that is drawn which paints a part: a colour once for each shape, a marker at each corner."""
    for key, target in paints.items():
        if target:
            refers[target] += drawn.vertices if key.startswith("marker") else drawn.shapes


def _refer(part: _Part, local: str, key: str, value: str) -> bool:
    """Count what a property lets be drawn once more; whether that clips."""
    if key == "href" and local == "use":
        return False
    targets = [_id(value)] if key == "href" else [*_targets(value)]
    for target in targets:
        part.refers[target] += 1
    if key in _LAYERS and value.strip() not in _LAYERS[key]:
        part.units += _LAYER
    return bool(targets) and key in _CLIPS


def _dashes(drawn: _Part, dash: float) -> float:
    """The units of the dashes of what is drawn, if it has any."""
    return _DASH * drawn.length / dash if dash else 0


def _shortest(dashes: list[float]) -> float:
    """The shortest of some lengths, of which zero is none."""
    return min(filter(None, dashes), default=0)


def _period(dashes: str) -> float:
    """After which length dashes begin anew; in a unit that may be tiny, a hundredth of the number."""
    plain = dashes.replace("px", "").replace("none", "")
    scale = 0.01 if re.search(r"%|[a-df-z]", plain, re.IGNORECASE) else 1
    return scale * sum(abs(float(one)) for one in NUMBER.findall(plain))


def _width(key: str, value: str) -> float:
    """How wide a line is of which a property tells; 1 if it has a colour only."""
    if key == _STROKE:
        return float(value.strip() not in {"none", ""})
    if key != _STROKE_WIDTH or not (number := NUMBER.search(value)):
        return 0
    return abs(float(number[0])) * (100 if re.search(r"%|[a-df-z]", value.replace("px", ""), re.IGNORECASE) else 1)


def _targets(value: str) -> Iterator[str]:
    """The ids to which a value leads."""
    return map(unquote, _URL.findall(value))


def _id(address: str) -> str:
    return unquote(address.strip().removeprefix("#"))
