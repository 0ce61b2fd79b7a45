"""What all tests share: where the repository is, the material beside it, and a browser with a server."""

import contextlib
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from briefarchive.reading.site_address import VARIABLES

from .screens import chromium, served

if TYPE_CHECKING:
    from selenium import webdriver

# How long an example takes says more of the machine than of the code. In CI the examples are the same each time, so
# that a change is judged by what it changed; at the desk they are drawn anew.
settings.register_profile("archive", deadline=None, max_examples=50, derandomize="CI" in os.environ)
settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.load_profile("archive")

# Sites of tests are published nowhere, also where a service for builds runs the tests.
for _name in VARIABLES:
    os.environ.pop(_name, None)

# What tests read is kept apart from what the user has read. The processes of a run share it, and a run that a test
# starts: to make the site's fonts takes each of them longer than all that it builds.
if not {"PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"} & os.environ.keys():
    _CACHE = tempfile.TemporaryDirectory(prefix="briefs-cache-", ignore_cleanup_errors=True)
    os.environ["BRIEFS_CACHE"] = _CACHE.name

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_COLLECTED_AFTER = gc.get_threshold()

gc.disable()  # while tests are collected: all that comes to be stays until the end


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of samples beside the repository; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder of samples is not beside this repository")
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium or a cluster by the fixtures that it asks for."""
    gc.enable()
    for item in items:
        for name in {"browser", "cluster"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker(name)


def pytest_unconfigure() -> None:
    """Look once for what was never closed: pytest looks five times, at all that has been collected."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """Have garbage collected as ever: commands and builds put it off, for a program that ends with them."""
    yield
    gc.set_threshold(*_COLLECTED_AFTER)
    gc.unfreeze()


_CLUSTER = """
import logging, sys
from distributed import LocalCluster
addresses = {"host": "127.0.0.1", "dashboard_address": None, "worker_dashboard_address": None}
with LocalCluster(n_workers=2, threads_per_worker=1, silence_logs=logging.CRITICAL, **addresses) as cluster:
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a Dask scheduler with two workers; this process has neither its sockets nor its threads."""
    # What ends its worker is tried once by the scheduler and once by us, which is quick.
    variables = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    variables["PYTHONPATH"] = os.pathsep.join((*filter(None, sys.path), str(ROOT)))  # its workers find our modules
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-c", _CLUSTER]
    with subprocess.Popen(command, env=os.environ | variables, text=True, **pipes) as program:
        yield program.stdout.readline().strip()
        program.communicate()  # which closes its input, and so ends it


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serves a folder, perhaps with headers, on 127.0.0.1 till the session ends; gives the address without a slash."""
    with contextlib.ExitStack() as servers:
        yield lambda folder, *given, **more: servers.enter_context(served(folder, *given, **more))


@pytest.fixture(scope="session")
def browser() -> Iterator["webdriver.Chrome"]:
    """A browser for all tests."""
    with chromium() as chrome:
        yield chrome
