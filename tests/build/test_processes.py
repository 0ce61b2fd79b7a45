"""A site that several processes or the workers of a cluster render is that of one."""

import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner

from briefarchive.build import rendering
from briefarchive.build.folder import FolderError, SiteFolder
from briefarchive.build.rendering import Batch
from briefarchive.cli import main
from briefarchive.storage import executor
from briefarchive.storage.executor import Processes, Workers

from ..benchmarks.ours import write_ours
from ..benchmarks.samples import make_sample
from ..building import build_site, published
from ..site.building import copy_archive

T = TypeVar("T")
R = TypeVar("R")
BRIEFS = 24


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive."""
    root = tmp_path_factory.mktemp("jobs") / "archive"
    write_ours(make_sample(BRIEFS, seed=5), root)
    (root / "docs/index.md").write_text("# Guide\n")
    return root


@pytest.fixture(scope="module")
def of_one(sample: Path) -> Path:
    """Its site, by one process."""
    outdir = sample.parent / "one"
    assert build_site(sample, outdir, warning=io.StringIO()) == 0
    return outdir


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_AT_ONCE", 5)


@pytest.mark.parametrize("fork", [True, False], ids=["fork", "spawn"])
def test_several_processes_render_the_same_site(
    sample: Path, of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fork: bool
) -> None:
    monkeypatch.setattr(executor, "can_fork", lambda: fork)
    assert build_site(sample, tmp_path / "html", warning=io.StringIO(), pool=Processes(2)) == 0
    assert published(tmp_path / "html") == published(of_one)


def test_the_workers_of_a_cluster_render_the_same_site_or_say_that_they_do_not_see_the_archive(
    cluster: str, sample: Path, of_one: Path, tmp_path: Path
) -> None:
    assert build_site(sample, tmp_path / "html", warning=io.StringIO(), pool=Workers(cluster, sample)) == 0
    assert published(tmp_path / "html") == published(of_one)
    warning, pool = io.StringIO(), Workers(cluster, tmp_path / "nowhere")
    assert build_site(sample, tmp_path / "none", warning=warning, pool=pool) is None
    assert "share the folder between the machines" in warning.getvalue()


def test_what_is_said_of_texts_is_said_once_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "can_fork", lambda: sys.platform == "linux")
    warnings_by_count = []
    for number, pool in enumerate((None, Processes(2))):
        root, warning = copy_archive(tmp_path / str(number)), io.StringIO()
        count = build_site(root, root / "build/html", warning=warning, pool=pool)
        warnings_by_count.append((count, sorted(warning.getvalue().splitlines())))
    assert warnings_by_count[0] == warnings_by_count[1]
    assert warnings_by_count[0][1]


def test_a_process_that_ends_is_told_and_the_site_stays(
    sample: Path, of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killing:
        def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
            return Processes(2).each(_kill, things)

    monkeypatch.setattr(executor, "can_fork", lambda: True)
    outdir, warning = tmp_path / "html", io.StringIO()
    outdir.mkdir()
    (outdir / "index.html").write_text("the site of yesterday")
    assert build_site(sample, outdir, warning=warning, pool=Killing()) is None
    assert "ended by the system" in warning.getvalue()
    assert [path.name for path in tmp_path.rglob("*")] == ["html", "index.html"]
    assert build_site(sample, outdir, warning=io.StringIO()) == 0
    assert published(outdir) == published(of_one)


def _kill(_: Batch) -> None:
    signal.raise_signal(signal.SIGKILL)


@pytest.mark.parametrize("what", ["a brief", "the settings"])
def test_a_process_that_finds_another_archive_or_other_settings_says_so(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    class Changing:
        def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
            brief = next((root / "archive").glob("*/*.md"))
            brief.write_text(brief.read_text().replace("title:", "title: A word more"))
            return Processes(2).each(work, things)

    monkeypatch.setattr(executor, "can_fork", lambda: False)
    root, warning = shutil.copytree(sample, tmp_path / "archive"), io.StringIO()
    pool: Changing | Processes = Changing()
    if what == "the settings":
        pool = Processes(2)
        with (root / "docs/conf.py").open("a") as stream:
            stream.write("import os\nhtml_context = {'process': str(os.getpid())}\n")
    assert build_site(root, tmp_path / "html", warning=warning, pool=pool) is None
    messages = {
        "a brief": "has changed in the meantime; build again",
        "the settings": "docs/conf.py says something else",
    }
    assert messages[what] in warning.getvalue()


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], 1, "no scheduler answers"),
        (["--scheduler", "nowhere"], 1, "no scheduler answers"),
        (["--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"], 2, "give only one"),
    ],
)
def test_a_scheduler_that_is_not_there_or_has_jobs_beside_it_is_told(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int, told: str
) -> None:
    monkeypatch.setattr(executor, "_PATIENCE", "1s")
    done = CliRunner().invoke(main, ["--root", str(sample), "build", "-o", str(tmp_path / "x"), *options])
    assert (done.exit_code, told in done.output) == (code, True)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_who_ends_a_build_ends_its_processes(tmp_path: Path, sign: signal.Signals) -> None:
    root = tmp_path / "archive"
    write_ours(make_sample(100, seed=3), root)
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "build", "--jobs", "2"]
    with subprocess.Popen([*command, "-o", str(tmp_path / "html")], stdout=subprocess.DEVNULL) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and len(pids := children.read_text().split()) < 2:
            time.sleep(0.02)
        process.send_signal(sign)
        assert process.wait(60) == (-sign if sign == signal.SIGKILL else 128 + sign)
    assert _soon(lambda: not any(Path(f"/proc/{child}/cwd").exists() for child in pids))
    assert not (tmp_path / "html/index.html").exists()
    assert _soon(lambda: _is_free(tmp_path / "html"))


def _soon(told: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not (is_done := told()) and time.monotonic() < end:
        time.sleep(0.05)
    return is_done


def _is_free(folder: Path) -> bool:
    try:
        with SiteFolder(folder).open():
            return True
    except FolderError:
        return False
