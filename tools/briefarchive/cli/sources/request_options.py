"""Options that say how we behave towards other people's servers."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ...curating.web_client import RequestPolicy

F = TypeVar("F", bound=Callable[..., Any])


def request_options(pause: float) -> Callable[[F], F]:
    """Add the options; the command gets them as the keywords of a `RequestPolicy`."""
    options = (
        click.option("--user-agent", metavar="TEXT", default=RequestPolicy().user_agent, help="What we say we are."),
        click.option(
            "--pause", type=click.FloatRange(0), default=pause, show_default=True, help="Seconds between two requests."
        ),
        click.option(
            "--timeout", type=click.FloatRange(0.1, 600), default=20.0, show_default=True, help="Seconds for an answer."
        ),
        click.option(
            "--retries",
            type=click.IntRange(0, 5),
            default=2,
            show_default=True,
            help="How often to ask again after a failure.",
        ),
    )

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add
