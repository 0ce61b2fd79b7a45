"""Extras of the distribution: what a command needs of one that is not installed, it names."""

from importlib.util import find_spec

import click


def require_extra(extra: str, module: str) -> None:
    """Say which command installs *extra* if its *module* is not there.

    Raises:
        ClickException: It is not.
    """
    if module and find_spec(module) is None:
        message = f'"{module}" is not installed; install it with: pip install "briefarchive[{extra}]"'
        raise click.ClickException(message)
