"""Tables in YAML files beside the modules that use them."""

from pathlib import Path
from typing import Any

import yaml


def load_table(module: str) -> Any:
    """Load the YAML file beside a module, given its `__file__`."""
    return yaml.load(Path(module).with_suffix(".yaml").read_bytes(), yaml.CSafeLoader)


def load_words(module: str) -> Any:
    """Load it with all scalars as strings, so that `no` is Norwegian rather than false."""
    return yaml.load(Path(module).with_suffix(".yaml").read_bytes(), yaml.CBaseLoader)  # noqa: S506 — it makes strings only
