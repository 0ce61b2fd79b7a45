"""Python leaves out assertions when it is told to be quick (`-O`, PYTHONOPTIMIZE): no judgement may need them.

That our own code has none, `ruff` says (rule S101); that no library's is needed, what is found says.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from .pdf_files import SCRIPT, numbered, packed, pdf_address

_JUDGE = """
import json, pathlib, sys
from briefarchive.reading.attached_files.contents import faults_of_attachment
assert sys.argv[2] == "0", "left out"
files = [(f"archive/{file.name}", file.read_bytes()) for file in sorted(pathlib.Path(sys.argv[1]).iterdir())]
print(json.dumps([str(one) for path, data in files for one in faults_of_attachment(path, data)]))
"""


def _picture(kind: str, size: tuple[int, int] = (8, 6)) -> bytes:
    stream = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(stream, kind)
    return stream.getvalue()


def _documents() -> dict[str, bytes]:
    return {
        "script.pdf": pdf_address(catalog=SCRIPT),
        "film.pdf": pdf_address(page="/Annots[<</Subtype/Movie>>]"),
        "bomb.pdf": packed([b"[0]" + b" " * 33_000_000]),
        "shifted.pdf": numbered(["<</Type/Catalog>>"], first=3),
        "cut.pdf": pdf_address()[:90],
        "formula.csv": b"a,b\n=1,2\n",
        "long.csv": b"a" * 200_000,
        "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "entities.svg": b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    }


def _pictures() -> dict[str, bytes]:
    page = b"<html><script>alert(1)</script>"
    kinds = {"gif": _picture("GIF"), "jpg": _picture("JPEG"), "png": _picture("PNG"), "webp": _picture("WEBP")}
    return {
        "huge.png": _picture("PNG", (7_000, 7_000)),
        "other.webp": kinds["gif"],
        **{f"page.{kind}": data + page for kind, data in kinds.items()},
        **{f"cut-{at}.{kind}": data[: len(data) * at // 8] for kind, data in kinds.items() for at in range(8)},
    }


def _found(folder: Path, level: str) -> list[str]:
    command = [sys.executable, "-c", _JUDGE, str(folder), level]
    environment = {**os.environ, "PYTHONOPTIMIZE": level if level != "0" else "", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("make", [_documents, _pictures])
def test_the_same_is_found_without_assertions(make: Callable[[], dict[str, bytes]], tmp_path: Path) -> None:
    for name, data in make().items():
        (tmp_path / name).write_bytes(data)
    plain = _found(tmp_path, "0")
    assert [name for name in make() if not any(name in one for one in plain)] == []
    assert _found(tmp_path, "1") == plain
    assert _found(tmp_path, "2") == plain
