"""The charts of the house fit their data, and the briefs that show them say where the data come from."""

import re
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.model import Brief
from figures.bar_chart import Chart, charts, outdated

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("facts")
def test_the_pictures_in_the_archive_are_drawn_from_the_data() -> None:
    assert [path for path, _ in outdated(ROOT)] == []


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: Path(chart.picture).stem)
@pytest.mark.usefixtures("facts")
def test_every_source_of_a_chart_is_known_and_cited_where_it_is_shown(chart: Chart) -> None:
    archive = read_archive(ROOT, cache=False).archive
    sources = {key for bar in chart.bars for key in bar.sources}
    assert all(bar.sources for bar in chart.bars)
    assert sources <= set(archive.sources)
    shown = [brief for brief in archive.briefs.values() if _shows(brief, chart)]
    assert shown
    for brief in shown:
        assert sources <= {reference.target for reference in brief.markup.references if reference.cites}


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: Path(chart.picture).stem)
@pytest.mark.usefixtures("facts")
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


def _shows(brief: Brief, chart: Chart) -> bool:
    picture = Path(chart.picture)
    return Path(brief.path).parent == picture.parent and any(
        link.image and link.target == picture.name for link in brief.markup.links
    )
