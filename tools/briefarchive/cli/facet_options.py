"""Options that choose briefs by the facets of the archive: `--country RU`, `--topic energy`."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from ..facets.table import OPTIONAL


def facet_options(*, typed: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an option for each facet that has one; *typed* is whether its value must be a term's id."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for facet, option in reversed(OPTIONAL):
            flag, value_type = f"--{facet.name}", int if typed and option.is_number else str
            add = click.option(flag, multiple=True, type=value_type, metavar=option.metavar, help=option.help)
            command = add(command)
        return command

    return decorate


def chosen(values: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """The terms that were given to these options, by the names of the facets."""
    return {facet.name: values[facet.name.replace("-", "_")] for facet, _ in OPTIONAL}
