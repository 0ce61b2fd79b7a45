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
        ClickException: The lock is another command's, or a file was changed meanwhile; the message says what to do.
    """
    if dry_run:
        yield
        return
    from ..storage.locking import LockError, locked  # `check` alone needs neither
    from ..storage.replacing import ReplacingError

    try:
        with locked(root, click.get_current_context().command_path, tell_wait):
            yield
    except (LockError, ReplacingError) as error:
        raise click.ClickException(printable(str(error))) from error


def tell_wait(holder: str) -> None:
    """Say for whom the command waits."""
    click.echo(printable(f"waiting for {holder} to end …"), err=True)
