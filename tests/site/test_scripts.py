"""Scripts as browsers get them: one file with all that it imports."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from briefarchive.site.scripts import ENTRIES, bundle_module, collect_scripts
from briefarchive.site.settings import SCRIPTS

from .building import BuiltSite


@pytest.mark.parametrize("name", ENTRIES)
def test_a_script_brings_its_modules_and_is_right(name: str, tmp_path: Path) -> None:
    text = bundle_module(SCRIPTS / name)
    assert not re.findall(r"^import\b.*", text, re.MULTILINE)
    file = tmp_path / "script.mjs"
    file.write_text(text, "utf-8")
    node = shutil.which("node")
    assert node, "node is missing: on Debian, apt-get install nodejs"
    checked = subprocess.run([node, "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr  # a name that two modules have is a fault of syntax


def test_what_a_script_imports_comes_once_and_before_it_and_only_its_own_exports_stay(tmp_path: Path) -> None:
    (tmp_path / "base.js").write_text("// A remark.\nexport const base = 1;\n")
    (tmp_path / "left.js").write_text('import { base } from "./base.js";\nexport const left = base;\n')
    (tmp_path / "all.js").write_text(
        'import { left } from "./left.js";\nimport {\n  base,\n} from "./base.js";\n\nexport const both = [\n  left];\n'
    )
    bundle = bundle_module(tmp_path / "all.js")
    assert bundle == "const base = 1;\nconst left = base;\n\nexport const both = [\nleft];\n"


def test_what_a_script_asks_for_while_it_runs_is_served_with_all_that_it_imports(tmp_path: Path) -> None:
    folder = tmp_path / "reading"
    folder.mkdir()
    for name in ENTRIES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (folder / "reading.js").write_text('import { part } from "./part.js";\nimport("../search/late.js");\n')
    (folder / "part.js").write_text("export const part = 1;\n")
    (tmp_path / "search/late.js").write_text('import {\n  more,\n} from "./more.js";\nnew URL("./line.js", 1);\n')
    (tmp_path / "search/more.js").write_text("export const more = 1;\n")
    (tmp_path / "search/line.js").write_text("")
    assert collect_scripts(tmp_path).keys() == {*ENTRIES, "search/late.js", "search/more.js", "search/line.js"}


def test_the_site_has_the_scripts_in_one_piece_and_none_that_nobody_asks_for(site: BuiltSite) -> None:
    static = site.outdir / "_static"
    for name in ENTRIES:
        assert (static / name).read_text("utf-8") == bundle_module(SCRIPTS / name)
    names = {file.relative_to(static).as_posix() for file in (*static.glob("*/*.js"), static / "words.js")}
    assert names == collect_scripts(SCRIPTS).keys()
    assert "reading/cards.js" not in names


def test_the_script_for_reading_is_small() -> None:
    assert len(gzip.compress(bundle_module(SCRIPTS / "reading/reading.js").encode())) <= 10_000
