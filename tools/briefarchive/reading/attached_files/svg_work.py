"""How much work an SVG picture makes: all that it draws, and draws again where its parts refer to others.

A unit is about what a browser takes to fill the whole picture with one colour: a fifth of a millisecond. Whatever
cannot be counted by looking at properties one by one is refused.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from .unfit import CostlyPictureError

MOST_UNITS = 50_000

_DEEPEST = 60
_MOST_CLIPS = 10
_SVG = "http://www.w3.org/2000/svg "
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "image"})
_MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_FILTERS = frozenset({"filter", "backdrop-filter", "-webkit-filter", "-webkit-backdrop-filter", "text-shadow"})
_LAYERS = {"opacity": {"1", "1.0"}, "mix-blend-mode": {"normal"}}  # with the values that make none
_PAINTS = frozenset({"fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"})
_CLIPS = frozenset({"clip-path", "mask", "-webkit-mask", "-webkit-clip-path", "mask-image", "-webkit-mask-image"})
_DASHES = "stroke-dasharray"
_OUTLINES = frozenset({"d", "points"})
_SIZES = frozenset({"width", "height", "r", "rx", "ry", "x1", "x2", "y1", "y2", "pathLength"})
_KEPT = _SIZES | _LAYERS.keys() | {_DASHES}

_SHAPE, _ELEMENT, _LETTER, _DASH, _LAYER = 1, 0.2, 0.2, 0.05, 5
_CORNERS = 10  # that make as much work as a shape
_CORNERS_SQUARED = 8_000  # to put the edges of one shape in order can take the square of their number
_AROUND = 7  # a circle is less than seven radii around
_REPEATED = {"linearGradient": 8, "radialGradient": 8, "pattern": 8, "mask": 20}
_SHEET = 1e-5  # for each character of a style sheet and each element

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ABSOLUTE = re.compile(r"[MLCSQTZz\d\s,.eE+-]*")  # an outline whose numbers are all places, by turns across and down
_URL = re.compile(r"url\([\s'\"]*#([^)'\"\s]+)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_SIMPLE = re.compile(r"[.#]?[\w-]+")

Told = list[tuple[str, str]]
"""Properties, with their values."""


class _TooMuchError(CostlyPictureError):
    """A drawing makes too much work, or one that cannot be counted."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault, "export it without effects and with fewer parts, or as PNG")


@dataclass(slots=True)
class _Part:
    """What an element draws, and those within it that have no id.

    Attributes:
        length: How long its lines are at most.
        refers: What is drawn with it: the id of another part, how often, and the length of the dashes of a copy.
    """

    units: float = 0
    length: float = 0
    refers: list[tuple[str, float, float]] = field(default_factory=list)

    def add(self, other: "_Part", times: float, dash: float) -> None:
        """Draw another part as well."""
        self.units += times * (other.units + (_DASH * other.length / dash if dash else 0))
        self.length += times * other.length


class SvgWork:
    """Hears what a parser reads, and counts."""

    def __init__(self) -> None:
        self._parts: dict[str, _Part] = {"": _Part()}
        # Part, paints, clips, dash.
        self._open: list[tuple[str, Mapping[str, str], int, float]] = [("", {}, 0, 0)]
        self._sheet: dict[str, Told] = {}
        self._sheet_size = 0
        self._elements = 0
        self._shapes = 0
        self._counted = 0.0
        self._size = 1_000.0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element."""
        local = name.removeprefix(_SVG)
        if local in _MOVING:
            raise _TooMuchError("moves, which pictures here may not do")
        if local == "filter":
            raise _TooMuchError("has a filter, which pictures here may not have")
        around, paints, clips, dash = self._open[-1]
        own = attributes.get("id", "") or around
        if own != around:
            self._parts[around].refers.append((own, 1, 0))
        part = self._parts.setdefault(own, _Part())
        self._elements += 1
        self._count(_ELEMENT)
        part.units += _ELEMENT + _REPEATED.get(local, 0)
        told = self._told(local, attributes)
        dash = min(filter(None, [dash, *(_period(value) for key, value in told if key == _DASHES)]), default=0)
        corners = sum(map(_corners, (value for key, value in told if key in _OUTLINES)))
        if local == "clipPath":
            paints = {}
        for key, value in told:
            targets = [_id(value)] if key == "href" else [*map(unquote, _URL.findall(value))]
            if key in _PAINTS:
                paints = {**paints, key: targets[0] if targets else ""}
            else:
                part.refers += [(target, 1, dash if local == "use" and key == "href" else 0) for target in targets]
            part.units += _LAYER * (key in _LAYERS and value.strip() not in _LAYERS[key])
            clips += bool(targets) and key in _CLIPS
        if clips > _MOST_CLIPS:
            raise _TooMuchError(f"has more than {_MOST_CLIPS} clips or masks within one another")
        if local in _SHAPES:
            units = _SHAPE + corners / _CORNERS + corners**2 / _CORNERS_SQUARED
            self._shapes += 1
            self._count(units)
            part.add(_Part(units, self._length(told)), 1, dash)
            drawn = (max(corners, 2) if key.startswith("marker") else 1 for key in paints)  # a line has two ends
            part.refers += [(paint, times, 0) for paint, times in zip(paints.values(), drawn, strict=True) if paint]
        if local == "use" and any(paints.values()):
            raise _TooMuchError("paints a copy with a gradient, a pattern or a marker")
        self._open.append((own, paints, clips, dash))

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
            raise _TooMuchError("moves, which pictures here may not do")
        for block in value.split("}"):
            selectors, _, style = block.rpartition("{")
            told = [one for one in self._declared(style) if one[0] in _KEPT or _URL.search(one[1])]
            if told and self._shapes:
                raise _TooMuchError("has a style sheet behind its shapes, not before them")
            for selector in map(str.strip, selectors.rpartition("{")[2].split(",")) if told else ():
                self._count(_ELEMENT * len(told))
                self._sheet.setdefault(selector if _SIMPLE.fullmatch(selector) else "*", []).extend(told)

    def units(self) -> int:
        """The units of the whole drawing.

        Raises:
            CostlyPictureError: There are more than `MOST_UNITS`, or a part refers to itself.
        """
        found = self._sum("", {}, 0).units + _SHEET * self._sheet_size * self._elements
        _refuse(found)
        return int(found)

    def _sum(self, name: str, sums: dict[str, _Part | None], depth: int) -> _Part:
        """What a part draws with all that it refers to."""
        if depth > _DEEPEST:
            raise _TooMuchError(f"has references of references, more than {_DEEPEST} of them")
        if name in sums:
            if (known := sums[name]) is None:
                raise _TooMuchError("has a part that refers to itself")
            return known
        sums[name] = None
        part = self._parts.get(name, _Part())
        whole = _Part(part.units, part.length)
        for target, times, dash in part.refers:
            whole.add(self._sum(target, sums, depth + 1), times, dash)
        sums[name] = whole
        return whole

    def _told(self, local: str, attributes: Mapping[str, str]) -> Told:
        """What style sheets, attributes and styles tell of an element."""
        classes = dict.fromkeys(f".{one}" for one in attributes.get("class", "").split())
        told: Told = []
        for name in ("*", local, f"#{attributes.get('id', '')}", *classes):
            if found := self._sheet.get(name):
                self._count(_ELEMENT * len(found))
                told += found
        for name, value in attributes.items():
            key = name.rpartition(" ")[2]
            if key == "style":
                told += self._declared(_COMMENT.sub("", value))
            else:
                self._look_at(key, value)
                told.append((key, value))
        return told

    def _declared(self, style: str) -> Iterator[tuple[str, str]]:
        if "\\" in style:
            raise _TooMuchError("has a style with a backslash, which may hide what it draws")
        for declaration in style.split(";"):
            key, _, value = declaration.partition(":")
            key = key.strip().lower()
            if key == "d":
                raise _TooMuchError("has a path in a style")
            if len(value) > 1_000:
                raise _TooMuchError("has a style with a value of more than 1,000 characters")
            self._look_at(key, value)
            yield key, value

    def _look_at(self, key: str, value: str) -> None:
        if key in _FILTERS and value.strip().lower() not in {"none", ""}:
            raise _TooMuchError("has a filter, which pictures here may not have")
        if key.startswith("--") and "url" in value.lower():
            raise _TooMuchError("has a variable that hides what it draws")
        if key == _DASHES and "(" in value:
            raise _TooMuchError("has dashes that are calculated")
        if key == "viewBox":
            self._size = max(self._size, *map(abs, _numbers(value)), 1)

    def _length(self, told: Told) -> float:
        """The most that a shape may be long."""
        length = 0.0
        for key, value in told:
            if key in _OUTLINES:
                numbers = _numbers(value)
                if _ABSOLUTE.fullmatch(value):
                    length += _sum([one - other for one, other in zip(numbers[2:], numbers, strict=False)])
                else:
                    length += (_AROUND if "a" in value.lower() else 2) * _sum(numbers)
            elif key in _SIZES and (number := _NUMBER.search(value)):
                length += _AROUND * abs(float(number[0])) * (self._size / 100 if "%" in value else 1)
        return length

    def _count(self, units: float) -> None:
        """Count what is heard, and refuse too much of it at once."""
        self._counted += units
        _refuse(self._counted)


def _refuse(found: float) -> None:
    if not found <= MOST_UNITS:
        counted = f"{math.ceil(found):,}" if math.isfinite(found) else "an endless number of"
        raise _TooMuchError(
            f"makes {counted} units of work or more, copies and dashes counted; at most {MOST_UNITS:,} are allowed"
        )


def _period(dashes: str) -> float:
    """After which length dashes begin anew; in a unit that may be tiny, a hundredth of the number."""
    plain = dashes.replace("px", "").replace("none", "")
    scale = 0.01 if re.search(r"%|[a-df-z]", plain, re.IGNORECASE) else 1
    return scale * _sum(_numbers(plain))


def _sum(numbers: list[float]) -> float:
    return sum(map(abs, numbers))


def _corners(outline: str) -> float:
    """How many points an outline has: two numbers are one, and so is the end of each part."""
    return len(_NUMBER.findall(outline)) / 2 + outline.count("z") + outline.count("Z")


def _numbers(text: str) -> list[float]:
    return [*map(float, _NUMBER.findall(text))]


def _id(address: str) -> str:
    return unquote(address.strip().removeprefix("#"))
