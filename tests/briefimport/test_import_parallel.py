"""Many files in several processes."""

import subprocess
import sys
from pathlib import Path

from briefimport import import_exports
from briefimport.report.pages import render_json

from .reading import codes
from .test_runs import EXPORT, export, files_of

# As the command does it, which has no other threads: so its processes are forks, and need not read our code anew.
_IN_TWO = """
import sys
from pathlib import Path
from briefimport import import_exports, parallel
from briefimport.report.pages import render_json
parallel._MIN_ITEMS, parallel._BATCH_SIZE = 16, 4
sys.stdout.writelines(render_json(import_exports(Path(sys.argv[1]), [Path(sys.argv[2])], jobs=2)))
"""


def exports(folder: Path) -> Path:
    for number in range(24):
        text = EXPORT.replace("$4", f"${number}").replace("May 4", f"May {number % 28 + 1}")
        export(folder, f"{number:02}.txt", text.replace("Second ferry", f"Ferry {number // 3}"))
    # Its order of day and month decides about the other, which is read a second time.
    export(folder, "a.txt", EXPORT.replace("May 4, 2015", "17/05/2015").replace("pier", "jetty"))
    export(folder, "b.txt", EXPORT.replace("May 4, 2015", "04/05/2015").replace("pier", "quay"))
    (folder / "c.txt").write_bytes(b"\x00\x01")
    return folder


def test_archive_and_report_are_the_same_bytes_for_any_number_of_processes(root: Path, tmp_path: Path) -> None:
    folder = exports(tmp_path / "in")
    other = tmp_path / "other"
    for path in files_of(root):
        export((other / path).parent, Path(path).name, (root / path).read_text("utf-8"))
    alone = import_exports(root, [folder], jobs=1)
    command = [sys.executable, "-c", _IN_TWO, str(other), str(folder)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "".join(render_json(alone))
    assert {*codes(alone)} >= {"I103", "I201"}
    assert files_of(other) == files_of(root)
    assert len(files_of(root)) > 24
