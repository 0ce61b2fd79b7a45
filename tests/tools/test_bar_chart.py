"""The charts that we draw are what their data give."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefarchive.reading.attached_files.svg import fault_of_svg
from figures import bar_chart
from figures.bar_chart import Bar, Chart, Group, drawn

SVG = "{http://www.w3.org/2000/svg}"

PORTS = Chart(
    picture="archive/2014/ports.svg",
    title="Ports & harbours",
    unit="Millions of tonnes",
    groups=[
        Group(heading="North", bars=[Bar(by="A", what="coal <wet>", value=50, sources=["a"])]),
        Group(heading="South", bars=[Bar(by="B", what="ore", value=2000, about=True, sources=["b"])]),
    ],
)


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
