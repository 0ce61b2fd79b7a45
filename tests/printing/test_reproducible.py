"""The same archive is printed in the same bytes, wherever and whenever that is done."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf

from briefarchive.storage import files

from .printed import Printed, lay_archive

IDS = {"long": "2014-09-01-long", "east-asia": "2014-09-03-east-asia", "figures": "2014-09-05-figures"}


def test_the_same_bytes_come_of_another_program_in_another_folder(
    tmp_path: Path, briefs: dict[str, Printed], volume: Printed
) -> None:
    root, out = lay_archive(tmp_path / "deep" / "er" / "archive"), tmp_path / "out"
    program = [sys.executable, "-c", "from briefarchive.cli import main; main()", "--root", str(root), "pdf"]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}  # another order of sets
    options = [*IDS.values(), "--volume", "year:2014", "-o", str(out), "--quiet"]
    subprocess.run([*program, *options], check=True, env=environment)
    digests = {file.relative_to(out).as_posix(): files.digest_file(file) for file in out.rglob("*.pdf")}
    expected = {f"archive/2014/{IDS[name]}.pdf": briefs[name] for name in IDS} | {"volumes/year-2014.pdf": volume}
    assert digests == {name: files.digest(printed.pdf) for name, printed in expected.items()}


def test_nothing_of_the_machine_is_in_a_file(everything: list[Printed], archive: Path) -> None:
    words = [str(archive), str(Path.home()), str(Path(sys.prefix)), "/tmp/", "site-packages"]
    for printed in everything:
        objects = [item for item in printed.document.objects if isinstance(item, pikepdf.Stream)]
        streams = [stream.read_bytes() for stream in objects if stream.get("/Filter") != pikepdf.Name.DCTDecode]
        whole = b"\n".join([printed.pdf, *streams]).decode("latin-1")
        assert [word for word in words if word in whole and len(word) > 1] == [], printed.name
