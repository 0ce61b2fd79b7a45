"""`briefs serve` shows the site on this machine and builds it again when a file is saved."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PAGE = "archive/2014/2014-05-02-harbour"
TEXT = """---
title: A harbour opens
date: 2014-05-02
---
The harbour opened.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    brief = tmp_path / f"{PAGE}.md"
    brief.parent.mkdir(parents=True)
    brief.write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as server:
        yield f"http://127.0.0.1:{port}"
        os.killpg(server.pid, signal.SIGTERM)


def _until(told: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if told():
            return True
        time.sleep(0.2)
    return False


def _shows(address: str, words: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/{PAGE}.html", timeout=5) as answer:
            return words in answer.read().decode("utf-8")
    except OSError:
        return False


def test_a_saved_change_is_shown(root: Path, address: str) -> None:
    assert _until(lambda: _shows(address, "The harbour opened."))
    (root / f"{PAGE}.md").write_text(TEXT.replace("opened", "closed"), "utf-8")
    assert _until(lambda: _shows(address, "The harbour closed."))
