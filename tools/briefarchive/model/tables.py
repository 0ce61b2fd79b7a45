"""Tables in YAML files beside the modules that use them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


def load_table(module: str) -> Any:
    """Load the YAML file beside a module, given its `__file__`."""
    return yaml.load(Path(module).with_suffix(".yaml").read_bytes(), yaml.CSafeLoader)


def load_words(module: str) -> Any:
    """Load it with all scalars as strings, so that `no` is Norwegian rather than false."""
    return yaml.load(Path(module).with_suffix(".yaml").read_bytes(), yaml.CBaseLoader)  # noqa: S506 — it makes strings only


def load_expressions(module: str, **parts: str) -> Mapping[str, re.Pattern[str]]:
    """Load it as regular expressions by name; `%name%` in one stands for another, or for one of *parts*."""
    words = {name: "".join(lines) for name, lines in load_words(module).items()} | parts

    def expand(text: str) -> str:
        return re.sub(r"%([a-z_]+)%", lambda part: expand(words[part[1]]), text)

    return {name: re.compile(expand(words[name])) for name in words}
