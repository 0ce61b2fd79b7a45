"""Cases that stand in files beside the tests: tables in CSV, and those of a module in `cases/<module>.yaml`."""

import csv
import functools
import inspect
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml


def cases(path: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Names and rows of a table below `tests`, as `pytest.mark.parametrize` takes them."""
    with (Path(__file__).parent / path).open(encoding="utf-8", newline="") as opened:
        names, *rows = csv.reader(opened)
    return tuple(names), [tuple(row) for row in rows]


def by_cases(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test with each case that stands under its name: a list of cases, or one argument with all its values.

    What a case gives becomes what the test's annotations say, as a tuple or a date.
    """
    file = Path(inspect.getfile(test))
    table = _read(file.parent / "cases" / f"{file.stem.removeprefix('test_')}.yaml")[
        test.__name__.removeprefix("test_")
    ]
    if isinstance(table, dict):
        ((name, values),) = table.items()
        table = [{name: value} for value in values]
    kinds = [(name, test.__annotations__.get(name, Any)) for name in table[0]]
    rows = [[msgspec.convert(case[name], kind) for name, kind in kinds] for case in table]
    return pytest.mark.parametrize([name for name, _ in kinds], rows)(test)


@functools.cache
def _read(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)


def alter(root: Path, file: str, **how: Any) -> None:
    """What a case does to a file: replace something in it, add to it, move or remove it, date it, or make it a link."""
    path = root / file
    match how:
        case {"old": old, "new": new}:
            text = path.read_text("utf-8")
            assert old in text, file
            path.write_text(text.replace(old, new), "utf-8")
        case {"text": text}:
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8") as stream:
                stream.write(text)
        case {"link": target}:
            path.symlink_to(target)
        case {"seconds": seconds}:
            os.utime(path, (seconds, seconds))
        case {"to": ""}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case {"to": new}:
            path.rename(root / new)
