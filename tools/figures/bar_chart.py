"""Draw the bar charts of briefs, each from the data in a YAML file beside this script.

    python3 tools/figures/bar_chart.py              # draw them
    python3 tools/figures/bar_chart.py --check      # only say whether they are up to date

The same data give the same file, byte for byte. Text stays text, so that it can be searched, translated and enlarged.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec

from briefarchive.storage.files import write_text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# Narrow, with the words above the bars: on a telephone the drawing shrinks little, and its words can still be read.
WIDTH, MARGIN, LONGEST = 480, 16, 370
SIZE, SMALL = 15, 14
BAR = 18

INK, PAPER = "#1b1b1b", "#ffffff"
# Apart from each other in lightness too, for print in grey. Who is meant stands in words above each bar.
FILLS = "#1f4e79", "#c8702a"


class Bar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sum: whose, of what, and the keys of the sources that give it."""

    by: str
    what: str
    value: int
    sources: list[str]
    about: bool = False

    @property
    def shown(self) -> str:
        """The sum as it is written at the end of its bar."""
        return f"about {self.value:,}" if self.about else f"{self.value:,}"


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bars under one heading."""

    heading: str
    bars: list[Bar]


class Chart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The data of a chart, and the path of its picture in the repository."""

    picture: str
    title: str
    unit: str
    groups: list[Group]

    @property
    def bars(self) -> list[Bar]:
        """The bars of all groups, from top to bottom."""
        return [bar for group in self.groups for bar in group.bars]


def main(arguments: list[str]) -> int:
    """Draw the charts of this repository, or check them; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a picture is not up to date")
    check = parser.parse_args(arguments).check
    old = list(outdated(ROOT))
    for path, picture in old:
        if check:
            print(f"{path} does not fit its data; run: python3 tools/figures/bar_chart.py", file=sys.stderr)
        else:
            write_text(ROOT / path, picture)
            print(f"{path} was drawn.")
    return int(check and bool(old))


def outdated(root: Path) -> Iterator[tuple[str, str]]:
    """The path of each picture that is missing or does not fit its data, and the picture that would."""
    for chart in charts():
        path = root / chart.picture
        if not path.is_file() or path.read_text(encoding="utf-8") != drawn(chart):
            yield chart.picture, drawn(chart)


def charts() -> list[Chart]:
    """The charts whose data stand beside this script."""
    return [msgspec.yaml.decode(path.read_bytes(), type=Chart) for path in sorted(HERE.glob("*.yaml"))]


def drawn(chart: Chart) -> str:
    """The chart as an SVG document."""
    described = "; ".join(f"{bar.by}, {bar.what}: {bar.shown}" for bar in chart.bars)
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "title data"})
    ET.SubElement(svg, "title", {"id": "title"}).text = chart.title
    ET.SubElement(svg, "desc", {"id": "data"}).text = f"{chart.unit}. {described}."
    # A page with a dark ground shows the picture as well.
    paper = ET.SubElement(svg, "rect", {"width": str(WIDTH), "fill": PAPER})
    words = ET.SubElement(svg, "g", {"font-family": "system-ui, sans-serif", "font-size": str(SMALL), "fill": INK})
    height = _rows(words, chart) + MARGIN
    paper.set("height", str(height))
    svg.attrib.update({"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": str(height), "lang": "en"})
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _rows(parent: ET.Element, chart: Chart) -> int:
    """Draw line by line from the top; gives the place below the last one."""
    greatest = max(bar.value for bar in chart.bars)
    fills = dict(zip(dict.fromkeys(bar.by for bar in chart.bars), FILLS, strict=True))
    y = MARGIN + SMALL
    _line(parent, chart.unit, y)
    for group in chart.groups:
        y += 32
        _line(parent, group.heading, y, {"font-size": str(SIZE), "font-weight": "bold"})
        y += 6
        for bar in group.bars:
            y += 22
            _line(parent, f"{bar.by}: {bar.what}", y)
            y += 6
            length = round(LONGEST * bar.value / greatest)
            box = {"x": str(MARGIN), "y": str(y), "width": str(length), "height": str(BAR), "fill": fills[bar.by]}
            ET.SubElement(parent, "rect", box)
            _line(parent, bar.shown, y + BAR - 4, {"x": str(MARGIN + length + 6), "font-weight": "bold"})
            y += BAR
    return y


def _line(parent: ET.Element, words: str, y: int, attributes: dict[str, str] | None = None) -> None:
    """Write words with their baseline at *y*."""
    ET.SubElement(parent, "text", {"x": str(MARGIN), "y": str(y), **(attributes or {})}).text = words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
