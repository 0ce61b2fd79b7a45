"""Tables of cases that stand in files beside the tests."""

import csv
from pathlib import Path


def cases(path: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Names and rows of a table below `tests`, as `pytest.mark.parametrize` takes them."""
    with (Path(__file__).parent / path).open(encoding="utf-8", newline="") as opened:
        names, *rows = csv.reader(opened)
    return tuple(names), [tuple(row) for row in rows]
