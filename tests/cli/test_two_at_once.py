"""Two who write into one archive at once: an editor beside each command, and two commands."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefarchive.checking import check
from briefarchive.checking.loading import read_archive
from briefarchive.storage import replacing
from briefarchive.storage.replacing import FileReplacement

from .conftest import Run

ARCHIVE = Path(__file__).parent / "cases/two-writers"
EXPORT = (ARCHIVE / "in/1.txt").read_text("utf-8")
FILES = {path.relative_to(ARCHIVE).as_posix(): path.read_text("utf-8") for path in ARCHIVE.rglob("*") if path.is_file()}
COMMANDS = {
    "check": ["check", "--fix"],
    "format": ["sources", "format"],
    "import": ["import", "--jobs", "1", "in"],
    "merge": ["sources", "merge", "keep-2015", "drop-2014"],
    "new": ["new", "--title", "A new one", "--date", "2014-05-03"],
    "rename": ["rename", "2014-05-01-good", "better"],
    "withdraw": ["withdraw", "2014-05-01-good", "--reason", "It is wrong.", "--replaced-by", "2014-05-02-other"],
}
MINE = {
    ".md": "\nA sentence of mine.\n",
    ".bib": "\n@misc{mine,\n  title           = {Mine},\n}\n",
    ".yaml": "mine: {name: Mine}\n",
}


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes the archive anew, under a name, and goes there."""

    def write(name: str) -> Path:
        root = tmp_path / name
        for path, text in FILES.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())
        monkeypatch.chdir(root)
        return root

    return write


def edit(file: Path) -> str:
    """Add something to a file, or make it, as somebody does in an editor; what was added."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(MINE[file.suffix])
    return MINE[file.suffix].strip()


def contents(root: Path) -> Mapping[str, str]:
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and path.name != ".briefs-lock")
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


@contextmanager
def edited_before(moment: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Edit the file of which a command compares what it read with what is there, before it does so; its path."""
    real, calls, edited = replacing._is_due, iter(range(moment + 1)), []

    def halted(root: Path, file_replacement: FileReplacement) -> bool:
        if next(calls, None) == moment:
            edit(root / file_replacement.path)
            edited.append(file_replacement.path)
        return real(root, file_replacement)

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "_is_due", halted)
        yield edited


@contextmanager
def edited_when_written(path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Edit the file whose path begins so, when it is its turn to be written."""
    real = replacing._replace

    def halted(root: Path, file_replacement: FileReplacement) -> None:
        if file_replacement.path.startswith(path):
            edit(root / file_replacement.path)
        real(root, file_replacement)

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "_replace", halted)
        yield


@pytest.mark.parametrize("command", ["check", "format", "import", "rename"])
def test_what_is_edited_while_a_command_halts_stays_and_is_told(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    writes = 0
    for moment in range(100):
        root = lay(str(moment))
        with edited_before(moment, monkeypatch) as paths:
            result = briefs(*COMMANDS[command])
        if not paths:
            break
        (path,), mine = paths, MINE[Path(paths[0]).suffix].strip()
        after = contents(root)
        assert mine in after[path], (moment, path, result.output)
        assert result.exit_code == 1, (moment, path, result.output)
        assert f'"{path}" has changed in the meantime, and was left alone' in result.output
        if "nothing was written" in result.output:
            assert after == {**FILES, path: FILES.get(path, "") + MINE[Path(path).suffix]}
        else:
            writes += 1
        assert not list(root.rglob("*.part"))
        # Whatever comes of it, the same command loses nothing either.
        briefs(*COMMANDS[command])
        assert any(mine in text for text in contents(root).values()), (moment, path, result.output)
        assert not any(diagnostic.code == "F104" for diagnostic in read_archive(root, cache=False).diagnostics)
    assert moment > 1
    assert writes


@pytest.mark.parametrize("command", ["format", "merge", "rename", "withdraw"])
def test_what_a_killed_command_has_begun_leaves_no_fault_and_is_ended_by_the_next(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    root = lay("whole")
    briefs(*COMMANDS[command])
    whole, real = contents(root), replacing._replace
    for moment in range(100):
        root, left = lay(str(moment)), iter(range(moment))

        def replace(root: Path, file_replacement: FileReplacement, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            real(root, file_replacement)

        with monkeypatch.context() as patch:
            patch.setattr(replacing, "_replace", replace)
            killed = briefs(*COMMANDS[command]).exit_code == 1
        if not killed:
            break
        # That something is there twice for a while may be told, and nothing is missing.
        errors = {one.code for one in check(read_archive(root, cache=False)) if one.severity == "error"}
        assert errors <= {"C150", "C151", "L104"}, moment
        briefs(*COMMANDS[command])
        assert contents(root) == whole, moment
    assert moment > 1


def test_a_command_that_was_stopped_half_way_names_what_it_has_written(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("a")
    with edited_when_written("archive/2014/2014-05-01-good.md", monkeypatch):
        output = briefs(*COMMANDS["rename"]).output
    assert output == (
        'Error: "archive/2014/2014-05-01-good.md" has changed in the meantime, and was left alone. '
        'Written: "archive/2014/2014-05-01-better.md", "archive/2014/2014-05-02-other.md"; '
        'still to be written: "archive/2014/2014-05-01-good.md". Run the command again\n'
    )
    output = briefs(*COMMANDS["rename"]).output
    assert 'there is a brief "2014-05-01-better" already: archive/2014/2014-05-01-better.md' in output
    Path("archive/2014/2014-05-01-better.md").unlink()
    assert briefs(*COMMANDS["rename"]).exit_code == 0
    (brief,) = Path("archive/2014").glob("*-better.md")
    assert "A sentence of mine." in brief.read_text("utf-8")
    assert sorted(path.name for path in Path("archive/2014").iterdir()) == [brief.name, "2014-05-02-other.md"]


def test_a_check_that_leaves_a_file_alone_ends_with_1_though_nothing_is_wrong_in_it(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay("a")
    sound = FILES["archive/2014/2014-05-01-good.md"].replace(" {cite:p}`drop-2014`", "")
    (root / "archive/2014/2014-05-02-other.md").unlink()
    (root / "archive/2014/2014-05-01-good.md").write_text(sound.replace("Text.", "Text {cite p}`keep-2015`."), "utf-8")
    real = replacing._is_due

    def halted(root: Path, file_replacement: FileReplacement) -> bool:
        (root / file_replacement.path).write_text(sound, "utf-8")
        return real(root, file_replacement)

    monkeypatch.setattr(replacing, "_is_due", halted)
    result = briefs("check", "--fix", "archive/2014/2014-05-01-good.md")
    assert "was left alone; run the command again" in result.output
    assert "no findings" in result.output
    assert result.exit_code == 1


def test_a_file_that_cannot_be_written_is_named(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("a")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing.files, "write_pieces", full)
    result = briefs(*COMMANDS["withdraw"])
    message = '"archive/2014/2014-05-02-other.md" cannot be written: No space left on device; nothing was written'
    assert (result.exit_code, message in result.output) == (1, True)


def test_a_mapping_that_is_edited_while_exports_are_read_stays(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay("a")
    Path("in/1.csv").write_text("title,date,text,tags\nA,2015-05-04,A text.,Quays\n", "utf-8")
    with edited_before(0, monkeypatch) as paths:
        result = briefs("import", "--jobs", "1", "in/1.csv", "--mapping", "map.yaml", "--dry-run")
    assert paths == ["map.yaml"]
    assert '"map.yaml" has changed in the meantime, and was left alone' in result.output
    assert result.exit_code == 1
    assert contents(root)["map.yaml"] == MINE[".yaml"]


def test_an_import_that_was_stopped_half_way_reports_what_it_did(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("a")
    Path("in/2.csv").write_text("title,date,text,tags\nA,2016-05-04,A text.,Quays\n", "utf-8")
    with edited_when_written("archive/2016/", monkeypatch):
        result = briefs("import", "--jobs", "1", "in", "--mapping", "map.yaml", "--report", "report.json")
    assert result.exit_code == 1
    assert "I205" in result.output
    assert "run the command again (Written: " in result.output
    reports = json.loads(Path("report.json").read_text("utf-8"))["files"]
    assert {report["file"]: report["status"] for report in reports} == {"1.txt": "written", "2.csv#row-1": "refused"}
    assert "Quays" in Path("map.yaml").read_text("utf-8")


def _start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "briefarchive.cli", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_two_imports_both_end_and_each_text_is_there_once(lay: Callable[[str], Path]) -> None:
    lay("a")
    for number in range(8):
        text = EXPORT.replace("Pier 1", f"Pier {number}").replace("line 1", f"line {number}")
        Path(f"in/{number}.txt").write_text(text.replace("May 4", f"May {number + 1}"), "utf-8")
    both = [_start("import", "--jobs", "1", "in") for _ in range(2)]
    outputs = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    assert len(list(Path("archive/2015").iterdir())) == 8
    reading = read_archive(Path(), cache=False)
    assert not [diagnostic for diagnostic in reading.diagnostics if diagnostic.severity == "error"]


def test_a_command_that_has_waited_says_for_whom_and_the_others_do_not_wait(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay("a")
    monkeypatch.setattr(replacing, "_PATIENCE", 0.1)
    number = os.getpid()
    with replacing.locked(root, "briefs import"):
        for arguments in COMMANDS.values():
            result = briefs(*arguments)
            assert result.exit_code == 1
            assert f"waiting for briefs import (process {number}) to end …\n" in result.output
            message = f"Error: briefs import (process {number}) is writing into this archive; nothing was written."
            assert message in result.output
        assert contents(root) == FILES
        for reading in (
            ["check"],
            ["rename", "2014-05-01-good", "better", "--dry-run"],
            ["sources", "format", "--diff"],
        ):
            assert "waiting" not in briefs(*reading).output
    with replacing.locked(root, "briefs sources links", name=".briefs-links-lock"):
        assert "briefs sources links" in briefs("sources", "links").output
        assert briefs(*COMMANDS["rename"]).exit_code == 0


def test_an_archive_on_a_disk_without_locks_is_written_all_the_same(
    briefs: Run, lay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("a")

    def none(*_: object, **__: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(replacing.FileLock, "acquire", none)
    assert briefs(*COMMANDS["rename"]).exit_code == 0
