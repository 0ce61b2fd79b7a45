"""Scripts as browsers get them: one file with all that it imports."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from briefarchive.site.scripts import ENTRIES, bundled
from briefarchive.site.settings import SCRIPTS

from .building import BuiltSite


@pytest.mark.parametrize("name", ENTRIES)
def test_a_script_brings_its_modules_and_is_right(name: str, tmp_path: Path) -> None:
    text = bundled(SCRIPTS / name)
    assert not re.findall(r"^import\b.*", text, re.MULTILINE)
    file = tmp_path / "script.mjs"
    file.write_text(text, "utf-8")
    node = shutil.which("node")
    assert node, "node is missing: on Debian, apt-get install nodejs"
    checked = subprocess.run([node, "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr  # a name that two modules have is a fault of syntax


def test_what_a_script_imports_comes_once_and_before_it(tmp_path: Path) -> None:
    (tmp_path / "base.js").write_text("// A remark.\nexport const base = 1;\n")
    (tmp_path / "left.js").write_text('import { base } from "./base.js";\nexport const left = base;\n')
    (tmp_path / "all.js").write_text(
        'import { left } from "./left.js";\nimport {\n  base,\n} from "./base.js";\n\nif (left) {\n  use(base);\n}\n'
    )
    assert bundled(tmp_path / "all.js") == "const base = 1;\nconst left = base;\n\nif (left) {\nuse(base);\n}\n"


def test_only_what_the_script_itself_exports_is_exported(tmp_path: Path) -> None:
    (tmp_path / "base.js").write_text("export const base = 1;\n")
    (tmp_path / "all.js").write_text('import { base } from "./base.js";\nexport const all = base;\n')
    assert bundled(tmp_path / "all.js") == "const base = 1;\nexport const all = base;\n"


def test_the_site_has_the_scripts_in_one_piece(site: BuiltSite) -> None:
    for name in ENTRIES:
        served = (site.outdir / "_static" / name).read_text("utf-8")
        assert served == bundled(SCRIPTS / name)
