"""Tables of words that stand in a file beside the module that uses them."""

from pathlib import Path
from typing import Any

import yaml


def load_table(module: str) -> Any:
    """What the YAML file beside a module says; *module* is its `__file__`."""
    return yaml.load(Path(module).with_suffix(".yaml").read_bytes(), yaml.CSafeLoader)


def load_words(module: str) -> Any:
    """The same with nothing but texts, whatever they look like: `no` is Norwegian."""
    return yaml.load(Path(module).with_suffix(".yaml").read_bytes(), yaml.CBaseLoader)  # noqa: S506 — it makes texts alone
