"""An import that is stopped at any moment, and run again."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.storage import replacing
from briefarchive.storage.replacing import FileReplacement
from briefimport import import_exports, staging

from .test_import_runs import EXPORT, codes, export, files_of

FILES = 40


class Stop(BaseException):
    """Nothing catches it, as nothing catches a kill."""


def import_until_stopped(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *, moves: int) -> None:
    """Import a folder, and stop after so many files have been moved into the archive."""
    real = replacing._replace
    left = iter(range(moves))

    def stopping(root: Path, one: FileReplacement) -> None:
        if next(left, None) is None:
            raise Stop
        real(root, one)

    with monkeypatch.context() as patched:
        patched.setattr(replacing, "_replace", stopping)
        with pytest.raises(Stop):
            import_exports(root, [folder])


def exports(folder: Path) -> Path:
    """Exports whose titles, sources and people depend on one another."""
    for number in range(FILES):
        text = EXPORT.replace("$4", f"${number}").replace("May 4", f"May {number % 28 + 1}")
        text = text.replace("Second ferry", f"Ferry {number // 3}").replace("Ben Sample", f"Ben Sample{number % 5}")
        export(folder, f"{number:02}.txt", text)
    return folder


def undisturbed(tmp_path: Path, vocabulary: Path, folder: Path) -> dict[str, str]:
    whole = tmp_path / "whole"
    copy_vocabulary(vocabulary, whole)
    import_exports(whole, [folder])
    return files_of(whole)


def copy_vocabulary(root: Path, target: Path) -> None:
    for path in sorted((root / "archive" / "vocabulary").iterdir()):
        place = target / "archive" / "vocabulary" / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())


def assert_sound(root: Path) -> None:
    """Every brief is whole, and what it names is there."""
    reading = read_archive(root, cache=False)
    archive = reading.archive
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    for brief in archive.briefs.values():
        assert set(brief.sources) <= set(archive.sources)
        assert set(brief.compilers) <= set(archive.vocabulary.people)


@pytest.mark.parametrize("moves", [0, 1, 2, 3, 4, 20])
def test_stop_between_two_files_is_made_good_by_the_next_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    folder = exports(tmp_path / "in")
    wanted = undisturbed(tmp_path, root, folder)
    import_until_stopped(root, folder, monkeypatch, moves=moves)
    assert_sound(root)
    tried = import_exports(root, [folder], dry_run=True)
    assert "I401" in codes(tried)
    again = import_exports(root, [folder])
    assert "I401" in codes(again)
    assert files_of(root) == wanted
    assert {file.status.value for file in again.files} == {"unchanged"}
    assert "I401" not in codes(import_exports(root, [folder]))


def test_stop_before_all_files_are_ready_leaves_the_archive_as_it_was(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = exports(tmp_path / "in")
    wanted = undisturbed(tmp_path, root, folder)
    before = files_of(root)
    real = staging.write_bytes
    left = iter(range(10))

    def stopping(path: Path, data: bytes) -> bool:
        if next(left, None) is None:
            raise Stop
        return real(path, data)

    monkeypatch.setattr(staging, "write_bytes", stopping)
    with pytest.raises(Stop):
        import_exports(root, [folder])
    monkeypatch.undo()
    assert files_of(root) == before
    import_exports(root, [folder])
    assert files_of(root) == wanted


@pytest.mark.parametrize("seed", range(3))
def test_killed_import_goes_on_where_it_stopped(root: Path, tmp_path: Path, seed: int) -> None:
    folder = exports(tmp_path / "in")
    wanted = undisturbed(tmp_path, root, folder)
    draw = random.Random(seed)
    kills = 0
    # Each time a little later, so that every stage of a run is killed.
    for number in range(6):
        command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "import", str(folder)]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            wait_for_it(root, process, late=number % 2 == 1)
            time.sleep(draw.uniform(0, 0.03 * (number + 1)))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        assert_sound(root)
        if process.returncode == 0:
            break
        kills += 1
    assert kills
    import_exports(root, [folder])
    assert files_of(root) == wanted
    assert not list(root.rglob("*.part"))


def wait_for_it(root: Path, process: subprocess.Popen[bytes], *, late: bool) -> None:
    """Wait till the run has begun to write, or, *late*, to move."""
    sign = root / ".briefs-import" / ("moves.json" if late else "000000")
    while process.poll() is None and not sign.exists():
        time.sleep(0.002)


def test_what_a_person_changed_in_between_is_kept(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = exports(tmp_path / "in")
    import_until_stopped(root, folder, monkeypatch, moves=4)
    changed = root / staging_list(root)[-1]
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text("mine", encoding="utf-8")
    import_exports(root, [folder])
    assert changed.read_text("utf-8") == "mine"
    assert len(list((root / "archive").glob("20*/*.md"))) == FILES + 1


def staging_list(root: Path) -> list[str]:
    data = (root / ".briefs-import" / "moves.json").read_bytes()
    return [move["path"] for move in json.loads(data)]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_list_of_moves_that_another_has_written_is_not_followed(kind: str, root: Path, tmp_path: Path) -> None:
    room, secret = root / ".briefs-import", tmp_path / "secret"
    room.mkdir()
    secret.write_text("stranger", encoding="utf-8")
    secret.chmod(0o600)
    if kind == "link":
        (room / "000000").symlink_to(secret)
    else:
        (room / "000000").write_bytes(secret.read_bytes())
    after = hashlib.sha256(b"stranger").hexdigest()[:32]
    moves = [
        {"name": "000000", "path": path, "before": "", "after": after} for path in ("archive/x.md", "a\0b", "../x.md")
    ]
    (room / "moves.json").write_text(json.dumps(moves), encoding="utf-8")
    import_exports(root, [export(tmp_path / "in")])
    assert not (root / "archive" / "x.md").exists()
    assert not room.exists()
    assert secret.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_not_the_one_that_was_made_ready_is_made_anew(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = exports(tmp_path / "in")
    wanted = undisturbed(tmp_path, root, folder)
    import_until_stopped(root, folder, monkeypatch, moves=4)
    left = [file for file in (root / ".briefs-import").iterdir() if file.name.isdecimal()]
    left[-1].write_bytes(b"")  # as a crash of the machine may leave it
    import_exports(root, [folder])
    assert files_of(root) == wanted


def test_waiting_room_that_is_a_link_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".briefs-import").symlink_to(tmp_path / "elsewhere")
    report = import_exports(root, [export(tmp_path / "in")])
    assert "I205" in codes(report)
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (root / "bib").exists()
