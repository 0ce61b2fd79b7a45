"""Commands about one brief take its id or the path of its file."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_a_brief_is_renamed_and_withdrawn_by_the_path_of_its_file(briefs: Run, sound: Path) -> None:
    file = sound / "archive/2014/2014-05-01-pier.md"
    file.write_text("---\ntitle: A pier opens\ndate: 2014-05-01\n---\nThe pier opened.\n")
    assert briefs("--root", sound, "rename", file, "quay").exit_code == 0
    renamed = file.with_name("2014-05-01-quay.md")
    assert not file.exists()
    result = briefs("--root", sound, "withdraw", renamed, "--reason", "It was no quay.")
    assert result.exit_code == 0, result.output
    assert "status: withdrawn" in renamed.read_text()


def test_a_file_elsewhere_is_a_wrong_use(briefs: Run, sound: Path, tmp_path: Path) -> None:
    other = tmp_path / "2014-05-01-quay.md"
    for arguments in (("rename", other, "pier"), ("withdraw", other, "--reason", "None.")):
        result = briefs("--root", sound, *arguments)
        assert (result.exit_code, "is no file of a brief in" in result.output) == (2, True)
