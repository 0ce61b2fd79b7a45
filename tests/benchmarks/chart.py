"""A chart with two logarithmic scales, as SVG: a line for each thing that was measured, at several sizes.

Lines end in numbers, and the list below says whose they are: colours alone tell nobody anything.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

# As narrow as the other charts of this repository: on a telephone it shrinks little, and its words can still be read.
WIDTH, MARGIN = 480, 16
LEFT, RIGHT, TOP, PLOT = 62, 42, 46, 340
SMALL, LINE = 14, 22
INK, PAPER, GRID = "#1b1b1b", "#ffffff", "#d4d4d4"
# Apart from each other in lightness too; dashes part those that come again.
COLOURS = "#1f4e79", "#c8702a", "#2e7d4f", "#8b3a8b", "#6b6b6b"
DASHES = "", "7 4", "2 3"
APART = 15
"""Pixels that two numbers at the ends of lines keep between them."""

Points = Mapping[int, float]
"""What was measured, by size."""


def drawn(title: str, unit: str, lines: Mapping[str, Points]) -> str:
    """The chart as an SVG document; the first of *lines* is drawn thickest, and they are listed by their ends."""
    lines = {name: points for name, points in lines.items() if points}
    order = sorted(lines, key=lambda name: _end(lines[name]), reverse=True)
    height = TOP + PLOT + 58 + LINE * len(lines) + MARGIN
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "title data"})
    svg.attrib.update({"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": str(height), "lang": "en"})
    ET.SubElement(svg, "title", {"id": "title"}).text = title
    ET.SubElement(
        svg, "desc", {"id": "data"}
    ).text = f"{unit}. {'; '.join(_told(name, lines[name]) for name in order)}."
    # A page with a dark ground shows the picture as well.
    ET.SubElement(svg, "rect", {"width": str(WIDTH), "height": str(height), "fill": PAPER})
    words = ET.SubElement(svg, "g", {"font-family": "system-ui, sans-serif", "font-size": str(SMALL), "fill": INK})
    _text(words, MARGIN, MARGIN + SMALL, unit, {"font-weight": "bold"})
    scale = _Scale(lines.values())
    _grid(words, scale)
    ends = _ends(order, lines, scale)
    for number, name in enumerate(order, 1):
        style = _style(list(lines).index(name))
        places = [(scale.x(size), scale.y(value)) for size, value in sorted(lines[name].items())]
        ET.SubElement(words, "polyline", {"points": " ".join(f"{x},{y}" for x, y in places), "fill": "none", **style})
        for x, y in places:
            ET.SubElement(words, "circle", {"cx": str(x), "cy": str(y), "r": "3", "fill": style["stroke"]})
        _text(words, places[-1][0] + 8, ends[name] + 5, str(number), {"font-weight": "bold", "fill": style["stroke"]})
        y = TOP + PLOT + 58 + LINE * number - 6
        sample = {"x1": str(MARGIN), "x2": str(MARGIN + 34), "y1": str(y - 5), "y2": str(y - 5), **style}
        ET.SubElement(words, "line", sample)
        _text(words, MARGIN + 44, y, f"{number} {name}")
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


class _Scale:
    """Where sizes and values are in the picture; values go from one power of ten to another."""

    def __init__(self, lines: Iterable[Points]) -> None:
        points = [point for line in lines for point in line.items()]
        self.sizes = sorted({size for size, _ in points})
        self.low = math.floor(math.log10(min(value for _, value in points)))
        self.high = max(math.ceil(math.log10(max(value for _, value in points))), self.low + 1)

    def x(self, size: int) -> int:
        """Pixels from the left."""
        first, last = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        share = (math.log10(size) - first) / (last - first) if last > first else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT))

    def y(self, value: float) -> int:
        """Pixels from the top."""
        return round(TOP + (self.high - math.log10(value)) / (self.high - self.low) * PLOT)


def _grid(parent: ET.Element, scale: _Scale) -> None:
    """Lines at powers of ten and at the sizes, with their numbers."""
    for power in range(scale.low, scale.high + 1):
        y = scale.y(10.0**power)
        ends = {"x1": str(LEFT), "x2": str(WIDTH - RIGHT), "y1": str(y), "y2": str(y), "stroke": GRID}
        ET.SubElement(parent, "line", ends)
        _text(parent, LEFT - 8, y + 5, f"{10.0**power:,.{max(0, -power)}f}", {"text-anchor": "end"})
    for size in scale.sizes:
        x = scale.x(size)
        ends = {"x1": str(x), "x2": str(x), "y1": str(TOP), "y2": str(TOP + PLOT), "stroke": GRID}
        ET.SubElement(parent, "line", ends)
        _text(parent, x, TOP + PLOT + 18, f"{size:,}", {"text-anchor": "middle"})
    _text(parent, (LEFT + WIDTH - RIGHT) // 2, TOP + PLOT + 38, "briefs", {"text-anchor": "middle"})


def _ends(order: Sequence[str], lines: Mapping[str, Points], scale: _Scale) -> Mapping[str, int]:
    """The height of the number at the end of each line: lower than its line where another would cover it."""
    heights: dict[str, int] = {}
    lowest: dict[int, int] = {}
    for name in sorted(order, key=lambda name: scale.y(lines[name][max(lines[name])])):
        size = max(lines[name])
        heights[name] = max(scale.y(lines[name][size]), lowest.get(size, -APART) + APART)
        lowest[size] = heights[name]
    return heights


def _style(number: int) -> dict[str, str]:
    dash = DASHES[number // len(COLOURS) % len(DASHES)]
    style = {"stroke": COLOURS[number % len(COLOURS)], "stroke-width": "2" if number else "4"}
    return style | ({"stroke-dasharray": dash} if dash else {})


def _end(points: Points) -> tuple[int, float]:
    """What a line is listed by: one that ends early was too slow for more."""
    size = max(points)
    return -size, points[size]


def _told(name: str, points: Points) -> str:
    return f"{name}: " + ", ".join(f"{_number(value)} at {size:,}" for size, value in sorted(points.items()))


def _number(value: float) -> str:
    """A figure with three digits that count, and no power of ten."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _text(parent: ET.Element, x: int, y: int, words: str, attributes: Mapping[str, str] | None = None) -> None:
    """Write words with their baseline at *y*."""
    ET.SubElement(parent, "text", {"x": str(x), "y": str(y), **(attributes or {})}).text = words
