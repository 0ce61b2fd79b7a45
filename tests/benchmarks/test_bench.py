"""A measurement goes on whatever becomes of one peer, and keeps what it has."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from . import bench
from .cases import Case, Group
from .measure import CommandFailedError, TooSlowError
from .peers.environments import PeerMissingError
from .results import Results, Run, load


class Bench:
    """A bench with groups of its own; `tried` has the name and the size of each case that was run."""

    def __init__(self, folder: Path) -> None:
        self.tried: list[tuple[str, int]] = []
        self.faults: dict[str, Exception] = {}
        self._folder = folder

    def group(self, name: str) -> Group:
        def cases(_folder: Path, size: int, _limit: float) -> Iterator[Case]:
            if isinstance(fault := self.faults.get(name), PeerMissingError):
                raise fault
            yield f"{name}: new", self._run(f"{name}: new", size)
            yield f"{name}: one edited", self._run(f"{name}: one edited", size)

        return Group(names=(f"{name}: new", f"{name}: one edited"), cases=cases)

    def measure(self, *arguments: str) -> Result:
        self.tried.clear()
        return CliRunner().invoke(
            bench.main, [*arguments, "--folder", str(self._folder / "bench")], catch_exceptions=False
        )

    @property
    def results(self) -> Results:
        return load(self._folder / "bench.json")

    def _run(self, case: str, size: int) -> Callable[[], Run]:
        def run() -> Run:
            self.tried.append((case, size))
            if fault := self.faults.get(case):
                raise fault
            return Run(cpu=size / 100, wall=size / 100, peak=50.0)

        return run


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench(tmp_path)
    monkeypatch.setattr(bench, "GROUPS", {name: made.group(name) for name in ("hugo", "pelican")})
    monkeypatch.setattr(bench, "FORMS", {"hugo": "hugo", "pelican": "pelican"})
    monkeypatch.setattr(bench, "project", lambda here, form, *_: (here / form).mkdir(parents=True))
    return made


def test_runs_take_turns_and_are_fewer_for_many_briefs(small: Bench) -> None:
    small.measure("1000", "2000")
    one = [("hugo: new", 1000), ("hugo: one edited", 1000), ("pelican: new", 1000), ("pelican: one edited", 1000)]
    assert small.tried == [*one * 3, *((name, 2000) for name, _ in one)]
    assert [len(figure.runs) for figure in small.results.figures] == [3] * 4 + [1] * 4


def test_what_was_too_slow_is_not_tried_with_more_briefs_and_others_are(small: Bench) -> None:
    small.faults["hugo: new"] = TooSlowError()
    small.measure("100", "300", "--runs", "1")
    assert [case for case, _ in small.tried] == ["hugo: new", *["pelican: new", "pelican: one edited"] * 2]
    assert small.results.why("hugo: new", 100) == "did not finish within 10 minutes"
    assert small.results.why("hugo: one edited", 300) == "not tried, since it did not get through fewer briefs"


def test_what_would_take_much_too_long_is_not_tried(small: Bench) -> None:
    small.measure("1000", "100000", "--runs", "1", "--only", "hugo")
    assert small.results.why("hugo: new", 100_000) == "not tried, since it would take about 17 minutes"


def test_the_limit_can_be_lifted(small: Bench) -> None:
    small.measure("1000", "100000", "--runs", "1", "--only", "hugo", "--limit", "6000")
    assert small.results.median("hugo: new", 100_000)


def test_a_peer_that_cannot_be_installed_does_not_stop_the_others(small: Bench) -> None:
    small.faults["hugo"] = PeerMissingError("no such package")
    outcome = small.measure("100", "--runs", "1")
    assert "no such package" in outcome.output
    assert small.results.why("hugo: one edited", 100) == "could not be installed"
    assert small.results.median("pelican: new", 100)


def test_what_a_failed_command_printed_is_told_and_not_kept(small: Bench) -> None:
    small.faults["hugo: one edited"] = CommandFailedError(("hugo",), 2, "at /home/somebody")
    outcome = small.measure("100", "--runs", "1")
    assert "at /home/somebody" in outcome.output
    assert small.results.why("hugo: one edited", 100) == "failed"
    assert small.results.median("hugo: new", 100)


def test_a_measurement_goes_on_where_it_was_broken_off(small: Bench) -> None:
    small.measure("100", "--runs", "1", "--only", "hugo")
    small.measure("100", "--runs", "1", "--continue")
    assert small.tried == [("pelican: new", 100), ("pelican: one edited", 100)]
    assert [len(figure.runs) for figure in small.results.figures] == [1] * 4


def test_figures_of_other_texts_are_not_mixed_in(small: Bench) -> None:
    small.measure("100", "--runs", "1")
    outcome = small.measure("100", "--continue", "--seed", "7")
    assert outcome.exit_code == 2
    assert "other texts" in outcome.output


def test_what_is_in_the_way_is_deleted_when_all_is_measured(
    small: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = []

    def project(here: Path, form: str, *_: object) -> None:
        (here / form).mkdir(parents=True)
        aside.append(len(list((here.parent / "aside").iterdir())))

    monkeypatch.setattr(bench, "project", project)
    (tmp_path / "bench/100").mkdir(parents=True)
    small.measure("100", "300", "--runs", "1", "--only", "hugo")
    assert aside == [1, 2]
    assert list((tmp_path / "bench").iterdir()) == []
