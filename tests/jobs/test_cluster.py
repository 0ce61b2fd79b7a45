"""Work on the workers of a Dask scheduler: as in several processes, and what is missing is said plainly."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from briefarchive.jobs.cluster import Cluster, ClusterError
from briefarchive.jobs.network import allow_network, refuse_network
from briefarchive.jobs.scheduler import DiedError

from ..clusters import local_cluster


@pytest.fixture
def two_workers(cluster: str, work_elsewhere: ModuleType) -> Iterator[Cluster]:
    with Cluster(cluster, work_elsewhere.version) as opened:
        yield opened


def _tasks(work: ModuleType, folder: Path, count: int, **deadly: int) -> list[object]:
    return [work.Task(number, folder / f"{number}", deadly.get(f"task_{number}", 0)) for number in range(count)]


def test_results_come_in_the_order_of_the_things_and_from_elsewhere(
    two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path
) -> None:
    found = list(two_workers.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 30)))
    assert [number for number, _ in found] == list(range(0, 60, 2))
    assert os.getpid() not in {process for _, process in found}
    assert list(two_workers.each(work_elsewhere.double, [])) == []


def test_what_a_dead_worker_did_is_done_once_more(
    two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path
) -> None:
    found = list(two_workers.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 6, task_3=1)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10]
    assert (tmp_path / "3").read_text() == "xx"


def test_what_ends_two_workers_is_named(two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(DiedError, match=r"tcp://127\.0\.0\.1:\d+ ended.*memory.*task 1"):
        list(two_workers.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 4, task_1=9)))


def test_a_fault_comes_back_as_it_is(two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no task 0"):
        list(two_workers.each(work_elsewhere.refuse, _tasks(work_elsewhere, tmp_path, 2)))


def test_what_is_given_reaches_workers_that_come_later_too(
    two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path
) -> None:
    tasks = _tasks(work_elsewhere, tmp_path, 6, task_2=1)
    found = list(two_workers.each_given(work_elsewhere.measure, tasks, b"words" * 1_000))
    assert found == [(number, 5_000) for number in range(6)]


def test_what_is_given_may_be_large(two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path) -> None:
    tasks = _tasks(work_elsewhere, tmp_path, 2)
    found = list(two_workers.each_given(work_elsewhere.measure, tasks, bytes(20_000_000)))
    assert found == [(0, 20_000_000), (1, 20_000_000)]


def test_whether_files_are_shared_is_found_out(two_workers: Cluster, tmp_path: Path) -> None:
    assert two_workers.sees(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
    (tmp_path / "file").touch()
    assert not two_workers.sees(tmp_path / "file")  # nothing can be written there
    assert two_workers.finds(tmp_path / "file")
    assert not two_workers.finds(tmp_path / "none")


def test_the_network_is_refused_but_for_the_scheduler(
    two_workers: Cluster, work_elsewhere: ModuleType, tmp_path: Path
) -> None:
    refuse_network()
    try:
        assert list(two_workers.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 4)))
        with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(PermissionError, match="nothing is"):
            socket.create_connection(server.getsockname(), timeout=1)
    finally:
        allow_network()


def test_nothing_is_let_through_when_it_is_over(cluster: str, work_elsewhere: ModuleType) -> None:
    host, _, port = cluster.removeprefix("tcp://").partition(":")
    with Cluster(cluster, work_elsewhere.version):
        pass
    refuse_network()
    try:
        with pytest.raises(PermissionError, match="nothing is fetched"):
            socket.create_connection((host, int(port)), timeout=1)
    finally:
        allow_network()


def test_a_worker_with_other_code_is_refused(cluster: str, work_elsewhere: ModuleType) -> None:
    with (
        pytest.raises(ClusterError, match=r"the worker tcp://.* has briefarchive \d+ .*; install the same lock"),
        Cluster(cluster, work_elsewhere.version_of_process),
    ):
        pass


def test_a_worker_with_other_code_that_comes_later_is_refused(
    cluster: str, work_elsewhere: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cluster, "_compare", lambda _: None)
    with (
        Cluster(cluster, work_elsewhere.version_of_process) as opened,
        pytest.raises(ClusterError, match=r"has briefarchive \d+ .*; install the same lock"),
    ):
        list(opened.each(work_elsewhere.double, _tasks(work_elsewhere, tmp_path, 1)))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "no://where", "tcp://[", "127.0.0.1"])
def test_a_scheduler_that_is_not_there_is_told(address: str, work_elsewhere: ModuleType) -> None:
    with (
        pytest.raises(ClusterError, match=r"no scheduler answers at .*dask scheduler"),
        Cluster(address, work_elsewhere.version, patience=1),
    ):
        pass


def test_a_scheduler_without_workers_and_one_that_goes_are_told(work_elsewhere: ModuleType, tmp_path: Path) -> None:
    with (
        local_cluster(0) as empty,
        pytest.raises(ClusterError, match="has no workers; start some"),
        Cluster(empty, _version, patience=0.5),
    ):
        pass
    with local_cluster(1) as address, Cluster(address, work_elsewhere.version, patience=2) as lost:
        (task,) = _tasks(work_elsewhere, tmp_path, 1)
        results = lost.each(work_elsewhere.stop_scheduler, [task])
        with pytest.raises(ClusterError, match="was lost, or it was stopped"):
            list(results)


def _version() -> str:
    return "1"


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"briefarchive\[cluster\]"), Cluster("tcp://127.0.0.1:1", _version):
        pass
