"""Work in several processes: in order, none twice without need, and a dead process is no dead end."""

import multiprocessing
import os
import signal
import socket
import time
from pathlib import Path
from types import ModuleType

import pytest
from briefarchive.jobs import processes
from briefarchive.jobs.at_work import work_on
from briefarchive.jobs.processes import Processes
from briefarchive.jobs.scheduler import DiedError, Scheduler, processors

from ..schedulers import STARTS, Alone


def _tasks(work: ModuleType, folder: Path, count: int, **deadly: int) -> list[object]:
    return [work.Task(number, folder / f"{number}", deadly.get(f"task_{number}", 0)) for number in range(count)]


@pytest.fixture(params=STARTS)
def two(request: pytest.FixtureRequest) -> Processes:
    return Processes(2, request.param)


@pytest.mark.parametrize("scheduler", [Alone(), *(Processes(workers, start) for workers in (1, 2) for start in STARTS)])
def test_results_come_in_the_order_of_the_things(
    work_elsewhere: ModuleType, tmp_path: Path, scheduler: Scheduler
) -> None:
    found = list(scheduler.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 8)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10, 12, 14]


def test_other_processes_do_it(two: Processes, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    workers = {process for _, process in two.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 8))}
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_without_things_nothing_is_done(work_elsewhere: ModuleType) -> None:
    assert list(Processes(2).each(work_elsewhere.double, [])) == []


def test_what_a_dead_process_did_is_done_once_more(two: Processes, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    found = list(two.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 6, task_3=1)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10]
    assert [(tmp_path / str(number)).read_text() for number in range(6)] == ["x", "x", "x", "xx", "x", "x"]


def test_what_ends_two_processes_is_named(two: Processes, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(DiedError, match=r"SIGKILL.*memory.*task 1"):
        list(two.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 4, task_1=9)))
    assert (tmp_path / "1").read_text() == "xx"
    assert not multiprocessing.active_children()


def test_who_wants_no_more_ends_the_processes(two: Processes, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    results = two.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 50))
    assert next(results)[0] == 0
    results.close()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("work", "told"), [("give_a_lock", "cannot pickle"), ("fail_for_two_reasons", "TwoReasonsError: one and two")]
)
def test_what_cannot_be_sent_is_told(
    two: Processes, work_elsewhere: ModuleType, tmp_path: Path, work: str, told: str
) -> None:
    with pytest.raises((TypeError, RuntimeError), match=told):
        list(two.each(getattr(work_elsewhere, work), _tasks(work_elsewhere, tmp_path, 2)))


def test_a_death_in_the_middle_of_an_answer_is_one(two: Processes, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    found = list(two.each(work_elsewhere.die_while_answering, _tasks(work_elsewhere, tmp_path, 3, task_1=1)))
    assert [number for number, _ in found] == [0, 2, 4]


def test_what_is_broken_off_puts_away_what_it_has_begun(
    two: Processes, work_elsewhere: ModuleType, tmp_path: Path
) -> None:
    results = two.each(work_elsewhere.hold_a_folder, _tasks(work_elsewhere, tmp_path, 2))
    assert next(results)
    while not list(tmp_path.glob("held-*")):
        time.sleep(0.01)
    results.close()
    assert not list(tmp_path.glob("held-*"))


def test_a_fault_comes_back_as_it_is(two: Processes, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no task 0"):
        list(two.each(work_elsewhere.refuse, _tasks(work_elsewhere, tmp_path, 2)))


def test_no_process_asks_the_net(work_elsewhere: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (answer,) = Processes(1).each(work_elsewhere.connect, [server.getsockname()[1]])
    assert "nothing is fetched" in answer


def test_there_is_a_processor() -> None:
    assert processors() >= 1


def _meet(bound: object) -> None:
    """Note what is worked on, and end as a process does that meets a bound."""
    work_on("archive/2014/2014-05-01-a.md")
    if isinstance(bound, BaseException):
        raise bound
    os.kill(os.getpid(), int(str(bound)))


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (signal.SIGKILL.value, "SIGKILL: the system has perhaps run out of memory, twice"),
        (signal.SIGABRT.value, "SIGABRT: .*memory"),
        (signal.SIGXCPU.value, "SIGXCPU: it took longer"),
        (MemoryError(), "the memory"),
        (RecursionError(), "nested more deeply"),
    ],
)
def test_what_a_fork_was_working_on_when_it_met_a_bound_is_named(bound: object, said: str) -> None:
    with pytest.raises(DiedError, match=f"{said}.*, while it worked on: archive/2014/2014-05-01-a.md$"):
        list(Processes(2, "fork").each(_meet, [bound]))


def test_nothing_is_tried_again_that_took_too_long(tmp_path: Path) -> None:
    def take_too_long(_: object) -> None:
        with (tmp_path / "times").open("a") as stream:
            stream.write("x")
        os.kill(os.getpid(), signal.SIGXCPU)

    with pytest.raises(DiedError, match="worked on: something"):
        list(Processes(1, "fork").each(take_too_long, ["something"]))
    assert (tmp_path / "times").read_text() == "x"


def test_where_no_signal_says_so_no_end_is_taken_for_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(_: object) -> None:
        with (tmp_path / "times").open("a") as stream:
            stream.write("x")
        os._exit(0)

    monkeypatch.setattr(processes, "_OUT_OF_TIME", 0)
    with pytest.raises(DiedError, match="ended with 0, twice"):
        list(Processes(1, "fork").each(leave, ["something"]))
    assert (tmp_path / "times").read_text() == "xx"
