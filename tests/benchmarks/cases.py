"""What is measured on one sample archive: a case is a name and what it cost."""

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .measure import Usage, measure
from .ours import write_ours
from .plain import write_plain
from .samples import make_sample, without_citations

READ = "import pathlib, sys; import briefarchive.reading.archive as r; r.read_archive(pathlib.Path(sys.argv[1]))"
SENTENCE = b"\nOne more sentence at the end of this brief.\n"


def prepare(folder: Path, size: int, seed: int) -> None:
    """Write the same sample in all forms, in place of what an earlier measurement left."""
    shutil.rmtree(folder, ignore_errors=True)
    sample = make_sample(size, seed=seed)
    write_ours(sample, folder / "ours")
    write_ours(without_citations(sample), folder / "without")
    write_plain(sample, folder / "plain")


def plain(folder: Path) -> Iterator[tuple[str, Usage]]:
    """Bare Sphinx and MyST-Parser on the same texts without citations: the yardstick."""
    out = folder / "plain-html"
    _forget(out)
    command = (sys.executable, "-m", "sphinx", "-q", str(folder / "plain"), str(out))
    yield "plain: new", measure(*command)
    yield "plain: nothing changed", measure(*command)
    with edited_brief(folder / "plain"):
        yield "plain: one edited", measure(*command)


def ours(folder: Path) -> Iterator[tuple[str, Usage]]:
    """Our own build: everything, then with nothing changed, then with one brief edited."""
    root = folder / "ours"
    command = _new_build(root)
    yield "ours: new", measure(*command)
    yield "ours: nothing changed", measure(*command)
    with edited_brief(root):
        yield "ours: one edited", measure(*command)


def without(folder: Path) -> Iterator[tuple[str, Usage]]:
    """Our own build of the same briefs without citations and sources; the difference is what those cost."""
    yield "without citations: new", measure(*_new_build(folder / "without"))


def reading(folder: Path) -> Iterator[tuple[str, Usage]]:
    """Reading the archive without building, with the start of Python and all imports."""
    root = folder / "ours"
    _forget(root / ".cache")
    command = (sys.executable, "-c", READ, str(root))
    yield "read: cold", measure(*command)
    yield "read: warm", measure(*command)


@contextlib.contextmanager
def edited_brief(root: Path) -> Iterator[Path]:
    """Add a sentence to the brief in the middle of the archive, for as long as it takes."""
    briefs = sorted(root.glob("archive/[0-9]*/*.md"))
    path = briefs[len(briefs) // 2]
    before = path.read_bytes()
    path.write_bytes(before + SENTENCE)
    try:
        yield path
    finally:
        path.write_bytes(before)


def _new_build(root: Path) -> tuple[str, ...]:
    """The command that builds the site of *root*, of which nothing is left from an earlier build."""
    out = root.with_name(f"{root.name}-built") / "html"
    _forget(out.parent, root / ".cache", root / "build")  # beside the site stands what the build has read
    return (str(Path(sys.executable).with_name("briefs")), "--root", str(root), "build", "-o", str(out))


def _forget(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


GROUPS: dict[str, Callable[[Path], Iterator[tuple[str, Usage]]]] = {
    "plain": plain,
    "ours": ours,
    "without": without,
    "read": reading,
}
