"""Squares: one for each source."""

import re
from xml.etree import ElementTree

from briefarchive.pictures.squares import OFF, Run, Square, draw_evidence_bar, draw_squares, draw_strip


def _runs(*runs: tuple[str, str, int]) -> tuple[Run, ...]:
    return tuple(Run(teller=teller, seen=seen, count=count) for teller, seen, count in runs)


def test_a_strip_has_a_dashed_line_for_what_is_filled_and_paths_for_other_forms() -> None:
    drawn = draw_strip(_runs(("official", "original", 2), ("press", "copy", 1), ("press", "headline", 1)), "4 sources")
    assert drawn == (
        '<svg class="strip" width="38" height="8" role="img" aria-label="4 sources">'
        '<path class="official r" d="M0 4H18"/>'
        '<path class="press f" d="m20 0h8l-8 8z"/>'
        '<path class="press o" d="m20.5 .5h7v7h-7z"/>'
        '<path class="press o" d="m30.5 .5h7v7h-7z"/></svg>'
    )


def test_what_is_not_recorded_has_a_form_of_its_own() -> None:
    assert draw_squares([Square("press", "unrecorded", 0, 0)], 8) == '<path class="press f" d="m1 1h6v6h-6z"/>'


def test_a_square_of_which_nothing_is_said_has_no_form() -> None:
    assert draw_squares([Square(OFF, "headline", 3, 0)], 8) == '<path class="off" d="m3 0h8v8h-8z"/>'


def test_a_long_strip_has_rows_and_a_very_long_one_bands() -> None:
    assert 'width="128" height="18"' in draw_strip(_runs(("press", "original", 14)), "")
    assert 'd="M0 4H128M0 14H8"' in draw_strip(_runs(("press", "original", 14)), "")
    many = draw_strip(_runs(("official", "original", 50), ("press", "original", 25), ("press", "copy", 25)), "")
    assert re.findall(r'd="([^"]*)"', many) == ["M0 0h64v8H0z", "M64 0h64v8H64z"]


def test_the_strip_of_a_usual_brief_weighs_little() -> None:
    runs = _runs(("official", "unrecorded", 3), ("state", "unrecorded", 2), ("press", "unrecorded", 4))
    assert len(draw_strip(runs, "9 sources: 3 official, 2 from state media, and 4 from the press")) < 300


def test_the_bar_has_gaps_between_those_who_tell_it_and_breaks_into_rows() -> None:
    runs = _runs(("state", "original", 30), ("press", "original", 1))
    drawn = ElementTree.fromstring(draw_evidence_bar(runs, "<31>"))
    assert drawn.get("aria-label") == "<31>"
    assert drawn.get("viewBox") == "0 0 716 44"
    assert drawn[1].get("d") == "M0 34H20"
