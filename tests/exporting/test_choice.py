"""Which briefs and sources are exported."""

from briefarchive.exporting.choice import Selection
from briefarchive.exporting.records import source_records
from briefarchive.model import Status

from ..cases import by_cases
from .samples import BBC, FULL, TASS, make_brief, make_selection, make_source

OLD = make_brief("2013-01-01-old", countries=("RU",), topics=("energy",), cites=("tass", "missing"))
DRAFT = make_brief("2014-10-18-draft", countries=("CN",), status=Status.DRAFT, cites=("hidden",))
GONE = make_brief("2014-10-19-gone", countries=("CN",), status=Status.WITHDRAWN, cites=("hidden",))
BRIEFS = [FULL, OLD, DRAFT, GONE]
SOURCES = [TASS, BBC, make_source("hidden"), make_source("uncited")]


@by_cases
def test_several_of_one_kind_are_any_and_several_kinds_are_all(
    choice: dict[str, tuple[str | int, ...]], briefs: list[str], sources: list[str]
) -> None:
    selection = make_selection(BRIEFS, SOURCES, **choice)

    assert [brief.id for brief in selection.briefs] == briefs
    assert [source.key for source in selection.sources] == sources


def _citing(selection: Selection) -> dict[str, str | list[str]]:
    return {str(record["key"]): record["cited_by"] for record in source_records(selection)}


def test_a_source_says_which_shown_briefs_cite_it() -> None:
    assert _citing(make_selection(BRIEFS, SOURCES)) == {"bbc": [FULL.id], "tass": [OLD.id, FULL.id]}


def test_a_work_in_two_languages_is_two_records_and_cites_a_source_once() -> None:
    chinese = make_brief("2014-10-20-zh", language="zh", translation_of=FULL.id, cites=("bbc", "tass"))
    selection = make_selection([*BRIEFS, chinese], SOURCES, country=("CN",))

    assert selection.briefs == (chinese, FULL)
    assert _citing(selection) == {"bbc": [FULL.id], "tass": [OLD.id, FULL.id]}


def test_withdrawn_briefs_are_chosen_by_the_same_terms() -> None:
    assert make_selection(BRIEFS, SOURCES).withdrawn == (GONE,)
    assert make_selection(BRIEFS, SOURCES, country=("CN",), year=(2014,)).withdrawn == (GONE,)
    assert make_selection(BRIEFS, SOURCES, country=("RU",)).withdrawn == ()
