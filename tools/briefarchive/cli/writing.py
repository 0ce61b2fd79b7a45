"""What all commands that write into an archive have in common."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import click

from ..diagnostics import printable


@contextlib.contextmanager
def writing(root: Path, *, dry_run: bool = False) -> Iterator[None]:
    """Hold the archive's lock from the first reading to the last writing; without it on a dry run.

    Raises:
        LockError: The lock is another command's.
    """
    if dry_run:
        yield
        return
    from ..storage.locking import locked  # `check` alone does not need it

    with locked(root, click.get_current_context().command_path, print_wait):
        yield


def print_wait(holder: str) -> None:
    """Say for whom the command waits."""
    click.echo(printable(f"waiting for {holder} to end …"), err=True)
