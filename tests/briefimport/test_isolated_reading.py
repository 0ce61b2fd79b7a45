"""Programs that read files in a process of their own."""

from pathlib import Path

import pytest

from briefimport.files import isolated_reading


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("raise ValueError", isolated_reading.UnreadableError),
        ("raise MemoryError", isolated_reading.ResourceLimitError),
        ("return bytearray(8_000_000_000)", isolated_reading.ResourceLimitError),
        ("return 'a' * 100_000_000", isolated_reading.ResourceLimitError),
        ("import os; os.abort()", isolated_reading.ResourceLimitError),
        ("import time; time.sleep(60)", isolated_reading.ResourceLimitError),
        ("import os; os._exit(0)", isolated_reading.UnreadableError),
    ],
)
def test_program_that_fails_ends_alone_and_is_told_from_one_that_takes_too_much(
    tmp_path: Path, body: str, fault: type[Exception]
) -> None:
    program = tmp_path / "program.py"
    program.write_text(f"def main(path):\n    {body}\n")
    with pytest.raises(fault):
        isolated_reading.read_isolated(program, tmp_path, seconds=3 if "sleep" in body else 10)


def test_what_a_program_returns_comes_back(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("def main(path):\n    return {'path': path, 'words': ['línea']}\n")
    assert isolated_reading.read_isolated(program, tmp_path) == {"path": str(tmp_path), "words": ["línea"]}
