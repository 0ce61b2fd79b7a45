"""Squares: one for each source."""

import re
from xml.etree import ElementTree

from briefarchive.pictures.squares import OFF, Run, Square, draw, evidence_bar, strip


def _runs(*runs: tuple[str, str, int]) -> tuple[Run, ...]:
    return tuple(Run(teller=teller, seen=seen, count=count) for teller, seen, count in runs)


def test_a_strip_has_a_path_for_each_class_and_form() -> None:
    drawn = strip(_runs(("official", "original", 2), ("press", "copy", 1), ("press", "headline", 1)), "4 sources")
    assert drawn == (
        '<svg class="strip" viewBox="0 0 38 8" width="38" height="8" role="img" aria-label="4 sources">'
        '<path class="official f" d="m0 0h8v8h-8zm10 0h8v8h-8z"/>'
        '<path class="press f" d="m20 0h8l-8 8z"/>'
        '<path class="press o" d="m20.5 .5h7v7h-7zm10 0h7v7h-7z"/></svg>'
    )


def test_what_is_not_recorded_has_a_form_of_its_own() -> None:
    assert draw([Square("press", "unrecorded", 0, 0)], 8) == '<path class="press f" d="m1.5 1.5h5v5h-5z"/>'


def test_a_square_of_which_nothing_is_said_has_no_form() -> None:
    assert draw([Square(OFF, "headline", 3, 0)], 8) == '<path class="off" d="m3 0h8v8h-8z"/>'


def test_a_long_strip_has_rows_and_a_very_long_one_bands() -> None:
    assert 'viewBox="0 0 128 18"' in strip(_runs(("press", "original", 14)), "")
    many = strip(_runs(("official", "original", 50), ("press", "original", 25), ("press", "copy", 25)), "")
    assert re.findall(r'd="([^"]*)"', many) == ["M0 0h64v8H0z", "M64 0h64v8H64z"]


def test_the_strip_of_a_usual_brief_weighs_little() -> None:
    runs = _runs(("official", "unrecorded", 3), ("state", "unrecorded", 2), ("press", "unrecorded", 4))
    assert len(strip(runs, "9 sources: 3 official, 2 from state media, and 4 from the press")) < 400


def test_the_bar_has_gaps_between_those_who_tell_it_and_breaks_into_rows() -> None:
    drawn = ElementTree.fromstring(evidence_bar(_runs(("state", "original", 30), ("press", "original", 1)), "<31>"))
    assert drawn.get("aria-label") == "<31>"
    assert drawn.get("viewBox") == "0 0 716 44"
    assert drawn[1].get("d") == "m0 24h20v20h-20z"
