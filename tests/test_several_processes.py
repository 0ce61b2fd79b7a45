"""A site that several processes draw is that of one, and one that is broken off is as it was before."""

import io
import itertools
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest
from briefarchive.jobs.processes import Processes
from briefarchive.reading.made_files import BusyError, alone_in
from briefarchive.site.build import build_site
from briefarchive.site.share import Share, read_share
from briefarchive.site.workers import Order, draw_apart

from briefarchive.site import builder, staging

from .benchmarks.ours import write_ours
from .benchmarks.samples import make_sample
from .schedulers import STARTS
from .site.building import copy_archive

T = TypeVar("T")
R = TypeVar("R")
BRIEFS = 120


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of which a process draws several units."""
    root = tmp_path_factory.mktemp("jobs") / "archive"
    write_ours(make_sample(BRIEFS, seed=3), root)
    return root


def contents(outdir: Path) -> dict[str, bytes]:
    """Every file but what the system tells of them, which no two folders share."""
    stamps = ".briefarchive-stamps.sealed"
    found = (path for path in outdir.rglob("*") if path.is_file() and path.name != stamps)
    return {path.relative_to(outdir).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("start", STARTS)
def test_several_processes_draw_the_same_site(sample: Path, of_one: Path, tmp_path: Path, start: str) -> None:
    assert build_site(sample, tmp_path, warning=io.StringIO(), scheduler=Processes(2, start)) == 0
    assert contents(tmp_path) == contents(of_one)


def test_what_is_said_of_texts_is_said_once_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for number, scheduler in enumerate((None, *(Processes(2, start) for start in STARTS))):
        root = copy_archive(tmp_path / str(number))
        monkeypatch.setattr(builder, "_AT_ONCE", 2)
        warning = io.StringIO()
        count = build_site(root, root / "build/html", warning=warning, scheduler=scheduler)
        said.append((count, sorted(warning.getvalue().splitlines())))
    assert said[1:] == [said[0]] * len(STARTS)
    assert said[0][1]


@dataclass(frozen=True)
class _Killing:
    """A process is ended at the end of a unit of briefs, so many times."""

    work: ModuleType
    times: int
    mark: Path
    workers: int = 2

    def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
        return Processes(2).each(self.work.Deadly(work, "archive/2014", self.times, self.mark), things)


def test_the_work_of_a_dead_process_is_done_by_another(
    work_elsewhere: ModuleType, sample: Path, of_one: Path, tmp_path: Path
) -> None:
    outdir, killing = tmp_path / "html", _Killing(work_elsewhere, 1, tmp_path / "died")
    assert build_site(sample, outdir, warning=io.StringIO(), scheduler=killing) == 0
    assert [path.name for path in tmp_path.glob("died*")] == ["died0"]
    assert contents(outdir) == contents(of_one)


def test_a_unit_that_ends_two_processes_is_named_and_the_site_stays(
    work_elsewhere: ModuleType, sample: Path, of_one: Path, tmp_path: Path
) -> None:
    outdir, warning = tmp_path / "html", io.StringIO()
    killing = _Killing(work_elsewhere, 99, tmp_path / "died")
    outdir.mkdir()
    (outdir / "index.html").write_text("the site of yesterday")
    assert build_site(sample, outdir, warning=warning, scheduler=killing) is None
    assert "SIGKILL" in warning.getvalue()
    assert re.search(r"twice, while it worked on: archive/20\d\d/", warning.getvalue())
    assert [path.name for path in outdir.iterdir() if not path.name.startswith(".")] == ["index.html"]
    assert (outdir / "index.html").read_text() == "the site of yesterday"

    assert build_site(sample, outdir, warning=io.StringIO()) == 0
    assert contents(outdir) == contents(of_one)


def test_a_build_goes_on_from_what_was_finished(
    sample: Path, of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = builder.Drawing.brief

    def count(*arguments: object) -> str:
        if len(drawn) == BRIEFS - 10:
            raise KeyboardInterrupt
        drawn.append(str(arguments[1]))
        return draw(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(builder.Drawing, "brief", count)
    with pytest.raises(KeyboardInterrupt):
        build_site(sample, tmp_path, warning=io.StringIO())
    assert not (tmp_path / "index.html").exists()
    first = set(drawn)
    drawn.clear()
    assert build_site(sample, tmp_path, warning=io.StringIO()) == 0
    assert len(first - set(drawn)) == 100  # two units of fifty were whole
    assert contents(tmp_path) == contents(of_one)


@pytest.mark.parametrize("moment", [0, 1, 7, 100])
def test_what_is_broken_off_while_files_are_put_in_place_is_ended_by_the_next_build(
    sample: Path, of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(staging.os, "replace", _stopped_after(moment))
        with pytest.raises(KeyboardInterrupt):
            build_site(sample, tmp_path, warning=io.StringIO())
    with monkeypatch.context() as patch:
        patch.setattr(builder.Drawing, "brief", None)  # nothing is drawn again
        assert build_site(sample, tmp_path, warning=io.StringIO()) == 0
    assert contents(tmp_path) == contents(of_one)


def test_a_process_that_finds_another_archive_says_so(sample: Path, tmp_path: Path) -> None:
    class Changing:
        workers = 2

        def each(self, work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
            brief = next((root / "archive").glob("*/*.md"))
            brief.write_text(brief.read_text().replace("title:", "title: A word more"))
            return Processes(2).each(work, things)

    root = tmp_path / "archive"
    shutil.copytree(sample, root)
    warning = io.StringIO()
    assert build_site(root, tmp_path / "html", warning=warning, scheduler=Changing()) is None
    assert "has changed in the meantime; build again" in warning.getvalue()


def test_an_order_without_its_enclosure_is_refused(sample: Path, tmp_path: Path) -> None:
    from briefarchive.site.pieces import Unit

    from briefarchive.reading.files import ChangedError

    order = Order(root=str(sample), outdir=str(tmp_path), drafts=False, state="")
    with pytest.raises(ChangedError):
        draw_apart(order, Unit(kind="briefs", names=("archive/2014/one",)))


@pytest.mark.parametrize("count", [1, 3])
def test_shares_that_are_copied_together_are_the_site(
    sample: Path, of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    whole = tmp_path / "html"
    pages: list[set[str]] = []
    for number in range(1, count + 1):
        outdir = tmp_path / f"{number}"
        share = Share(number=number, count=count)
        assert build_site(sample, outdir, warning=io.StringIO(), share=share) == 0
        pages.append({one for one in contents(outdir) if one.startswith("archive/")})
        shutil.copytree(outdir, whole, dirs_exist_ok=True)
    assert sum(map(len, pages)) == len(set().union(*pages)) == BRIEFS
    with monkeypatch.context() as patch:
        patch.setattr(builder.Drawing, "brief", None)  # nothing is drawn again
        assert build_site(sample, whole, warning=io.StringIO()) == 0
    assert contents(whole) == contents(of_one)


def test_what_a_missing_share_would_have_had_is_drawn(sample: Path, of_one: Path, tmp_path: Path) -> None:
    assert build_site(sample, tmp_path, warning=io.StringIO(), share=Share(number=2, count=3)) == 0
    assert build_site(sample, tmp_path, warning=io.StringIO()) == 0
    assert contents(tmp_path) == contents(of_one)


def test_a_share_follows_a_change_and_keeps_the_rest(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, outdir, share = tmp_path / "archive", tmp_path / "html", Share(number=1, count=2)
    shutil.copytree(sample, root)
    assert build_site(root, outdir, warning=io.StringIO(), share=share) == 0
    drawn: list[str] = []
    draw = builder.Drawing.brief
    monkeypatch.setattr(builder.Drawing, "brief", lambda *given: drawn.append(given[1]) or draw(*given))
    names = [path.relative_to(root).with_suffix("").as_posix() for path in sorted(root.glob("archive/[0-9]*/*.md"))]
    for name in names[:2]:
        (root / f"{name}.md").write_text((root / f"{name}.md").read_text() + "\nOne more sentence.\n")
    assert build_site(root, outdir, warning=io.StringIO(), share=share) == 0
    assert drawn == [name for name in names[:2] if share.has(name)]


@pytest.mark.parametrize("text", ["", "0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2", "1/20000"])
def test_what_is_no_share_is_refused(text: str) -> None:
    assert read_share(text) is None


def test_shares_are_divided_without_rest_or_overlap() -> None:
    names = [f"page-{number}.html" for number in range(500)]
    share = Share(number=2, count=3)
    parts = [[name for name in names if part.has(name)] for part in share.divided(4)]
    assert sorted(name for part in parts for name in part) == sorted(name for name in names if share.has(name))


def _shared(root: Path, outdir: Path, number: int, count: int) -> int | None:
    return build_site(root, outdir, warning=io.StringIO(), share=Share(number=number, count=count))


def test_a_share_that_was_broken_off_in_the_end_is_no_whole(
    sample: Path, of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(staging.os, "replace", _stopped_after(3))
        with pytest.raises(KeyboardInterrupt):
            _shared(sample, tmp_path, 1, 2)
    assert build_site(sample, tmp_path, warning=io.StringIO()) == 0
    assert contents(tmp_path) == contents(of_one)


def _stopped_after(moves: int) -> Callable[[str, str], None]:
    done = []

    def replace(old: str, new: str) -> None:
        if f"{staging.FOLDER}/ours/" in str(old):
            if len(done) == moves:
                raise KeyboardInterrupt
            done.append(new)
        Path(old).rename(new)

    return replace


def test_shares_of_two_numbers_are_no_whole(sample: Path, of_one: Path, tmp_path: Path) -> None:
    assert _shared(sample, tmp_path, 1, 2) == _shared(sample, tmp_path, 2, 3) == 0
    assert build_site(sample, tmp_path, warning=io.StringIO()) == 0
    assert contents(tmp_path) == contents(of_one)


def test_what_is_gone_goes_when_shares_are_copied_over_a_whole(sample: Path, tmp_path: Path) -> None:
    root, whole = tmp_path / "archive", tmp_path / "html"
    shutil.copytree(sample, root)
    assert build_site(root, whole, warning=io.StringIO()) == 0
    next(root.glob("archive/2014/*.md")).unlink()
    for number in (1, 2):
        _shared(root, tmp_path / f"{number}", number, 2)
        shutil.copytree(tmp_path / f"{number}", whole, dirs_exist_ok=True)
    fresh = tmp_path / "fresh"
    counts = [build_site(root, outdir, warning=io.StringIO()) for outdir in (whole, fresh)]
    assert counts[0] == counts[1]
    assert contents(whole) == contents(fresh)


def test_a_page_of_today_stays_one_in_every_share(sample: Path, tmp_path: Path) -> None:
    root, joined, whole = tmp_path / "archive", tmp_path / "html", tmp_path / "whole"
    shutil.copytree(sample, root)
    briefs = sorted(root.glob("archive/2014/*.md"))
    for brief, other in itertools.pairwise(briefs):
        text = brief.read_text()
        alias = other.relative_to(root).with_suffix(".html").as_posix()
        brief.write_text(text.replace("---\n", f"---\naliases: [{alias}]\n", 1))
    for number in (1, 2):
        _shared(root, tmp_path / f"{number}", number, 2)
        shutil.copytree(tmp_path / f"{number}", joined, dirs_exist_ok=True)
    for outdir in (joined, whole):
        build_site(root, outdir, warning=io.StringIO())
    assert contents(joined) == contents(whole)


def test_settings_that_change_from_process_to_process_are_told_as_such(sample: Path, tmp_path: Path) -> None:
    root, warning = tmp_path / "archive", io.StringIO()
    shutil.copytree(sample, root)
    with (root / "docs/conf.py").open("a") as stream:
        stream.write("import os\nhtml_context = {'process': str(os.getpid())}\n")
    assert build_site(root, tmp_path / "html", warning=warning, scheduler=Processes(2, "spawn")) is None
    assert "docs/conf.py says something else each time" in warning.getvalue()


def test_vocabularies_that_cannot_be_read_do_not_make_processes_differ(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(sample, root)
    for name in ("people", "publishers"):
        (root / f"archive/vocabulary/{name}.yaml").write_text("a: [\n")
    assert build_site(root, tmp_path / "html", warning=io.StringIO(), scheduler=Processes(2)) is not None


def test_the_references_of_a_page_stay_with_it() -> None:
    share = Share(number=2, count=3)
    for name in (f"archive/2014/brief-{number}" for number in range(50)):
        beside = [f"exports/{name}{suffix}" for suffix in (".bib", ".biblatex.bib", ".ris", ".csl.json")]
        assert {share.has(one) for one in (name, f"{name}.html", *beside)} == {share.has(name)}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_who_ends_a_build_ends_its_processes(sample: Path, tmp_path: Path, sign: signal.Signals) -> None:
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(sample), "build", "--jobs", "2"]
    with subprocess.Popen([*command, "-o", str(tmp_path / "html")], stdout=subprocess.DEVNULL) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and len(found := children.read_text().split()) < 2:
            time.sleep(0.02)
        process.send_signal(sign)
        assert process.wait(10) == (-sign if sign == signal.SIGKILL else 128 + sign)
    # After the latter, each ends when it has drawn what it was at.
    assert _soon(lambda: not any(Path(f"/proc/{child}/cwd").exists() for child in found))
    assert not (tmp_path / "html/index.html").exists()
    assert _soon(lambda: _is_free(tmp_path / "html"))


def _soon(told: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not (said := told()) and time.monotonic() < end:
        time.sleep(0.05)
    return said


def _is_free(folder: Path) -> bool:
    try:
        with alone_in(folder):
            return True
    except BusyError:
        return False
