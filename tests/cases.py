"""Cases that stand in files beside the tests: tables in CSV, and those of a module in `cases/<module>.yaml`."""

import csv
import datetime
import functools
import inspect
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_origin

import msgspec
import pytest
import yaml


def cases(path: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Names and rows of a table below `tests`, as `pytest.mark.parametrize` takes them."""
    with (Path(__file__).parent / path).open(encoding="utf-8", newline="") as opened:
        names, *rows = csv.reader(opened)
    return tuple(names), [tuple(row) for row in rows]


def by_cases(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test with each case that stands under its name: cases, perhaps by name, or one argument with its values.

    What a case gives becomes what the test's annotations say, as a tuple or a date; what it does not give is empty.
    """
    table = load_cases(inspect.getfile(test))[test.__name__.removeprefix("test_")]
    ids = None
    if isinstance(table, dict) and isinstance(next(iter(table.values())), dict):
        ids, table = [*table], [*table.values()]
    elif isinstance(table, dict):
        ((name, values),) = table.items()
        table = [{name: value} for value in values]
    names = dict.fromkeys(name for case in table for name in case)
    kinds = {name: test.__annotations__.get(name, Any) for name in names}
    rows = [
        [msgspec.convert(case[name], kind) if name in case else _empty(kind) for name, kind in kinds.items()]
        for case in table
    ]
    return pytest.mark.parametrize(list(kinds), rows, ids=ids)(test)


def _empty(kind: Any) -> Any:
    container = get_origin(kind) or kind
    return container() if container in {bool, dict, float, int, list, set, str, tuple} else None


def extract(value: Any, wanted: Any, name: Callable[[Any], str] = str) -> Any:
    """What a value says where a case says something of it, to be compared with that.

    It is asked for attributes, for what stands under a key, or for its items in their order; of what a case writes as
    a text or a day, it has the *name*.
    """
    match wanted:
        case dict():
            keyed = isinstance(value, Mapping | list | tuple)
            read = value.__getitem__ if keyed else functools.partial(getattr, value)
            return {key: extract(read(key), part, name) for key, part in wanted.items()}
        case list():
            items = [*value]
            parts = [extract(item, part, name) for item, part in zip(items, wanted, strict=False)]
            return [*parts, *map(name, items[len(wanted) :])]
        case str():
            return value if value is None else name(value)
        case datetime.date() if str(value) == str(wanted):
            return wanted
    return value


def load_cases(file: str) -> dict[str, Any]:
    """What stands in the cases of a module, by name; its *file* is given."""
    path = Path(file)
    return _read(path.parent / "cases" / f"{path.stem.removeprefix('test_')}.yaml")


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
