"""A measurement counts all that a command costs, and one that ends badly gives no figures."""

import sys
from pathlib import Path

import pytest

from .measure import CommandFailedError, TooSlowError, measure

PYTHON = sys.executable


def test_measuring_a_process_counts_the_time_of_its_children() -> None:
    busy = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    assert measure(PYTHON, "-c", parent).cpu >= 0.2


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").is_file(), reason="the system does not tell of memory")
def test_memory_is_that_of_a_process_and_its_children_together() -> None:
    child = "import time; held = b'1' * 60_000_000; time.sleep(0.6)"
    parent = f"import subprocess, sys; held = b'1' * 60_000_000; subprocess.run([sys.executable, '-c', {child!r}])"
    assert measure(PYTHON, "-c", parent).peak >= 120


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(CommandFailedError, match="exit 3"):
        measure(PYTHON, "-c", "print('why'); raise SystemExit(3)")


def test_a_command_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    child = f"import pathlib, time; time.sleep(2); pathlib.Path({str(late)!r}).write_text('here')"
    with pytest.raises(TooSlowError):
        measure(PYTHON, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", limit=0.3)
    assert not late.exists()
