"""The tests of the scripts, in node's own runner."""

import os
import shutil
import subprocess
from pathlib import Path

from briefarchive.site.settings import SEARCH_SCRIPTS

TESTS = sorted((Path(__file__).parent / "client").glob("*.test.mjs"))


def test_the_scripts_pass_their_own_tests(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(SEARCH_SCRIPTS, scripts)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    node = shutil.which("node")
    assert node, "node is missing: on Debian, apt-get install nodejs"
    done = subprocess.run(
        [node, "--test", *map(str, TESTS)],
        env=os.environ | {"SCRIPTS": str(scripts)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert len(TESTS) == 4
