"""Without its extras the program does all that does not need them."""

import json
import subprocess
import sys
from pathlib import Path

WITHOUT = """
import sys
from importlib.machinery import PathFinder
absent = {"dask", "distributed", "pyarrow", "segno", "typst"}
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in absent else super().find_spec(name, path, target)
sys.meta_path[:] = [Without if one is PathFinder else one for one in sys.meta_path]
import json
from click.testing import CliRunner
from briefarchive.cli import main
runs = (CliRunner().invoke(main, ["--root", "root", *line.split()], catch_exceptions=False) for line in sys.argv[1:])
print(json.dumps([(run.exit_code, run.stderr) for run in runs]))
"""
COMMANDS = dict.fromkeys(("build", "check", "export ris"), "") | {
    **dict.fromkeys(("pdf --all", "build --pdf"), "print"),
    "export parquet": "parquet",
}


def test_what_needs_an_extra_says_how_to_install_it_and_all_else_does_without(sound: Path) -> None:
    program = [sys.executable, "-c", WITHOUT, *COMMANDS]
    run = subprocess.run(program, cwd=sound.parent, capture_output=True, text=True, check=True)
    for extra, (code, told) in zip(COMMANDS.values(), json.loads(run.stdout), strict=True):
        if extra:
            assert code in {1, 2}
            assert f'pip install "briefarchive[{extra}]"' in told
        else:
            assert (code, told) == (0, "")
