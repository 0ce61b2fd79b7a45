"""Work in several processes: in order, none twice without need, and a dead process is no dead end."""

import os
import socket
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import ModuleType

import pytest
from pebble import ProcessFuture

from briefarchive.jobs.processes import Processes
from briefarchive.jobs.scheduler import DiedError, Scheduler, processors

from ..schedulers import Alone


def _tasks(work: ModuleType, folder: Path, count: int, **deadly: int) -> list[object]:
    return [work.Task(number, folder / f"{number}", deadly.get(f"task_{number}", 0)) for number in range(count)]


@pytest.mark.parametrize("scheduler", [Alone(), Processes(1), Processes(2)])
def test_results_come_in_the_order_of_the_things(
    work_elsewhere: ModuleType, tmp_path: Path, scheduler: Scheduler
) -> None:
    found = list(scheduler.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 8)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10, 12, 14]


def test_other_processes_do_it(work_elsewhere: ModuleType, tmp_path: Path) -> None:
    workers = {process for _, process in Processes(2).each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 8))}
    assert workers
    assert os.getpid() not in workers


def test_without_things_nothing_is_done(work_elsewhere: ModuleType) -> None:
    assert list(Processes(2).each(work_elsewhere.double, [])) == []


def test_what_a_dead_process_did_is_done_once_more(work_elsewhere: ModuleType, tmp_path: Path) -> None:
    found = list(Processes(2).each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 6, task_3=1)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10]
    assert [(tmp_path / str(number)).read_text() for number in range(6)] == ["x", "x", "x", "xx", "x", "x"]


def test_what_ends_two_processes_is_named(work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(DiedError, match=r"SIGKILL.*memory.*task 1"):
        list(Processes(2).each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 4, task_1=9)))
    assert (tmp_path / "1").read_text() == "xx"


def test_what_broke_a_pool_is_done_once_more(
    work_elsewhere: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result, asked = ProcessFuture.result, []

    def breaking(future: ProcessFuture[object], timeout: float | None = None) -> object:
        asked.append(future)
        if len(asked) > 1 and len(asked) < 6:  # the pool is broken when the second result is wanted
            raise BrokenProcessPool("all have ended")
        return result(future, timeout)

    monkeypatch.setattr(ProcessFuture, "result", breaking)
    found = list(Processes(2).each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 6)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10]


def test_a_fault_comes_back_as_it_is(work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no task 0"):
        list(Processes(2).each(work_elsewhere.refuse, _tasks(work_elsewhere, tmp_path, 2)))


def test_no_process_asks_the_net(work_elsewhere: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (answer,) = Processes(1).each(work_elsewhere.connect, [server.getsockname()[1]])
    assert "nothing is fetched" in answer


def test_there_is_a_processor() -> None:
    assert processors() >= 1
