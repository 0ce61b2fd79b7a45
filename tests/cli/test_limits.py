"""Commands stay within memory and time, and fetch nothing."""

import contextlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from briefarchive.build import rendering
from briefarchive.checking import titles
from briefarchive.site.brief_page_writer import BriefPageWriter
from briefarchive.storage import limits
from briefarchive.storage.limits import note_work

from ..cases import by_cases
from .conftest import Run

RESOURCE = pytest.importorskip("resource") if sys.platform == "win32" else __import__("resource")


def test_nothing_is_fetched_within_and_all_is_as_before_afterwards(tmp_path: Path) -> None:
    before = [RESOURCE.getrlimit(kind) for kind in (RESOURCE.RLIMIT_AS, RESOURCE.RLIMIT_CPU)]
    with limits.bounded(tmp_path, unbounded=True):
        assert RESOURCE.getrlimit(RESOURCE.RLIMIT_AS) == before[0]
    with limits.bounded(tmp_path), pytest.raises(PermissionError, match="nothing is fetched"):
        socket.create_connection(("127.0.0.1", 9))
    with limits.bounded(tmp_path), pytest.raises(PermissionError, match="nothing is fetched"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 9))
    assert [RESOURCE.getrlimit(kind) for kind in (RESOURCE.RLIMIT_AS, RESOURCE.RLIMIT_CPU)] == before


@by_cases
def test_a_bound_that_is_reached_is_told(name: str, value: str, code: str, said: str, tmp_path: Path) -> None:
    program = (
        f"import pathlib\nfrom briefarchive.storage import limits\nlimits.{name} = {value}\n"
        f"try:\n    with limits.bounded(pathlib.Path({str(tmp_path)!r}), unbounded=False):\n        {code}\n"
        "except limits.LimitError as error:\n    print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert said in run.stdout
    assert "--no-limits" in run.stdout


def test_no_reader_takes_the_end_of_time_for_a_fault_of_its_file(tmp_path: Path) -> None:
    def read_whatever_happens() -> None:
        with limits.bounded(tmp_path), contextlib.suppress(Exception):
            limits._out_of_time(0, None)

    with pytest.raises(limits.LimitError, match="longer than it should"):
        read_whatever_happens()


def _fail_at(path: str, error: Exception) -> None:
    note_work(path)
    raise error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "memory"),
        (RecursionError(), "nested"),
        (ImportError("x.so: failed to map segment from shared object"), "memory"),
    ],
)
def test_what_was_being_worked_on_is_named(error: Exception, said: str, tmp_path: Path) -> None:
    with (
        pytest.raises(limits.LimitError, match=f"{said}.*, at archive/2014/2014-05-01-a.md;"),
        limits.bounded(tmp_path),
    ):
        _fail_at("archive/2014/2014-05-01-a.md", error)


@pytest.mark.parametrize(
    ("owner", "name", "arguments", "said"),
    [
        (titles.MarkAroundTitle, "check", ["check"], titles.MarkAroundTitle.code),
        (BriefPageWriter, "render", ["preview", "2014-05-01-good"], "archive/2014/2014-05-01-good.md"),
        (BriefPageWriter, "render", ["build"], "archive/2014/2014-05-01-good.md"),
        (rendering, "brief_document", ["build"], "archive/2014/2014-05-01-good.md"),
    ],
)
def test_a_command_that_meets_a_bound_names_the_file_and_ends_with_1(
    *,
    owner: object,
    name: str,
    arguments: list[str],
    said: str,
    briefs: Run,
    sound: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(owner, name, fail)
    result = briefs("--root", sound, *arguments)
    assert result.exit_code == 1
    assert f"at {said};" in result.stderr or f"the rule {said};" in result.stderr


PREVIEW = """
from briefarchive.cli import main
from briefarchive.site.brief_page_writer import BriefPageWriter
from briefarchive.storage import limits
limits._SECONDS = 2
def spin(*_):
    while True:
        pass
BriefPageWriter.render = spin
main(["--root", "root", "preview", "2014-05-01-good"])
"""
PDF = """
import os, signal
from briefarchive.cli import main
from briefarchive.printing import jobs
jobs.compile_pdf = lambda *_, **__: os.kill(os.getpid(), signal.SIGXCPU)
main(["--root", "root", "pdf", "--all"])
"""


@pytest.mark.parametrize(("program", "told"), [(PREVIEW, "longer than it should"), (PDF, "ended by the system")])
def test_what_no_handler_can_interrupt_is_told_as_well(program: str, told: str, sound: Path) -> None:
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 1
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert "archive/2014/2014-05-01-good.md" in run.stderr
