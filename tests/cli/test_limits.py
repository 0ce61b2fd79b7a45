"""Commands stay within memory and time, and fetch nothing."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefarchive.cli import limits

RESOURCE = pytest.importorskip("resource") if sys.platform == "win32" else __import__("resource")


def test_nothing_is_fetched_within_and_all_is_as_before_afterwards(tmp_path: Path) -> None:
    before = [RESOURCE.getrlimit(kind) for kind in (RESOURCE.RLIMIT_AS, RESOURCE.RLIMIT_CPU)]
    with limits.bounded(tmp_path), pytest.raises(PermissionError, match="nothing is fetched"):
        socket.create_connection(("127.0.0.1", 9))
    with limits.bounded(tmp_path), pytest.raises(PermissionError, match="nothing is fetched"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 9))
    assert [RESOURCE.getrlimit(kind) for kind in (RESOURCE.RLIMIT_AS, RESOURCE.RLIMIT_CPU)] == before


@pytest.mark.parametrize(
    ("name", "value", "code", "said"),
    [
        ("_MEMORY", "400_000_000", "x = bytearray(900_000_000)", "memory"),
        ("_SECONDS", "1", "while True: pass", "longer"),
    ],
)
def test_a_bound_that_is_reached_is_told(name: str, value: str, code: str, said: str, tmp_path: Path) -> None:
    program = (
        f"import click, pathlib\nfrom briefarchive.cli import limits\nlimits.{name} = {value}\n"
        f"try:\n    with limits.bounded(pathlib.Path({str(tmp_path)!r})):\n        {code}\n"
        "except click.ClickException as error:\n    print(error.message)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert said in run.stdout
    assert "--no-limits" in run.stdout


def test_bounds_can_be_lifted(tmp_path: Path) -> None:
    before = RESOURCE.getrlimit(RESOURCE.RLIMIT_AS)
    with limits.bounded(tmp_path, unbounded=True):
        assert RESOURCE.getrlimit(RESOURCE.RLIMIT_AS) == before


def test_a_lower_bound_of_the_users_own_stays(tmp_path: Path) -> None:
    program = (
        "import pathlib, resource\nfrom briefarchive.cli import limits\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))\n"
        f"with limits.bounded(pathlib.Path({str(tmp_path)!r})):\n    print(resource.getrlimit(resource.RLIMIT_AS))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout.strip() == "(2000000000, 2000000000)"


def test_no_reader_takes_the_end_of_time_for_a_fault_of_its_file(tmp_path: Path) -> None:
    def read_whatever_happens() -> None:
        with limits.bounded(tmp_path), contextlib.suppress(Exception):
            limits._out_of_time(0, None)

    with pytest.raises(click.ClickException, match="longer than it should"):
        read_whatever_happens()
