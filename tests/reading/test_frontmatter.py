"""The head of a brief: every fault at once, and every sound value kept."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefarchive.model import Imported, Original, Withdrawal
from briefarchive.reading.fields import FRONT_MATTER, FieldKind
from briefarchive.reading.front_matter.reader import FrontMatter, read_front_matter

from ..cases import by_cases, extract

SIGNS = st.lists(
    st.sampled_from(
        [*"aZ0é能 :-[]{},#&*!'\"\n\t", "\n---\n", "---", "\ntitle: ", "\ndate: 2014-10-17", "\ncountries: "]
    ),
    max_size=40,
).map("".join)


def _read(head: str) -> FrontMatter:
    return read_front_matter("x.md", f"---\n{head}\n---\nText\n")


def _told(front: FrontMatter) -> list[str]:
    return [f"{one.span.line}:{one.span.column} {one.code} {one.message}" for one in front.diagnostics]


@by_cases
def test_every_field_becomes_its_value(values: dict[str, Any]) -> None:
    front = _read((Path(__file__).parent / "cases/every-field.yaml").read_text("utf-8").rstrip("\n"))
    assert front.diagnostics == []
    assert extract(front.values, values) == values
    assert front.values.keys() == FRONT_MATTER.keys() == values.keys()


@by_cases
def test_a_usual_language_is_mended(name: str, tag: str) -> None:
    (diagnostic,) = _read(f"title: T\ndate: 2014-10-17\nlanguage: {name}").diagnostics
    assert (diagnostic.hint, [edit.text for edit in diagnostic.fix]) == (f'write "{tag}"', [tag])


@pytest.mark.parametrize("name", ["Even", "Scottish", "pinyin", "Moldavian", "Serbo-Croatian"])
def test_a_name_that_may_mean_something_else_is_left_to_a_person(name: str) -> None:
    (diagnostic,) = _read(f"title: T\ndate: 2014-10-17\nlanguage: {name}").diagnostics
    assert (diagnostic.hint or "").startswith('write "')
    assert not diagnostic.fix


def test_every_fault_of_a_head_is_told_at_once() -> None:
    front = _read("""\
title: [one, two]
date: 2014-02-30
date: 2014-10-17
countries: [CN, "", CN]
topics: energy
tittle: Two
language: &here english
corrections: [{date: soon, remark: No.}]""")
    assert _told(front) == [
        '4:1 F202 the key "date" appears twice; the first is on line 3',
        '8:11 F203 the anchor "&here" is not allowed',
        '2:8 M103 "title" must be one text, not a list',
        '3:7 M104 "2014-02-30" is not a date',
        '5:17 M104 "" cannot be a value of "countries"',
        '5:21 M104 "CN" appears twice in "countries"',
        '6:9 M103 "topics" must be a list',
        '7:1 M102 there is no field "tittle"',
        '8:11 M104 "english" cannot be a value of "language"',
        '9:22 M104 "soon" is not a date',
        '9:28 M102 there is no field "remark"',
        '9:15 M101 the field "note" is missing',
    ]


def test_sound_values_are_kept_beside_faults() -> None:
    front = _read("title: One\ndate: never\ncountries: [CN, '', RU]\nstatus: gone\nlanguage: fr")
    assert front.values == {"title": "One", "countries": ("CN", "RU"), "language": "fr"}
    assert front.readable


def test_the_place_of_a_value_is_where_it_stands_and_that_of_a_list_where_it_begins() -> None:
    front = _read("title:   One\ndate: 2014-10-17\ncountries: [CN, '', RU]\ntopics:\n- a\n- b-c")
    lines = ["", "---", "title:   One", "date: 2014-10-17", "countries: [CN, '', RU]", "topics:", "- a", "- b-c"]
    cut = {name: lines[span.line][span.column - 1 : span.end_column - 1] for name, span in front.places.items()}
    assert cut == {
        "title": "One",
        "date": "2014-10-17",
        "countries": "[",
        "countries.0": "CN",
        "countries.1": "RU",
        "topics": "-",
        "topics.0": "a",
        "topics.1": "b-c",
    }


def test_the_text_begins_below_the_head() -> None:
    front = read_front_matter("x.md", "---\ntitle: One\n---\nFirst\n---\nSecond\n")
    assert (front.body, front.body_line) == ("First\n---\nSecond\n", 4)


def test_a_head_after_a_byte_order_mark_is_read_all_the_same() -> None:
    front = read_front_matter("x.md", "\ufeff---\ntitle: One\ndate: never\n---\nText\n")
    assert [diagnostic.code for diagnostic in front.diagnostics] == ["F105", "M104"]
    assert (front.readable, front.values, front.body) == (True, {"title": "One"}, "Text\n")


def test_a_faulty_item_leaves_no_value_and_keeps_the_place_of_its_list() -> None:
    faulty = _read("title: One\ndate: 2014-10-17\ncorrections: [{date: soon, note: A.}]\ntopics: []")
    assert "corrections" in faulty.places
    assert "corrections" not in faulty.values
    assert (faulty.values["topics"], "topics" in faulty.places) == ((), False)


@pytest.mark.parametrize(
    ("head", "code"), [("", "M103"), ("# nothing", "M103"), ("- a list", "M103"), ("a text", "F201")]
)
def test_a_head_without_fields_is_a_fault(head: str, code: str) -> None:
    front = _read(head)
    assert [diagnostic.code for diagnostic in front.diagnostics] == [code]
    assert not front.readable


@by_cases
def test_a_value_that_a_field_cannot_have_is_a_fault_and_left_out(line: str, code: str) -> None:
    name = line.partition(":")[0]
    other_lines = "\n".join(other for other in ("title: One", "date: 2014-10-17") if not other.startswith(name))
    front = _read(f"{line}\n{other_lines}")
    assert [(diagnostic.code, diagnostic.span.line) for diagnostic in front.diagnostics] == [(code, 2)]
    assert not front.values.get(name)


@given(st.text() | SIGNS)
@example("title: \ud7ff\nimported: {}\nwithdrawal: []\ncorrections: [{}, []]")
@example("corrections: [{date: 2014-10-17, note: a}, {date: 2014-10-17, note: a}]")
def test_no_text_makes_reading_a_head_fail(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n"):
        front = read_front_matter("x.md", whole)
        lines = whole.split("\n")
        assert front.readable or front.diagnostics
        for span in (*front.places.values(), *(diagnostic.span for diagnostic in front.diagnostics)):
            assert 1 <= span.line <= len(lines)


@given(st.dictionaries(st.sampled_from(sorted(FRONT_MATTER)), SIGNS, max_size=5))
def test_a_value_without_a_fault_is_of_the_kind_that_the_field_promises(fields: dict[str, str]) -> None:
    front = _read("\n".join(f"{name}: {value}" for name, value in fields.items()))
    kinds = dict.fromkeys(["date", "published"], datetime.date)
    kinds |= {"withdrawal": Withdrawal, "imported": Imported, "original": Original}
    kinds |= {name: tuple for name, field in FRONT_MATTER.items() if field.kind is FieldKind.LIST}
    for name, value in front.values.items():
        assert isinstance(value, kinds.get(name, str))
