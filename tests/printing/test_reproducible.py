"""The same archive is printed in the same bytes, wherever and whenever that is done."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf

from briefarchive.storage import files

from .printed import Printed, lay_archive

ONE = "2014-09-01-long"
OTHERS = ("2014-09-03-east-asia", "2014-09-05-figures")


def print_all(root: Path, out: Path, seed: str) -> dict[str, bytes]:
    """What a program of its own prints, with another order of sets."""
    program = [sys.executable, "-c", "from briefarchive.cli import main; main()"]
    options = ["--root", str(root), "pdf", ONE, *OTHERS, "--volume", "year:2015", "--bibliography", "merged"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"}
    subprocess.run([*program, *options, "-o", str(out), "--quiet"], check=True, env=environment)
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in sorted(out.rglob("*.pdf"))}


def test_the_same_bytes_come_of_another_program_in_another_folder(tmp_path: Path, briefs: dict[str, Printed]) -> None:
    first = print_all(lay_archive(tmp_path / "a"), tmp_path / "first", "1")
    second = print_all(lay_archive(tmp_path / "deep" / "er" / "b"), tmp_path / "second", "2")
    assert sorted(first) == [*(f"archive/2014/{one}.pdf" for one in (ONE, *OTHERS)), "volumes/year-2015.pdf"]
    assert {name: files.digest(data) for name, data in first.items()} == {
        name: files.digest(data) for name, data in second.items()
    }
    assert first[f"archive/2014/{ONE}.pdf"] == briefs["long"].pdf
    assert first["archive/2014/2014-09-05-figures.pdf"] == briefs["figures"].pdf


def test_nothing_of_the_machine_is_in_a_file(everything: list[Printed], archive: Path) -> None:
    words = [str(archive), str(Path.home()), str(Path(sys.prefix)), "/tmp/", "site-packages"]
    for printed in everything:
        objects = [one for one in printed.document.objects if isinstance(one, pikepdf.Stream)]
        streams = [one.read_bytes() for one in objects if one.get("/Filter") != pikepdf.Name.DCTDecode]
        whole = b"\n".join([printed.pdf, *streams]).decode("latin-1")
        assert [word for word in words if word in whole and len(word) > 1] == [], printed.name
