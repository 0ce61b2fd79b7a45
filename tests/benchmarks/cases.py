"""What is measured at one size: groups of cases, of which each has a name and a run."""

import contextlib
import functools
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .measure import Usage, measure
from .peers.environments import OWN, programs_of
from .peers.peer import MADE, Peer
from .peers.table import PEERS
from .results import Run

READ = "import pathlib, sys; import briefarchive.reading.archive as r; r.read_archive(pathlib.Path(sys.argv[1]))"
SENTENCE = b"\nOne more sentence at the end of this brief.\n"
OUR_PAGES = "out/archive/*/20*.html"
ASIDE = "aside"
BRIEFS = str(OWN / "briefs")

Case = tuple[str, Callable[[], Run]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases that follow one another on one project.

    Attributes:
        names: The names of its cases, in their order.
        cases: The same with their runs, for the folder of a size, its number of briefs and
            the seconds after which a run is stopped. A run raises what `measure`
            raises, and `WrongPagesError`.
        sizes: Those at which it is measured, if not at all.
    """

    names: Sequence[str]
    cases: Callable[[Path, int, float], Iterator[Case]]
    sizes: Sequence[int] = ()


class WrongPagesError(Exception):
    """A build ended well, but has not made a page of each brief."""


def put_aside(bench: Path, *places: Path) -> None:
    """Put folders where they are in nobody's way until all is measured, and the bench deletes them.

    For a minute after many files were deleted, ext4 searches long for a place for each new one: that would be counted.
    """
    for place in places:
        if place.exists():
            (bench / ASIDE).mkdir(parents=True, exist_ok=True)
            place.rename(bench / ASIDE / uuid.uuid4().hex)


def project(folder: Path, form: str, size: int, seed: int) -> None:
    """Write the sample into the folder of a form, in place of what an earlier measurement left.

    A program of its own does so: memory that this one has had would be counted as that of the programs it starts.
    """
    root = folder / form
    put_aside(folder.parent, root)
    command = (sys.executable, "-m", "tests.benchmarks.generate", form, str(size), str(root), "--seed", str(seed))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def of_peer(name: str, peer: Peer, folder: Path, size: int, limit: float) -> Iterator[Case]:
    """A peer's build: everything, and again with one brief edited."""
    root = (folder / name).absolute()
    command = peer.command(programs_of(peer, folder.parent / "peers"), root)
    put_aside(folder.parent, *(root / made for made in MADE))
    yield f"{name}: new", lambda: _building(command, root, peer.pages, limit, size)
    with edited_brief(root):
        yield f"{name}: one edited", lambda: _building(command, root, peer.pages, limit)


def ours(folder: Path, size: int, limit: float) -> Iterator[Case]:
    """Our own build: everything, with nothing changed, with one brief edited, and in a clone with what was kept."""
    root = folder / "ours"
    command = _build(root)
    _forget_ours(root)
    yield "ours: new", lambda: _building(command, root, OUR_PAGES, limit, size)
    yield "ours: nothing changed", lambda: _building(command, root, OUR_PAGES, limit)
    yield "ours: restored", lambda: _restored(root, folder / "clone", limit)
    with edited_brief(root):
        yield "ours: one edited", lambda: _building(command, root, OUR_PAGES, limit)
    _forget_ours(root)


def parts(folder: Path, size: int, limit: float) -> Iterator[Case]:
    """Our own build without the search, then the search by itself, and the build without exports and feeds."""
    root = folder / "ours"
    _forget_ours(root)
    command = _part("build", str(root), str(root / "out"))
    silent = (*command, "--without", "search")
    yield "ours: without search", lambda: _building(silent, root, OUR_PAGES, limit, size)
    with edited_brief(root):
        yield "ours: one edited, without search", lambda: _building(silent, root, OUR_PAGES, limit)
    yield "ours: search", lambda: _run(measure(*_part("index", str(root), str(root / "out")), limit=limit))
    _forget_ours(root)
    yield "ours: without exports", lambda: _building((*command, "--without", "exports"), root, OUR_PAGES, limit, size)
    _forget_ours(root)


def uncited(folder: Path, size: int, limit: float) -> Iterator[Case]:
    """Our own build of the same briefs without citations and sources; the difference is what those cost."""
    root = folder / "uncited"
    _forget_ours(root)
    yield "ours: without citations", lambda: _building(_build(root), root, OUR_PAGES, limit, size)
    _forget_ours(root)


def jobs(folder: Path, size: int, limit: float) -> Iterator[Case]:
    """Our own build in one process and in two."""
    root = folder / "ours"
    for number in ("1", "2"):
        _forget_ours(root)
        command = (*_build(root), "--jobs", number)
        yield f"ours: jobs {number}", functools.partial(_building, command, root, OUR_PAGES, limit, size)
    _forget_ours(root)


def reading(folder: Path, _size: int, limit: float) -> Iterator[Case]:
    """Reading the archive without building, with the start of Python and all imports."""
    root = folder / "ours"
    _forget_ours(root)
    command = (sys.executable, "-c", READ, str(root))
    yield "read: cold", lambda: _run(measure(*command, limit=limit))
    yield "read: warm", lambda: _run(measure(*command, limit=limit))


@contextlib.contextmanager
def edited_brief(root: Path) -> Iterator[Path]:
    """Add a sentence to the brief in the middle of the archive, for as long as it takes."""
    briefs = sorted((*root.glob("archive/*/20*.md"), *root.glob("*/archive/*/20*.md")))
    path = briefs[len(briefs) // 2]
    before = path.read_bytes()
    path.write_bytes(before + SENTENCE)
    try:
        yield path
    finally:
        path.write_bytes(before)


def _building(command: Sequence[str], root: Path, pages: str, limit: float, expected: int | None = None) -> Run:
    """A run of a build, which must write *expected* pages of briefs."""
    before = _times(root, pages)
    usage = measure(*command, limit=limit)
    after = _times(root, pages)
    written = sum(before.get(path) != time for path, time in after.items())
    if expected is not None and written != expected:
        raise WrongPagesError(f"{written} pages of {expected} briefs")
    return _run(usage, written)


def _restored(root: Path, clone: Path, limit: float) -> Run:
    """A run in a copy whose files all have new times, as after a clone into which cache and site were restored."""
    shutil.copytree(root, clone, copy_function=shutil.copyfile)
    count = clone / "drawn.txt"
    try:
        usage = measure(*_part("build", str(clone), str(clone / "out"), "--count", str(count)), limit=limit)
        return _run(usage, int(count.read_text(encoding="utf-8")))
    finally:
        put_aside(clone.parents[1], clone)


def _run(usage: Usage, pages: int | None = None) -> Run:
    return Run(cpu=round(usage.cpu, 3), wall=round(usage.wall, 3), peak=round(usage.peak, 1), pages=pages)


def _times(root: Path, pages: str) -> Mapping[Path, int]:
    return {path: path.stat().st_mtime_ns for path in root.glob(pages)}


def _build(root: Path) -> tuple[str, ...]:
    return (BRIEFS, "--root", str(root), "build", "--quiet", "-o", str(root / "out"))


def _part(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.benchmarks.parts", *arguments)


def _forget_ours(root: Path) -> None:
    """Do away with the site and the cache: beside the site stands what the build has read."""
    put_aside(root.parents[1], root / "out", root / ".cache", root / "build")


def _of_peers() -> Iterator[tuple[str, Group]]:
    for name, peer in PEERS.items():
        yield name, Group(names=(f"{name}: new", f"{name}: one edited"), cases=functools.partial(of_peer, name, peer))


_OURS = ("ours: new", "ours: nothing changed", "ours: restored", "ours: one edited")
_PARTS = ("ours: without search", "ours: one edited, without search", "ours: search", "ours: without exports")
GROUPS: Mapping[str, Group] = {
    "ours": Group(names=_OURS, cases=ours),
    "parts": Group(names=_PARTS, cases=parts),
    "uncited": Group(names=("ours: without citations",), cases=uncited),
    "jobs": Group(names=("ours: jobs 1", "ours: jobs 2"), cases=jobs, sizes=(3000,)),
    "reading": Group(names=("read: cold", "read: warm"), cases=reading),
    **dict(_of_peers()),
}
FORMS = {name: name for name in PEERS} | dict.fromkeys(("ours", "parts", "jobs", "reading"), "ours")
"""The form of a sample that a group is measured on."""
FORMS["uncited"] = "uncited"
