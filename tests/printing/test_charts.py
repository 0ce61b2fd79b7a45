"""Charts on paper: a drawing with words in its place, and the figures as a table."""

import re
from pathlib import Path

import pytest

from briefarchive.printing.pdf_files import make_volume
from briefarchive.printing.volumes import volume_job

from ..cases import by_cases
from .printed import Printed, builder_for, lay_archive, lay_brief, make, printable
from .structure import Tagged

TEXT = (Path(__file__).parent / "cases/charts.md").read_text("utf-8")
LAST = "```{chart} long.csv\n:kind: line\n:title: In the second brief\n\nAgain.\n```"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    root = lay_archive(tmp_path_factory.mktemp("charts"))
    briefs = lay_brief(root, TEXT), lay_brief(root, LAST, name="two")
    rows = "".join(f"{year},{year}\n" for year in range(1900, 2000))
    _write(root, {"ships.csv": "label,value,about\nNorth <b>,1250,\n南,7.5,yes\n", "long.csv": f"date,In\n{rows}"})
    builder = builder_for(root)
    printables = [printable(builder, brief) for brief in briefs]
    return make(volume_job(builder, make_volume(builder.entries, "year", 2014), printables))


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / "archive/2014" / name).write_text(text, "utf-8")


@by_cases
def test_what_a_chart_shows_stands_in_its_place(alt: str, printed: Printed) -> None:
    assert alt in [str(figure.node.Alt) for figure in Tagged(printed.document).elements if "/Alt" in figure.node]


def test_a_short_table_is_printed_and_a_long_one_named(printed: Printed) -> None:
    assert len([element for element in Tagged(printed.document).elements if element.kind == "Table"]) == 1
    text = " ".join(page.extract_text() for page in printed.pages)
    for words in ("North <b>", "about 7.5", "Figures: ships.csv", "Figures: long.csv", "Ships at the quays"):
        assert words in text


def test_a_volume_lists_charts_by_their_titles_and_numbers_them_through(printed: Printed) -> None:
    contents = "".join(printed.pages[2].extract_text().split())
    assert "Figure1Shipsatthequays" in contents
    assert re.search(r"Figure3Inthesecondbrief", contents)


def test_a_chart_of_other_figures_is_printed_anew(tmp_path: Path) -> None:
    root = lay_archive(tmp_path / "archive")
    brief = lay_brief(root, TEXT)
    keys = set()
    for value in ("1", "2"):
        _write(root, {"ships.csv": f"label,value\nNorth,{value}\n"})
        builder = builder_for(root)
        keys.add(builder.key(builder.entries.catalogue.archive.briefs[brief]))
    assert len(keys) == 2
