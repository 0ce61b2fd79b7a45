"""What the workers of a cluster make is what one process makes, byte for byte, whether they see the files or not."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest
from briefarchive.jobs.cluster import Cluster
from briefarchive.site.build import build_site
from click.testing import CliRunner

from briefarchive.cli import main
from briefarchive.reading import warming
from briefarchive.reading.archive import read_archive
from briefarchive.reading.code_version import code_version
from briefarchive.site import builder

from .benchmarks.ours import write_ours
from .benchmarks.samples import make_sample
from .clusters import local_cluster
from .test_several_processes import contents

T = TypeVar("T")
R = TypeVar("R")
BRIEFS = 24

shared_or_sent = pytest.mark.parametrize("shared", [None, False], ids=["shared", "sent"])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive."""
    root = tmp_path_factory.mktemp("cluster") / "archive"
    write_ours(make_sample(BRIEFS, seed=5), root)
    (root / "docs/index.md").write_text("# Guide\n")
    return root


@pytest.fixture(scope="module", autouse=True)
def _in_small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "_AT_ONCE", 5)
        yield


@dataclass
class _Killing(Cluster):
    """A worker is ended at the end of a unit of briefs, so many times."""

    work: ModuleType
    times: int
    mark: Path

    def each_given(self, work: Callable[[T, bytes], R], things: Iterable[T], given: bytes) -> Iterator[R]:
        return super().each_given(self.work.Deadly(work, "archive/20", self.times, self.mark), things, given)


@shared_or_sent
def test_a_site_is_the_same_though_a_worker_is_killed(
    cluster: str, sample: Path, of_one: Path, tmp_path: Path, work_elsewhere: ModuleType, *, shared: bool | None
) -> None:
    killing = _Killing(work_elsewhere, 1, tmp_path / "died")
    Cluster.__init__(killing, cluster, code_version, shared=shared)
    outdir, warning = tmp_path / "html", io.StringIO()
    with killing as scheduler:
        assert build_site(sample, outdir, warning=warning, scheduler=scheduler) == 0, warning.getvalue()
    assert [path.name for path in tmp_path.glob("died*")] == ["died0"]
    assert contents(outdir) == contents(of_one)


def test_an_address_that_was_given_reaches_the_workers(cluster: str, sample: Path, tmp_path: Path) -> None:
    with Cluster(cluster, code_version, shared=False) as scheduler:
        for outdir, crew in ((tmp_path / "one", None), (tmp_path / "many", scheduler)):
            given = {"base_url": "https://given.example/x", "warning": io.StringIO(), "scheduler": crew}
            assert build_site(sample, outdir, **given) == 0
    assert contents(tmp_path / "many") == contents(tmp_path / "one")
    assert "https://given.example/x/briefs.html" in (tmp_path / "many/sitemap.xml").read_text("utf-8")


def test_a_worker_that_does_not_see_the_files_gets_them_sent(sample: Path, of_one: Path, tmp_path: Path) -> None:
    with _cluster_without(sample.parent, tmp_path) as address, Cluster(address, code_version) as scheduler:
        assert not scheduler.sees(sample.parent / "other")
        assert build_site(sample, sample.parent / "other", warning=io.StringIO(), scheduler=scheduler) == 0
    assert contents(sample.parent / "other") == contents(of_one)


@contextlib.contextmanager
def _cluster_without(folder: Path, scratch: Path) -> Iterator[str]:
    """The address of a cluster of one worker, to which a *folder* is empty, and which has a key of its own."""
    unshare = ("unshare", "--map-root-user", "--mount")
    if subprocess.run([*unshare, "mount", "-t", "tmpfs", "none", str(scratch)], check=False).returncode:
        pytest.skip("this system lets nobody but root see files otherwise (mount namespaces)")
    with local_cluster(0) as address:
        mounted = 'mount -t tmpfs none "$0" && exec "$@"'
        worker = ("-m", "dask", "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny")
        command = [*unshare, "sh", "-c", mounted, str(folder), sys.executable, *worker]
        path = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "PYTHONPATH": path, "XDG_CACHE_HOME": str(scratch / "cache")}
        with subprocess.Popen(command, cwd="/", env=environment, stderr=subprocess.DEVNULL) as started:
            try:
                yield address
            finally:
                started.terminate()


def test_jobs_and_a_scheduler_exclude_each_other(sample: Path) -> None:
    done = CliRunner().invoke(main, ["--root", str(sample), "build", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"])
    assert done.exit_code == 2
    assert "name one of them" in done.output


def test_the_command_builds_on_a_cluster(cluster: str, sample: Path, of_one: Path, tmp_path: Path) -> None:
    arguments = ["--root", str(sample), "build", "--scheduler", cluster, "-o", str(tmp_path)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    made = contents(tmp_path)
    assert {name: made.get(name) for name in contents(of_one)} == contents(of_one)


@shared_or_sent
def test_a_check_finds_the_same(
    cluster: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shared: bool | None
) -> None:
    monkeypatch.setattr(warming, "_ENOUGH", 2)
    root = tmp_path / "archive"
    shutil.copytree(sample, root, ignore=shutil.ignore_patterns(".cache"))
    with Cluster(cluster, code_version, shared=shared) as scheduler:
        warming.warm(root, scheduler)
    read_archive(sample)
    assert _cached(root) == _cached(sample)


def test_the_command_checks_on_a_cluster(
    cluster: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_ENOUGH", 2)
    root = tmp_path / "archive"
    shutil.copytree(sample, root, ignore=shutil.ignore_patterns(".cache"))
    next((root / "archive").glob("20*")).joinpath("2014-01-01-bad.md").write_text("---\ntitle: Bad\n---\n")
    command = ["--root", str(root), "check", "--format", "json"]
    first = CliRunner().invoke(main, [*command, "--scheduler", cluster])
    assert first.exit_code == 1
    assert "2014-01-01-bad" in first.output
    assert CliRunner().invoke(main, command).output == first.output


@shared_or_sent
def test_pdfs_are_the_same(
    cluster: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shared: bool | None
) -> None:
    if shared is False:
        monkeypatch.setattr(Cluster, "sees", lambda *_: False)
    brief, *_ = sorted((sample / "archive").glob("20*/*.md"))
    command = ["--root", str(sample), "pdf", brief.stem, "--volume", f"year:{brief.parent.name}", "-o"]
    for folder, more in (("here", ()), ("there", ("--scheduler", cluster))):
        done = CliRunner().invoke(main, [*command, str(tmp_path / folder), *more])
        assert done.exit_code == 0, done.output
        assert "2 made" in done.output
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
    again = CliRunner().invoke(main, [*command, str(tmp_path / "there"), "--scheduler", cluster])
    assert "0 made; 2 had not changed" in again.output


def _cached(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / ".cache/reading").iterdir()}
