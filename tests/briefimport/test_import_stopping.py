"""An import that is stopped at any moment, and run again."""

from pathlib import Path

import pytest

from briefarchive.checking.archive import read_archive
from briefarchive.storage import replacing
from briefarchive.storage.replacing import FileReplacement
from briefimport import import_exports

from .conftest import VOCABULARY
from .test_import_runs import EXPORT, export, files_of


class Stop(BaseException):
    """Nothing catches it, as nothing catches a kill."""


def exports(folder: Path) -> Path:
    """Exports whose titles, sources and people depend on one another."""
    for number in range(20):
        text = EXPORT.replace("$4", f"${number}").replace("May 4", f"May {number % 14 + 1}")
        text = text.replace("Second ferry", f"Ferry {number // 3}").replace("Ben Sample", f"Ben Sample{number % 5}")
        export(folder, f"{number:02}.txt", text)
    return folder


def assert_sound(root: Path) -> None:
    """Every brief is whole, and what it names is there."""
    reading = read_archive(root, cache=False)
    archive = reading.archive
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    for brief in archive.briefs.values():
        assert set(brief.sources) <= set(archive.sources)
        assert set(brief.compilers) <= set(archive.vocabulary.people)


@pytest.mark.parametrize("written", [0, 1, 2, 3, 4, 15])
def test_stop_between_two_files_is_made_good_by_the_next_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    folder, whole = exports(tmp_path / "in"), tmp_path / "whole"
    for name, text in VOCABULARY.items():
        export(whole / "archive/vocabulary", name, text)
    import_exports(whole, [folder])
    real, left = replacing._replace, iter(range(written))

    def stopping(root: Path, one: FileReplacement) -> None:
        if next(left, None) is None:
            raise Stop
        real(root, one)

    with monkeypatch.context() as patched:
        patched.setattr(replacing, "_replace", stopping)
        with pytest.raises(Stop):
            import_exports(root, [folder])
    assert_sound(root)
    again = import_exports(root, [folder])
    assert {file.status.value for file in again.files} <= {"written", "unchanged"}
    assert files_of(root) == files_of(whole)
