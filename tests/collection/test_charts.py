"""The charts of the collection show values that the text of their brief gives, with their sources."""

import re
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.model import BarChart, Brief, LineChart
from briefarchive.reading.attached_files.attachments import path_of_shown

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("facts")
def test_every_value_of_a_chart_stands_in_the_text_of_its_brief() -> None:
    archive = read_archive(ROOT, cache=False).archive
    charts = [
        (brief, archive.charts[link.chart, path])
        for brief in archive.briefs.values()
        for link in brief.markup.links
        if link.chart and (path := path_of_shown(brief, link))
    ]
    assert charts
    for brief, chart in charts:
        text = _without_charts(brief)
        match chart:
            case BarChart():
                values = [bar.value for bar in chart.bars]
            case LineChart():
                values = [value for point in chart.points for value in point.values if value is not None]
            case _:
                values = []
        assert [value for value in values if not re.search(rf"(?<![\d.,]){value:,}(?![\d.,])", text)] == []


def _without_charts(brief: Brief) -> str:
    return re.sub(r"```\{chart\}.*?\n```", "", (ROOT / brief.path).read_text("utf-8"), flags=re.DOTALL)
