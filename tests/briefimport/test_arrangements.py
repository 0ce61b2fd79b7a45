"""Lists of sources whose lines have their parts in any order, with any signs: what they say in common is read."""

import itertools
from dataclasses import replace

import pytest

from briefimport.document import Cell, LegacyDocument, SetAside
from briefimport.interpreting import read_stated_terms
from briefimport.readings import concerns
from briefimport.site import shared_lines
from briefimport.site.outlines import make_outline
from briefimport.text.breadcrumbs import breadcrumb_steps, topics_of_breadcrumbs
from briefimport.text.context import Context
from briefimport.text.kinds import facts_of
from briefimport.text.layout import read_layout
from briefimport.text.lines.splitting import split
from briefimport.text.reader import document_of
from briefimport.text.row_blocks import references_in, with_rows
from briefimport.text.sources.citing import may_be_reference
from briefimport.text.sources.run_in_lists import split_run_in_list

from ..cases import by_cases, load_cases
from ..costs import assert_linear

SOURCES = load_cases(__file__)["sources"]
SAID = [(publisher, title, issued) for (publisher, title, _), issued in zip(
    SOURCES, ("2015-05-02", "2015-05-14", "2015-04-21"), strict=True
)]  # fmt: skip
FORMS = load_cases(__file__)["forms"]
PARAGRAPH = (
    "The ferry line between the two ports opened again this week, and the fares of the line fell by a third, which"
    " nobody had expected of a company that had lost money for so many years."
)


def lines(form: str) -> list[str]:
    return [form.format(name=name, title=title, day=day) for name, title, day in SOURCES]


@pytest.mark.parametrize("heading", ["Sources", "What we read", ""])
@pytest.mark.parametrize("form", FORMS)
def test_parts_of_a_line_are_found_in_any_order(form: str, heading: str) -> None:
    below = "\n".join(filter(None, [heading, "" if heading else " ", *lines(form)]))
    brief = read_layout(f"The ferry line opens\n\n30 May 2015\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{below}\n", "a.txt")
    assert [(source.publisher, source.title, str(source.issued)) for source in brief.sources] == SAID
    assert len(brief.body) == 2


def test_line_with_a_day_and_a_place_is_no_reference() -> None:
    assert not may_be_reference("Oslo, 4 May 2015")
    assert not may_be_reference("On 4 May 2015 the ministers met")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize(
    "header", [("Outlet", "Title", "Date"), ("Quelle", "Titel", "Datum"), ("媒体", "标题", "日期"), ()]
)
def test_columns_of_sources_are_known_by_their_header_or_their_look(order: list[int], header: tuple[str, ...]) -> None:
    rows = [tuple(Cell(text=row[place]) for place in order) for row in (header, *SOURCES) if row]
    texts = [row.text for row in references_in(rows, at_end=True) if not row.aside]
    assert texts == [f"{name}, “{title}”, {day}" for name, title, day in SOURCES]


@by_cases
def test_table_of_something_else_is_none_of_sources(rows: list[tuple[str, ...]]) -> None:
    assert not references_in([[Cell(text=cell) for cell in row] for row in rows], at_end=True)


@pytest.mark.parametrize("label", ["Sources: ", "Was wir lasen: ", ""])
def test_several_sources_may_stand_in_one_paragraph(label: str) -> None:
    entries = lines("{name} ({day}), {title}")
    assert split_run_in_list(f"{label}{'; '.join(entries)}.") == (label, tuple(entries))


def test_sentence_with_semicolons_is_no_list_of_sources() -> None:
    assert split_run_in_list("The ministers met on 4 May 2015; nobody paid; the banks waited.") == ("", ())


@by_cases
def test_last_step_of_a_trail_is_the_topic(line: str, topics: tuple[str, ...]) -> None:
    assert topics_of_breadcrumbs(breadcrumb_steps(line), ["The ferry line opens | The Harbour Fund"]) == topics


@pytest.mark.parametrize("sign", [" | ", " – ", " » "])
def test_lines_around_the_texts_of_a_folder_are_known_by_their_places(sign: str) -> None:
    names = ["Ada Example, Ben Sample", "Ada Example", "Ben Sample"]
    texts = [
        f"The Harbour Fund\n\nHome | Papers\n\n{topic}\nThe ferry line {number} opens\n{names[number]}\n"
        f"Papers: {number}7\nBackground\n\n{PARAGRAPH}\n\nTo read on\n{lines('{name}, {day}, {title}')[number]}\n\n"
        f"Zuständig: {names[number]}\n\n→ The ferry line {(number + 1) % 3} opens\n\nThe Harbour Fund, 4 Quay Street\n"
        for number, topic in enumerate([f"Trade{sign}Peru, Chile", f"Ports{sign}Japan", f"Ports, Trade{sign}Peru"])
    ]
    briefs = [read_layout(text, f"{number}.txt") for number, text in enumerate(texts)]
    learned = shared_lines.learn_site_lines((brief, make_outline(brief)) for brief in briefs)
    assert {"The Harbour Fund", "Background", "The Harbour Fund, 4 Quay Street"} <= learned.furniture
    assert learned.headings == {"To read on"}
    assert learned.titles == {f"{number}.txt": f"The ferry line {number} opens" for number in range(3)}
    assert learned.signed[names[0]] == learned.signed[f"Zuständig: {names[0]}"] == ("Ada Example", "Ben Sample")
    assert [*learned.filed.values()] == [("Trade", "Peru", "Chile"), ("Ports", "Japan"), ("Ports", "Trade", "Peru")]
    assert {"→ The ferry line 0 opens", "Papers: 07"} <= learned.furniture


@pytest.mark.parametrize("line", ["Geplaatst op 4 mei 2015 door Joost van Dijk", "Nota di Anna Rossi, 4 maggio 2015"])
def test_day_within_a_byline_is_read_as_well(line: str) -> None:
    fact = facts_of(line)
    assert fact.date is not None
    assert str(fact.date.date) == "2015-05-04"
    assert fact.byline is not None


ABOVE = f"The ferry reopens\n\nMay 4, 2015\n\n{PARAGRAPH}\n\n"


@by_cases
def test_a_sentence_that_goes_through_places_and_days_is_text(line: str) -> None:
    brief = read_layout(f"{ABOVE}{line}\n\n{PARAGRAPH}\n", "a.txt")
    assert line in [block.text for block in brief.body]
    assert not brief.sources


@pytest.mark.parametrize("line", ["Ben Sample, 5 May 2014", "Ben Sample, Oslo, 5 May 2014"])
def test_a_name_and_a_day_below_a_quotation_are_text(line: str) -> None:
    brief = read_layout(f"{ABOVE}“The quay will stay.”\n\n{line}\n\n{PARAGRAPH}\n", "a.txt")
    assert brief.published is not None
    assert (brief.published.date.isoformat(), brief.compilers) == ("2015-05-04", ())
    assert line in [block.text for block in brief.body]


def test_a_cell_beside_a_number_and_a_source_is_kept() -> None:
    rows = [
        [
            Cell(text=str(place)),
            Cell(text=f"Coast Radio, “Ferry {place}”, http://coast.example/{place}"),
            Cell(text=day),
        ]
        for place, day in enumerate(("4 May 2015", "5 May 2015"), 1)
    ]
    references = references_in(rows, at_end=True)
    assert [one.text.endswith(day) for one, day in zip(references, ("4 May 2015", "5 May 2015"), strict=True)] == [
        True,
        True,
    ]


def test_a_trail_of_plain_text_ends_above_the_title() -> None:
    text = f"Home > Harbour policy > The ferry reopens\n\n{ABOVE}{PARAGRAPH}\n"
    document = document_of(text.encode(), "a.txt", "0" * 64)
    assert isinstance(document, LegacyDocument)
    assert [hint.value for hint in read_stated_terms(document).hints.categories] == ["Harbour policy"]


@pytest.mark.parametrize("row", ["{0}\t{0}\tWord {0}\t{0}.5", "Ferry {0}  |  quay {0}  |  a boat"])
def test_a_long_table_of_no_sources_is_gone_through_once(row: str) -> None:
    def table(count: int) -> LegacyDocument:
        lines = tuple(split("\n".join(row.format(place) for place in range(count))))
        return LegacyDocument(origin="a.txt", sha256="", reader="text", text="", lines=lines)

    assert_linear(with_rows, table, 200)


def test_columns_without_end_are_no_table_of_sources() -> None:
    row = [
        Cell(text="Coast Radio"),
        *(Cell(text=f"Title of it {place}") for place in range(400)),
        Cell(text="2 May 2015"),
    ]
    assert not references_in([row] * 20, at_end=True)


def test_a_text_without_the_lines_that_its_folder_shares_is_not_read_anew() -> None:
    text = f"Harbour watch\n\nThe ferry\n\nMay 4, 2015\n\n{PARAGRAPH}\n\nPage of the coast\n"
    brief = read_layout(text, "a.txt")
    context = Context(furniture=frozenset({"Page of the coast"}))
    assert concerns(context, brief)
    aside = SetAside(line=9, text="Page of the  coast", reason="")
    assert not concerns(context, replace(brief, set_aside=(*brief.set_aside, aside)))
