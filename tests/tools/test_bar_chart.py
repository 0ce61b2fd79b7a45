"""The charts that we draw are what their data give, and the briefs that show them say where the data come from."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefarchive.model import Brief
from briefarchive.reading.archive import read_archive
from briefarchive.reading.svg import fault_of_svg
from figures import bar_chart
from figures.bar_chart import Bar, Chart, Group, charts, drawn, outdated

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"

each_chart = pytest.mark.parametrize("chart", charts(), ids=lambda chart: Path(chart.picture).stem)

PORTS = Chart(
    picture="archive/2014/ports.svg",
    title="Ports & harbours",
    unit="Millions of tonnes",
    groups=[
        Group(heading="North", bars=[Bar(by="A", what="coal <wet>", value=50, sources=["a"])]),
        Group(heading="South", bars=[Bar(by="B", what="ore", value=2000, about=True, sources=["b"])]),
    ],
)


def test_the_pictures_in_the_archive_are_drawn_from_the_data() -> None:
    assert [path for path, _ in outdated(ROOT)] == []


@each_chart
def test_every_source_of_a_chart_is_known_and_cited_where_it_is_shown(chart: Chart) -> None:
    archive = read_archive(ROOT, cache=False).archive
    sources = {key for bar in chart.bars for key in bar.sources}
    assert all(bar.sources for bar in chart.bars)
    assert sources <= set(archive.sources)
    shown = [brief for brief in archive.briefs.values() if _shows(brief, chart)]
    assert shown
    for brief in shown:
        assert sources <= {reference.target for reference in brief.markup.references if reference.cites}


@each_chart
def test_the_text_in_the_place_of_a_chart_has_every_value(chart: Chart) -> None:
    picture = Path(chart.picture)
    alternatives = [
        found[1]
        for path in (ROOT / picture.parent).glob("*.md")
        if (found := re.search(rf"\{{figure\}} {re.escape(picture.name)}\n:alt: (.+)", path.read_text("utf-8")))
    ]
    assert alternatives
    for alternative in alternatives:
        assert {bar.shown for bar in chart.bars if not re.search(rf"\b{bar.shown}\b", alternative)} == set()


def test_bars_are_as_long_as_their_values_and_words_stay_words() -> None:
    picture = drawn(PORTS)
    assert fault_of_svg(picture.encode()) == ("", "")
    root = ET.fromstring(picture)
    _, coal, ore = root.iter(f"{SVG}rect")
    assert int(coal.attrib["width"]) * 40 == pytest.approx(int(ore.attrib["width"]), abs=20)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words == ["Millions of tonnes", "North", "A: coal <wet>", "50", "South", "B: ore", "about 2,000"]


def test_a_picture_that_does_not_fit_its_data_is_reported_and_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bar_chart, "ROOT", tmp_path)
    monkeypatch.setattr(bar_chart, "charts", lambda: [PORTS])
    picture = tmp_path / PORTS.picture
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg/>", encoding="utf-8")
    assert bar_chart.main(["--check"]) == 1
    assert "archive/2014/ports.svg does not fit its data" in capsys.readouterr().err
    assert picture.read_text(encoding="utf-8") == "<svg/>"
    assert bar_chart.main([]) == 0
    assert bar_chart.main(["--check"]) == 0


def _shows(brief: Brief, chart: Chart) -> bool:
    picture = Path(chart.picture)
    return Path(brief.path).parent == picture.parent and any(
        link.image and link.target == picture.name for link in brief.markup.links
    )
