"""A measurement counts all that a command costs, and one that ends badly gives no figures."""

import sys

import pytest

from .measure import CommandFailedError, measure

PYTHON = sys.executable


def test_measuring_a_process_counts_the_time_of_its_children() -> None:
    busy = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    assert measure(PYTHON, "-c", parent).cpu >= 0.2


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(CommandFailedError, match="exit 3"):
        measure(PYTHON, "-c", "print('why'); raise SystemExit(3)")
