"""Lists of sources whose lines have their parts in any order, with any signs: what they say in common is read."""

import itertools

import pytest

from briefimport import heads
from briefimport.document import Cell
from briefimport.text.arrangement import arranged, may_be_reference
from briefimport.text.bylines import read_byline
from briefimport.text.kinds import facts_of
from briefimport.text.layout import read_layout
from briefimport.text.pieces import pieces_of
from briefimport.text.row_blocks import references_in
from briefimport.text.trails import steps_of, topics_of_trail

SOURCES = [
    ("Coast Radio", "Ferry line opens again: what it costs", "2 May 2015"),
    ("Northern Post", "Fares fall, and so do the profits of both ports", "14 May 2015"),
    ("Harbour Institute", "Rates of the line since the war", "21 April 2015"),
]
SAID = [(publisher, title, issued) for (publisher, title, _), issued in zip(
    SOURCES, ("2015-05-02", "2015-05-14", "2015-04-21"), strict=True
)]  # fmt: skip
FORMS = [
    "{day} {name}: {title}", "{day}: {title} ({name})", "{day} – {name} – {title}", "{day} | {title} | {name}",
    "{name} – {day} – {title}", "{name}, {day}, {title}", "{name} ({day}) – {title}", "{title} ({day}), {name}",
    "{title} ({name}, {day})", "{title} [{name}, {day}]", "[{name}, {day}] {title}", "({name}, {day}) {title}",
    "{title} / {name} / {day}", "{title} → {name}, {day}", "{day} · {name} · {title}", "{title}; {name}; {day}",
    "[{day}] {name}: {title}", "{title} – {name} ({day})", "{day} {title}, {name}", "{title} ({name}) {day}",
]  # fmt: skip
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
    assert [(one.publisher, one.title, str(one.issued)) for one in brief.sources] == SAID
    assert len(brief.body) == 2


def test_lines_that_say_no_more_together_than_alone_are_left_alone() -> None:
    assert arranged(["“Ferry line opens” – Coast Radio, 2 May 2015"]) == [None]


def test_line_with_a_day_and_a_place_is_no_reference() -> None:
    assert not may_be_reference("Oslo, 4 May 2015")
    assert not may_be_reference("On 4 May 2015 the ministers met")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize(
    "header", [("Outlet", "Title", "Date"), ("Quelle", "Titel", "Datum"), ("媒体", "标题", "日期"), ()]
)
def test_columns_of_sources_are_known_by_their_header_or_their_look(order: list[int], header: tuple[str, ...]) -> None:
    rows = [tuple(Cell(text=row[place]) for place in order) for row in (header, *SOURCES) if row]
    said = [one.text for one in references_in(rows, at_end=True) if not one.is_header]
    assert said == [f"{name}, “{title}”, {day}" for name, title, day in SOURCES]


def test_table_of_figures_or_events_is_none_of_sources() -> None:
    rows = [("Port", "Ships", "Year"), ("Oslo", "4", "2014"), ("Bergen", "7", "2015")]
    assert not references_in([[Cell(text=cell) for cell in row] for row in rows], at_end=True)


@pytest.mark.parametrize("label", ["Sources: ", "Was wir lasen: ", ""])
def test_several_sources_may_stand_in_one_paragraph(label: str) -> None:
    said = lines("{name} ({day}), {title}")
    assert pieces_of(f"{label}{'; '.join(said)}.") == (label, tuple(said))


def test_sentence_with_semicolons_is_no_list_of_sources() -> None:
    assert pieces_of("The ministers met on 4 May 2015; nobody paid; the banks waited.") == ("", ())


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("Home > Briefs > Energy", ("Energy",)),
        ("Sie sind hier: Startseite » Kurzanalysen » Handel", ("Handel",)),
        ("首页 > 政策简报 > 能源", ("能源",)),
        ("Home > Briefs", ()),
        ("Home > Briefs > The ferry line opens", ()),
        ("Energy > Prices", ()),
    ],
)
def test_last_step_of_a_trail_is_the_topic(line: str, topics: tuple[str, ...]) -> None:
    assert topics_of_trail(steps_of(line), ["The ferry line opens | The Harbour Fund"]) == topics


@pytest.mark.parametrize(
    ("line", "compilers", "editors"),
    [
        ("Eine Kurzanalyse von Anna Beispiel und Peter Muster", ("Anna Beispiel", "Peter Muster"), ()),
        ("Responsável pela nota: Ana Exemplo", ("Ana Exemplo",), ()),
        ("di Paolo Esempio – revisione di Anna Prova", ("Paolo Esempio",), ("Anna Prova",)),
        ("Written by Anna Example. Translated from the French by Peter Sample", ("Anna Example", "Peter Sample"), ()),
    ],
)
def test_names_behind_words_of_writing_are_a_byline(
    line: str, compilers: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.compilers, byline.editors) == (compilers, editors)


@pytest.mark.parametrize("line", ["Bericht von Human Rights Watch", "Analysis: New Delhi", "Contact: Anna Example"])
def test_names_of_bodies_and_places_are_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_lines_around_all_texts_of_a_folder_belong_to_the_site() -> None:
    texts = [
        f"The Harbour Fund\n\nHome | Papers\n\nTitle {number}\n\nBy Ada Example\n\nBackground\n\n{PARAGRAPH}\n\n"
        f"To read on\n{lines('{name}, {day}, {title}')[number]}\n\nThe Harbour Fund, 4 Quay Street\n"
        for number in range(3)
    ]
    furniture, headings = heads.shared_around(("folder", heads.around(text)) for text in texts)
    assert furniture == {"The Harbour Fund", "Home | Papers", "The Harbour Fund, 4 Quay Street"}
    assert headings == {"To read on"}


@pytest.mark.parametrize("line", ["Geplaatst op 4 mei 2015 door Joost van Dijk", "Nota di Anna Rossi, 4 maggio 2015"])
def test_day_within_a_byline_is_read_as_well(line: str) -> None:
    fact = facts_of(line)
    assert fact.date is not None
    assert str(fact.date.date) == "2015-05-04"
    assert fact.byline is not None
