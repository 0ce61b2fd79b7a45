"""What is left out of a build to see its cost is really left out, and nothing else."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from .ours import write_ours
from .samples import make_sample

SIZE = 3


def built(root: Path, *options: str) -> set[str]:
    """The first folders and files of a site."""
    command: Sequence[str] = (sys.executable, "-m", "tests.benchmarks.parts", "build", str(root), str(root / "out"))
    subprocess.run((*command, *options), check=True, capture_output=True)
    return {path.name for path in (root / "out").iterdir()}


@pytest.mark.parametrize(("without", "gone"), [("search", {"search"}), ("exports", {"exports", "feeds"})])
def test_a_part_can_be_left_out(without: str, gone: set[str], tmp_path: Path) -> None:
    write_ours(make_sample(SIZE, seed=1), tmp_path)
    there = built(tmp_path, "--without", without)
    assert not there & gone
    assert there >= {"archive", "countries", "index.html", "search", "exports", "feeds"} - gone


def test_the_pages_of_briefs_that_are_drawn_are_counted(tmp_path: Path) -> None:
    write_ours(make_sample(SIZE, seed=1), tmp_path)
    count = tmp_path / "count.txt"
    counts = []
    for _ in range(2):
        built(tmp_path, "--count", str(count))
        counts.append(count.read_text(encoding="utf-8"))
    assert counts == [str(SIZE), "0"]
