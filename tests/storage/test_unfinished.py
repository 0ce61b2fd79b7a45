"""Files that a killed command was writing."""

import subprocess
from pathlib import Path

import pytest

from briefarchive.curating import start
from briefarchive.reading.skipped_files import find_skipped_files
from briefarchive.storage.files import write_pieces

IGNORED = Path(start.__path__[0], "gitignore.txt").read_text("utf-8")


class Kill(BaseException):
    """Nothing is done after it, as after a kill."""


def unfinished(target: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is left of *target* by a command that was killed."""

    def kill(*_: Path) -> None:
        raise Kill

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        patched.setattr(Path, "replace", kill)
        with pytest.raises(Kill):
            write_pieces(target, [b"half"])
    (left,) = target.parent.glob(".*.part")
    return left


@pytest.mark.parametrize("path", ["archive/2015/2015-09-01-a-treaty.md", "bib/2015.bib"])
def test_unfinished_file_is_passed_over_by_the_check_and_by_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    unfinished(tmp_path / path, monkeypatch)
    assert not list(find_skipped_files(tmp_path))
    (tmp_path / ".gitignore").write_text(IGNORED)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    status = ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(status, check=True, capture_output=True, text=True).stdout == "?? .gitignore\n"
