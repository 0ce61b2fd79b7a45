"""The page says what the figures say: verdicts, tables, who is faster, and why something is missing."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from briefarchive.reading.svg import fault_of_svg

from . import page
from .chart import drawn
from .goals import verdicts
from .results import Results, load, save

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def results() -> Results:
    return load(Path(__file__).with_suffix(".json"))


def row(text: str, start: str) -> list[str]:
    """The cells of the first row of a table that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {start}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def verdict(results: Results, start: str) -> tuple[str, str]:
    return next((one.shown, one.word) for one in verdicts(results) if one.goal.text.startswith(start))


def test_the_page_in_the_guide_fits_the_figures_in_the_repository() -> None:
    outcome = CliRunner().invoke(page.main, ["--check"])
    assert (outcome.output, outcome.exit_code) == ("", 0)


def test_a_goal_is_met_or_missed_by_the_medians(results: Results) -> None:
    assert verdict(results, "1,000 briefs, new") == ("0.90 times", "met")
    assert verdict(results, "10,000 briefs, new: at most the CPU") == ("1.20 times", "missed")
    assert verdict(results, "From 1,000 to 10,000") == ("13.3 times", "missed")
    assert verdict(results, "10,000 briefs, in a fresh clone") == ("0 briefs", "met")


def test_at_least_is_met_from_the_bound_upwards(results: Results) -> None:
    assert verdict(results, "3,000 briefs, new, two processes") == ("1.70 times", "met")


def test_a_goal_without_figures_is_not_judged_and_says_why(results: Results) -> None:
    assert verdict(results, "10,000 briefs, one edited") == ("failed", "not measured")
    assert verdict(results, "10,000 briefs, nothing changed") == ("–", "not measured")


def test_the_tables_have_the_medians_by_size(results: Results) -> None:
    text = page.text_of_page(results)
    assert row(text, "this archive") == ["this archive", "9.00", "–", "120"]
    assert row(text, "Hugo") == ["Hugo", "1.00", "–", "–"]


def test_the_page_names_who_is_faster_and_what_is_missing(results: Results) -> None:
    text = page.text_of_page(results)
    assert "- 1,000 briefs: Hugo (11 %)." in text
    assert "- 10,000 briefs: Sphinx, pydata (83 %)." in text
    assert "- 1,000 briefs: Hugo (37 %), Sphinx, pydata (49 %)." in text  # memory
    assert "- Hugo, 10,000 briefs: did not finish within 10 minutes." in text
    assert "- this archive, one brief edited, 10,000 briefs: failed." in text


def test_a_chart_has_a_line_and_a_number_for_each_tool_and_is_harmless() -> None:
    picture = drawn("Time", "Seconds", {"ours": {100: 1.0, 1000: 10.0}, "theirs": {100: 0.5}, "nothing": {}})
    assert fault_of_svg(picture.encode()) == ("", "")
    root = ET.fromstring(picture)
    assert len(list(root.iter(f"{SVG}polyline"))) == 2
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"1", "2", "1 theirs", "2 ours", "100", "1,000"} <= set(words)
    assert (root.findtext(f"{SVG}desc") or "") == "Seconds. theirs: 0.5 at 100; ours: 1 at 100, 10 at 1,000."


def test_equal_ratios_are_equally_far_apart() -> None:
    root = ET.fromstring(drawn("Time", "Seconds", {"ours": {100: 1.0, 1000: 10.0, 10_000: 100.0}}))
    line = next(root.iter(f"{SVG}polyline")).attrib["points"]
    (x1, y1), (x2, y2), (x3, y3) = (map(int, point.split(",")) for point in line.split())
    assert x2 - x1 == pytest.approx(x3 - x2, abs=1)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=1)


def test_what_will_take_too_long_is_foreseen_from_how_it_grows(results: Results) -> None:
    assert results.foreseen("hugo: new", 1000) is None
    assert results.foreseen("hugo: new", 3000) == pytest.approx(6.0)
    assert results.foreseen("ours: new", 100_000) == pytest.approx(130 * 13, rel=0.01)
    assert results.missed_below("hugo: new", 100_000)
    assert not results.missed_below("hugo: new", 10_000)


def test_results_are_the_same_when_they_are_read_again(results: Results, tmp_path: Path) -> None:
    save(results, tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results


def test_what_failed_is_tried_again_and_what_was_too_slow_is_not(results: Results) -> None:
    results.forget_failures()
    assert results.why("ours: one edited", 10_000) == ""
    assert results.why("hugo: new", 10_000) == "did not finish within 10 minutes"
