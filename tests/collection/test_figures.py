"""Each figure in a brief of the house, listed in `briefs.txt`, is a verified fact or is worked out from such.

These tests look at what the house has written and keeps itself, where its facts base lies beside the repository.
Elsewhere, and for briefs of others, they look at nothing: nobody who contributes may meet a fault that the check does
not tell.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefarchive.checking.loading import read_archive
from briefarchive.model import BarChart, Brief, BriefId, LineChart
from briefarchive.reading.attached_files.attachments import shown_path
from briefarchive.reading.front_matter.reader import split_front_matter

from .figures import figures, number

ROOT = Path(__file__).parents[2]
ARCHIVE = read_archive(ROOT, cache=False).archive
OURS = [
    ARCHIVE.briefs[id_]
    for id_ in map(BriefId, Path(__file__).with_name("briefs.txt").read_text("utf-8").split())
    if id_ in ARCHIVE.briefs
]
CALCULATED = yaml.load(Path(__file__).with_name("calculated.yaml").read_text("utf-8"), yaml.CSafeLoader)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What is no text: roles, code, names of files, options but for the words in a picture's place, and addresses.
_NO_TEXT = re.compile(
    r"^\s*(?:`{3,}|:{3,}).*$|\{[\w:+-]+\}`[^`]*`|`[^`]*`|^\s*:(?!alt:)[a-z-]+:.*$|\]\([^)\s]*|<https?://[^>]*>",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the facts base: what is verified of it, and the addresses of its sources."""

    texts: tuple[str, ...]
    addresses: frozenset[str]


@pytest.fixture(scope="module")
def events(shared: Path) -> list[Event]:
    """The events of the facts base."""
    file = shared / "facts" / "facts.md"
    if not file.is_file():
        pytest.skip("the facts base is not beside this repository")
    blocks = _BLOCK.findall(file.read_text("utf-8"))
    return [_read_event(yaml.load(block, yaml.CSafeLoader)) for block in blocks]


def _read_event(data: dict[str, Any]) -> Event:
    sources = [source for source in data["sources"] if source["status"] == "VERIFIED"]
    verified = {source["id"] for source in sources}
    facts = [fact["text"] for fact in data["facts"] if verified.intersection(fact["src"])]
    of_sources = [str(source.get(name, "")) for source in sources for name in ("title", "date", "note")]
    return Event(
        (data["date"], data["title"], *facts, *data.get("conflicts", ()), *of_sources),
        frozenset(_plain_address(source["url"]) for source in sources if "url" in source),
    )


def _plain_address(url: str) -> str:
    """An address without what may differ between two that lead to the same page."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").partition("#")[0].casefold()


def _text(brief: Brief) -> str:
    body = split_front_matter(brief.path, (ROOT / brief.path).read_text("utf-8")).body
    notes = (correction.note for correction in brief.corrections)
    return "\n".join((brief.title, brief.summary, *notes, _NO_TEXT.sub(" ", body)))


def _is_known(figure: str, known: set[str]) -> bool:
    """Whether a figure is known; a table may have its “billion US dollars” in the header."""
    if figure.endswith("-"):
        return any(one.startswith(figure) for one in known)
    scales = ("thousand", "million", "billion", "trillion") if figure.replace(".", "").isdigit() else ()
    return figure in known or any(number(figure, scale) in known for scale in scales)


@pytest.mark.parametrize("brief", OURS, ids=lambda brief: brief.id)
def test_each_figure_of_a_brief_is_a_fact_or_is_calculated_from_facts(brief: Brief, events: list[Event]) -> None:
    sources = [ARCHIVE.source(key) for key in brief.bibliography]
    cited = {_plain_address(source.url) for source in sources if source is not None and source.url}
    known_figures = {one for event in events if event.addresses & cited for one in figures("\n".join(event.texts))}
    known_figures |= {figure for row in CALCULATED if row["brief"] == brief.id for figure in figures(row["figure"])}
    unknown = sorted(figure for figure in figures(_text(brief)) if not _is_known(figure, known_figures))
    assert not unknown, "in no verified fact of the events whose sources the brief cites, and not in calculated.yaml"


_SPANS = {
    "days": lambda since, to: (_day(to) - _day(since)).days,
    "months": lambda since, to: (_day(to).year - _day(since).year) * 12 + _day(to).month - _day(since).month,
    "years": lambda since, to: _day(to).year - _day(since).year,
}


def _day(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date)


@pytest.mark.parametrize("one", CALCULATED, ids=lambda one: f"{one['brief']} {one['figure']}")
def test_a_calculated_figure_is_what_its_calculation_gives(one: dict[str, Any], events: list[Event]) -> None:
    (figure,) = figures(one["figure"])
    result = eval(one["calculation"], {"__builtins__": {}}, _SPANS)
    match one.get("relation", "equals"):
        case "over":
            assert float(figure) < result
        case "under":
            assert result < float(figure)
        case _:
            assert number(f"{result:.{len(figure.partition('.')[2])}f}") == figure
    texts = [text for event in events for text in event.texts]
    assert [fact for fact in one["rests_on"] if not any(fact in text for text in texts)] == []
    assert list(_unfounded(one)) == []
    (brief,) = (brief for brief in OURS if brief.id == one["brief"])
    assert figure in figures(_text(brief))


def _unfounded(one: dict[str, Any]) -> Iterator[str]:
    """Figures in a calculation that none of its facts has; powers of ten only change the unit."""
    for figure in figures(one["calculation"]) - figures("\n".join(one["rests_on"])):
        if not re.fullmatch("10*", figure):
            yield figure


@pytest.mark.usefixtures("events")
def test_every_value_of_a_chart_stands_in_the_text_of_its_brief() -> None:
    links = [(brief, link) for brief in ARCHIVE.briefs.values() for link in brief.markup.links if link.chart]
    charts = [(brief, ARCHIVE.charts[link.chart, path]) for brief, link in links if (path := shown_path(brief, link))]
    assert charts
    for brief, chart in charts:
        text = re.sub(r"```\{chart\}.*?\n```", "", (ROOT / brief.path).read_text("utf-8"), flags=re.DOTALL)
        values = [bar.value for bar in chart.bars] if isinstance(chart, BarChart) else []
        if isinstance(chart, LineChart):
            values = [value for point in chart.points for value in point.values if value is not None]
        assert [value for value in values if not re.search(rf"(?<![\d.,]){value:,}(?![\d.,])", text)] == []
