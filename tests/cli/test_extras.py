"""Without its extras the program does all that does not need them."""

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = """
import sys
from importlib.machinery import PathFinder
absent = {"dask", "distributed", "pyarrow", "segno", "typst"}
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in absent else super().find_spec(name, path, target)
sys.meta_path[:] = [Without if one is PathFinder else one for one in sys.meta_path]
from briefarchive.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        *((["build"], ""), (["check"], ""), (["export", "ris"], "")),
        *((["pdf", "--all"], "print"), (["build", "--pdf"], "print"), (["export", "parquet"], "parquet")),
    ],
)
def test_what_needs_an_extra_says_how_to_install_it_and_all_else_does_without(
    command: list[str], extra: str, sound: Path
) -> None:
    arguments = ["--root", str(sound), *command]
    run = subprocess.run([sys.executable, "-c", WITHOUT, *arguments], capture_output=True, text=True, check=False)
    if extra:
        assert run.returncode in {1, 2}
        assert f'pip install "briefarchive[{extra}]"' in run.stderr
        assert "Traceback" not in run.stderr
    else:
        assert (run.returncode, run.stderr) == (0, "")
