"""Each figure in a brief of the house, listed in `briefs.txt`, is a verified fact or is worked out from such."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.model import Archive, Brief, BriefId
from briefarchive.reading.front_matter.reader import text_below

from .calculations import Calculated, read_calculated
from .facts import Event, plain_address, read_events
from .figures import Figure, figures, figures_in_words, number

ROOT = Path(__file__).parents[2]
ARCHIVE = read_archive(ROOT, cache=False).archive
OURS = [
    ARCHIVE.briefs[id_]
    for id_ in map(BriefId, Path(__file__).with_name("briefs.txt").read_text("utf-8").split())
    if id_ in ARCHIVE.briefs
]
CALCULATED = read_calculated(Path(__file__).with_name("calculated.yaml"))
_FIRST_YEAR = 1900

# What is no text: roles, code, names of files, options but for the words in a picture's place, and addresses.
_NO_TEXT = re.compile(
    r"^\s*(?:`{3,}|:{3,}).*$|\{[\w:+-]+\}`[^`]*`|`[^`]*`|^\s*:(?!alt:)[a-z-]+:.*$|\]\([^)\s]*|<https?://[^>]*>",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def events(facts: Path) -> list[Event]:
    """The events of the facts base."""
    return read_events(facts)


def _texts(brief: Brief) -> str:
    body, _ = text_below(brief.path, (ROOT / brief.path).read_text("utf-8"))
    notes = (one.note for one in brief.corrections)
    return "\n".join((brief.title, brief.summary, *notes, _NO_TEXT.sub(" ", body)))


def _events_of(brief: Brief, archive: Archive, events: list[Event]) -> Iterator[Event]:
    """The events whose sources a brief cites; those of its original, for a translation."""
    sources = [archive.source(key) for key in brief.bibliography]
    cited = {plain_address(source.url) for source in sources if source is not None and source.url}
    return (event for event in events if event.addresses & cited)


def _is_known(figure: Figure, known: set[Figure]) -> bool:
    """Whether a figure is among those that are known, perhaps in parts.

    A date's day and year may be known apart, and a table may have its “billion US dollars” in the header.
    """
    years = {one.year for one in known} | {int(one.number) for one in known if one.number is not None}
    if figure.number is not None:
        scaled = {number(figure.number.scaleb(scale)) for scale in (0, 3, 6, 9, 12)}
        return bool(scaled & known) or (figure.number in years and figure.number >= _FIRST_YEAR)
    if figure.time:
        return figure in known
    of_this_day = (one for one in known if one.month == figure.month and figure.day in (0, one.day))
    fitting = (one for one in of_this_day if not figure.year or one.year in (0, figure.year))
    return any(fitting) and (not figure.year or figure.year in years)


@pytest.mark.parametrize("brief", OURS, ids=lambda brief: brief.id)
def test_each_figure_of_a_brief_is_a_fact_or_is_calculated_from_facts(brief: Brief, events: list[Event]) -> None:
    known = {one for event in _events_of(brief, ARCHIVE, events) for one in event.figures()}
    known |= {one.value for one in CALCULATED if one.brief == brief.id}
    unknown = [
        f"{one}: … {words} …" for one, words in figures_in_words(_texts(brief)).items() if not _is_known(one, known)
    ]
    told = "in no verified fact of the events whose sources the brief cites, and not in calculated.yaml:"
    assert not unknown, "\n".join((told, *unknown))


@pytest.mark.parametrize("one", CALCULATED, ids=lambda one: f"{one.brief} {one.figure}")
def test_a_calculated_figure_is_what_its_calculation_gives(one: Calculated, events: list[Event]) -> None:
    assert one.holds(), f"{one.calculation} does not give {one.figure}"
    texts = [text for event in events for text in event.texts]
    for fact in one.rests_on:
        assert any(fact in text for text in texts), f"no verified fact says “{fact}”"
    assert not one.unfounded()


@pytest.mark.parametrize("one", CALCULATED, ids=lambda one: f"{one.brief} {one.figure}")
@pytest.mark.usefixtures("facts")
def test_a_calculated_figure_stands_in_its_brief(one: Calculated) -> None:
    (brief,) = (brief for brief in OURS if brief.id == one.brief)
    assert one.value in figures(_texts(brief))
